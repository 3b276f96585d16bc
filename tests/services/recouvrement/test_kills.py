"""A process killed outright anywhere in what is due, or in a decision: nothing is half done, the rest is done after.

A few tries here; KILL_TRIES=200 for many.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from damancom_reflex.domain.errors import DomainError
from damancom_reflex.domain.remission import PaymentMode
from damancom_reflex.services import due
from damancom_reflex.services.recouvrement import debit_file
from damancom_reflex.settings import settings
from damancom_reflex.store import engine
from damancom_reflex.store.remissions import InstalmentRow, RemissionRequest
from tests.conftest import ON_BOTH_DATABASES, _new_postgresql
from tests.factories import rows
from tests.services.recouvrement import invariants, killing
from tests.services.recouvrement.builders import an_employer, on_business_day, signed
from tests.services.recouvrement.officers import OFFICER, guaranteed, validate, validated

ROOT = Path(__file__).parents[3]
TRIES = int(os.environ.get("KILL_TRIES", "6"))
FIRST, SECOND = date(2023, 12, 11), date(2024, 1, 10)


@dataclass(frozen=True)
class World:
    """A database where much is due, and the requests that decisions are on."""

    url: str
    awaiting: str
    validated: str

    def work(self) -> list[list[str]]:
        """What is killed, each in turn."""
        decisions = [["guarantee", self.awaiting], ["validate", self.awaiting]]
        return [["due"], *decisions, ["due"], ["reject", self.validated], ["refuse", self.awaiting]]


async def made(url: str) -> World:
    """On 10/01/2024: a plan to expire, one to be reminded of, debits to collect, a completion, a file to produce."""
    broken = await validated(await an_employer())
    await validated(await an_employer())
    full = await signed((await an_employer()).actor, PaymentMode.FULL)
    await validate(full)
    await signed((await an_employer()).actor)
    await on_business_day(FIRST)
    await debit_file.produce(FIRST, "account:904")
    (batch,) = await debit_file.batches()
    await debit_file.sign_off(FIRST, OFFICER, debits=batch.debits, total=batch.total)
    await signed((await an_employer()).actor)
    awaiting = await guaranteed(await an_employer())
    await on_business_day(SECOND)
    await engine.dispose()
    return World(url, awaiting, broken)


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


@asynccontextmanager
async def looking_at(url: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[None]:
    """Let this process look at a database."""
    with monkeypatch.context() as patched:
        patched.setenv("DATABASE_URL", url)
        settings.cache_clear()
        # However long the tries take, midnight is no part of them.
        await on_business_day(SECOND)
        yield
        await engine.dispose()
    settings.cache_clear()


@contextmanager
def killer() -> Iterator[subprocess.Popen[str]]:
    """The process that dies again and again."""
    command = [sys.executable, "-m", "tests.services.recouvrement.killing"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def killed(process: subprocess.Popen[str], url: str, work: list[str], at: int) -> int:
    """Do a work and die before statement `at` (0: never); statements it got to."""
    assert process.stdin
    assert process.stdout
    process.stdin.write(json.dumps({"url": url, "work": work, "at": at}) + "\n")
    process.stdin.flush()
    answer = json.loads(process.stdout.readline())
    assert answer["code"] == (signal.SIGKILL if at else 0), answer
    return answer["statements"]


async def outcome() -> tuple[list[str], list[str]]:
    """Where every request and every debit stands."""
    requests = sorted(await rows(RemissionRequest), key=lambda row: row.id or 0)
    debits = sorted(await rows(InstalmentRow), key=lambda row: row.id or 0)
    return [row.status for row in requests], [row.status for row in debits]


async def finish(work: list[str]) -> None:
    """Do again what was killed, as a person or the next run would."""
    what, *given = work
    try:
        await killing.WORK[what](*given)
    except DomainError as refused:
        # It had been done whole: whoever does it again is told.
        assert refused.code == "impossible_transition"


@ON_BOTH_DATABASES
async def test_a_process_killed_anywhere_leaves_nothing_half_done(
    database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    world, chance = await made(database), random.Random()
    with killer() as process:
        whole: dict[str, tuple[int, tuple[list[str], list[str]]]] = {}
        for number in range(TRIES):
            work = world.work()[number % len(world.work())]
            if work[0] not in whole:
                with copied(world, tmp_path) as url:
                    statements = killed(process, url, work, 0)
                    async with looking_at(url, monkeypatch):
                        whole[work[0]] = statements, await outcome()
            statements, wanted = whole[work[0]]
            at = chance.randint(1, statements)
            with copied(world, tmp_path) as url:
                async with looking_at(url, monkeypatch):
                    pass
                killed(process, url, work, at)
                async with looking_at(url, monkeypatch):
                    await invariants.check()
                    await finish(work)
                    await invariants.check()
                    assert await outcome() == wanted, (work, at, statements)


async def test_the_world_has_all_of_what_is_due(database: str):
    await made(database)
    done = await due.run()
    assert (done.expired, done.reminded) == (1, 1)
    assert (done.debit_files_produced, done.debits_collected) == (1, 3)
    statuses, _ = await outcome()
    assert statuses.count("COMPLETED") == 1
