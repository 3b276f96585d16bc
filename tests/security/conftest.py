"""One real portal for the tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.portal import Portal


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """The demo portal."""
    made = Portal(tmp_path_factory.mktemp("portal")).start()
    yield made
    made.stop()
