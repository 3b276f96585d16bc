"""The rows of one page of the queue: the database counts, sorts and cuts.

Each status is read in the order of an index of its own, and a page is their merge.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex.services.review.queue_statements import (
    Counts,
    are_plain,
    days,
    days_of,
    number_of,
    page_of,
    place,
)
from damancom_reflex.services.review.stretch import Days, Stretch, around, is_far
from damancom_reflex.services.review.wanted import BY_DAY, Arm, Order, Wanted, in_order
from damancom_reflex.services.statements import rows_of


async def rows_at(
    session: AsyncSession, wanted: Wanted, chosen: Sequence[Arm], counts: Counts, at: range
) -> list[Any]:
    """Rows of the queue, each as `queue_rows.queue_row` reads it.

    Args:
        session: to read in.
        wanted: the order.
        chosen: statuses that are shown.
        counts: requests in each of them.
        at: places among all of them, from 0.
    """
    found: list[Any] = []
    before = 0
    for together, order in in_order(wanted, chosen):
        total = sum(counts[arm.shelf.kind, arm.state] for arm in together)
        here = range(max(0, at.start - before), min(total, at.stop - before))
        if here:
            found += await _cut(session, together, order, here, total)
        before += total
    return found


async def _cut(
    session: AsyncSession, together: Sequence[Arm], order: Order, at: range, total: int
) -> list[Any]:
    """Rows of statuses that are sorted as one, counted from the end that is nearer to them."""
    within = await _stretch(session, together, order, at, total)
    start, end = (within.start.rows, within.end.rows) if within else (0, total)
    before, after = at.start - start, end - at.stop
    from_end = after < before
    order = Order(order.keys, order.descending != from_end)
    statement = page_of(together, order, of_days=within is not None)
    named = {**place(min(before, after), len(at)), **(days(within.days) if within else {})}
    rows = await rows_of(session, statement, **named)
    return list(reversed(rows)) if from_end else list(rows)


async def _stretch(
    session: AsyncSession, together: Sequence[Arm], order: Order, at: range, total: int
) -> Stretch | None:
    """The days among which a page lies, where it lies far inside what is sorted by its days alone; else none."""
    if order.keys != BY_DAY or not are_plain(together) or not is_far(at, range(total)):
        return None
    ends = [day for (day,) in await rows_of(session, days_of(together)) if day is not None]
    if not ends:
        return None

    async def number(between: Days) -> int:
        return int((await rows_of(session, number_of(together), **days(between)))[0][0])

    every_day = min(ends), max(ends) + timedelta(days=1)
    whole = Stretch.whole(every_day, total, descending=order.descending)
    return await around(whole, at, number)
