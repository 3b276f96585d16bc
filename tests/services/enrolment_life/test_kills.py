"""A process killed anywhere in what is due to requests for an account, or in a decision: nothing is half done."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from damancom_reflex.clock import now
from damancom_reflex.services import due
from damancom_reflex.services.enrolment import decisions
from damancom_reflex.store import engine
from damancom_reflex.store.enrolments import EnrolmentRequest
from tests.conftest import ON_BOTH_DATABASES
from tests.factories import rows
from tests.services.enrolment.builders import (
    DELEGATE,
    Person,
    a_company,
    at_confirmation,
    overwritten,
)
from tests.services.enrolment_life import invariants
from tests.services.enrolment_life.builders import RIB, by_reference
from tests.services.kills import DUE, World, killer
from tests.services.recouvrement.builders import SITUATION, on_business_day

pytestmark = pytest.mark.usefixtures("desk")
DECISIONS = "damancom_reflex.services.enrolment.decisions"
ONE, OTHER = "account:7", "account:8"
LATER = SITUATION + timedelta(days=61)
NUMBERS = ("1234575", "4317542", "4217726", "8677851", "1796301", "8721591")


async def made(url: str) -> World:
    """On the day after the last day to bring forms: two requests expire, a draft too, and of one is warned."""
    late, given_back, old, aging, new, brought = [await a_draft(n) for n in range(6)]
    await late.submit()
    await decisions.request_correction(await given_back.submit(), ONE, "form_incomplete")
    await overwritten(old, updated_at=now() - timedelta(days=91))
    await overwritten(aging, updated_at=now() - timedelta(days=80))
    await on_business_day(LATER)
    submitted, received = await new.submit(), await brought.submit()
    await decisions.receive(received, ONE)
    await engine.dispose()
    works = [
        DUE,
        [f"{DECISIONS}:receive", submitted, ONE],
        # An account, its right and its link, a mandate, an authorisation: the longest of all.
        [f"{DECISIONS}:validate", received, OTHER, RIB],
        [f"{DECISIONS}:validate", submitted, ONE],
        DUE,
        [f"{DECISIONS}:refuse", submitted, ONE, "not_entitled"],
        [f"{DECISIONS}:request_correction", received, OTHER, "form_incomplete"],
    ]
    return World(url, LATER, works, invariants.check, outcome)


async def a_draft(n: int) -> Person:
    """A company's draft that only waits to be submitted, with a fiduciary to act for it."""
    await a_company(NUMBERS[n], ice=None)
    person = await at_confirmation(NUMBERS[n], f"+2126123456{n}0", f"contact{n}@tamaris.ma")
    await person.type(**DELEGATE)
    return person


async def outcome() -> object:
    """Where every request stands."""
    found = sorted(await rows(EnrolmentRequest), key=lambda row: row.id)
    return [(row.id, row.status, row.revision, bool(row.warned_at)) for row in found]


@ON_BOTH_DATABASES
async def test_a_process_killed_anywhere_leaves_nothing_half_done(
    database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    with killer(await made(database), tmp_path, monkeypatch) as kills:
        await kills.kill(fewest=7)


async def test_the_world_has_all_of_what_is_due(database: str):
    world = await made(database)
    done = await due.run()
    assert (done.enrolments_expired, done.enrolment_drafts_expired) == (2, 1)
    assert done.enrolment_drafts_warned == 1
    await invariants.check()
    assert (await by_reference(world.works[1][1])).status == "SUBMITTED"
