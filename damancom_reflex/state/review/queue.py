"""The queue on screen: its filters live in the address, so that a list can be kept, sent, and opened again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import reflex as rx

from damancom_reflex.domain.review import LIVES, Kind
from damancom_reflex.i18n import Translator
from damancom_reflex.services import review
from damancom_reflex.services.review import EVERY, LATE, SORTS, Queue, Wanted
from damancom_reflex.state import here
from damancom_reflex.state.addressed import AddressedView
from damancom_reflex.state.lists import LONGEST_SEARCH, StaffListMixin
from damancom_reflex.state.review.addresses import FILE_PAGE
from damancom_reflex.state.review.queue_lines import KindCounters, QueueLine, counted, queue_line
from damancom_reflex.state.review.words import KINDS, status_word
from damancom_reflex.web.access import actor, staff

AGES = ("7", "15", "30", "60")
DEADLINES = ("7", "30")
SITUATIONS = (EVERY, *(state for states in LIVES.values() for state in states))


@dataclass(frozen=True)
class Option:
    """One of the choices of a filter."""

    code: str
    text: str


class QueueState(AddressedView, StaffListMixin, rx.State):
    """The table of what waits, and its filters."""

    sort: str = "filed"
    kind: str = ""
    situation: str = ""
    office: str = ""
    age: str = ""
    deadline: str = ""
    kinds: list[Option] = []
    situations: list[Option] = []
    offices: list[Option] = []
    ages: list[Option] = []
    deadlines: list[Option] = []
    counters: list[KindCounters] = []
    rows: list[QueueLine] = []
    several: bool = False
    filtered: bool = False
    without_office: bool = False
    too_wide: bool = False

    @rx.event
    @staff
    async def load(self) -> None:
        """Open the list that the address tells."""
        _ = here.words(self)
        self.kind = _one_of(here.query(self, "genre"), list(Kind))
        self.situation = _one_of(here.query(self, "situation"), SITUATIONS)
        self.office = here.query(self, "bureau")[:LONGEST_SEARCH]
        self.age = _one_of(here.query(self, "age"), AGES)
        self.deadline = _one_of(here.query(self, "echeance"), (LATE, *DEADLINES))
        self._open_address()
        found = await review.offices(actor())
        self.offices = [Option(code, ar if _.language == "ar" else fr) for code, fr, ar in found]
        self.ages = [
            Option(n, _.plural("plus de {n} jour", "plus de {n} jours", int(n))) for n in AGES
        ]
        self.deadlines = [
            Option(LATE, _("dépassée")),
            *(
                Option(n, _.plural("dans {n} jour au plus", "dans les {n} jours", int(n)))
                for n in DEADLINES
            ),
        ]
        await self._read()

    @rx.event
    @staff
    async def filter_by(self, name: str, choice: str) -> None:
        """Choose one filter's value; empty for all."""
        given = str(choice)[:LONGEST_SEARCH]
        if name == "genre":
            # Another kind has other statuses.
            self.kind, self.situation = _one_of(given, list(Kind)), ""
        elif name == "situation":
            self.situation = given
        elif name == "bureau":
            self.office = given
        elif name == "age":
            self.age = _one_of(given, AGES)
        elif name == "echeance":
            self.deadline = _one_of(given, (LATE, *DEADLINES))
        else:
            return
        self.page = 1
        await self._read()

    @rx.event
    @staff
    async def show(self, kind: str, situation: str) -> None:
        """Show the requests of a kind in a status; again to show what waits."""
        chosen = (_one_of(str(kind), list(Kind)), str(situation)[:LONGEST_SEARCH])
        self.kind, self.situation = ("", "") if chosen == (self.kind, self.situation) else chosen
        self.page = 1
        await self._read()

    @rx.event
    @staff
    async def clear(self) -> None:
        """Take every filter away."""
        self.kind = self.situation = self.office = self.age = self.deadline = ""
        self._search_nothing()
        await self._read()

    def _sorts(self) -> tuple[str, ...]:
        return SORTS

    async def _read(self) -> None:
        wanted = Wanted(
            kind=self.kind,
            state=self.situation,
            office=self.office,
            age=int(self.age or 0),
            deadline=self.deadline,
            search=self.search,
            sort=self.sort,
            descending=self.descending,
        )
        found = await review.queue(actor(), wanted, self.page)
        _ = here.words(self)
        self._show_page(found.page, _)
        self.several = len(found.kinds) > 1
        self.without_office, self.too_wide = found.without_office, found.too_wide
        self.kinds = [Option(kind.value, _(KINDS[kind])) for kind in found.kinds]
        self.situations = self._situations(found, _)
        self.counters = [
            counted(kind, found, (self.kind, self.situation), _) for kind in found.kinds
        ]
        self.rows = [
            queue_line(row, found.today, here.page_address(self, FILE_PAGE, r=row.reference), _)
            for row in found.page.rows
        ]
        narrow = (self.kind, self.situation, self.office, self.age, self.deadline, self.search)
        self.filtered = any(narrow)
        self._keep_address()

    def _situations(self, found: Queue, _: Translator) -> list[Option]:
        kinds = [kind for kind in found.kinds if self.kind in {"", kind.value}]
        shown = [] if len(kinds) > 1 else [(kinds[0], state) for state in LIVES[kinds[0]]]
        return [
            Option(EVERY, _("Toutes")),
            *(Option(state, status_word(kind, state, _)) for kind, state in shown),
        ]

    def _filters(self) -> dict[str, str]:
        return {
            "genre": self.kind,
            "situation": self.situation,
            "bureau": self.office,
            "age": self.age,
            "echeance": self.deadline,
        }


def _one_of(text: str, known: Sequence[str]) -> str:
    """One of the words known; empty for any other."""
    return text if text in known else ""
