"""Wrong tries and the locks they lead to, per account and per destination. SPEC section 4.

A try is counted before it is compared, and forgotten when it succeeds: tries made at the same
moment, or a server that dies half-way, never get more comparisons than the limit.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import delete
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex.clock import now
from damancom_reflex.domain.codes import CODES, lock_seconds
from damancom_reflex.services.rows import changed
from damancom_reflex.store.accounts import Lock

FORGET_FAILURES: Final = timedelta(days=1)
"""After a quiet day, the wrong tries that led to no lock are forgotten.

How many locks there were is not.
"""


async def locked_until(session: AsyncSession, *subjects: str) -> datetime | None:
    """The moment the longest lock on any of `subjects` ends; none when nothing is locked."""
    return (await lock_and_tries(session, *subjects))[0]


async def lock_and_tries(session: AsyncSession, *subjects: str) -> tuple[datetime | None, int]:
    """End of the longest lock, if there is one, and tries before the next: both in one look."""
    return _seen(await _rows(session, subjects))


async def count_try(session: AsyncSession, *subjects: str) -> tuple[datetime | None, int]:
    """Count one try against each subject; the end of the lock when it was the last one allowed, and tries left.

    The caller holds the turn of `subjects` and has seen that none is locked.
    """
    known = {row.subject_hash: row for row in await _rows(session, subjects)}
    rows = [known.get(subject) or Lock(subject_hash=subject) for subject in subjects]
    for row in rows:
        row.failures = _failures(row) + 1
        row.updated_at = now()
        if row.failures >= CODES.tries:
            row.locked_until = row.updated_at + timedelta(seconds=lock_seconds(row.level))
            row.level, row.failures = row.level + 1, 0
    session.add_all(rows)
    await session.flush()
    return _seen(rows)


async def forget(session: AsyncSession, *subjects: str) -> None:
    """Forget tries, locks and their levels: the person has signed in."""
    await changed(session, delete(Lock).where(col(Lock.subject_hash).in_(subjects)))


def _seen(rows: list[Lock]) -> tuple[datetime | None, int]:
    moment = now()
    ends = [row.locked_until for row in rows if row.locked_until and row.locked_until > moment]
    left = CODES.tries - max((_failures(row) for row in rows), default=0)
    return max(ends, default=None), left


def _failures(row: Lock) -> int:
    return row.failures if now() - row.updated_at < FORGET_FAILURES else 0


async def _rows(session: AsyncSession, subjects: tuple[str, ...]) -> list[Lock]:
    query = select(Lock).where(col(Lock.subject_hash).in_(subjects))
    found = await session.exec(query.execution_options(populate_existing=True))
    return list(found.all())
