"""The audit trail on a supervisor's screen: searched, turned page by page, and taken away."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import reflex as rx

from damancom_reflex.domain.review import Kind
from damancom_reflex.services.trail import trail
from damancom_reflex.services.trail_acts import ACTS, FAMILIES
from damancom_reflex.state import here
from damancom_reflex.state.events import EventsView
from damancom_reflex.state.lists import LONGEST_SEARCH, StaffListMixin
from damancom_reflex.state.review.addresses import FILE_PAGE
from damancom_reflex.store.accounts import Role
from damancom_reflex.web.access import actor, supervisor

FILE: Final = "/telecharger/equipe/journal.csv"
CHOICES: Final = frozenset({*ACTS, *FAMILIES})


class JournalState(EventsView, StaffListMixin, rx.State):
    """The table of every event, and its filters."""

    who: str = ""

    @rx.event
    @supervisor
    async def load(self) -> None:
        """Open the list that the address tells."""
        self.who = here.query(self, "qui")[:LONGEST_SEARCH]
        self._open_filters(CHOICES)
        self._open_address()
        await self._read()

    @rx.event
    @supervisor
    async def filter_by(self, name: str, choice: str) -> None:
        """Choose one filter's value; empty for all."""
        if name == "qui":
            self.who = str(choice)[:LONGEST_SEARCH]
        elif not self._choose(name, choice, CHOICES):
            return
        self.page = 1
        await self._read()

    @rx.event
    @supervisor
    async def clear(self) -> None:
        """Take every filter away."""
        self.who = ""
        self._clear()
        await self._read()

    def _filters(self) -> dict[str, str]:
        return {"qui": self.who, **super()._filters()}

    def _pages(self) -> Mapping[Kind, str]:
        return dict.fromkeys(Kind, FILE_PAGE)

    async def _read(self) -> None:
        # The events of every table of staff are open to all of them; this table is not.
        if actor().role is not Role.SUPERVISOR:
            return
        self._show_events(await trail(actor(), self._wanted(self.who), self.page), FILE)
