"""The audit trail on a supervisor's screen: searched, turned page by page, and taken away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

import reflex as rx

from damancom_reflex.i18n import Translator
from damancom_reflex.services.exporting import MOST_EXPORTED
from damancom_reflex.services.trail import TrailEvent, TrailWanted, trail
from damancom_reflex.services.trail_acts import ACTS, FAMILIES
from damancom_reflex.services.trail_words import changes, on_what, who
from damancom_reflex.state import here
from damancom_reflex.state.lists import LONGEST_SEARCH, StaffListMixin
from damancom_reflex.store.accounts import Role
from damancom_reflex.web.access import actor, supervisor


@dataclass(frozen=True)
class EventLine:
    """An event, written out; each of `changed` is a field, what it was and what it became."""

    position: str
    at: str
    who: str
    address: str
    act: str
    kind: str
    subject: str
    changed: list[list[str]]


class JournalState(StaffListMixin, rx.State):
    """The table of events, and its filters; `search` is what the events are about."""

    rows: list[EventLine] = []
    who: str = ""
    act: str = ""
    first: str = ""
    last: str = ""
    filtered: bool = False
    too_many: str = ""
    csv: str = ""

    @rx.event
    @supervisor
    async def load(self) -> None:
        """Open the list as it was left, or as somebody quicker than the page has begun to search it."""
        await self._read()

    @rx.event
    @supervisor
    async def filter_by(self, name: str, choice: str) -> None:
        """Choose one filter's value; empty for all."""
        given = str(choice)[:LONGEST_SEARCH]
        if name == "qui":
            self.who = given
        elif name == "acte":
            self.act = given if given in ACTS or given in FAMILIES else ""
        elif name == "du":
            self.first = given if _day(given) else ""
        elif name == "au":
            self.last = given if _day(given) else ""
        else:
            return
        self.page = 1
        await self._read()

    async def _read(self) -> None:
        # The events of every table of staff are open to all of them; this table is not.
        if actor().role is not Role.SUPERVISOR:
            return
        wanted = TrailWanted(self.who, self.act, self.search, _day(self.first), _day(self.last))
        found = await trail(actor(), wanted, self.page)
        _ = here.words(self)
        self._show_page(found, _)
        self.filtered = wanted != TrailWanted()
        self.rows = [_line(event, _) for event in found.rows]
        self.too_many = ""
        if found.total > MOST_EXPORTED:
            self.too_many = _(
                "Le fichier tient les {most} derniers événements de cette liste, pas davantage.",
                most=_.ltr(str(MOST_EXPORTED)),
            )
        self.csv = self._export()

    def _export(self) -> str:
        """Address of the list in view as a file."""
        asked = {
            "langue": here.language(self),
            "recherche": self.search,
            "qui": self.who,
            "acte": self.act,
            "du": self.first,
            "au": self.last,
        }
        query = urlencode({name: word for name, word in asked.items() if word}, errors="replace")
        return f"/telecharger/equipe/journal.csv?{query}"


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _line(event: TrailEvent, _: Translator) -> EventLine:
    act = ACTS.get(event.action)
    kind, subject = on_what(event, _)
    return EventLine(
        position=str(event.position),
        at=_.moment(event.at),
        who=who(event.actor, event.name, _),
        address=event.address,
        act=_(act) if act else event.action,
        kind=kind,
        subject=subject,
        changed=[[change.name, change.before, change.after] for change in changes(event, _)],
    )
