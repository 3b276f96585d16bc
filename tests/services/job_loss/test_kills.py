"""A process killed anywhere in a decision on a claim of IPE: nothing is half done, whoever decides again is served."""

from __future__ import annotations

from pathlib import Path

import pytest

from damancom_reflex.services.job_loss import decisions
from damancom_reflex.store import engine
from damancom_reflex.store.claims import JobLossClaim
from tests.conftest import ON_BOTH_DATABASES
from tests.factories import rows
from tests.services.job_loss import invariants
from tests.services.job_loss.claimants import TODAY, Desk, a_filed
from tests.services.job_loss.factories import OFFICER, an_eligible
from tests.services.kills import World, killer

DECISIONS = "damancom_reflex.services.job_loss.decisions"


async def made(url: str, desk: Desk) -> World:
    """A claim that nobody took up, and one that is under review."""
    filed, reviewed = [await a_filed(desk, await an_eligible(desk)) for _ in range(2)]
    await decisions.take_up(reviewed, OFFICER)
    await engine.dispose()
    works = [
        [f"{DECISIONS}:accept", filed, OFFICER],
        [f"{DECISIONS}:take_up", filed, OFFICER],
        [f"{DECISIONS}:refuse", filed, OFFICER, "file_incomplete", "Voir la page 2."],
        [f"{DECISIONS}:accept", reviewed, OFFICER],
        [f"{DECISIONS}:request_correction", reviewed, OFFICER, "loss_date_differs"],
    ]
    return World(url, TODAY, works, invariants.check, outcome)


async def outcome() -> object:
    """Where every claim stands, and why."""
    found = sorted(await rows(JobLossClaim), key=lambda row: row.id or 0)
    return [(row.status, row.revision, row.decision_code, row.decision_note) for row in found]


@ON_BOTH_DATABASES
async def test_a_process_killed_anywhere_leaves_nothing_half_done(
    desk: Desk, database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    with killer(await made(database, desk), tmp_path, monkeypatch) as kills:
        await kills.kill(fewest=5)
