"""What every step of the journey shares: which file is open, whose debt it is, where one stands, what was refused."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Final

import reflex as rx

from damancom_reflex.domain.errors import DomainError
from damancom_reflex.domain.requests import STEPS, RemissionStep, next_step, reachable
from damancom_reflex.services import recouvrement
from damancom_reflex.services.recouvrement.views import DraftView
from damancom_reflex.state import here
from damancom_reflex.web.access import actor, employer

# Address of each step, below /recouvrement.
PAGES: Final[dict[RemissionStep, str]] = {
    RemissionStep.AFFILIATE: "recouvrement/affilie",
    RemissionStep.DEBT: "recouvrement/creance",
    RemissionStep.MODE: "recouvrement/modalite",
    RemissionStep.BANK_ACCOUNT: "recouvrement/compte",
    RemissionStep.SIMULATION: "recouvrement/simulation",
    RemissionStep.TERMS: "recouvrement/signature",
    RemissionStep.CONFIRMATION: "recouvrement/signature",
}
REQUEST_PAGE: Final = "recouvrement/demande"
LIST_PAGE: Final = "recouvrement"


class JourneyState(rx.State):
    """The file in view. Rebuilt from its row at every page: a reload or a restart changes nothing."""

    open_step: str = ""
    reached: int = 0
    draft_id: str = ""
    group: bool = False
    affiliate_number: str = ""
    legal_name: str = ""
    error: str = ""
    error_code: str = ""
    error_token: int = 0

    async def _open(self, step: RemissionStep) -> DraftView | rx.event.EventSpec:
        """The file of this page, or the way to where the person should be instead."""
        self._clear()
        draft_id = here.query(self, "d")
        try:
            found = await (
                recouvrement.draft(actor(), draft_id) if draft_id else recouvrement.begin(actor())
            )
        except DomainError:
            return rx.redirect(here.page_address(self, LIST_PAGE))
        if found.signed_reference:
            return rx.redirect(here.page_address(self, REQUEST_PAGE, r=found.signed_reference))
        if found.open_request:
            return rx.redirect(
                here.page_address(self, REQUEST_PAGE, r=found.open_request, deja="oui")
            )
        if found.ended_request:
            return rx.redirect(
                here.page_address(self, REQUEST_PAGE, r=found.ended_request, attente="oui")
            )
        target = step if reachable(step, found.facts) else next_step(found.facts)
        if target != step or not draft_id:
            return rx.redirect(here.page_address(self, PAGES[target], d=found.id), replace=True)
        self._take(found)
        self.open_step = step.value
        return found

    def _take(self, found: DraftView) -> None:
        self.draft_id = found.id
        # Terms and confirmation are one page.
        self.reached = min(STEPS.index(next_step(found.facts)), STEPS.index(RemissionStep.TERMS))
        self.group = found.several_affiliations
        self.affiliate_number = found.affiliate_number or ""
        self.legal_name = found.legal_name

    def _refuse(self, error: DomainError) -> rx.event.EventSpec | None:
        """Say why a service refused; a request that is already open is shown instead."""
        if error.code == "open_request_exists" and error.params.get("reference"):
            return rx.redirect(
                here.page_address(self, REQUEST_PAGE, r=str(error.params["reference"]), deja="oui")
            )
        if error.code == "new_situation_awaited":
            return rx.redirect(
                here.page_address(
                    self, REQUEST_PAGE, r=str(error.params["reference"]), attente="oui"
                )
            )
        if error.code == "draft_unknown":
            return rx.redirect(here.page_address(self, LIST_PAGE))
        self.error = here.sentence_of(self, error)
        self.error_code = error.code
        self.error_token += 1
        return None

    def _go(self, step: RemissionStep) -> rx.event.EventSpec:
        """On to a step of this file."""
        return rx.redirect(here.page_address(self, PAGES[step], d=self.draft_id))

    @rx.event
    @employer
    async def dismiss(self) -> None:
        """Take the refusal off the screen."""
        self._clear()

    def _clear(self) -> None:
        self.error = self.error_code = ""


async def journey_at(
    state: rx.State, step: RemissionStep, load: Callable[[], Awaitable[object]]
) -> JourneyState:
    """The journey of a step's page, opened first when this server has not opened it.

    After a restart the browser goes on where it was: its next event may come before the page has loaded again.
    """
    journey = await journey_of(state)
    if journey.open_step != step.value:
        await load()
    return journey


async def journey_of(state: rx.State) -> JourneyState:
    """The journey of the page a step's state belongs to."""
    return await state.get_state(JourneyState)
