"""A solved challenge is taken once, and nothing else is."""

from __future__ import annotations

import asyncio
import base64
import json
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Any, cast

import altcha
import pytest
import time_machine
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st
from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex.clock import now
from damancom_reflex.services import captcha
from damancom_reflex.services.actors import Refused
from damancom_reflex.settings import settings
from damancom_reflex.store.engine import writing
from damancom_reflex.store.enrolments import UsedProof
from tests.conftest import ON_BOTH_DATABASES
from tests.factories import rows
from tests.services.people import outcome

MANY = 50


def solved(challenge: dict[str, Any] | None = None) -> dict[str, Any]:
    """A challenge and its solution, found the way a browser does."""
    made = altcha.Challenge.from_dict(challenge or captcha.challenge())
    solution = altcha.solve_challenge(made)
    assert solution
    return {"challenge": made.to_dict(), "solution": solution.to_dict()}


def sent(answer: object) -> str:
    """What the form sends."""
    return base64.b64encode(json.dumps(answer).encode()).decode()


async def use(payload: str) -> None:
    """Take an answer in a transaction of its own."""
    async with writing() as session:
        await captcha.check(session, payload)


@ON_BOTH_DATABASES
async def test_a_solved_challenge_is_taken_once(database: str):
    payload = sent(solved())
    assert await outcome(use(payload)) == "done"
    assert await outcome(use(payload)) == "captcha_used"
    (row,) = await rows(UsedProof)
    assert timedelta(minutes=19) < row.expires_at - now() <= timedelta(minutes=20)
    assert row.signature_hash not in payload


@ON_BOTH_DATABASES
async def test_of_fifty_uses_at_once_one_wins(database: str):
    payload = sent(solved())
    outcomes = Counter(await asyncio.gather(*(outcome(use(payload)) for _ in range(MANY))))
    assert outcomes == {"done": 1, "captcha_used": MANY - 1}
    assert len(await rows(UsedProof)) == 1


@ON_BOTH_DATABASES
async def test_an_answer_refused_as_used_leaves_the_transaction_whole(database: str):
    first, second = sent(solved()), sent(solved())
    await use(first)
    async with writing() as session:
        with pytest.raises(Refused):
            await captcha.check(session, first)
        await captcha.check(session, second)
    assert len(await rows(UsedProof)) == 2


async def test_a_use_is_undone_with_its_transaction(database: str):
    payload = sent(solved())

    async def broken() -> None:
        async with writing() as session:
            await captcha.check(session, payload)
            raise Refused("something_else")

    assert await outcome(broken()) == "something_else"
    assert await outcome(use(payload)) == "done"


async def test_the_same_answer_spelled_otherwise_is_the_same(database: str):
    answer = solved()
    await use(sent(answer))
    again = {"solution": {**answer["solution"], "time": 1}, "challenge": answer["challenge"]}
    assert await outcome(use(sent(again))) == "captcha_used"
    shouted = {**answer["challenge"], "signature": answer["challenge"]["signature"].upper()}
    assert await outcome(use(sent({**answer, "challenge": shouted}))) == "captcha_failed"


@pytest.mark.parametrize("payload", ["", "  ", "\n"])
async def test_nothing_sent_is_said(database: str, payload: str):
    assert await outcome(use(payload)) == "captcha_missing"


async def test_an_answer_is_good_for_twenty_minutes(database: str):
    with time_machine.travel(now(), tick=False) as clock:
        early, late = sent(solved()), sent(solved())
        clock.shift(20 * 60 - 1)
        assert await outcome(use(early)) == "done"
        clock.shift(2)
        assert await outcome(use(late)) == "captcha_expired"
        assert await outcome(use(early)) == "captcha_expired"
    assert len(await rows(UsedProof)) == 1


def _longer(answer: dict[str, Any]) -> None:
    answer["challenge"]["parameters"]["expiresAt"] += 3600


def _without_end(answer: dict[str, Any]) -> None:
    del answer["challenge"]["parameters"]["expiresAt"]


def _easier(answer: dict[str, Any]) -> None:
    answer["challenge"]["parameters"]["keyPrefix"] = "0"


