"""Debits that come back, promises not kept: the plan is broken, and what it brings back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from damancom_reflex.domain.requests import TransitionError
from damancom_reflex.domain.review import Kind
from damancom_reflex.services import audit, due, recouvrement
from damancom_reflex.services.figures import figures
from damancom_reflex.services.recouvrement import debit_file, decisions
from damancom_reflex.store.accounts import Role
from damancom_reflex.store.guarantees import ReinstatementRow
from tests.factories import actor, an_account, rows
from tests.services.people import refusal
from tests.services.recouvrement.builders import (
    Employer,
    an_employer,
    on_business_day,
)
from tests.services.recouvrement.debiting import (
    DOWN,
    FIRST,
    MONTHLY,
    REMISSION,
    SECOND,
    signed_off,
    signed_off_late,
    statuses,
)
from tests.services.recouvrement.officers import (
    OFFICER,
    OTHER_OFFICER,
    acts,
    request_of,
    told,
    validated,
)


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
