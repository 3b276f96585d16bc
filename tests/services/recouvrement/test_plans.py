"""The simulation as it is typed: the guides' figures, the very characters, and one clear reason when it cannot be."""

from __future__ import annotations

from datetime import date

import pytest

from damancom_reflex.domain.ledger import Branch, DebtLine, Nature
from damancom_reflex.domain.remission import FACILITY, FullPayment, Instalments, PaymentMode
from damancom_reflex.services import recouvrement
from damancom_reflex.services.actors import Refused
from damancom_reflex.services.recouvrement import ledgers, plans
from damancom_reflex.store.affiliates import BankAccount
from damancom_reflex.store.engine import reading
from damancom_reflex.store.remissions import RemissionDraft
from tests.services.recouvrement.builders import (
    RIB,
    a_right,
    actor,
    an_account,
    an_affiliate,
    an_employer,
    at_simulation,
    guide,
    id_of,
    on_business_day,
    owes,
    saved,
    statements,
)

FULL = PaymentMode.FULL


async def test_two_months_give_the_guides_figures():
    employer = await an_employer()
    draft_id = await at_simulation(employer.actor)
    view = await recouvrement.type_plan(employer.actor, draft_id, "5 000", "2")
    assert view.simulation
    assert view.simulation.plan
    assert (view.simulation.remission, view.simulation.to_pay) == (5_756_93, 21_950_56)
    assert view.simulation.plan.monthly_amount == 8_475_28
    assert [due.due for due in view.simulation.plan.instalments] == [
        date(2023, 12, 8),
        date(2024, 1, 8),
    ]


async def test_full_payment_gives_the_guides_figures():
    employer = await an_employer(lines=guide("guide-full"))
    view = await recouvrement.plan(employer.actor, await at_simulation(employer.actor, FULL))
    assert view.simulation
    assert (view.simulation.remission, view.simulation.to_pay) == (34_567_22, 80_096_86)
    assert view.simulation.choice == FullPayment()


async def test_nothing_typed_offers_six_months_without_down_payment():
    employer = await an_employer()
    view = await recouvrement.plan(employer.actor, await at_simulation(employer.actor))
    assert view.simulation
    assert view.simulation.choice == Instalments(0, 6)
    assert (view.down_payment_typed, view.months_typed) == ("", "")
    assert (view.down_payment, view.months) == (0, 6)


async def test_a_small_debt_offers_the_most_months_it_can_carry():
    employer = await an_employer(lines=(DebtLine(202301, Branch.SS, Nature.PRINCIPAL, 3_50),))
    view = await recouvrement.plan(employer.actor, await at_simulation(employer.actor))
    assert view.months == view.limits.most_months == 3


async def test_a_debt_too_small_to_be_spread_says_so():
    employer = await an_employer(lines=(DebtLine(202301, Branch.SS, Nature.PRINCIPAL, 50),))
    view = await recouvrement.plan(employer.actor, await at_simulation(employer.actor))
    assert view.simulation is None
    assert view.error
    assert view.error.code == "instalment_too_small"
    assert not view.limits.possible


@pytest.mark.parametrize(
    ("down_payment", "months", "code", "field"),
    [
        ("abc", "2", "malformed_amount", "down_payment"),
        ("-5", "2", "negative_amount", "down_payment"),
        ("1,005", "2,5", "malformed_months", "months"),
        ("99999999999999999999", "2", "amount_too_large", "down_payment"),
        ("21 950,56", "2", "down_payment_too_high", "down_payment"),
        ("5000", "0", "months_too_few", "months"),
        ("5000", "61", "months_too_many", "months"),
        ("5000", "10000", "months_too_many", "months"),
        ("5000", "9" * 5000, "malformed_months", "months"),
        ("5000", "-2", "malformed_months", "months"),
        ("5000", "deux", "malformed_months", "months"),
        ("21 949", "2", "instalment_too_small", "months"),
    ],
)
async def test_a_plan_that_cannot_be_says_why_and_keeps_what_was_typed(
    down_payment: str, months: str, code: str, field: str
):
    employer = await an_employer()
    draft_id = await at_simulation(employer.actor)
    view = await recouvrement.type_plan(employer.actor, draft_id, down_payment, months)
    assert view.error
    assert (view.error.code, view.error_field) == (code, field)
    assert view.simulation is None
    again = await recouvrement.plan(employer.actor, draft_id)
    assert (again.down_payment_typed, again.months_typed) == (down_payment[:64], months[:16])
    assert again.error
    assert again.error.code == code


