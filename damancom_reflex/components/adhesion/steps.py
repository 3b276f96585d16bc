"""The frame of the steps of adhésion."""

from __future__ import annotations

from typing import Final

import reflex as rx

from damancom_reflex.components.journey import Journey, Place, journey_page
from damancom_reflex.components.language import ltr
from damancom_reflex.components.layout import Child
from damancom_reflex.components.notices import notice
from damancom_reflex.components.rail import Step
from damancom_reflex.components.typed import changed_elsewhere, saved_line
from damancom_reflex.domain.enrolment.steps import EnrolmentStep
from damancom_reflex.i18n import Translator
from damancom_reflex.state.adhesion.wizard import PAGES, EnrolmentState

_ORDER: Final = tuple(EnrolmentStep)


def step_page(
    _: Translator,
    step: EnrolmentStep,
    *children: rx.Component,
    title: str,
    lead: Child = "",
    field: str | None = None,
    after: rx.Component | None = None,
) -> rx.Component:
    """A step of adhésion; under it, when it was last saved, and what the demo adds."""
    place = Place(_ORDER.index(step), step.value, PAGES[step], title, lead, field)
    return journey_page(
        _,
        _journey(_),
        place,
        _told(_),
        *children,
        saved_line(EnrolmentState),
        after or rx.fragment(),
    )


def _journey(_: Translator) -> Journey:
    names = {
        EnrolmentStep.COMPANY: _("Entreprise"),
        EnrolmentStep.REPRESENTATIVE: _("Représentant légal"),
        EnrolmentStep.CONTACT: _("Coordonnées"),
        EnrolmentStep.DELEGATION: _("Délégation"),
        EnrolmentStep.CONFIRMATION: _("Validation"),
    }
    return Journey(
        name=_("Étapes de l'adhésion"),
        steps=[Step(PAGES[step], names[step]) for step in _ORDER],
        reached=EnrolmentState.reached,
        open_step=EnrolmentState.open_step,
        error=EnrolmentState.error,
        error_token=EnrolmentState.error_token,
        whose=_whose(_),
        problems=EnrolmentState.problems,
    )


def _whose(_: Translator) -> rx.Component:
    return rx.cond(
        EnrolmentState.legal_name != "",
        rx.el.span(EnrolmentState.legal_name, " · ", ltr(EnrolmentState.affiliate_number)),
        rx.el.span(_("Adhérer à Damancom")),
    )


def _told(_: Translator) -> rx.Component:
    """What must be known before typing: another tab's changes, the agency's remarks, that one changes a filed request."""
    return rx.fragment(
        changed_elsewhere(_, EnrolmentState, EnrolmentState.keep_mine, EnrolmentState.take_other),
        rx.cond(
            EnrolmentState.correction != "",
            notice(
                "warning",
                rx.el.p(_("L'agence demande une correction"), class_name="font-semibold"),
                rx.el.p(EnrolmentState.correction),
            ),
            rx.cond(EnrolmentState.amending != "", _amending(_), rx.fragment()),
        ),
    )


def _amending(_: Translator) -> rx.Component:
    return notice(
        "info",
        rx.el.p(
            _("Vous modifiez la demande"),
            " ",
            ltr(EnrolmentState.amending),
            ". ",
            _(
                "Elle reste telle qu'elle a été déposée tant que vous ne la confirmez pas de nouveau."
            ),
        ),
    )
