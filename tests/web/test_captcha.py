"""The challenge as a page gets it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx
import pytest
from starlette.applications import Starlette

from damancom_reflex.services import limits
from damancom_reflex.web import captcha
from damancom_reflex.web.frontend import SERVED


@pytest.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    """Asks the captcha's routes."""
    transport = httpx.ASGITransport(app=Starlette(routes=captcha.routes()))
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as made:
        yield made


async def test_a_challenge_is_given_and_never_kept(client: httpx.AsyncClient):
    first, second = [await client.get("/auth/captcha") for _ in range(2)]
    assert first.status_code == 200
    assert first.headers["cache-control"] == "no-store"
    assert "set-cookie" not in first.headers
    assert first.json()["signature"] != second.json()["signature"]
    assert first.json()["parameters"]["algorithm"] == "PBKDF2/SHA-256"


def test_the_server_answers_that_address_itself():
    assert "/auth/captcha".startswith(SERVED)


async def test_an_address_gets_sixty_challenges_in_five_minutes(client: httpx.AsyncClient):
    codes = [(await client.get("/auth/captcha")).status_code for _ in range(60)]
    assert codes == [200] * 60
    refused = await client.get("/auth/captcha")
    assert refused.status_code == 429
    assert refused.json() == {"error": "too_many_requests"}
    assert refused.headers["cache-control"] == "no-store"
    assert 290 <= int(refused.headers["retry-after"]) <= 300


async def test_challenges_do_not_use_up_the_codes_of_an_address(client: httpx.AsyncClient):
    for _ in range(61):
        await client.get("/auth/captcha")
    await limits.count_asking("127.0.0.1")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
async def test_a_challenge_is_only_asked_for(client: httpx.AsyncClient, method: str):
    assert (await client.request(method, "/auth/captcha")).status_code == 405
