"""After a request that ended: a debt that it changed is established anew before one signs for it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from damancom_reflex.domain.remission import PaymentMode
from damancom_reflex.services import business, due, recouvrement
from damancom_reflex.services.recouvrement import decisions
from tests.services.people import refusal
from tests.services.recouvrement.builders import (
    an_employer,
    guide,
    on_business_day,
    owes,
    signed,
)
from tests.services.recouvrement.debiting import (
    FIRST,
    SECOND,
    paid,
    signed_off,
)
from tests.services.recouvrement.officers import (
    OFFICER,
    request_of,
    validated,
)


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


async def test_a_full_payment_that_brought_nothing_in_may_be_signed_for_again():
    employer = await an_employer()
    reference = await signed(employer.actor, PaymentMode.FULL)
    await decisions.validate(reference, OFFICER)
    await signed_off(FIRST)
    await decisions.reject_debit(reference, OFFICER, 1, "insufficient_funds")
    assert await signed(employer.actor)
