"""A loaded demo, made once and copied: its tests look at it, or load it again."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from damancom_reflex import demo
from damancom_reflex.settings import settings
from damancom_reflex.store import engine
from tests.conftest import TEST_SETTINGS


@pytest.fixture(scope="session")
def _demo_template(_sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("demo") / "demo.sqlite3"
    shutil.copyfile(_sqlite_template, path)
    with pytest.MonkeyPatch.context() as patched:
        for name, value in TEST_SETTINGS.items():
            patched.setenv(name, value)
        patched.setenv("DATABASE_URL", f"sqlite:///{path}")
        patched.setenv("DEMO", "true")
        settings.cache_clear()
        asyncio.run(_load())
    settings.cache_clear()
    return path


async def _load() -> None:
    await demo.load()
    await engine.dispose()


@pytest.fixture
def demo_database(
    _demo_template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    """Address of a database of its own, with the demo in it."""
    path = tmp_path / "demo.sqlite3"
    shutil.copyfile(_demo_template, path)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{path}")
    monkeypatch.setenv("DEMO", "true")
    settings.cache_clear()
    yield f"sqlite:///{path}"
    asyncio.run(engine.dispose())