@pytest.mark.parametrize(
    ("down_payment", "months"),
    [
        ("5000", "2"),
        ("5 000,00", " 2 "),
        ("5.000", "02"),
        ("5\u202f000 MAD", "٢"),
        ("٥٠٠٠", "2"),
        ("\u200f5000.00", "\u200f2"),
    ],
)
async def test_amounts_and_months_are_read_however_people_write_them(
    down_payment: str, months: str
):
    employer = await an_employer()
    draft_id = await at_simulation(employer.actor)
    view = await recouvrement.type_plan(employer.actor, draft_id, down_payment, months)
    assert view.simulation
    assert view.simulation.choice == Instalments(5_000_00, 2)


async def test_characters_no_database_takes_are_dropped_and_the_rest_is_kept():
    employer = await an_employer()
    draft_id = await at_simulation(employer.actor)
    await recouvrement.type_plan(employer.actor, draft_id, "5\x00000\ud800", "2\x00")
    async with reading() as session:
        draft = await session.get_one(RemissionDraft, draft_id)
    assert (draft.down_payment_typed, draft.months_typed) == ("5000", "2")


async def test_a_remission_that_leaves_nothing_to_pay_is_told():
    lines = (DebtLine(202301, Branch.SS, Nature.LATE_SURCHARGE, 1),)
    employer = await an_employer(lines=lines)
    view = await recouvrement.plan(employer.actor, await at_simulation(employer.actor, FULL))
    assert view.error
    assert view.error.code == "remission_leaves_nothing"
    with pytest.raises(Refused, match="step_not_reached"):
        await recouvrement.terms(employer.actor, (await recouvrement.begin(employer.actor)).id)


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


async def test_lines_beyond_the_last_period_stay_to_be_paid():
    lines = tuple(
        DebtLine(period, Branch.SS, Nature.RECOVERY_FEE, 100_00) for period in (202412, 202501)
    )
    employer = await an_employer(lines=lines)
    view = await recouvrement.plan(employer.actor, await at_simulation(employer.actor, FULL))
    assert view.simulation
    assert [(row.eligible, row.remission) for row in view.simulation.breakdown] == [
        (True, 60_00),
        (False, 0),
    ]


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


async def test_lines_explain_the_remission_to_the_centime():
    employer = await an_employer()
    draft_id = await at_simulation(employer.actor)
    await recouvrement.type_plan(employer.actor, draft_id, "5 000", "2")
    explained = await recouvrement.lines(employer.actor, draft_id)
    assert sum(line.remission for line in explained) == 5_756_93
    assert len(explained) == len(guide())


async def test_a_missed_instalment_brings_back_every_remitted_amount_on_its_day():
    employer = await an_employer()
    draft_id = await at_simulation(employer.actor)
    await recouvrement.type_plan(employer.actor, draft_id, "5 000", "2")
    missed = await recouvrement.missed(employer.actor, draft_id, 2)
    assert missed.due == date(2024, 1, 8)
    assert missed.remission == 5_756_93
    assert missed.paid == 5_000_00 + 8_475_28
    assert missed.owed == 27_707_49 + missed.generated_surcharge - missed.paid


@pytest.mark.parametrize("number", [0, 3, -1])
async def test_an_instalment_the_plan_has_not_is_unknown(number: int):
    employer = await an_employer()
    draft_id = await at_simulation(employer.actor)
    await recouvrement.type_plan(employer.actor, draft_id, "5 000", "2")
    with pytest.raises(Refused) as refused:
        await recouvrement.missed(employer.actor, draft_id, number)
    assert (refused.value.code, refused.value.params) == ("instalment_unknown", {"most": 2})


async def test_explanations_of_a_plan_that_does_not_stand_say_why():
    employer = await an_employer()
    draft_id = await at_simulation(employer.actor)
    await recouvrement.type_plan(employer.actor, draft_id, "abc", "2")
    with pytest.raises(Exception, match="malformed_amount"):
        await recouvrement.lines(employer.actor, draft_id)


async def test_typing_costs_two_statements_and_reading_one():
    employer = await an_employer()
    draft_id = await at_simulation(employer.actor)
    await recouvrement.type_plan(employer.actor, draft_id, "5 000", "2")
    with statements() as typing:
        await recouvrement.type_plan(employer.actor, draft_id, "5 000", "3")
    with statements() as looking:
        await recouvrement.plan(employer.actor, draft_id)
    assert (len(typing), len(looking)) == (2, 1)


async def test_memory_lost_at_a_restart_changes_no_figure():
    employer = await an_employer()
    draft_id = await at_simulation(employer.actor)
    before = await recouvrement.type_plan(employer.actor, draft_id, "5 000", "2")
    ledgers.ledgers.clear()
    after = await recouvrement.plan(employer.actor, draft_id)
    assert after.simulation == before.simulation


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
