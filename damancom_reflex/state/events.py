"""Events of the audit trail on a screen: filtered, written out, and taken away."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from damancom_reflex.domain.review import Kind, kind_of
from damancom_reflex.i18n import Translator
from damancom_reflex.services.exporting import MOST_EXPORTED
from damancom_reflex.services.paging import Page
from damancom_reflex.services.references import read_reference
from damancom_reflex.services.trail import TrailEvent, TrailWanted
from damancom_reflex.services.trail_acts import ACTS
from damancom_reflex.services.trail_words import changes, on_what, who
from damancom_reflex.state import here
from damancom_reflex.state.addressed import AddressedView
from damancom_reflex.state.lists import LONGEST_SEARCH


@dataclass(frozen=True)
class EventLine:
    """An event, written out.

    `page` is the address of the request it is about, empty for anything else; each of `changed` is a field, what it was
    and what it became.
    """

    position: str
    at: str
    who: str
    address: str
    act: str
    kind: str
    subject: str
    page: str
    changed: list[list[str]]


class EventsView(AddressedView, mixin=True):
    """The table of events, and its filters; `search` is what the events are about."""

    rows: list[EventLine] = []
    act: str = ""
    first: str = ""
    last: str = ""
    filtered: bool = False
    too_many: str = ""
    csv: str = ""

    if TYPE_CHECKING:

        def _pages(self) -> Mapping[Kind, str]:
            """Page of a request of each kind, below the language; whoever uses this has it."""
            ...

    def _filters(self) -> dict[str, str]:
        return {"acte": self.act, "du": self.first, "au": self.last}

    def _open_filters(self, acts: Collection[str]) -> None:
        """What the address tells of the filters; `acts` are those there are."""
        for name in ("acte", "du", "au"):
            self._choose(name, here.query(self, name), acts)

    def _choose(self, name: str, choice: str, acts: Collection[str]) -> bool:
        """Take a filter's value, empty for one that is none; whether there is such a filter."""
        given = str(choice)[:LONGEST_SEARCH]
        if name == "acte":
            self.act = given if given in acts else ""
        elif name == "du":
            self.first = given if day_of(given) else ""
        elif name == "au":
            self.last = given if day_of(given) else ""
        else:
            return False
        return True

    def _clear(self) -> None:
        self.act = self.first = self.last = ""
        self._search_nothing()

    def _wanted(self, who: str = "") -> TrailWanted:
        return TrailWanted(who, self.act, self.search, day_of(self.first), day_of(self.last))

    def _show_events(self, found: Page[TrailEvent], file: str) -> None:
        """Show a page of events; `file` is where all of them are taken away."""
        _ = here.words(self)
        self._show_page(found, _)
        self._keep_address()
        asked = {"recherche": self.search, **self._filters()}
        self.filtered = any(asked.values())
        self.rows = [_line(event, self._page(event), _) for event in found.rows]
        self.too_many = ""
        if found.total > MOST_EXPORTED:
            self.too_many = _(
                "Le fichier contient les {most} derniers événements de cette liste, pas davantage.",
                most=_.ltr(str(MOST_EXPORTED)),
            )
        words = here.words_of_address({"langue": here.language(self), **asked})
        self.csv = f"{file}?{words}"

    def _page(self, event: TrailEvent) -> str:
        """Address of the request that an event is about; empty for anything else, and for a draft."""
        which = event.subject.partition(":")[2]
        kind = kind_of(which)
        if kind is None or read_reference(kind.value, which) != which:
            return ""
        return here.page_address(self, self._pages()[kind], r=which)


def day_of(text: str) -> date | None:
    """A day as a date field gives it; none for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _line(event: TrailEvent, page: str, _: Translator) -> EventLine:
    act = ACTS.get(event.action)
    kind, subject = on_what(event, _)
    return EventLine(
        position=str(event.position) if event.position else "",
        at=_.moment(event.at),
        who=who(event.actor, event.name, _),
        address=event.address,
        act=_(act) if act else event.action,
        kind=kind,
        subject=subject,
        page=page,
        changed=[[change.name, change.before, change.after] for change in changes(event, _)],
    )
