"""Works killed outright at a statement, each on a copy of one world: nothing is half done, the rest is done after.

A few tries in the suite; KILL_TRIES=200 for many, KILL_SEED for those of another time.
"""

from __future__ import annotations

import json
import os
import random
import secrets
import shutil
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from sqlmodel import SQLModel

from damancom_reflex.domain.errors import DomainError
from damancom_reflex.settings import settings
from damancom_reflex.store import engine
from damancom_reflex.store.trail import BusinessCalendar
from tests.conftest import _new_postgresql
from tests.services import killing
from tests.services.recouvrement.builders import on_business_day

ROOT = Path(__file__).parents[2]
TRIES = int(os.environ.get("KILL_TRIES", "0"))
SEED = os.environ.get("KILL_SEED", "")
DUE = ["damancom_reflex.services.due:run"]
"""What time brings: many transactions, so that a part of them may be done."""

Contents = dict[str, list[str]]


@dataclass(frozen=True)
class World:
    """A database where much is to do.

    Attributes:
        url: where it is; no try changes it.
        day: its business day.
        works: what is killed, each in turn.
        check: asserts what holds of it whatever happens.
        outcome: where everything in it stands.
    """

    url: str
    day: date
    works: Sequence[list[str]]
    check: Callable[[], Coroutine[Any, Any, None]]
    outcome: Callable[[], Coroutine[Any, Any, object]]


@dataclass
class Killer:
    """Kills the works of a world.

    Attributes:
        world: it.
        folder: for its copies.
        monkeypatch: of the test.
        process: the one that dies again and again.
    """

    world: World
    folder: Path
    monkeypatch: pytest.MonkeyPatch
    process: subprocess.Popen[str]

    async def kill(self, fewest: int) -> None:
        """Kill every work at random, in turn.

        Args:
            fewest: tries, unless KILL_TRIES says more.
        """
        seed = SEED or secrets.token_hex(4)
        chance = random.Random(seed)
        wholes = [await self._whole(work) for work in self.world.works]
        for number in range(max(fewest, TRIES)):
            place = number % len(self.world.works)
            statements, wanted = wholes[place]
            at = chance.randint(1, statements)
            try:
                await self._once(self.world.works[place], at, wanted)
            except Exception as broken:
                broken.add_note(
                    f"KILL_SEED={seed}: {self.world.works[place]} at {at} of {statements}"
                )
                raise

    async def _whole(self, work: list[str]) -> tuple[int, object]:
        """Statements of a work that nobody kills, and where all stands then."""
        with copied(self.world, self.folder) as url:
            statements = killed(self.process, url, work, 0)
            async with self._looking_at(url):
                await self.world.check()
                return statements, await self.world.outcome()

    async def _once(self, work: list[str], at: int, wanted: object) -> None:
        """Kill a work; what is there is all of it, or nothing; whoever does it again ends where it leads."""
        with copied(self.world, self.folder) as url:
            async with self._looking_at(url):
                before = await contents()
            killed(self.process, url, work, at)
            async with self._looking_at(url):
                await self.world.check()
                untouched = await contents() == before
                if work != DUE and not untouched:
                    assert await self.world.outcome() == wanted
                refused = await _again(work)
                await self.world.check()
                assert work == DUE or refused != untouched
                assert await self.world.outcome() == wanted

    @asynccontextmanager
    async def _looking_at(self, url: str) -> AsyncIterator[None]:
        """Let this process look at a database."""
        with self.monkeypatch.context() as patched:
            patched.setenv("DATABASE_URL", url)
            settings.cache_clear()
            # However long the tries take, midnight is no part of them.
            await on_business_day(self.world.day)
            yield
            await engine.dispose()
        settings.cache_clear()


async def _again(work: list[str]) -> bool:
    """Do again what was killed, as a person or the next run would; whether it had been done whole and is refused."""
    what, *given = work
    try:
        await killing.doing(what)(*given)
    except DomainError as refused:
        assert refused.code in {"impossible_transition", "debit_file_signed_off"}
        return True
    return False


async def contents() -> Contents:
    """Every row of every table, the calendar apart."""
    found: Contents = {}
    async with engine.reading() as session:
        for table in SQLModel.metadata.sorted_tables:
            if table.name != BusinessCalendar.__tablename__:
                rows = await (await session.connection()).execute(table.select())
                found[table.name] = sorted(repr(tuple(row)) for row in rows)
    return found


@contextmanager
def killer(world: World, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Killer]:
    """Kills the works of a world, with a process of its own."""
    command = [sys.executable, "-m", "tests.services.killing"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True) as process:
        try:
            yield Killer(world, folder, monkeypatch, process)
        finally:
            process.kill()


@contextmanager
def copied(world: World, folder: Path) -> Iterator[str]:
    """Address of a fresh copy of a world."""
    if world.url.startswith("postgresql"):
        name = urlsplit(world.url).path.removeprefix("/")
        with _new_postgresql(os.environ["TEST_DATABASE_URL"], name) as url:
            yield url
        return
    path = folder / "copy.sqlite3"
    for left in folder.glob(f"{path.name}*"):
        left.unlink()
    shutil.copyfile(world.url.removeprefix("sqlite:///"), path)
    yield f"sqlite:///{path}"


def killed(process: subprocess.Popen[str], url: str, work: list[str], at: int) -> int:
    """Do a work and die before statement `at` (0: never); statements it got to."""
    assert process.stdin
    assert process.stdout
    process.stdin.write(json.dumps({"url": url, "work": work, "at": at}) + "\n")
    process.stdin.flush()
    answer = json.loads(process.stdout.readline())
    assert answer["code"] == (signal.SIGKILL if at else 0), (work, at, answer)
    return answer["statements"]
