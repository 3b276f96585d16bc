"""The frame of every step of Recouvrement: rail, refusals, content, what comes next."""

from __future__ import annotations

from typing import Any

import reflex as rx

from damancom_reflex.components.language import ltr
from damancom_reflex.components.layout import Child, loading, page_heading
from damancom_reflex.components.notices import error_summary
from damancom_reflex.components.rail import Step, rail
from damancom_reflex.components.shell import shell
from damancom_reflex.domain.requests import RemissionStep
from damancom_reflex.i18n import Translator
from damancom_reflex.state.recouvrement.journey import JourneyState

POSITIONS = {
    step: position
    for position, step in enumerate(
        (
            RemissionStep.AFFILIATE,
            RemissionStep.DEBT,
            RemissionStep.MODE,
            RemissionStep.BANK_ACCOUNT,
            RemissionStep.SIMULATION,
            RemissionStep.TERMS,
        )
    )
}


def steps(_: Translator) -> list[Step]:
    """The steps of a request of remission; only group accounts choose an affiliation."""
    return [
        Step("recouvrement/affilie", _("Affiliation"), shown=JourneyState.group),
        Step("recouvrement/creance", _("Créance consolidée")),
        Step("recouvrement/modalite", _("Modalité de paiement")),
        Step("recouvrement/compte", _("Compte bancaire")),
        Step("recouvrement/simulation", _("Simulation")),
        Step("recouvrement/signature", _("Conditions et signature")),
    ]


def step_page(
    _: Translator,
    step: RemissionStep,
    *children: rx.Component,
    page: str,
    title: str,
    lead: Child = "",
    field: str | None = None,
) -> rx.Component:
    """A step: its rail beside it, its refusal above it, its content once the file is open."""
    return shell(
        _,
        rx.el.div(
            rail(_, _("Étapes de la demande"), steps(_), POSITIONS[step]),
            rx.el.div(
                error_summary(_, JourneyState.error, JourneyState.error_token, field),
                page_heading(title, lead, _whose(_)),
                rx.cond(
                    JourneyState.open_step == step.value,
                    rx.fragment(*children),
                    loading(_("Ouverture de votre dossier…")),
                ),
                class_name="min-w-0",
            ),
            class_name="journey",
        ),
        page=page,
        title=title,
        has_error=JourneyState.error != "",
        wide=True,
    )


def _whose(_: Translator) -> rx.Component:
    return rx.cond(
        JourneyState.legal_name != "",
        rx.el.span(JourneyState.legal_name, " · ", ltr(JourneyState.affiliate_number)),
        rx.el.span(_("Recouvrement")),
    )


def go_on(label: str, on_click: rx.event.EventType[()], **props: Any) -> rx.Component:
    """The one primary button of a step, always at its foot."""
    return rx.el.div(
        rx.el.button(
            label, type="button", on_click=on_click, class_name="btn btn-primary btn-main", **props
        ),
        class_name="mt-8 no-print",
    )
