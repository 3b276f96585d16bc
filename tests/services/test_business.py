from __future__ import annotations

from datetime import UTC, date, datetime

import time_machine

from damancom_reflex.services import business
from damancom_reflex.store.engine import reading, writing

START = date(2023, 11, 8)


async def move_to(day: date) -> None:
    async with writing() as session:
        await business.move_to(session, day)


async def test_business_days_are_real_days_unless_moved(database: str):
    with time_machine.travel(datetime(2026, 11, 10, 12, tzinfo=UTC)):
        assert await business.today() == date(2026, 11, 10)


async def test_a_calendar_that_was_moved_runs_on_from_there(database: str):
    with time_machine.travel(datetime(2026, 11, 10, 12, tzinfo=UTC)) as clock:
        await move_to(START)
        assert await business.today() == START
        clock.shift(86_400)
        assert await business.today() == date(2023, 11, 9)
        await move_to(date(2023, 12, 10))
        async with reading() as session:
            assert await business.today(session) == date(2023, 12, 10)


async def test_a_day_begins_at_midnight_in_morocco(database: str):
    with time_machine.travel(datetime(2026, 11, 10, 23, 30, tzinfo=UTC)):
        assert await business.today() == date(2026, 11, 11)
        assert (await business.moment()).hour == 0


async def test_a_calendar_moved_into_ramadan_shows_the_day_it_was_moved_to_at_midnight_too(
    database: str,
):
    with time_machine.travel(datetime(2026, 11, 10, 23, 30, tzinfo=UTC)):
        for day in (date(2024, 4, 8), date(2024, 4, 10)):
            await move_to(day)
            assert await business.today() == day
            assert (await business.moment()).hour == 0
