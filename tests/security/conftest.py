"""One real portal for the tests of this folder, behind a proxy that it trusts: each test comes from its own address."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator

import pytest

from tests.portal import Portal
from tests.security.attacker import Visitor, forget_limits
from tests.security.wire import Wire

Dial = Callable[..., Awaitable[Wire]]


@pytest.fixture(scope="session")
def _portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    made = Portal(tmp_path_factory.mktemp("portal"), TRUSTED_PROXY_HOPS="1").start()
    yield made
    made.stop()


@pytest.fixture
def portal(_portal: Portal) -> Portal:
    """The demo portal, with the locks and counts of other tests taken away."""
    forget_limits(_portal)
    return _portal


@pytest.fixture
def visitor(portal: Portal) -> Iterator[Visitor]:
    """A browser that nobody has signed in with."""
    with Visitor(portal) as made:
        yield made


@pytest.fixture
async def dial(portal: Portal) -> AsyncIterator[Dial]:
    """Opens sockets to the portal, hydrated on `page`, and hangs every one of them up."""
    opened: list[Wire] = []

    async def call(page: str = "/fr", **given: str) -> Wire:
        wire = Wire(portal.url, **given)
        await wire.open(page)
        opened.append(wire)
        return wire

    yield call
    for wire in opened:
        await wire.close()
