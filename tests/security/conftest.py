"""One real portal for the tests of this folder, behind a proxy that it trusts: each test comes from its own address."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.portal import Portal
from tests.security.attacker import Visitor, forget_limits


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
