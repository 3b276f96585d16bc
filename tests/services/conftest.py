"""A clock that stands still, for the tests of what lasts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine

from tests.services.noon import NOON


@pytest.fixture
def clock(database: str) -> Iterator[time_machine.Traveller]:
    """It stands at noon until it is moved."""
    with time_machine.travel(NOON, tick=False) as travelling:
        yield travelling
