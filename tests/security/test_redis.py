"""The same guard where screen state lives in Redis, which loads only the part an event needs."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator

import pytest

from tests.portal import Portal
from tests.security.attacker import Visitor, ago, sql
from tests.security.wire import HYDRATE, OURS, SESSION_LOAD, Wire, at, shown, text_of, ways

pytestmark = pytest.mark.services

DEBT = f"{OURS}recouvrement___debt____debt_state.load"
LEASE_SECONDS = 3.0
"""Longer than a worker keeps a whole screen in its memory: from then on it is read from Redis, part by part."""


@pytest.fixture(scope="module")
def on_redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """A portal of two workers that share Redis."""
    url = os.environ.get("TEST_REDIS_URL", "")
    if not url:
        pytest.fail("TEST_REDIS_URL is not set: run `make test-services`")
    made = Portal(
        tmp_path_factory.mktemp("redis"), REDIS_URL=url, WORKERS="2", TRUSTED_PROXY_HOPS="1"
    )
    yield made.start()
    made.stop()


async def sees_the_debt(owner: Wire, company: str) -> None:
    """The debt of a company comes to a screen, and stays in its state."""
    page = ways(await owner.open("/fr/recouvrement/creance"))[-1]
    assert company in text_of(await owner.send(DEBT, page=page))


@pytest.mark.parametrize("first", [SESSION_LOAD, HYDRATE])
async def test_a_stolen_client_token_finds_an_empty_screen_in_redis_too(
    on_redis: Portal, first: str
) -> None:
    with Visitor(on_redis) as visitor:
        who = "pharmacie.annour" if first == HYDRATE else "hotel.ourika"
        visitor.sign_in(who)
        owner = Wire(on_redis.url, cookie=visitor.cookie)
        company = "Annour" if first == HYDRATE else "Ourika"
        await sees_the_debt(owner, company)
        await owner.close()
    thief = Wire(on_redis.url, token=owner.token)
    await thief.connect()
    await thief.join()
    heard = [*await thief.send(first), *await thief.send(HYDRATE)]
    await thief.close()
    assert heard
    assert company not in text_of(heard)


async def test_a_client_token_stolen_later_finds_an_empty_screen_too(on_redis: Portal) -> None:
    with Visitor(on_redis) as visitor:
        visitor.sign_in("hotel.ourika")
        owner = Wire(on_redis.url, cookie=visitor.cookie)
        await sees_the_debt(owner, "Ourika")
        await owner.close()
    await asyncio.sleep(LEASE_SECONDS)
    thief = Wire(on_redis.url, token=owner.token)
    await thief.connect()
    # What enters with the connection is answered before anything asks for the whole screen.
    first = {"name": SESSION_LOAD, "router_data": at("/fr")}
    await thief.join({"event": first, "state_schema": None})
    heard = [*await thief.drain(), *await thief.send(HYDRATE)]
    await thief.close()
    assert heard
    assert "Ourika" not in text_of(heard)


async def test_a_session_that_ended_leaves_nothing_on_the_screen(on_redis: Portal) -> None:
    with Visitor(on_redis) as visitor:
        visitor.sign_in("atelier.zellige")
        owner = Wire(on_redis.url, cookie=visitor.cookie)
        await sees_the_debt(owner, "Zellige")
        sql(on_redis, "update session set last_seen_at = ?", ago(minutes=16))
        await asyncio.sleep(LEASE_SECONDS)
        await owner.send(
            f"{OURS}recouvrement___requests____requests_state.load", page="/fr/recouvrement"
        )
        await owner.close()
        again = Wire(on_redis.url, token=owner.token, cookie=visitor.cookie)
        heard = await again.open("/fr/connexion")
        await again.close()
    # The page names every persona; what was on the debt's is to be gone.
    assert heard
    assert "Zellige" not in str(shown(heard, "debt_state"))
