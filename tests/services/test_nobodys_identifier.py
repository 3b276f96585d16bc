"""An identifier that nobody has behaves like any other, in text and in time."""

from __future__ import annotations

import statistics
import time
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import fields, replace
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from sqlmodel import select

from damancom_reflex.services import passwords, sign_in
from damancom_reflex.services.actors import Visitor
from damancom_reflex.services.destinations import destination
from damancom_reflex.services.identities import subject_hash
from damancom_reflex.services.sign_in import ChallengeView
from damancom_reflex.store.accounts import CodeSending, Link
from damancom_reflex.store.engine import reading
from tests.factories import PASSWORD, VISITOR, an_account
from tests.services.noon import NOON
from tests.services.people import outbox_rows, outcome, refusal, shown

TRIES, ROUNDS = 12, 4
MOST = 1.8
"""How many times longer one may take than the other: leaving out the password's hash takes five."""

Doing = Coroutine[Any, Any, Any]


def but_destination(view: ChallengeView) -> dict[str, Any]:
    """A view without what is drawn by lot for each challenge."""
    drawn = {"prefix", "destination_shown"}
    return {f.name: getattr(view, f.name) for f in fields(view) if f.name not in drawn}


async def walk(identifier: str) -> list[object]:
    """Everything a stranger can see of an identifier: five wrong tries, a resend, a new start."""
    seen: list[object] = []
    with time_machine.travel(NOON, tick=False) as clock:
        challenge = await sign_in.start(identifier, VISITOR)
        seen.append(but_destination(await shown(challenge)))
        early = await refusal(sign_in.resend(challenge, "SMS", VISITOR))
        seen.append((early.code, early.params))
        clock.shift(timedelta(seconds=31))
        await sign_in.resend(challenge, "EMAIL", VISITOR)
        seen.append(but_destination(await shown(challenge)))
        for _ in range(6):
            refused = await refusal(sign_in.finish(challenge, "123456x", PASSWORD, VISITOR, ""))
            seen.append((refused.code, refused.params))
        seen.append(but_destination(await shown(challenge)))
        locked = await refusal(sign_in.resend(challenge, "SMS", VISITOR))
        seen.append((locked.code, locked.params))
        again = await sign_in.start(identifier, replace(VISITOR, address="41.1.1.1"))
        seen.append(but_destination(await shown(again)))
    return seen


async def test_every_screen_and_refusal_is_the_same(database: str):
    account = await an_account()
    assert await walk("nobody.at.all") == await walk(account.identifier)


async def test_an_inactive_account_is_the_same_too(database: str):
    account = await an_account(active=False)
    assert await walk(account.identifier) == await walk("nobody.at.all")


async def test_an_inactive_account_is_sent_nothing(database: str):
    account = await an_account(active=False)
    await sign_in.start(account.identifier, VISITOR)
    await passwords.ask(account.identifier, VISITOR)
    assert {row.status for row in await outbox_rows()} == {"DISCARDED"}


async def test_the_invented_phone_looks_like_one_and_stays_the_same():
    shown_to = [destination(None, subject_hash(f"nobody{n}"), "SMS").shown for n in range(50)]
    again = [destination(None, subject_hash(f"nobody{n}"), "SMS").shown for n in range(50)]
    assert shown_to == again
    assert len(set(shown_to)) > 20
    assert all(text[:5] in {"+2126", "+2127"} and text[-2:].isdigit() for text in shown_to)


async def test_the_invented_address_has_the_shape_of_a_real_one(database: str):
    real = destination(await an_account(), subject_hash("somebody"), "EMAIL").shown
    invented = destination(None, subject_hash("nobody"), "EMAIL").shown
    assert [c.isalpha() for c in real] == [c.isalpha() for c in invented]


async def test_nothing_is_ever_sent_to_nobody(database: str):
    await sign_in.start("nobody", VISITOR)
    await passwords.ask("nobody", VISITOR)
    rows = await outbox_rows()
    assert [(row.template, row.status) for row in rows] == [
        ("code_sms", "DISCARDED"),
        ("password_link", "DISCARDED"),
    ]


async def test_asking_for_a_password_writes_the_same_rows(database: str):
    account = await an_account()
    await passwords.ask(account.identifier, VISITOR)
    known = await how_many_rows()
    await passwords.ask("nobody", VISITOR)
    assert await how_many_rows() == [2 * count for count in known]


async def how_many_rows() -> list[int]:
    async with reading() as session:
        rows = [(await session.exec(select(table))).all() for table in (CodeSending, Link)]
    return [*map(len, rows), len(await outbox_rows())]


async def seconds(doing: Doing) -> float:
    began = time.perf_counter()
    await outcome(doing)
    return time.perf_counter() - began


async def take_the_same_time(pair: Callable[[int], Awaitable[tuple[Doing, Doing]]]) -> bool:
    """Whether two doings take about as long, measured in turn, in either order.

    What disturbs a measure on a busy machine is gone after more of them; a real difference stays.
    """
    times: tuple[list[float], list[float]] = ([], [])
    for n in range(ROUNDS * TRIES):
        doings = await pair(n)
        for which in (0, 1) if n % 2 else (1, 0):
            times[which].append(await seconds(doings[which]))
        if n % TRIES == TRIES - 1:
            ratio = lower_quartile(times[0]) / lower_quartile(times[1])
            if 1 / MOST < ratio < MOST:
                return True
    return False


def lower_quartile(times: list[float]) -> float:
    return statistics.quantiles(times, n=4)[0]


def visitor(n: int) -> Visitor:
    return replace(VISITOR, address=f"41.2.0.{n}")


async def test_the_first_screen_takes_the_same_time(database: str):
    async def pair(n: int) -> tuple[Doing, Doing]:
        account = await an_account()
        return (
            sign_in.start(account.identifier, visitor(n)),
            sign_in.start(f"nobody{n}", visitor(n)),
        )

    assert await take_the_same_time(pair)


@pytest.mark.parametrize("why", ["nobody", "inactive", "without a password"])
async def test_a_refused_sign_in_takes_the_same_time(database: str, why: str):
    async def pair(n: int) -> tuple[Doing, Doing]:
        account = await an_account()
        given = {"active": why != "inactive"}
        given |= {"password_hash": ""} if why == "without a password" else {}
        other = f"nobody{n}" if why == "nobody" else (await an_account(**given)).identifier
        challenges = [await sign_in.start(who, visitor(n)) for who in (account.identifier, other)]
        one, two = (
            sign_in.finish(challenge, "123456", "not this one", visitor(n))
            for challenge in challenges
        )
        return one, two

    assert await take_the_same_time(pair)


async def test_asking_for_a_password_takes_the_same_time(database: str):
    async def pair(n: int) -> tuple[Doing, Doing]:
        account = await an_account()
        return (
            passwords.ask(account.identifier, visitor(n)),
            passwords.ask(f"nobody{n}", visitor(n)),
        )

    assert await take_the_same_time(pair)
