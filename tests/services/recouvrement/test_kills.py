"""A process killed outright anywhere in what is due, or in a decision: nothing is half done, the rest is done after."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from damancom_reflex.domain.remission import PaymentMode
from damancom_reflex.services import due
from damancom_reflex.services.recouvrement import debit_file
from damancom_reflex.settings import settings
from damancom_reflex.store import engine
from damancom_reflex.store.remissions import InstalmentRow, RemissionRequest
from tests.conftest import ON_BOTH_DATABASES
from tests.factories import rows
from tests.services.kills import DUE, World, killer
from tests.services.recouvrement import invariants
from tests.services.recouvrement.builders import an_employer, on_business_day, signed
from tests.services.recouvrement.officers import (
    OFFICER,
    OTHER_OFFICER,
    SUPERVISOR,
    guaranteed,
    validate,
    validated,
)

FIRST, SECOND, THIRD = date(2023, 12, 11), date(2024, 1, 10), date(2024, 1, 15)
DECISIONS = "damancom_reflex.services.recouvrement.decisions"
OFFICE = "tests.services.recouvrement.officers"


async def made(url: str, monkeypatch: pytest.MonkeyPatch) -> World:
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
    # Its first debit is a month away: nothing of it is at the bank.
    await on_business_day(SECOND - timedelta(days=5))
    later = await validated(await an_employer())
    once = await signed_once(monkeypatch)
    await on_business_day(SECOND)
    await engine.dispose()
    works = [
        DUE,
        [f"{OFFICE}:guarantee", awaiting, OFFICER],
        [f"{OFFICE}:validate", awaiting, OFFICER],
        DUE,
        [f"{DECISIONS}:countersign", once, SUPERVISOR],
        [f"{DECISIONS}:refuse", awaiting, OFFICER, "debt_differs"],
        DUE,
        [f"{OFFICE}:reject_first_debit", broken, OFFICER],
        [f"{DECISIONS}:cancel", later, OFFICER, "contributions_unpaid"],
    ]
    return World(url, SECOND, works, invariants.check, outcome)


async def signed_once(monkeypatch: pytest.MonkeyPatch) -> str:
    """Reference of a plan that waits for the second signature of a large remission."""
    reference = await guaranteed(await an_employer())
    with monkeypatch.context() as patched:
        patched.setenv("SECOND_SIGNATURE_ABOVE", "0")
        settings.cache_clear()
        assert not await validate(reference, OTHER_OFFICER)
    settings.cache_clear()
    return reference


async def outcome() -> object:
    """Where every request and every debit stands, and whether it is in a file.

    Not in which: on PostgreSQL a file that was never kept has used its number up.
    """
    requests = sorted(await rows(RemissionRequest), key=lambda row: row.id or 0)
    debits = sorted(await rows(InstalmentRow), key=lambda row: row.id or 0)
    return [row.status for row in requests], [
        (row.status, row.batch_id is not None) for row in debits
    ]


@ON_BOTH_DATABASES
async def test_a_process_killed_anywhere_leaves_nothing_half_done(
    database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    with killer(await made(database, monkeypatch), tmp_path, monkeypatch) as kills:
        await kills.kill(fewest=9)


@ON_BOTH_DATABASES
async def test_a_sign_off_killed_anywhere_is_whole_or_was_never_made(
    database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    await made(database, monkeypatch)
    await due.run()
    (batch, _) = await debit_file.batches()
    await on_business_day(THIRD)
    await engine.dispose()
    counted = [SECOND.isoformat(), OFFICER, str(batch.debits), str(batch.total)]
    work = [f"{OFFICE}:sign_off", *counted]
    world = World(database, THIRD, [work], invariants.check, signed_off)
    with killer(world, tmp_path, monkeypatch) as kills:
        await kills.kill(fewest=2)


async def signed_off() -> object:
    """Who signed which files off."""
    return [(batch.day, batch.signed_off_by) for batch in await debit_file.batches()]


async def test_the_world_has_all_of_what_is_due(database: str, monkeypatch: pytest.MonkeyPatch):
    await made(database, monkeypatch)
    done = await due.run()
    assert (done.expired, done.reminded) == (1, 1)
    assert (done.debit_files_produced, done.debits_collected) == (1, 3)
    assert {row.status for row in await rows(RemissionRequest)} >= {"COMPLETED", "EXPIRED"}
