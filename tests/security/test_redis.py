"""The same guard where screen state lives in Redis, which loads only the part an event needs."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.portal import Portal
from tests.security.attacker import Visitor
from tests.security.wire import HYDRATE, OURS, SESSION_LOAD, Wire, text_of, ways

pytestmark = pytest.mark.services


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


@pytest.mark.parametrize("first", [SESSION_LOAD, HYDRATE])
async def test_a_stolen_client_token_finds_an_empty_screen_in_redis_too(
    on_redis: Portal, first: str
) -> None:
    with Visitor(on_redis) as visitor:
        who = "pharmacie.annour" if first == HYDRATE else "hotel.ourika"
        visitor.sign_in(who)
        owner = Wire(on_redis.url, cookie=visitor.cookie)
        page = ways(await owner.open("/fr/recouvrement/creance"))[-1]
        seen = await owner.send(f"{OURS}recouvrement___debt____debt_state.load", page=page)
        company = "Annour" if first == HYDRATE else "Ourika"
        assert company in text_of(seen)
        await owner.close()
    thief = Wire(on_redis.url, token=owner.token)
    await thief.connect()
    await thief.join()
    heard = [*await thief.send(first), *await thief.send(HYDRATE)]
    await thief.close()
    assert heard
    assert company not in text_of(heard)
