"""The routes of papers as the portal answers them, a claim, and the browser of who filed it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx
import pytest
from starlette.applications import Starlette

from damancom_reflex.web import downloads, uploads
from damancom_reflex.web.headers import SecurityHeaders
from tests.services.job_loss.paper_claims import Claimed, a_claimed
from tests.web.papers.browsers import ORIGIN, Browser, signed_in


@pytest.fixture
async def client(database: str) -> AsyncIterator[httpx.AsyncClient]:
    """Asks the routes of papers, as the portal answers them."""
    app = SecurityHeaders(Starlette(routes=[*uploads.routes(), *downloads.routes()]))
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url=ORIGIN) as made:
        yield made


@pytest.fixture
async def claimed(database: str) -> Claimed:
    """A claim that was filed."""
    return await a_claimed()


@pytest.fixture
async def browser(client: httpx.AsyncClient, claimed: Claimed) -> Browser:
    """The browser of who filed it."""
    return await signed_in(client, claimed.desk.account)
