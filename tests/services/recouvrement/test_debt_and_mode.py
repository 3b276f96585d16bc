"""The debt as it is shown, and the way of paying it."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import col, delete

from damancom_reflex.domain.remission import ModeNotOfferedError, PaymentMode
from damancom_reflex.domain.requests import RemissionStep, next_step
from damancom_reflex.services import recouvrement
from damancom_reflex.services.actors import Refused
from damancom_reflex.store.engine import writing
from damancom_reflex.store.rules import RemissionTier
from tests.services.recouvrement.builders import an_employer, at_bank, guide, on_business_day, owes


async def test_the_debt_is_shown_whole_with_its_decision():
    employer = await an_employer()
    draft_id = (await recouvrement.begin(employer.actor)).id
    debt = await recouvrement.debt(employer.actor, draft_id)
    assert debt.ledger.total == 27_707_49
    assert debt.decision.number == "05/2023"
    assert (debt.header.first_period, debt.header.last_period) == (201710, 201807)
    assert debt.header.situation == debt.header.surcharges_to == date(2023, 11, 8)
    assert debt.header.affiliate_number == employer.affiliate.number


async def test_the_latest_debt_known_on_the_business_day_counts_older_and_future_ones_do_not():
    employer = await an_employer()
    await owes(employer.affiliate, guide("guide-full"), situation=date(2023, 10, 1))
    await owes(employer.affiliate, guide("guide-instalments-4"), situation=date(2023, 12, 1))
    draft_id = (await recouvrement.begin(employer.actor)).id
    assert (await recouvrement.debt(employer.actor, draft_id)).ledger.total == 27_707_49
    await on_business_day(date(2024, 1, 15))
    assert (await recouvrement.debt(employer.actor, draft_id)).ledger.total == 22_195_58


async def test_choosing_full_payment_forgets_that_guarantees_were_accepted():
    employer = await an_employer()
    draft_id = await at_bank(employer.actor)
    assert (await recouvrement.draft(employer.actor, draft_id)).guarantees_accepted
    assert not (
        await recouvrement.choose_mode(employer.actor, draft_id, PaymentMode.FULL)
    ).guarantees_accepted


async def test_guarantees_are_accepted_and_no_longer_and_only_for_instalments():
    employer = await an_employer()
    draft_id = await at_bank(employer.actor)
    after = await recouvrement.accept_guarantees(employer.actor, draft_id, accepted=False)
    assert not after.guarantees_accepted
    assert next_step(after.facts) is RemissionStep.MODE
    await recouvrement.choose_mode(employer.actor, draft_id, PaymentMode.FULL)
    with pytest.raises(Refused, match="mode_unknown"):
        await recouvrement.accept_guarantees(employer.actor, draft_id, accepted=True)


@pytest.mark.parametrize("mode", ["", "cash", "FULL", "full\0"])
async def test_an_unknown_mode_is_refused(mode: str):
    employer = await an_employer()
    draft_id = (await recouvrement.begin(employer.actor)).id
    with pytest.raises(Refused, match="mode_unknown"):
        await recouvrement.choose_mode(employer.actor, draft_id, mode)


async def test_a_mode_the_decision_does_not_offer_is_refused():
    async with writing() as session:
        await session.exec(delete(RemissionTier).where(col(RemissionTier.mode) == "full"))
    employer = await an_employer()
    draft_id = (await recouvrement.begin(employer.actor)).id
    with pytest.raises(ModeNotOfferedError):
        await recouvrement.choose_mode(employer.actor, draft_id, "full")
