"""The form of a claim, with the answer beside it."""

from __future__ import annotations

import reflex as rx

from damancom_reflex.components.dialogs import question
from damancom_reflex.components.job_loss.answer import answer
from damancom_reflex.components.journey import go_on
from damancom_reflex.components.language import href, ltr
from damancom_reflex.components.layout import card, facts, loading, page_heading
from damancom_reflex.components.notices import error_summary, notice
from damancom_reflex.components.shell import shell
from damancom_reflex.components.typed import (
    changed_elsewhere,
    saved_line,
    typed_box,
    typed_field,
    typed_select,
)
from damancom_reflex.domain.job_loss import ClaimField
from damancom_reflex.i18n import Translator
from damancom_reflex.state.job_loss.addresses import FORM_PAGE, LIST_PAGE
from damancom_reflex.state.job_loss.form import ClaimFormState

PAGE = FORM_PAGE
SCREEN = ClaimFormState.screen


def page(_: Translator) -> rx.Component:
    """The page."""
    return shell(
        _,
        error_summary(
            _, ClaimFormState.error, ClaimFormState.error_token, problems=ClaimFormState.problems
        ),
        page_heading(
            _("Demande d'indemnité pour perte d'emploi"),
            _(
                "La réponse se précise pendant que vous tapez. Rien n'est déposé avant votre confirmation."
            ),
            rx.el.span(SCREEN.legal_name, " · ", ltr(SCREEN.affiliate)),
        ),
        rx.cond(ClaimFormState.ready, _content(_), loading(_("Ouverture de votre demande…"))),
        rx.el.p(
            rx.el.a(_("Vos demandes"), href=href(_, LIST_PAGE), class_name="link"),
            class_name="mt-8",
        ),
        _confirmation(_),
        page=PAGE,
        title=_("Demande d'indemnité pour perte d'emploi"),
        has_error=ClaimFormState.error != "",
        wide=True,
    )


def _content(_: Translator) -> rx.Component:
    return rx.fragment(
        changed_elsewhere(_, ClaimFormState, ClaimFormState.keep_mine, ClaimFormState.take_other),
        rx.cond(SCREEN.correction != "", _correction(_), rx.fragment()),
        rx.el.div(
            rx.el.div(_person(_), _fields(_), saved_line(ClaimFormState)),
            rx.el.div(answer(_), class_name="plan-result"),
            class_name="plan-band",
        ),
    )


def _correction(_: Translator) -> rx.Component:
    return rx.el.div(
        notice(
            "warning",
            rx.el.p(
                _("Une correction est demandée pour"),
                " ",
                ltr(SCREEN.correcting),
                class_name="font-semibold",
            ),
            rx.el.p(SCREEN.correction),
        ),
        class_name="mb-6",
    )


def _person(_: Translator) -> rx.Component:
    return card(
        rx.el.h2(SCREEN.name, dir="auto", class_name="section-title mt-0"),
        facts(
            (_("Immatriculation"), ltr(SCREEN.number)),
            (_("CIN"), ltr(SCREEN.cin)),
            (_("Embauche"), rx.cond(SCREEN.hired != "", ltr(SCREEN.hired), "–")),
            (
                _("Dernier jour enregistré"),
                rx.cond(SCREEN.left != "", ltr(SCREEN.left), _("en poste")),
            ),
        ),
    )


def _fields(_: Translator) -> rx.Component:
    day, reason, late = (
        field.value for field in (ClaimField.LOSS_DATE, ClaimField.REASON, ClaimField.LATE_REASON)
    )
    return card(
        rx.el.h2(_("La perte de l'emploi"), class_name="section-title mt-0"),
        rx.el.div(
            typed_field(
                ClaimFormState,
                day,
                _("Date de la perte"),
                lambda text: ClaimFormState.type_field(day, text),
                hint=_(
                    "Le dernier jour travaillé, par exemple {example}.", example=_.ltr("31/10/2023")
                ),
                left_to_right=True,
                input_mode="numeric",
                auto_complete="off",
                max_length=32,
                settle=500,
            ),
            typed_select(
                ClaimFormState,
                reason,
                _("Motif de la perte"),
                rx.foreach(
                    ClaimFormState.reasons,
                    lambda option: rx.el.option(option.text, value=option.code),
                ),
                lambda code: ClaimFormState.type_field(reason, code),
                nothing=_("Choisissez un motif"),
            ),
            rx.cond(
                SCREEN.late,
                typed_field(
                    ClaimFormState,
                    late,
                    _("Pourquoi la demande vient-elle après le délai ?"),
                    lambda text: ClaimFormState.type_field(late, text),
                    hint=_("Un agent lira ce motif, par exemple un cas de force majeure."),
                    rows=3,
                    max_length=500,
                    class_name="textarea field-input",
                ),
                rx.fragment(),
            ),
            typed_box(
                ClaimFormState,
                ClaimField.ATTESTED.value,
                _(
                    "J'atteste que ce que je déclare est exact et conforme aux documents de l'entreprise."
                ),
                ClaimFormState.attest,
            ),
            key=ClaimFormState.shown,
            class_name="grid gap-6",
        ),
        go_on(_("Valider la demande"), ClaimFormState.ask),
    )


def _confirmation(_: Translator) -> rx.Component:
    return question(
        "confirmation",
        _("Déposer cette demande ?"),
        facts(
            (_("Salarié"), rx.el.span(SCREEN.name, " · ", ltr(SCREEN.number))),
            (_("Date de la perte"), ltr(ClaimFormState.stated.loss_date)),
            (_("Motif"), ClaimFormState.stated.reason),
            (_("Réponse prévue"), SCREEN.verdict),
        ),
        rx.el.p(SCREEN.told, class_name="mt-4 text-muted"),
        yes=(_("Oui, déposer"), ClaimFormState.file),
        no=(_("Non, revenir"), ClaimFormState.close),
        opened=ClaimFormState.confirming,
    )