def _cheaper(answer: dict[str, Any]) -> None:
    answer["challenge"]["parameters"]["cost"] = 1


def _another_algorithm(answer: dict[str, Any]) -> None:
    answer["challenge"]["parameters"]["algorithm"] = "SHA-256"


def _unsigned(answer: dict[str, Any]) -> None:
    del answer["challenge"]["signature"]


def _forged(answer: dict[str, Any]) -> None:
    answer["challenge"]["signature"] = "0" * 64


def _unsolved(answer: dict[str, Any]) -> None:
    answer["solution"]["derivedKey"] = answer["challenge"]["parameters"]["keyPrefix"] + "00" * 16


def _no_key(answer: dict[str, Any]) -> None:
    answer["solution"]["derivedKey"] = None


@pytest.mark.parametrize(
    "change",
    [
        _longer,
        _without_end,
        _easier,
        _cheaper,
        _another_algorithm,
        _unsigned,
        _forged,
        _unsolved,
        _no_key,
    ],
)
async def test_a_changed_answer_is_refused(database: str, change: Callable[[dict[str, Any]], None]):
    answer = solved()
    change(answer)
    assert await outcome(use(sent(answer))) == "captcha_failed"
    assert await rows(UsedProof) == []


async def test_a_challenge_of_somebody_else_is_refused(database: str):
    own = altcha.create_challenge(
        captcha.ALGORITHM, 1, counter=1, expires_at=now() + timedelta(minutes=5), hmac_secret="key"
    )
    assert await outcome(use(sent(solved(own.to_dict())))) == "captcha_failed"


async def test_a_challenge_of_another_key_of_the_portal_is_refused(
    database: str, monkeypatch: pytest.MonkeyPatch
):
    payload = sent(solved())
    monkeypatch.setenv("SECRET_KEY", "another-key-for-tests-and-nothing-else-01234")
    settings.cache_clear()
    assert await outcome(use(payload)) == "captcha_failed"


async def test_a_huge_answer_is_refused_before_it_is_read(database: str):
    answer = {**solved(), "more": "x" * 2_000}
    assert await outcome(use(sent(answer))) == "captcha_failed"
    assert await outcome(use("A" * 10_000_000)) == "captcha_failed"


GARBAGE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["challenge", "solution", "parameters", "algorithm", "nonce", "salt"])
            | st.sampled_from(
                ["cost", "expiresAt", "signature", "counter", "derivedKey", "__proto__"]
            ),
            inner,
            max_size=6,
        )
    ),
    max_leaves=12,
)
SHAPED = st.fixed_dictionaries(
    {
        "challenge": st.fixed_dictionaries(
            {
                "parameters": st.fixed_dictionaries(
                    dict.fromkeys(("algorithm", "nonce", "salt", "cost"), GARBAGE),
                    optional=dict.fromkeys(("expiresAt", "keyPrefix", "data"), GARBAGE),
                ),
                "signature": GARBAGE,
            }
        ),
        "solution": st.fixed_dictionaries({"counter": GARBAGE, "derivedKey": GARBAGE}),
    }
)


NO_SESSION = cast("AsyncSession", None)
"""Fails whoever uses it: no answer that is refused reaches the database."""


@given(payload=st.text(max_size=60) | GARBAGE.map(sent) | SHAPED.map(sent))
@examples(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_is_refused_by_a_code(payload: str):
    code = asyncio.run(outcome(captcha.check(NO_SESSION, payload)))
    assert code in {"captcha_missing", "captcha_failed", "captcha_expired"}


def test_a_challenge_takes_neither_much_less_nor_much_more_than_another():
    counters = [solved()["solution"]["counter"] for _ in range(5)]
    assert all(captcha.FEWEST_TRIALS <= counter <= captcha.MOST_TRIALS for counter in counters)
    made = captcha.challenge()
    assert set(made) == {"parameters", "signature"}
    assert made["parameters"]["nonce"] != captcha.challenge()["parameters"]["nonce"]
    # The counter itself and the rest of the key stay here.
    assert len(made["parameters"]["keyPrefix"]) == 32
    assert "counter" not in json.dumps(made)
