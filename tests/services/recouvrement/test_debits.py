"""Debits: into files on their day, counted and signed off, collected when none comes back."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta

import pytest

from damancom_reflex.domain.remission import PaymentMode
from damancom_reflex.domain.requests import DebitStatus
from damancom_reflex.services import audit, due
from damancom_reflex.services.recouvrement import debit_file, decisions
from damancom_reflex.store.debits import DebitBatch
from tests.factories import rows
from tests.services.people import refusal
from tests.services.recouvrement.builders import (
    an_employer,
    on_business_day,
    signed,
)
from tests.services.recouvrement.debiting import (
    FIRST,
    MONTHLY,
    SECOND,
    paid,
    signed_off,
    signed_off_late,
    statuses,
)
from tests.services.recouvrement.officers import (
    OFFICER,
    OTHER_OFFICER,
    acts,
    instalments_of,
    request_of,
    told,
    validated,
)


async def test_time_produces_the_files_of_a_day_on_that_day_and_not_before():
    await validated(await an_employer())
    await on_business_day(FIRST - timedelta(days=1))
    assert (await due.run()).debit_files_produced == 0
    await on_business_day(FIRST)
    first, again = await due.run(), await due.run()
    assert (first.debit_files_produced, again.debit_files_produced) == (1, 0)
    (batch,) = await debit_file.batches()
    assert (batch.number, batch.day) == ("PR-20231211", FIRST)
    assert (batch.debits, batch.total, batch.produced_by) == (1, MONTHLY, "system:due")


async def test_files_asked_for_twice_are_the_very_same():
    await validated(await an_employer())
    await on_business_day(date(2023, 12, 1))
    first = await debit_file.produce(FIRST, OFFICER)
    content = await debit_file.content(FIRST, "XML")
    again = await debit_file.produce(FIRST, OTHER_OFFICER)
    assert again == first
    assert await debit_file.content(FIRST, "XML") == content
    assert hashlib.sha256(content).hexdigest() == first.sha256["XML"]
    csv = await debit_file.content(FIRST, "CSV")
    assert hashlib.sha256(csv).hexdigest() == first.sha256["CSV"]
    assert len(await rows(DebitBatch)) == 1


async def test_no_file_is_produced_before_its_month_nor_for_nothing():
    await validated(await an_employer())
    assert (await refusal(debit_file.produce(FIRST, OFFICER))).code == "debit_file_early"
    await on_business_day(date(2023, 12, 1))
    other = debit_file.produce(date(2023, 12, 12), OFFICER)
    assert (await refusal(other)).code == "no_debits"
    assert await rows(DebitBatch) == []


async def test_a_full_payment_is_one_debit_then_completed():
    reference = await signed((await an_employer()).actor, PaymentMode.FULL)
    await decisions.validate(reference, OFFICER)
    await signed_off(FIRST)
    await on_business_day(FIRST + timedelta(days=3))
    assert (await due.run()).debits_collected == 1
    assert (await request_of(reference)).status == "COMPLETED"


async def test_nothing_is_debited_before_an_office_validates():
    reference = await signed((await an_employer()).actor, PaymentMode.FULL)
    await on_business_day(FIRST)
    assert (await due.run()).debit_files_produced == 0
    await decisions.validate(reference, OFFICER)
    (row,) = await instalments_of(reference)
    assert (row.debit_due, row.debit_day) == (SECOND, SECOND)


async def test_files_are_signed_off_by_somebody_else_who_counted_right():
    await validated(await an_employer())
    await on_business_day(FIRST)
    await debit_file.produce(FIRST, OFFICER)
    count = {"debits": 1, "total": MONTHLY}
    same = await refusal(debit_file.sign_off(FIRST, OFFICER, **count))
    assert same.code == "sign_off_same_person"
    wrong = await refusal(debit_file.sign_off(FIRST, OTHER_OFFICER, debits=1, total=MONTHLY + 1))
    assert (wrong.code, wrong.params) == ("count_differs", count)
    view = await debit_file.sign_off(FIRST, OTHER_OFFICER, **count)
    assert (view.signed_off_by, view.signed_off_on) == (OTHER_OFFICER, FIRST)
    again = await refusal(debit_file.sign_off(FIRST, "account:904", **count))
    assert (again.code, again.params) == ("debit_file_signed_off", {"by": OTHER_OFFICER})
    unknown = await refusal(debit_file.sign_off(SECOND, OFFICER, **count))
    assert unknown.code == "debit_file_unknown"


async def test_nothing_is_collected_while_nobody_signed_the_files_off():
    reference = await validated(await an_employer())
    await on_business_day(FIRST)
    await due.run()
    await on_business_day(FIRST + timedelta(days=30))
    assert (await due.run()).debits_collected == 0
    assert await statuses(reference) == ["SCHEDULED", "SCHEDULED"]


@pytest.mark.parametrize(("days", "collected"), [(2, 0), (3, 1)])
async def test_a_debit_is_collected_three_working_days_after(days: int, collected: int):
    reference = await validated(await an_employer())
    await signed_off(FIRST)  # a Monday
    await on_business_day(FIRST + timedelta(days=days))
    assert (await due.run()).debits_collected == collected
    assert await statuses(reference) == [
        "COLLECTED" if collected else "SCHEDULED",
        "SCHEDULED",
    ]


async def test_files_signed_off_late_are_waited_for_from_then_on():
    await validated(await an_employer())
    await on_business_day(FIRST)
    await due.run()
    await signed_off_late(FIRST + timedelta(days=4))  # a Friday
    await on_business_day(FIRST + timedelta(days=8))
    assert (await due.run()).debits_collected == 0
    await on_business_day(FIRST + timedelta(days=9))
    assert (await due.run()).debits_collected == 1


async def test_a_plan_whose_debits_are_collected_is_completed_and_says_so():
    employer = await an_employer()
    reference = await paid(employer)
    request = await request_of(reference)
    assert (request.status, request.debit_day) == ("COMPLETED", None)
    assert await statuses(reference) == ["COLLECTED"] * 2
    assert {message.channel for message in await told("remission_completed")} == {"EMAIL", "SMS"}
    assert [event.action.partition(".")[2] for event in await acts(reference)] == [
        *("signed", "guarantee_registered", "validated"),
        *("debit_collected", "debit_collected", "completed"),
    ]
    assert (await acts(reference))[-1].after["paid"] == request.to_pay
    assert (await audit.verify()).ok


async def test_the_next_debit_is_told_on_the_way():
    reference = await validated(await an_employer())
    await signed_off(FIRST)
    await on_business_day(FIRST + timedelta(days=3))
    await due.run()
    assert (await request_of(reference)).debit_day == SECOND


async def test_a_debit_left_over_from_a_day_gone_is_taken_on_the_next_working_day():
    await validated(await an_employer())
    await on_business_day(FIRST)
    await due.run()
    # The demo's calendar goes back: somebody signs for a day whose files are out.
    await on_business_day(date(2023, 11, 9))
    late = await validated(await an_employer())
    await on_business_day(FIRST + timedelta(days=1))
    assert (await due.run()).debit_files_produced == 1
    (row, _) = await instalments_of(late)
    assert (row.debit_day, row.status) == (FIRST + timedelta(days=1), DebitStatus.SCHEDULED)
    assert [batch.debits for batch in await debit_file.batches()] == [1, 1]
