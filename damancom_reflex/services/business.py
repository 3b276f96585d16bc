"""The business calendar.

The day that rules and deadlines run on. Real days, unless the demo moved them.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex import clock
from damancom_reflex.settings import settings
from damancom_reflex.store.engine import reading
from damancom_reflex.store.trail import BusinessCalendar

SHIFT_DAYS: Final = (
    select(BusinessCalendar.shift_days).where(BusinessCalendar.id == 1).scalar_subquery()
)
"""Days that the calendar is away, for a statement that reads them along with something else; none is 0."""

_seen: dict[str, timedelta] = {}


async def shift(session: AsyncSession | None = None) -> timedelta:
    """Whole days that the business calendar is away from real time."""
    if session is None:
        async with reading() as own:
            return await shift(own)
    row = await session.get(BusinessCalendar, 1)
    return seen(row.shift_days if row else None)


def last_shift() -> timedelta:
    """The shift as this process last saw it: a guess, to be checked against `SHIFT_DAYS`."""
    return _seen.get(settings().database, timedelta())


def seen(days: int | None) -> timedelta:
    """The shift of a `shift_days` that was read, remembered for `last_shift`."""
    found = _seen[settings().database] = timedelta(days=days or 0)
    return found


async def today(session: AsyncSession | None = None) -> date:
    """Today on the business calendar, as clocks in Morocco show it."""
    return (await moment(session)).date()


async def moment(session: AsyncSession | None = None) -> datetime:
    """This moment on the business calendar, aware, in Moroccan time."""
    return clock.business_now(await shift(session))


async def move_to(session: AsyncSession, day: date) -> None:
    """Make today's business day `day`, in the caller's transaction; it runs on from there."""
    row = await session.get(BusinessCalendar, 1) or BusinessCalendar()
    row.shift_days = clock.shift_to(day).days
    session.add(row)
    await session.flush()
