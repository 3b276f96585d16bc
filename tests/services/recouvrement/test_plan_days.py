"""The simulation as the business day moves on."""

from __future__ import annotations

from datetime import date

import pytest

from damancom_reflex.domain.remission import FACILITY
from damancom_reflex.services import recouvrement
from damancom_reflex.services.actors import Refused
from damancom_reflex.store.affiliates import BankAccount
from tests.factories import a_right, actor, an_account, an_affiliate, id_of, saved
from tests.services.recouvrement.builders import (
    RIB,
    an_employer,
    at_simulation,
    guide,
    on_business_day,
    owes,
)


async def test_a_debt_older_than_the_calendar_keeps_its_own_day():
    employer = await an_employer()
    await on_business_day(date(2024, 2, 20))
    view = await recouvrement.plan(employer.actor, await at_simulation(employer.actor))
    assert view.simulation
    assert view.simulation.plan
    assert view.simulation.plan.first_due == date(2023, 12, 8)


async def test_after_the_decisions_last_day_the_facility_is_offered_on_the_same_screens():
    employer = await an_employer()
    await on_business_day(date(2025, 1, 16))
    view = await recouvrement.plan(employer.actor, await at_simulation(employer.actor))
    assert view.decision is FACILITY
    assert view.simulation
    assert (view.simulation.remission, view.simulation.to_pay) == (0, 27_707_49)


async def test_a_calendar_moved_elsewhere_is_noticed_at_the_next_event():
    account, affiliate = await an_account(), await an_affiliate()
    await a_right(account, affiliate, valid_to=date(2023, 12, 31))
    await owes(affiliate, guide())
    await saved(BankAccount(affiliate_id=id_of(affiliate), rib=RIB))
    who = actor(account)
    draft_id = await at_simulation(who)
    await on_business_day(date(2024, 1, 2))
    with pytest.raises(Refused, match="draft_unknown"):
        await recouvrement.plan(who, draft_id)
    await on_business_day(date(2023, 12, 4))
    view = await recouvrement.type_plan(who, draft_id, "5 000", "2")
    assert view.simulation
