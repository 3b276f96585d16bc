"""Debits: into files on their day, collected when none comes back, rejected, and what a break brings back."""

from __future__ import annotations

import hashlib
from collections.abc import Coroutine
from datetime import date, timedelta
from typing import Any

import pytest

from damancom_reflex.domain.errors import DomainError
from damancom_reflex.domain.remission import PaymentMode
from damancom_reflex.domain.requests import DebitStatus, TransitionError
from damancom_reflex.domain.review import Kind
from damancom_reflex.services import audit, business, due, recouvrement
from damancom_reflex.services.figures import figures
from damancom_reflex.services.recouvrement import debit_file, decisions
from damancom_reflex.store.accounts import Role
from damancom_reflex.store.debits import DebitBatch
from damancom_reflex.store.guarantees import ReinstatementRow
from tests.factories import actor, an_account, rows
from tests.services.recouvrement.builders import (
    Employer,
    an_employer,
    guide,
    on_business_day,
    owes,
    signed,
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

FIRST, SECOND = date(2023, 12, 11), date(2024, 1, 10)
MONTHLY = 8_475_28
DOWN = 5_000_00
REMISSION = 5_756_93


async def refusal(doing: Coroutine[Any, Any, object]) -> DomainError:
    with pytest.raises(DomainError) as refused:
        await doing
    return refused.value


async def signed_off(day: date) -> None:
    """Have the files of a day produced by time, and counted by an officer."""
    await on_business_day(day)
    await due.run()
    (batch,) = [batch for batch in await debit_file.batches() if batch.day == day]
    await debit_file.sign_off(day, OFFICER, debits=batch.debits, total=batch.total)


async def statuses(reference: str) -> list[str]:
    return [row.status for row in await instalments_of(reference)]


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


async def signed_off_late(day: date) -> None:
    await on_business_day(day)
    await debit_file.sign_off(FIRST, OFFICER, debits=1, total=MONTHLY)


async def paid(employer: Employer) -> str:
    """Reference of a plan whose debits were all collected."""
    reference = await validated(employer)
    for day in (FIRST, SECOND):
        await signed_off(day)
        await on_business_day(day + timedelta(days=7))
        await due.run()
    return reference


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


@pytest.mark.parametrize("way", ["paid", "broken"])
async def test_a_debt_that_a_plan_changed_is_not_signed_for_before_it_is_established_anew(way: str):
    employer, other = await an_employer(), await an_employer()
    await owes(other.affiliate, guide(), FIRST)
    await recouvrement.begin(other.actor)
    if way == "paid":
        reference = await paid(employer)
    else:
        reference = await validated(employer)
        await signed_off(FIRST)
        await decisions.reject_debit(reference, OFFICER, 1, "insufficient_funds")
    refused = await refusal(signed(employer.actor))
    assert (refused.code, refused.params) == ("new_situation_awaited", {"reference": reference})
    draft = await recouvrement.begin(employer.actor)
    assert draft.ended_request == reference
    assert (await recouvrement.begin(other.actor)).ended_request is None
    today = await business.today()
    await owes(employer.affiliate, guide("guide-instalments-4"), today)
    again = await request_of(await signed(employer.actor))
    assert (again.total_debt, again.business_day) == (22_195_58, today)


async def test_a_debt_established_while_a_plan_ran_is_not_the_one_after_it():
    employer = await an_employer()
    await validated(employer)
    # Nothing was paid yet on that day.
    await owes(employer.affiliate, guide(), date(2023, 11, 20))
    for day in (FIRST, SECOND):
        await signed_off(day)
        await on_business_day(day + timedelta(days=7))
        await due.run()
    assert (await refusal(signed(employer.actor))).code == "new_situation_awaited"
    await owes(employer.affiliate, guide(), await business.today())
    assert await signed(employer.actor)


async def both_at_the_bank(employer: Employer) -> str:
    """Reference of a plan that one debit broke while the next was in a file signed off."""
    reference = await validated(employer)
    await signed_off(FIRST)
    await on_business_day(date(2024, 1, 2))
    await debit_file.produce(SECOND, OTHER_OFFICER)
    await debit_file.sign_off(SECOND, OFFICER, debits=1, total=MONTHLY)
    await decisions.reject_debit(reference, OFFICER, 1, "account_closed")
    return reference


async def test_a_debit_at_the_bank_when_another_broke_the_plan_may_come_back_too():
    employer = await an_employer()
    reference = await both_at_the_bank(employer)
    owed = (await recouvrement.life(employer.actor, reference)).broken
    told_before = len(await told("remission_broken"))
    assert await decisions.reject_debit(reference, OFFICER, 2, "account_closed") is None
    assert await statuses(reference) == ["REJECTED", "REJECTED"]
    await on_business_day(SECOND + timedelta(days=9))
    assert (await due.run()).debits_collected == 0
    after = await recouvrement.life(employer.actor, reference)
    assert (after.paid, after.broken) == (DOWN, owed)
    assert len(await rows(ReinstatementRow)) == 1
    assert len(await told("remission_broken")) == told_before
    assert (await acts(reference))[-1].action == "remission.debit_rejected"
    again = await refusal(decisions.reject_debit(reference, OFFICER, 2, "account_closed"))
    assert isinstance(again, TransitionError)
    assert (await audit.verify()).ok


async def test_a_debit_that_the_bank_took_after_the_break_is_no_longer_owed():
    employer = await an_employer()
    reference = await both_at_the_bank(employer)
    before = (await recouvrement.life(employer.actor, reference)).broken
    await on_business_day(SECOND + timedelta(days=9))
    assert (await due.run()).debits_collected == 1
    after = await recouvrement.life(employer.actor, reference)
    assert before
    assert after.broken
    assert (after.status.value, after.paid) == ("CANCELLED", DOWN + MONTHLY)
    assert after.broken.owed == before.owed - MONTHLY
    assert after.broken.paid == before.paid


async def test_a_full_payment_that_brought_nothing_in_may_be_signed_for_again():
    employer = await an_employer()
    reference = await signed(employer.actor, PaymentMode.FULL)
    await decisions.validate(reference, OFFICER)
    await signed_off(FIRST)
    await decisions.reject_debit(reference, OFFICER, 1, "insufficient_funds")
    assert await signed(employer.actor)


async def test_the_next_debit_is_told_on_the_way():
    reference = await validated(await an_employer())
    await signed_off(FIRST)
    await on_business_day(FIRST + timedelta(days=3))
    await due.run()
    assert (await request_of(reference)).debit_day == SECOND


async def test_a_rejected_debit_breaks_the_plan_and_brings_back_what_was_remitted():
    reference = await validated(await an_employer())
    await signed_off(FIRST)
    back = await decisions.reject_debit(reference, OFFICER, 1, "insufficient_funds", "Voir banque.")
    assert back
    request = await request_of(reference)
    assert (request.status, request.decision_code) == ("CANCELLED", "insufficient_funds")
    assert await statuses(reference) == ["REJECTED", "SCHEDULED"]
    assert (back.remission, back.paid) == (REMISSION, DOWN)
    assert back.owed == request.total_debt + back.generated_surcharge - DOWN
    (row,) = await rows(ReinstatementRow)
    assert (row.missed, row.owed, row.paid) == (1, back.owed, DOWN)
    (message, _) = await told("remission_broken")
    assert message.params["amount"] == MONTHLY
    assert message.params["owed"] == back.owed
    await on_business_day(SECOND)
    assert (await due.run()).debit_files_produced == 0


async def test_a_broken_plan_was_decided_on_when_it_was_validated():
    reference = await validated(await an_employer())
    decided_at = (await request_of(reference)).decided_at
    await signed_off(FIRST)
    await decisions.reject_debit(reference, OFFICER, 1, "insufficient_funds")
    assert (await request_of(reference)).decided_at == decided_at
    supervisor = actor(await an_account(role=Role.SUPERVISOR.value))
    assert (await figures(supervisor)).decided[Kind.REMISSION].number == 1


async def test_what_was_collected_before_the_break_counts():
    reference = await validated(await an_employer())
    await signed_off(FIRST)
    await on_business_day(FIRST + timedelta(days=7))
    await due.run()
    await signed_off(SECOND)
    back = await decisions.reject_debit(reference, OFFICER, 2, "account_closed")
    assert back
    assert back.paid == DOWN + MONTHLY
    assert back.generated_surcharge == (await request_of(reference)).generated_surcharge > 0
    assert await statuses(reference) == ["COLLECTED", "REJECTED"]


async def test_a_debit_not_sent_settled_or_unknown_cannot_be_rejected():
    reference = await validated(await an_employer())
    reject = decisions.reject_debit
    code = "insufficient_funds"
    assert (await refusal(reject(reference, OFFICER, 3, code))).code == "debit_unknown"
    assert (await refusal(reject(reference, OFFICER, 1, code))).code == "debit_not_sent"
    await on_business_day(FIRST)
    await due.run()
    assert (await refusal(reject(reference, OFFICER, 1, code))).code == "debit_not_sent"
    await signed_off_late(FIRST)
    await on_business_day(FIRST + timedelta(days=3))
    await due.run()
    assert (await refusal(reject(reference, OFFICER, 1, code))).code == "debit_collected"
    assert (await refusal(reject(reference, OFFICER, 2, "because"))).code == "reason_unknown"


async def test_debits_are_rejected_in_their_order():
    reference = await validated(await an_employer())
    await on_business_day(FIRST)
    await due.run()
    await signed_off(SECOND)
    refused = await refusal(decisions.reject_debit(reference, OFFICER, 2, "opposition"))
    assert (refused.code, refused.params) == ("earlier_debit_open", {"number": 1})


async def test_a_broken_promise_cancels_a_plan_when_no_debit_is_under_way():
    reference = await validated(await an_employer())
    await signed_off(FIRST)
    cancel = decisions.cancel
    refused = await refusal(cancel(reference, OFFICER, "contributions_unpaid"))
    assert (refused.code, refused.params) == ("debit_at_the_bank", {"day": FIRST})
    await on_business_day(FIRST + timedelta(days=7))
    await due.run()
    back = await cancel(reference, OFFICER, "contributions_unpaid")
    assert back.paid == DOWN + MONTHLY
    # The second month is not due yet: it generated nothing.
    assert 0 < back.generated_surcharge < (await request_of(reference)).generated_surcharge
    (row,) = await rows(ReinstatementRow)
    assert row.missed is None
    (message, _) = await told("remission_broken")
    assert (message.params["amount"], message.params["reason"]) == (0, "contributions_unpaid")
    with pytest.raises(TransitionError):
        await cancel(reference, OTHER_OFFICER, "contributions_unpaid")


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
