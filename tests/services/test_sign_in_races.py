"""What many hands at the same moment get: never more than one pair would. SPEC section 4, races."""

from __future__ import annotations

from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import col, select

from damancom_reflex.clock import now
from damancom_reflex.services import sign_in
from damancom_reflex.store.accounts import Account, CodeChallenge, CodeSending, Session
from damancom_reflex.store.engine import reading, writing
from tests.conftest import ON_BOTH_DATABASES
from tests.factories import PASSWORD, VISITOR, an_account, password_hash, rows
from tests.services.hands import MANY, comparisons, in_processes
from tests.services.people import all_at_once, another_than, code_received, outbox_rows, outcome

pytestmark = ON_BOTH_DATABASES

IN_ANOTHER_PROCESS = """
import asyncio, json, sys
from damancom_reflex.services import sign_in
from damancom_reflex.store.engine import dispose
from tests.factories import PASSWORD, VISITOR
from tests.services.people import all_at_once

async def main(times, challenge, code=""):
    print("ready", flush=True)
    sys.stdin.readline()
    if code:
        doings = [sign_in.finish(challenge, code, PASSWORD, VISITOR) for _ in range(int(times))]
    else:
        doings = [sign_in.resend(challenge, "SMS", VISITOR) for _ in range(int(times))]
    print(json.dumps(await all_at_once(*doings)), flush=True)
    await dispose()

asyncio.run(main(*sys.argv[1:]))
"""


async def from_two_processes(*words: str) -> Counter[str]:
    """Outcomes of two processes that start at the same moment."""
    return await in_processes(IN_ANOTHER_PROCESS, words, words)


async def half_a_minute_ago(challenge: str) -> None:
    """Make a challenge one whose last code left half a minute ago."""
    async with writing() as session:
        row = await session.get(CodeChallenge, challenge)
        assert row
        row.sent_at = now() - timedelta(seconds=30)
        session.add(row)


async def test_fifty_guesses_at_once_compare_five(database: str, monkeypatch: pytest.MonkeyPatch):
    compared = comparisons(monkeypatch, sign_in)
    account = await an_account()
    challenge = await sign_in.start(account.identifier, VISITOR)
    code = await code_received(account)
    wrong = another_than(code)
    guesses = (sign_in.finish(challenge, wrong, PASSWORD, VISITOR, "") for _ in range(MANY))
    answers = await all_at_once(*guesses)
    assert len(compared) == 5
    assert answers["done"] == 0
    assert set(answers) <= {"code_wrong_or_password", "locked"}
    assert sum(answers.values()) == MANY


async def test_fifty_guesses_over_many_challenges_compare_five(
    database: str, monkeypatch: pytest.MonkeyPatch
):
    compared = comparisons(monkeypatch, sign_in)
    account = await an_account()
    challenges = []
    for n in range(5):
        visitor = replace(VISITOR, address=f"196.12.1.{n}")
        challenges.append(await sign_in.start(account.identifier, visitor))
        await half_a_minute_ago(challenges[-1])
    guesses = (
        sign_in.finish(challenges[n % 5], "000000x", PASSWORD, VISITOR, "") for n in range(MANY)
    )
    await all_at_once(*guesses)
    assert len(compared) == 5


async def test_guesses_from_two_processes_compare_five_together(database: str):
    account = await an_account()
    challenge = await sign_in.start(account.identifier, VISITOR)
    code = await code_received(account)
    answers = await from_two_processes("25", challenge, another_than(code))
    async with reading() as session:
        row = await session.get(CodeChallenge, challenge)
    assert row
    assert row.tries == 5
    assert answers["code_wrong_or_password"] <= 5
    assert sum(answers.values()) == MANY
    assert answers["done"] == 0


async def test_the_right_code_typed_fifty_times_at_once_opens_one_session(database: str):
    account = await an_account()
    challenge = await sign_in.start(account.identifier, VISITOR)
    code = await code_received(account)
    tries = (sign_in.finish(challenge, code, PASSWORD, VISITOR, "") for _ in range(MANY))
    answers = await all_at_once(*tries)
    async with reading() as session:
        opened = (await session.exec(select(Session))).all()
    assert (answers["done"], len(opened)) == (1, 1)


