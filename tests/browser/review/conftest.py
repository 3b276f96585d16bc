"""A portal for the staff's work alone: its queue holds what the demo left, and not what other tests filed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import StorageState

from tests.browser.claims import Claims
from tests.browser.dossiers import Dossiers
from tests.browser.records import Records
from tests.portal import Portal


@pytest.fixture(scope="session")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """The portal of these tests."""
    made = Portal(tmp_path_factory.mktemp("review"), TRUSTED_PROXY_HOPS="1").start()
    yield made
    made.stop()


@pytest.fixture(scope="session")
def records(portal: Portal) -> Records:
    """The rows behind it."""
    return Records(portal.folder)


@pytest.fixture(scope="session")
def keys() -> dict[str, StorageState]:
    """Cookies of those who have signed in there."""
    return {}


@pytest.fixture(scope="session")
def all_claims(portal: Portal) -> Claims:
    """The claims behind it, as the demo left them."""
    return Claims(portal.folder)


@pytest.fixture(scope="session")
def dossiers(portal: Portal) -> Dossiers:
    """The requests of adhésion behind it."""
    return Dossiers(portal.folder)
