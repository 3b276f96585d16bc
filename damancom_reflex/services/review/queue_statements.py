"""The statements of the queue: how many requests there are in each status, on which days, and the rows of a page.

What is narrowed down by nothing is the same for everybody, and put together once: that takes as long as to run it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from itertools import groupby
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Date,
    String,
    bindparam,
    func,
    literal,
    select,
    union_all,
)
from sqlalchemy.orm import Mapped

from damancom_reflex.domain.review import Kind
from damancom_reflex.services.review.hands import idle_since
from damancom_reflex.services.review.queue_rows import shown
from damancom_reflex.services.review.shelves import SHELVES
from damancom_reflex.services.review.stretch import Days
from damancom_reflex.services.review.wanted import Arm, Order
from damancom_reflex.services.statements import Rows

MOST_KEPT: Final = 64
_OFFSET, _LIMIT, _SINCE = "before", "number", "idle_since"
_FROM, _BEFORE = "from_day", "before_day"

Counts = Counter[tuple[Kind, str]]
"""Requests by kind and status."""

Places = tuple[tuple[Kind, str], ...]
"""Kinds and statuses, in order."""


def counts_of(every: Sequence[Arm]) -> Rows:
    """Kind, status, and how many requests there are of both; of one status at least."""
    return _plain_counts(_places(every)) if are_plain(every) else _joined(_counted(every))


def page_of(together: Sequence[Arm], order: Order, *, of_days: bool) -> Rows:
    """What is shown of the rows of some statuses, sorted as one, at the place that `place` tells.

    Args:
        together: the statuses.
        order: how they are sorted.
        of_days: whether among those filed on the days of `days` alone; only of plain statuses.
    """
    if are_plain(together):
        return _plain_page(_places(together), order, of_days=of_days)
    return _page(together, order)


def are_plain(every: Sequence[Arm]) -> bool:
    """Whether nothing narrows the requests of any of some statuses down."""
    return all(arm.plain for arm in every)


def place(before: int, number: int) -> Mapping[str, int | datetime]:
    """Parameters of `page_of`: rows that come before, and how many are taken."""
    return {_OFFSET: before, _LIMIT: number, _SINCE: idle_since()}


def number_of(together: Sequence[Arm]) -> Rows:
    """How many requests of some plain statuses were filed on the days of `days`."""
    return _number(_places(together))


def days_of(together: Sequence[Arm]) -> Rows:
    """The first and the last day of filing of each of some plain statuses."""
    return _ends(_places(together))


def days(between: Days) -> Mapping[str, date]:
    """Parameters of what reads some days alone."""
    return {_FROM: between[0], _BEFORE: between[1]}


@lru_cache(maxsize=MOST_KEPT)
def _plain_counts(places: Places) -> Rows:
    return _joined(_counted(_plain(places)))


@lru_cache(maxsize=MOST_KEPT)
def _plain_page(places: Places, order: Order, *, of_days: bool) -> Rows:
    arms = _plain(places)
    return _page([_of_days(arm) for arm in arms] if of_days else arms, order)


def _page(together: Sequence[Arm], order: Order) -> Rows:
    cut = _joined([arm.rows() for arm in together]).order_by(*order.columns())
    cut = cut.offset(bindparam(_OFFSET)).limit(bindparam(_LIMIT))
    since = bindparam(_SINCE)
    return shown(cut, since).order_by(*order.columns("page."))


@lru_cache(maxsize=MOST_KEPT)
def _number(places: Places) -> Rows:
    numbers = _joined([_count([_of_days(arm)]) for arm in _plain(places)]).subquery()
    return select(func.sum(numbers.c.number))


@lru_cache(maxsize=MOST_KEPT)
def _ends(places: Places) -> Rows:
    # One end at a time: asked for both at once, a database reads the whole index.
    return _joined([_end(arm, end) for arm in _plain(places) for end in (func.min, func.max)])


def _end(arm: Arm, end: Callable[[Mapped[Any]], ColumnElement[Any]]) -> Rows:
    return select(end(arm.shelf.filed)).where(arm.status == arm.state)


def _of_days(arm: Arm) -> Arm:
    first, after = bindparam(_FROM, type_=Date), bindparam(_BEFORE, type_=Date)
    return replace(arm, narrowed=(arm.shelf.filed >= first, arm.shelf.filed < after))


def _counted(every: Sequence[Arm]) -> list[Rows]:
    """Statements of kind, status, and how many requests there are of both, for every status.

    Of a few employers those of a kind are counted by one: there a statement costs more than what it counts. Else each
    status is a part of an index, which is quicker counted by itself.
    """
    found: list[Rows] = []
    for (_kind, at_once), alike in groupby(every, lambda arm: (arm.shelf.kind, arm.by_names)):
        together = list(alike)
        found += [_count(together)] if at_once else [_count([arm]) for arm in together]
    return found


def _count(alike: Sequence[Arm]) -> Rows:
    """How many there are of statuses that are narrowed down alike."""
    first, kind = alike[0], literal(alike[0].shelf.kind.value, String)
    conditions = *first.narrowed, *first.due
    if len(alike) == 1:
        number = select(kind, literal(first.state), func.count().label("number"))
        return number.where(first.status == first.state, *conditions)
    among = first.status.in_([arm.state for arm in alike])
    numbers = select(kind, first.shelf.status, func.count()).where(among, *conditions)
    return numbers.group_by(first.shelf.status)


def _places(every: Sequence[Arm]) -> Places:
    return tuple((arm.shelf.kind, arm.state) for arm in every)


def _plain(places: Places) -> list[Arm]:
    return [Arm(SHELVES[kind], state, ()) for kind, state in places]


def _joined(statements: Sequence[Rows]) -> Rows:
    return statements[0] if len(statements) == 1 else union_all(*statements)
