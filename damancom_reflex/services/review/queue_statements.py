"""The statements of the queue: how many requests there are in each status, and the rows of a page.

What is narrowed down by nothing is the same for everybody, and put together once: that takes as long as to run it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from itertools import groupby
from typing import Final

from sqlalchemy import String, bindparam, func, literal, select, union_all

from damancom_reflex.domain.review import Kind
from damancom_reflex.services.review.hands import idle_since
from damancom_reflex.services.review.queue_rows import shown
from damancom_reflex.services.review.shelves import SHELVES
from damancom_reflex.services.review.wanted import Arm, Order
from damancom_reflex.services.statements import Rows

MOST_KEPT: Final = 64
_OFFSET, _LIMIT, _SINCE = "before", "number", "idle_since"

Places = tuple[tuple[Kind, str], ...]
"""Kinds and statuses, in order."""


def counts_of(every: Sequence[Arm]) -> Rows:
    """Kind, status, and how many requests there are of both; of one status at least."""
    return _plain_counts(_places(every)) if _all_plain(every) else _joined(_counted(every))


def page_of(together: Sequence[Arm], order: Order) -> Rows:
    """What is shown of the rows of some statuses, sorted as one, at the place that `place` tells."""
    return _plain_page(_places(together), order) if _all_plain(together) else _page(together, order)


def place(before: int, number: int) -> Mapping[str, int | datetime]:
    """Parameters of `page_of`: rows that come before, and how many are taken."""
    return {_OFFSET: before, _LIMIT: number, _SINCE: idle_since()}


@lru_cache(maxsize=MOST_KEPT)
def _plain_counts(places: Places) -> Rows:
    return _joined(_counted(_plain(places)))


@lru_cache(maxsize=MOST_KEPT)
def _plain_page(places: Places, order: Order) -> Rows:
    return _page(_plain(places), order)


def _page(together: Sequence[Arm], order: Order) -> Rows:
    cut = _joined([arm.rows() for arm in together]).order_by(*order.columns())
    cut = cut.offset(bindparam(_OFFSET)).limit(bindparam(_LIMIT))
    since = bindparam(_SINCE)
    return shown(cut, since).order_by(*order.columns("page."))


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
        number = select(kind, literal(first.state), func.count())
        return number.where(first.status == first.state, *conditions)
    among = first.status.in_([arm.state for arm in alike])
    numbers = select(kind, first.shelf.status, func.count()).where(among, *conditions)
    return numbers.group_by(first.shelf.status)


def _all_plain(every: Sequence[Arm]) -> bool:
    return all(arm.plain for arm in every)


def _places(every: Sequence[Arm]) -> Places:
    return tuple((arm.shelf.kind, arm.state) for arm in every)


def _plain(places: Places) -> list[Arm]:
    return [Arm(SHELVES[kind], state, ()) for kind, state in places]


def _joined(statements: Sequence[Rows]) -> Rows:
    return statements[0] if len(statements) == 1 else union_all(*statements)
