"""Step: full payment or instalments."""

from __future__ import annotations

import reflex as rx

from damancom_reflex.components.journey import go_on
from damancom_reflex.components.notices import notice
from damancom_reflex.components.remission import step_page
from damancom_reflex.components.types import Text
from damancom_reflex.domain.requests import RemissionStep
from damancom_reflex.i18n import Translator
from damancom_reflex.state.recouvrement.mode import ModeState

PAGE = "recouvrement/modalite"


def page(_: Translator) -> rx.Component:
    """The page."""
    return step_page(
        _,
        RemissionStep.MODE,
        rx.el.fieldset(
            rx.el.legend(_("Modalité de paiement"), class_name="sr-only"),
            _choice(
                "full",
                _("Paiement intégral"),
                ModeState.full_hint,
            ),
            _choice(
                "instalments",
                _("Paiement par acomptes"),
                ModeState.instalments_hint,
            ),
            class_name="grid gap-3",
        ),
        rx.cond(ModeState.mode == "instalments", _guarantees(_), rx.fragment()),
        go_on(_("Continuer vers le compte bancaire"), ModeState.go_on),
        page=PAGE,
        title=_("Comment voulez-vous payer ?"),
        lead=_(
            "Vous pourrez comparer les deux à l'étape de simulation et changer d'avis avant de signer."
        ),
        field=rx.cond(ModeState.mode == "instalments", "garanties", "mode-full"),
    )


def _choice(value: str, name: str, text: Text) -> rx.Component:
    return rx.el.label(
        rx.el.input(
            type="radio",
            name="mode",
            id=f"mode-{value}",
            value=value,
            default_checked=ModeState.mode == value,
            on_change=ModeState.choose,
            aria_describedby=f"mode-{value}-aide",
            class_name="radio radio-primary",
        ),
        rx.el.span(
            rx.el.span(name, class_name="block font-semibold"),
            rx.el.span(text, id=f"mode-{value}-aide", class_name="block text-muted"),
        ),
        html_for=f"mode-{value}",
        class_name="choice",
    )


def _guarantees(_: Translator) -> rx.Component:
    return rx.el.div(
        notice(
            "warning",
            rx.el.p(
                _("Le paiement par acomptes demande des garanties"), class_name="font-semibold"
            ),
            rx.el.p(ModeState.guarantees_text),
            rx.el.label(
                rx.el.input(
                    type="checkbox",
                    id="garanties",
                    default_checked=ModeState.guarantees_accepted,
                    on_change=ModeState.accept_guarantees,  # pyright: ignore[reportArgumentType] - a checkbox gives its state; the stub knows only text fields
                    class_name="checkbox checkbox-primary",
                ),
                rx.el.span(ModeState.guarantees_promise),
                html_for="garanties",
                class_name="check-line mt-4",
            ),
        ),
        class_name="mt-6",
    )