async def test_the_right_code_from_two_processes_opens_one_session(database: str):
    account = await an_account()
    challenge = await sign_in.start(account.identifier, VISITOR)
    answers = await from_two_processes("10", challenge, await code_received(account))
    assert answers["done"] == 1


async def test_fifty_resends_at_once_send_one(database: str):
    account = await an_account()
    challenge = await sign_in.start(account.identifier, VISITOR)
    await half_a_minute_ago(challenge)
    resends = (
        sign_in.resend(challenge, "SMS", replace(VISITOR, address=f"196.12.2.{n}"))
        for n in range(MANY)
    )
    answers = await all_at_once(*resends)
    assert answers == {"done": 1, "resend_too_soon": MANY - 1}
    assert (len(await outbox_rows("code_")), len(await rows(CodeSending))) == (2, 2)


async def test_resends_from_two_processes_send_one(database: str):
    account = await an_account()
    challenge = await sign_in.start(account.identifier, VISITOR)
    await half_a_minute_ago(challenge)
    answers = await from_two_processes("10", challenge)
    assert answers == {"done": 1, "resend_too_soon": 19}
    assert len(await outbox_rows("code_")) == 2


async def test_fifty_first_screens_at_once_send_one(database: str):
    account = await an_account()
    starts = (
        sign_in.start(account.identifier, replace(VISITOR, address=f"196.12.3.{n}"))
        for n in range(MANY)
    )
    answers = await all_at_once(*starts)
    assert answers == {"done": MANY}
    assert len(await outbox_rows("code_")) == 1


async def while_it_is_compared(
    monkeypatch: pytest.MonkeyPatch, happening: Callable[[], Awaitable[None]]
) -> str:
    """Sign in with all that is right, and let something happen during the comparison; the outcome."""
    compare = sign_in.matches

    async def compare_slowly(password: str, stored: str) -> bool:
        answer = await compare(password, stored)
        await happening()
        return answer

    monkeypatch.setattr(sign_in, "matches", compare_slowly)
    account = await an_account(identifier="karima")
    challenge = await sign_in.start(account.identifier, VISITOR)
    code = await code_received(account)
    return await outcome(sign_in.finish(challenge, code, PASSWORD, VISITOR))


async def test_a_code_replaced_while_it_is_compared_opens_nothing(
    database: str, monkeypatch: pytest.MonkeyPatch
):
    async def resend() -> None:
        async with reading() as session:
            row = (await session.exec(select(CodeChallenge))).one()
        await half_a_minute_ago(row.id)
        await sign_in.resend(row.id, "SMS", VISITOR)

    assert await while_it_is_compared(monkeypatch, resend) == "code_expired"


async def test_a_password_replaced_while_it_is_compared_opens_nothing(
    database: str, monkeypatch: pytest.MonkeyPatch
):
    async def replace_it() -> None:
        async with writing() as session:
            account = (await session.exec(select(Account))).one()
            account.password_hash = password_hash("another one of twelve")
            session.add(account)

    answer = await while_it_is_compared(monkeypatch, replace_it)
    assert answer == "code_wrong_or_password"


async def test_a_code_and_its_replacement_at_once_open_one_session_at_most(database: str):
    account = await an_account()
    challenge = await sign_in.start(account.identifier, VISITOR)
    code = await code_received(account)
    await half_a_minute_ago(challenge)
    answers = await all_at_once(
        sign_in.finish(challenge, code, PASSWORD, VISITOR, ""),
        sign_in.resend(challenge, "SMS", VISITOR),
    )
    async with reading() as session:
        row = await session.get(CodeChallenge, challenge)
        opened = (await session.exec(select(Session).where(col(Session.closed_at).is_(None)))).all()
    assert row
    # Either the code came first and is used up, or the resend did and the old code is dead.
    assert (row.consumed_at is not None) == (len(opened) == 1)
    assert answers["done"] >= 1
