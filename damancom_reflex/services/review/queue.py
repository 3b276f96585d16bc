"""The queue of what waits: a page of the requests a reviewer sees, and how many there are in each status."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex.domain.review import Kind
from damancom_reflex.services import business
from damancom_reflex.services.actors import Actor
from damancom_reflex.services.paging import MOST_ROWS, Page
from damancom_reflex.services.review.finding import find
from damancom_reflex.services.review.queue_page import rows_at
from damancom_reflex.services.review.queue_rows import QueueRow, queue_row
from damancom_reflex.services.review.queue_statements import Counts, counts_of
from damancom_reflex.services.review.wanted import EVERY, Arm, Wanted, arms
from damancom_reflex.services.reviewers import reviewer
from damancom_reflex.services.statements import rows_of
from damancom_reflex.store.affiliates import Agency, CollectionOffice
from damancom_reflex.store.engine import reading, searching

PAGE_SIZE: Final = 20


@dataclass(frozen=True, slots=True)
class Queue:
    """A page of the queue.

    Attributes:
        page: the rows, and how many pages there are.
        counts: requests by kind and status, whatever the state filter; those without any are absent.
        kinds: kinds this reviewer sees.
        today: the business day.
        without_office: whether the reviewer has no office yet, and so sees nothing.
        too_wide: whether the search named more than it looked through.
    """

    page: Page[QueueRow]
    counts: Mapping[tuple[Kind, str], int]
    kinds: tuple[Kind, ...]
    today: date
    without_office: bool
    too_wide: bool


async def queue(actor: Actor, wanted: Wanted, page: int = 1, page_size: int = PAGE_SIZE) -> Queue:
    """One page of the requests that a reviewer sees.

    Args:
        actor: who asks.
        wanted: filters and order.
        page: from 1; a page past the end gives the last one.
        page_size: rows a page, 100 at most.

    Raises:
        Refused: `not_allowed` for who is no staff.
    """
    size = max(1, min(page_size, MOST_ROWS))
    async with searching() as session:
        who = await reviewer(session, actor)
        today = await business.today(session)
        hits = await find(session, wanted.search, who)
        every = arms(wanted, who, today, hits)
        counts = await _counts(session, every)
        # One reference is meant whatever its status.
        filters = Wanted(state=EVERY) if hits and hits.reference else wanted
        chosen = [arm for arm in every if filters.takes(arm.shelf.kind, arm.state)]
        chosen = [arm for arm in chosen if counts[arm.shelf.kind, arm.state]]
        total = sum(counts[arm.shelf.kind, arm.state] for arm in chosen)
        number = max(1, min(page, -(-total // size)))
        at = range((number - 1) * size, number * size)
        rows = await rows_at(session, wanted, chosen, counts, at)
        found = Page(tuple(queue_row(row, actor) for row in rows), total, number, size)
    lost = any(not who.everywhere(kind) and who.office(kind) is None for kind in who.kinds())
    return Queue(found, counts, who.kinds(), today, lost, bool(hits and hits.too_many))


async def offices(actor: Actor) -> tuple[tuple[str, str, str], ...]:
    """Offices that a reviewer may choose among, as `Wanted.office` names them, each in French and in Arabic.

    None for who sees one office alone.

    Raises:
        Refused: `not_allowed` for who is no staff.
    """
    async with reading() as session:
        who = await reviewer(session, actor)
        found: list[tuple[str, str, str]] = []
        for kind, table in ((Kind.ENROLMENT, Agency), (Kind.REMISSION, CollectionOffice)):
            if who.everywhere(kind):
                rows = await session.exec(select(table).order_by(col(table.name_fr)))
                found += [(f"{kind.value}.{row.id}", row.name_fr, row.name_ar) for row in rows]
    return tuple(found)


async def _counts(session: AsyncSession, every: Sequence[Arm]) -> Counts:
    counts = Counts()
    if every:
        for kind, state, number in await rows_of(session, counts_of(every)):
            counts[Kind(kind), state] += number
    return counts
