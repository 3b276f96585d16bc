"""A clock that stands still, for the tests of what lasts; and a place for lives that go on in any order."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine

from tests.services.lives import Lives
from tests.services.noon import NOON


@pytest.fixture
def clock(database: str) -> Iterator[time_machine.Traveller]:
    """It stands at noon until it is moved."""
    with time_machine.travel(NOON, tick=False) as travelling:
        yield travelling


@pytest.fixture
def lives(_sqlite_template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Lives:
    """Walks them in a folder of this test's."""
    return Lives(_sqlite_template, tmp_path, monkeypatch)


@pytest.fixture
def on_sqlite(database: str) -> str:
    """The database, for what is SQLite's alone."""
    if not database.startswith("sqlite"):
        pytest.skip("what is told here is SQLite's")
    return database
