"""Ways of paying side by side, and the shortest plan that a budget allows."""

from __future__ import annotations

import pytest

from damancom_reflex.domain.remission import Instalments
from damancom_reflex.services import recouvrement
from damancom_reflex.services.recouvrement import plans
from tests.services.recouvrement.builders import an_employer, at_simulation


async def test_offers_stand_side_by_side_with_what_one_more_month_costs():
    employer = await an_employer()
    draft_id = await at_simulation(employer.actor)
    await recouvrement.type_plan(employer.actor, draft_id, "5 000", "2")
    full, short, long = (await recouvrement.plan(employer.actor, draft_id)).offers
    assert full.simulation
    assert full.simulation.surcharge_rate == 6000
    assert short.choice == Instalments(5_000_00, 24)
    assert long.choice == Instalments(5_000_00, 60)
    assert short.one_more_month


async def test_offers_still_stand_when_the_down_payment_cannot_be_read():
    employer = await an_employer()
    draft_id = await at_simulation(employer.actor)
    await recouvrement.type_plan(employer.actor, draft_id, "abc", "2")
    assert [
        offer.problem for offer in (await recouvrement.plan(employer.actor, draft_id)).offers
    ] == [
        None,
        None,
        None,
    ]


async def test_what_one_can_pay_a_month_gives_the_shortest_plan_and_saves_nothing():
    employer = await an_employer()
    draft_id = await at_simulation(employer.actor)
    await recouvrement.type_plan(employer.actor, draft_id, "5 000", "2")
    solved = await recouvrement.solve_budget(employer.actor, draft_id, "2 000")
    assert solved.choice == Instalments(5_000_00, 9)
    assert solved.simulation
    assert solved.simulation.plan
    assert solved.simulation.plan.monthly_amount <= 2_000_00
    assert (await recouvrement.plan(employer.actor, draft_id)).months == 2


@pytest.mark.parametrize(
    ("budget", "code"),
    [("", "empty_amount"), ("peu", "malformed_amount"), ("1", "budget_too_small")],
)
async def test_a_budget_that_gives_no_plan_says_why(budget: str, code: str):
    employer = await an_employer()
    draft_id = await at_simulation(employer.actor)
    solved = await recouvrement.solve_budget(employer.actor, draft_id, budget)
    assert solved.error
    assert solved.error.code == code
    assert solved.choice is solved.simulation is None


async def test_ways_of_paying_follow_the_down_payment():
    employer = await an_employer()
    draft_id = await at_simulation(employer.actor)
    views = [
        await recouvrement.type_plan(employer.actor, draft_id, amount, months)
        for amount, months in (("0", "2"), ("5 000", "2"), ("5 000", "3"))
    ]
    none, some, same = (view.offers for view in views)
    assert none != some
    assert some == same
    plans.offers.clear()
    assert (await recouvrement.plan(employer.actor, draft_id)).offers == some
