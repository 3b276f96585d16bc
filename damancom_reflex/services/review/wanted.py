"""Which requests a page of the queue shows, and in which order: one statement a status, merged by the database."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Date,
    Integer,
    String,
    cast,
    literal,
    literal_column,
    null,
    or_,
    select,
)
from sqlalchemy.orm import Mapped

from damancom_reflex.domain.review import LIVES, WAITING, Kind
from damancom_reflex.services.review.finding import Hits
from damancom_reflex.services.review.shelves import SHELVES, Shelf
from damancom_reflex.services.reviewers import Reviewer
from damancom_reflex.services.statements import Rows

EVERY: Final = "tous"
"""The state filter that leaves nothing out; empty is what waits for the fund."""

LATE: Final = "depassee"
"""The deadline filter for what is overdue; a number is the days left at most."""

SORTS: Final = ("filed", "deadline")
LONGEST_AGE: Final = 3_650

Keys = tuple[str, ...]
"""Columns of `Arm.rows`, the first that matters most first."""

BY_DAY: Final[Keys] = ("filed", "reference")
"""The order of the indexes."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which requests, and in which order; whatever is none of ours finds nothing, or is left out.

    Attributes:
        kind: a `Kind`; empty for every kind one sees.
        state: a status; empty for what waits for the fund, `EVERY` for all.
        office: `DA.3` or `DR.2`, the kind of request an office has and its id; empty for all one sees.
        age: days since it was filed, at least.
        deadline: `LATE`, or the days left at most; empty for all.
        search: words of a reference, an employer or an insured person.
        sort: one of `SORTS`, the day of filing for anything else.
        descending: sort downwards.
    """

    kind: str = ""
    state: str = ""
    office: str = ""
    age: int = 0
    deadline: str = ""
    search: str = ""
    sort: str = "filed"
    descending: bool = False

    def takes(self, kind: Kind, state: str) -> bool:
        """Whether the state filter lets a status of a kind through."""
        if self.state == EVERY:
            return True
        return state == self.state if self.state else state in WAITING[kind]


@dataclass(frozen=True, slots=True)
class Order:
    """Columns that rows are sorted by, and whether downwards."""

    keys: Keys
    descending: bool

    def columns(self, of: str = "") -> list[Any]:
        """The columns, each with its way; `of` names the table they are of."""
        columns = [literal_column(f"{of}{key}") for key in self.keys]
        return [column.desc() if self.descending else column.asc() for column in columns]


@dataclass(frozen=True, slots=True)
class Arm:
    """The requests of one kind in one status.

    Attributes:
        shelf: of the kind.
        state: the status.
        narrowed: conditions on every request of the kind.
        due: conditions on the day something is due in this status.
        named: whether they are those of a few employers or persons.
    """

    shelf: Shelf
    state: str
    narrowed: tuple[ColumnElement[bool], ...]
    due: tuple[ColumnElement[bool], ...] = ()
    named: bool = False

    @property
    def deadline(self) -> Mapped[Any] | None:
        """Day something is due in this status; none when nothing is."""
        return self.shelf.deadlines.get(self.state)

    @property
    def plain(self) -> bool:
        """Whether nothing narrows the requests down."""
        return not (self.narrowed or self.due or self.named)

    @property
    def by_names(self) -> bool:
        """Whether the requests are those of a few employers or persons, of any day."""
        return self.named and not self.due

    @property
    def status(self) -> ColumnElement[str] | Mapped[str]:
        """Column of the status, as it is compared."""
        # Of a few employers the requests are looked up by these, and not found among all of a status.
        return self.shelf.status + "" if self.named else self.shelf.status

    def rows(self) -> Rows:
        """The columns that a page is sorted and shown by."""
        shelf = self.shelf
        return select(
            literal(shelf.kind.value, String).label("kind"),
            shelf.reference.label("reference"),
            literal(self.state, String).label("status"),
            shelf.filed.label("filed"),
            _or_null(self.deadline, Date()).label("deadline"),
            shelf.affiliate.label("affiliate_id"),
            _or_null(shelf.agency, Integer()).label("agency_id"),
            _or_null(shelf.person, Integer()).label("person_id"),
        ).where(self.status == self.state, *self.narrowed, *self.due)


def arms(wanted: Wanted, who: Reviewer, today: date, hits: Hits | None) -> tuple[Arm, ...]:
    """Every status of every kind that a reviewer sees, the state filter left out: counts are told of each.

    Args:
        wanted: the filters.
        who: whose rights.
        today: the business day.
        hits: what the search found; none when nothing is searched for.
    """
    found: list[Arm] = []
    for kind in who.kinds():
        if wanted.kind in {"", kind.value}:
            narrowed = _narrowed(wanted, who, SHELVES[kind], today, hits)
            found += [] if narrowed is None else _by_state(wanted, SHELVES[kind], today, narrowed)
    return tuple(replace(arm, named=hits is not None) for arm in found)


def in_order(wanted: Wanted, chosen: Sequence[Arm]) -> tuple[tuple[Sequence[Arm], Order], ...]:
    """Statuses in the order they are shown, those sorted as one together, each with the columns it is sorted by.

    What nothing is due of comes after what something is due of, whichever way one sorts.
    """
    by_day = Order(BY_DAY, wanted.descending)
    if wanted.sort != "deadline":
        return ((chosen, by_day),)
    due = [arm for arm in chosen if arm.deadline is not None]
    rest = [arm for arm in chosen if arm.deadline is None]
    return ((due, Order(("deadline", *BY_DAY), wanted.descending)), (rest, by_day))


def _narrowed(
    wanted: Wanted, who: Reviewer, shelf: Shelf, today: date, hits: Hits | None
) -> tuple[ColumnElement[bool], ...] | None:
    """Conditions on every request of a kind; none when no request of it can be meant."""
    conditions: list[ColumnElement[bool] | None] = []
    if not who.everywhere(shelf.kind):
        own = who.office(shelf.kind)
        conditions.append(shelf.of_office(own) if own is not None else None)
    if wanted.office:
        prefix, _, number = wanted.office.partition(".")
        named = prefix == shelf.kind.value and number.isdecimal() and len(number) < len("1" * 10)
        conditions.append(shelf.of_office(int(number)) if named else None)
    if 0 < wanted.age <= LONGEST_AGE:
        conditions.append(shelf.filed <= today - timedelta(days=wanted.age))
    if hits is not None:
        conditions.append(_among(shelf, hits))
    kept = tuple(condition for condition in conditions if condition is not None)
    return kept if len(kept) == len(conditions) else None


def _among(shelf: Shelf, hits: Hits) -> ColumnElement[bool] | None:
    if hits.reference:
        return shelf.reference == hits.reference
    named = [shelf.affiliate.in_(hits.affiliates)] if hits.affiliates else []
    if shelf.person is not None and hits.persons:
        named.append(shelf.person.in_(hits.persons))
    return or_(*named) if named else None


def _by_state(
    wanted: Wanted, shelf: Shelf, today: date, narrowed: Sequence[ColumnElement[bool]]
) -> Iterator[Arm]:
    for state in LIVES[shelf.kind]:
        due = shelf.deadlines.get(state)
        if not wanted.deadline:
            yield Arm(shelf, state, tuple(narrowed))
        elif due is not None:
            yield Arm(shelf, state, tuple(narrowed), _due(wanted.deadline, due, today))


def _due(deadline: str, due: Mapped[Any], today: date) -> tuple[ColumnElement[bool], ...]:
    if deadline == LATE:
        return (due < today,)
    days = int(deadline) if deadline.isdecimal() and len(deadline) < len("1000") else 0
    return (due >= today, due <= today + timedelta(days=days))


def _or_null(column: Mapped[Any] | None, type_: Date | Integer) -> ColumnElement[Any] | Mapped[Any]:
    return cast(null(), type_) if column is None else column
