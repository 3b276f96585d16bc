"""What is due, by the clock of the database: once each time, whoever looks."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
import time_machine

from damancom_reflex.services.scheduling import DUE, run_scheduler, take_turn
from damancom_reflex.settings import settings
from damancom_reflex.store.accounts import CodeSending
from damancom_reflex.store.schedule import ScheduledWork
from tests.conftest import ON_BOTH_DATABASES
from tests.factories import rows, saved
from tests.services.noon import MINUTE, NOON

EVERY = timedelta(minutes=5)


@ON_BOTH_DATABASES
async def test_a_work_comes_every_so_often_and_not_at_the_first_look(database: str):
    with time_machine.travel(NOON, tick=False) as clock:
        assert not await take_turn(DUE, EVERY)
        clock.shift(EVERY - MINUTE)
        assert not await take_turn(DUE, EVERY)
        clock.shift(MINUTE)
        assert await take_turn(DUE, EVERY)
        assert not await take_turn(DUE, EVERY)


@ON_BOTH_DATABASES
async def test_of_ten_that_look_at_once_one_does_it(database: str):
    with time_machine.travel(NOON, tick=False) as clock:
        first = await asyncio.gather(*(take_turn(DUE, EVERY) for _ in range(10)))
        clock.shift(EVERY)
        then = await asyncio.gather(*(take_turn(DUE, EVERY) for _ in range(10)))
    assert (sum(first), sum(then)) == (0, 1)
    assert [row.name for row in await rows(ScheduledWork)] == [DUE]


async def a_trace_of_yesterday() -> None:
    await saved(
        ScheduledWork(name=DUE, next_at=NOON),
        CodeSending(destination_hash="d", sent_at=NOON - timedelta(days=400)),
    )


async def test_a_server_does_what_is_due_beside_its_work(database: str):
    await a_trace_of_yesterday()
    async with run_scheduler(look_every=0.01):
        for _ in range(500):
            await asyncio.sleep(0.01)
            if not await rows(CodeSending):
                break
    assert await rows(CodeSending) == []
    (work,) = await rows(ScheduledWork)
    assert work.next_at > NOON


async def test_a_server_told_never_to_does_nothing_by_itself(
    database: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("DUE_EVERY", "0")
    settings.cache_clear()
    await a_trace_of_yesterday()
    async with run_scheduler(look_every=0.01):
        await asyncio.sleep(0.1)
    assert len(await rows(CodeSending)) == 1
