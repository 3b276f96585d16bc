"""The frame of the steps of Recouvrement."""

from __future__ import annotations

from typing import Final

import reflex as rx

from damancom_reflex.components.journey import Journey, Place, journey_page
from damancom_reflex.components.language import ltr
from damancom_reflex.components.layout import Child
from damancom_reflex.components.rail import Step
from damancom_reflex.components.types import Text
from damancom_reflex.domain.requests import RemissionStep
from damancom_reflex.i18n import Translator
from damancom_reflex.state.recouvrement.journey import JourneyState

# Terms and confirmation are one page.
_ORDER: Final = tuple(step for step in RemissionStep if step is not RemissionStep.CONFIRMATION)


def step_page(
    _: Translator,
    step: RemissionStep,
    *children: rx.Component,
    page: str,
    title: str,
    lead: Child = "",
    field: Text | None = None,
) -> rx.Component:
    """A step of a request of remission."""
    place = Place(_ORDER.index(step), step.value, page, title, lead, field)
    return journey_page(_, _journey(_), place, *children)


def _journey(_: Translator) -> Journey:
    return Journey(
        name=_("Étapes de la demande"),
        steps=_steps(_),
        reached=JourneyState.reached,
        open_step=JourneyState.open_step,
        error=JourneyState.error,
        error_token=JourneyState.error_token,
        whose=_whose(_),
    )


def _steps(_: Translator) -> list[Step]:
    """The steps of a request of remission; only group accounts choose an affiliation."""
    return [
        Step("recouvrement/affilie", _("Affiliation"), shown=JourneyState.group),
        Step("recouvrement/creance", _("Créance consolidée")),
        Step("recouvrement/modalite", _("Modalité de paiement")),
        Step("recouvrement/compte", _("Compte bancaire")),
        Step("recouvrement/simulation", _("Simulation")),
        Step("recouvrement/signature", _("Conditions et signature")),
    ]


def _whose(_: Translator) -> rx.Component:
    return rx.cond(
        JourneyState.legal_name != "",
        rx.el.span(JourneyState.legal_name, " · ", ltr(JourneyState.affiliate_number)),
        rx.el.span(_("Recouvrement")),
    )
