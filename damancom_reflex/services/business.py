"""The business calendar.

The day that rules and deadlines run on. Real days, unless the demo moved them.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex import clock
from damancom_reflex.store.engine import reading
from damancom_reflex.store.trail import BusinessCalendar


async def shift(session: AsyncSession | None = None) -> timedelta:
    """Whole days that the business calendar is away from real time."""
    if session is None:
        async with reading() as own:
            return await shift(own)
    row = await session.get(BusinessCalendar, 1)
    return timedelta(days=row.shift_days if row else 0)


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
