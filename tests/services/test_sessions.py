from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlmodel import select

from damancom_reflex.services import sessions
from damancom_reflex.store.accounts import Account, Session
from damancom_reflex.store.engine import reading, writing
from damancom_reflex.store.trail import AuditEvent
from tests.factories import VISITOR, an_account, id_of, saved

MORNING = datetime(2026, 11, 10, 8, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """A clock that stands still until it is moved."""
    with time_machine.travel(MORNING, tick=False) as travelling:
        yield travelling


async def opened(account: Account) -> str:
    """A session of an account; its cookie."""
    async with writing() as session:
        return await sessions.open_in(session, id_of(account), VISITOR)


async def is_open(cookie: str) -> bool:
    return await sessions.actor_of(cookie, VISITOR.address) is not None


async def row() -> Session:
    async with reading() as session:
        return (await session.exec(select(Session))).one()


async def test_the_cookie_is_kept_as_a_hash_only(database: str):
    cookie = await opened(await an_account())
    assert len(cookie) >= 43
    assert cookie not in (await row()).model_dump_json()


async def test_a_cookie_nobody_was_given_opens_nothing(database: str):
    await opened(await an_account())
    assert not await is_open("")
    assert not await is_open("x" * 43)
    assert not await is_open((await row()).cookie_hash)


async def test_a_session_ends_after_fifteen_idle_minutes(
    database: str, clock: time_machine.Traveller
):
    cookie = await opened(await an_account())
    clock.shift(15 * MINUTE - timedelta(seconds=1))
    assert await sessions.seconds_left(cookie) == 1
    clock.shift(timedelta(seconds=1))
    assert await sessions.seconds_left(cookie) == 0
    assert not await is_open(cookie)


async def test_what_a_person_does_keeps_the_session_open(
    database: str, clock: time_machine.Traveller
):
    cookie = await opened(await an_account())
    for _ in range(5):
        clock.shift(14 * MINUTE)
        assert await is_open(cookie)
    assert await sessions.seconds_left(cookie) == 15 * 60


async def test_looking_at_the_time_left_does_not_make_it_longer(
    database: str, clock: time_machine.Traveller
):
    cookie = await opened(await an_account())
    clock.shift(10 * MINUTE)
    assert await sessions.seconds_left(cookie) == 5 * 60
    clock.shift(MINUTE)
    assert await sessions.seconds_left(cookie) == 4 * 60


async def test_extending_starts_the_idle_minutes_again(
    database: str, clock: time_machine.Traveller
):
    cookie = await opened(await an_account())
    clock.shift(14 * MINUTE)
    await sessions.extend(cookie)
    assert await sessions.seconds_left(cookie) == 15 * 60


async def test_a_session_that_ended_cannot_be_extended(
    database: str, clock: time_machine.Traveller
):
    cookie = await opened(await an_account())
    clock.shift(15 * MINUTE)
    await sessions.extend(cookie)
    assert not await is_open(cookie)


async def test_a_session_ends_after_twelve_hours_whatever_is_done(
    database: str, clock: time_machine.Traveller
):
    cookie = await opened(await an_account())
    for _ in range(71):
        clock.shift(10 * MINUTE)
        await sessions.extend(cookie)
    assert await sessions.seconds_left(cookie) == 10 * 60
    clock.shift(10 * MINUTE)
    await sessions.extend(cookie)
    assert not await is_open(cookie)


async def test_events_that_follow_each_other_write_once_in_fifteen_seconds(
    database: str, clock: time_machine.Traveller
):
    cookie = await opened(await an_account())
    clock.shift(timedelta(seconds=14))
    await is_open(cookie)
    assert (await row()).last_seen_at == MORNING
    clock.shift(timedelta(seconds=1))
    await is_open(cookie)
    assert (await row()).last_seen_at == MORNING + timedelta(seconds=15)


async def test_a_closed_session_stays_closed(database: str):
    cookie = await opened(await an_account())
    await sessions.close(cookie)
    await sessions.extend(cookie)
    assert not await is_open(cookie)
    assert await sessions.seconds_left(cookie) == 0


async def test_closing_twice_is_noted_once(database: str):
    cookie = await opened(await an_account())
    await sessions.close(cookie)
    await sessions.close(cookie)
    await sessions.close("never given")
    async with reading() as session:
        actions = (await session.exec(select(AuditEvent.action))).all()
    assert actions == ["session.closed"]


async def test_every_session_of_an_account_closes_and_no_other(database: str):
    mine, yours = await an_account(), await an_account()
    first, second, other = await opened(mine), await opened(mine), await opened(yours)
    assert await sessions.close_all(id_of(mine)) == 2
    assert [await is_open(cookie) for cookie in (first, second, other)] == [False, False, True]


async def test_an_account_that_is_closed_is_out_at_once(database: str):
    account = await an_account()
    cookie = await opened(account)
    account.active = False
    await saved(account)
    assert not await is_open(cookie)
    assert await sessions.seconds_left(cookie) == 0


async def test_the_actor_speaks_the_language_of_the_account(database: str):
    cookie = await opened(await an_account(language="ar"))
    actor = await sessions.actor_of(cookie, "::1")
    assert actor
    assert (actor.language, actor.address, actor.session_id) == ("ar", "::1", (await row()).id)
