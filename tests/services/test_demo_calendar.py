from __future__ import annotations

import asyncio
from datetime import date, timedelta

import pytest

from damancom_reflex.domain.requests import DebitStatus, RemissionStatus
from damancom_reflex.services import audit, business, demo_calendar, rules_loader
from damancom_reflex.services.demo_calendar import Step
from damancom_reflex.services.recouvrement import debit_file, decisions, ledgers, rulebook
from damancom_reflex.settings import settings
from tests.services.people import outcome
from tests.services.recouvrement.builders import SITUATION, an_employer, on_business_day, signed
from tests.services.recouvrement.officers import (
    OFFICER,
    instalments_of,
    request_of,
    told,
    validated,
)

FIRST_DEBITS = date(2023, 12, 11)
"""The 10th of December 2023 is a Sunday."""


@pytest.fixture(autouse=True)
async def _desk(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The portal as a demo, on the guides' own day."""
    monkeypatch.setenv("DEMO", "true")
    settings.cache_clear()
    for memory in (ledgers.ledgers, rulebook.decisions, rulebook.rates, rulebook.terms):
        memory.clear()
    await rules_loader.load_rules()
    await on_business_day(SITUATION)


async def statuses(reference: str) -> list[str]:
    return [row.status for row in await instalments_of(reference)]


async def test_outside_the_demo_nobody_moves_the_calendar(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("DEMO", "false")
    settings.cache_clear()
    assert await outcome(demo_calendar.today()) == "demo_only"
    for step in Step:
        assert await outcome(demo_calendar.move(step)) == "demo_only"
    assert await outcome(demo_calendar.move_to(SITUATION + timedelta(days=1))) == "demo_only"
    assert await business.today() == SITUATION


@pytest.mark.parametrize("days", [0, -1, -400])
async def test_the_calendar_never_goes_back(days: int):
    day = SITUATION + timedelta(days=days)
    assert await outcome(demo_calendar.move_to(day)) == "calendar_backwards"
    assert await business.today() == SITUATION


async def test_the_calendar_ends_with_the_holidays_on_file():
    last = demo_calendar.last_day()
    await on_business_day(last)
    for step in Step:
        assert await outcome(demo_calendar.move(step)) == "calendar_end"
    assert await business.today() == last


@pytest.mark.parametrize(
    ("start", "step", "reached"),
    [
        (SITUATION, Step.DAY, date(2023, 11, 9)),
        (SITUATION, Step.MONTH, date(2023, 12, 9)),
        (SITUATION, Step.DEBITS, date(2023, 11, 10)),
        (date(2023, 11, 10), Step.DEBITS, FIRST_DEBITS),
        # A Sunday's debits are still to come on that Sunday, and not on the Monday itself.
        (date(2023, 12, 10), Step.DEBITS, FIRST_DEBITS),
        (FIRST_DEBITS, Step.DEBITS, date(2024, 1, 10)),
        (date(2023, 12, 31), Step.DAY, date(2024, 1, 1)),
        # The 10th is a Saturday.
        (date(2024, 1, 31), Step.DEBITS, date(2024, 2, 12)),
    ],
)
async def test_each_step_leads_to_its_day(start: date, step: Step, reached: date):
    await on_business_day(start)
    assert (await demo_calendar.move(step)).day == reached
    assert await business.today() == reached


async def test_a_plan_goes_to_its_end_over_months_skipped_at_once():
    reference = await validated(await an_employer())
    moved = await demo_calendar.move_to(date(2024, 1, 31))
    assert (moved.done.debit_files_produced, moved.signed_off, moved.done.debits_collected) == (
        2,
        2,
        2,
    )
    assert (await request_of(reference)).status == RemissionStatus.COMPLETED
    # Each on its own day: three working days after its file, over the weekend.
    settled = [row.settled_on for row in await instalments_of(reference)]
    assert settled == [date(2023, 12, 14), date(2024, 1, 16)]
    assert len(await told("remission_completed")) == 2
    assert (await audit.verify()).ok


async def test_on_the_day_of_debits_their_file_is_with_the_bank_and_a_rejection_may_come():
    reference = await validated(await an_employer())
    await demo_calendar.move(Step.DEBITS)
    moved = await demo_calendar.move(Step.DEBITS)
    assert (moved.done.debit_files_produced, moved.signed_off) == (1, 1)
    (batch,) = await debit_file.batches()
    assert (batch.day, batch.signed_off_on) == (FIRST_DEBITS, FIRST_DEBITS)
    assert batch.produced_by != batch.signed_off_by == demo_calendar.ACTOR
    await decisions.reject_debit(reference, OFFICER, 1, "insufficient_funds")
    assert (await demo_calendar.move(Step.MONTH)).done.debits_collected == 0
    assert await statuses(reference) == [DebitStatus.REJECTED, DebitStatus.SCHEDULED]


async def test_a_request_without_guarantees_is_reminded_then_expires_on_the_way():
    reference = await signed((await an_employer()).actor)
    moved = await demo_calendar.move(Step.MONTH)
    assert (moved.done.reminded, moved.done.expired) == (1, 1)
    request = await request_of(reference)
    assert (request.status, request.status_day) == (RemissionStatus.EXPIRED, date(2023, 12, 9))


async def test_two_who_move_it_at_once_do_nothing_twice():
    reference = await validated(await an_employer())
    both = await asyncio.gather(
        demo_calendar.move_to(date(2023, 12, 20)), demo_calendar.move_to(date(2023, 12, 20))
    )
    assert {moved.day for moved in both} == {date(2023, 12, 20)}
    assert sum(moved.done.debits_collected for moved in both) == 1
    assert sum(moved.signed_off for moved in both) == 1
    assert await statuses(reference) == [DebitStatus.COLLECTED, DebitStatus.SCHEDULED]


async def test_files_an_officer_signed_off_stay_theirs():
    reference = await validated(await an_employer())
    await demo_calendar.move_to(date(2023, 12, 1))
    made = await debit_file.produce(FIRST_DEBITS, OFFICER)
    await debit_file.sign_off(FIRST_DEBITS, "account:904", debits=made.debits, total=made.total)
    assert (await demo_calendar.move_to(date(2023, 12, 14))).signed_off == 0
    assert (await statuses(reference))[0] == DebitStatus.COLLECTED
