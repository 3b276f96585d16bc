"""Every test here has a database with the dated rules, on the guides' own day."""

from __future__ import annotations

import asyncio
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from damancom_reflex.services import rules_loader
from damancom_reflex.services.recouvrement import ledgers, rulebook
from damancom_reflex.settings import settings
from damancom_reflex.store import engine
from tests.services.recouvrement.builders import SITUATION, on_business_day


@pytest.fixture(scope="session")
def _sqlite_template(_sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The migrated file with the rules in it, made once."""
    path = tmp_path_factory.mktemp("rules") / "template.sqlite3"
    shutil.copyfile(_sqlite_template, path)
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("DATABASE_URL", f"sqlite:///{path}")
        settings.cache_clear()
        # A fixture asks for this one from inside a running loop; another thread has none.
        with ThreadPoolExecutor(1) as thread:
            thread.submit(lambda: asyncio.run(_prepare())).result()
    settings.cache_clear()
    return path


@pytest.fixture(autouse=True)
async def _desk(database: str) -> None:
    for memory in (ledgers.ledgers, rulebook.decisions, rulebook.rates, rulebook.terms):
        memory.clear()
    if database.startswith("postgresql"):
        await _fill()


async def _prepare() -> None:
    await _fill()
    await engine.dispose()


async def _fill() -> None:
    await rules_loader.load_rules()
    await on_business_day(SITUATION)
