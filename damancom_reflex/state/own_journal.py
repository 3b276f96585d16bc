"""An employer's own part of the audit trail on screen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import reflex as rx

from damancom_reflex.domain.review import Kind
from damancom_reflex.services.own_trail import OWN_FAMILIES, own_trail
from damancom_reflex.services.own_trail_acts import TOLD
from damancom_reflex.state.adhesion.wizard import REQUEST_PAGE as ENROLMENT_PAGE
from damancom_reflex.state.events import EventsView
from damancom_reflex.state.job_loss.addresses import CLAIM_PAGE
from damancom_reflex.state.lists import ListMixin
from damancom_reflex.state.recouvrement.journey import REQUEST_PAGE as REMISSION_PAGE
from damancom_reflex.web.access import actor, employer

FILE: Final = "/telecharger/espace/journal.csv"
CHOICES: Final = frozenset({*TOLD, *OWN_FAMILIES})
PAGES: Final[Mapping[Kind, str]] = {
    Kind.ENROLMENT: ENROLMENT_PAGE,
    Kind.REMISSION: REMISSION_PAGE,
    Kind.CLAIM: CLAIM_PAGE,
}


class OwnJournalState(EventsView, ListMixin, rx.State):
    """The table of what was done on what is theirs, and its filters."""

    @rx.event
    @employer
    async def load(self) -> None:
        """Open the list that the address tells."""
        self._open_filters(CHOICES)
        self._open_address()
        await self._read()

    @rx.event
    @employer
    async def filter_by(self, name: str, choice: str) -> None:
        """Choose one filter's value; empty for all."""
        if self._choose(name, choice, CHOICES):
            self.page = 1
            await self._read()

    @rx.event
    @employer
    async def clear(self) -> None:
        """Take every filter away."""
        self._clear()
        await self._read()

    def _pages(self) -> Mapping[Kind, str]:
        return PAGES

    async def _read(self) -> None:
        self._show_events(await own_trail(actor(), self._wanted(), self.page), FILE)
