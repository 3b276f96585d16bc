"""Step: the live simulation."""

from __future__ import annotations

import reflex as rx

from damancom_reflex.components.journey import go_on
from damancom_reflex.components.remission import step_page
from damancom_reflex.components.simulation.controls import controls
from damancom_reflex.components.simulation.explained import explanations, missed
from damancom_reflex.components.simulation.result import offers, result
from damancom_reflex.components.simulation.schedule import breakdown, schedule
from damancom_reflex.domain.requests import RemissionStep
from damancom_reflex.i18n import Translator
from damancom_reflex.state.recouvrement.simulation import SimulationState

PAGE = "recouvrement/simulation"


def page(_: Translator) -> rx.Component:
    """The page."""
    return step_page(
        _,
        RemissionStep.SIMULATION,
        rx.el.div(
            rx.cond(SimulationState.full, rx.fragment(), controls(_)),
            rx.el.div(result(_), role="status", aria_live="polite", class_name="plan-result"),
            class_name=rx.cond(SimulationState.full, "", "plan-band"),
        ),
        rx.cond(
            SimulationState.valid,
            rx.fragment(
                offers(_),
                rx.cond(SimulationState.full, rx.fragment(), schedule(_)),
                breakdown(_),
                explanations(_),
                missed(_),
            ),
            rx.fragment(),
        ),
        go_on(
            _("Continuer vers les conditions"),
            SimulationState.go_on,
            disabled=~SimulationState.valid,
        ),
        page=PAGE,
        title=_("Votre simulation"),
        lead=_(
            "Tout se recalcule pendant que vous tapez. Rien n'est engagé tant que vous n'avez pas signé."
        ),
    )
