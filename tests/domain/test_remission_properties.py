"""What holds for every ledger, decision and choice."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from damancom_reflex.domain.calendar import add_months
from damancom_reflex.domain.errors import DomainError
from damancom_reflex.domain.ledger import Ledger, Nature
from damancom_reflex.domain.remission import (
    FACILITY,
    Choice,
    FullPayment,
    Instalments,
    PlanError,
    RemissionPolicy,
    explain_lines,
    limits,
    months_for_budget,
    reinstated,
    simulate,
)

from .factories import DECISION, RATES, indebted, ledgers, long_ledger, outcome, policies

months = st.integers(1, 60)
down_payments = st.integers(0, 10**9)
choices = st.one_of(st.just(FullPayment()), st.builds(Instalments, down_payments, months))


@given(indebted, policies, choices)
def test_sums_equal_totals(ledger: Ledger, policy: RemissionPolicy, choice: Choice) -> None:
    assume(isinstance(choice, FullPayment) or choice.down_payment < ledger.principal - 6000)
    adds_up(ledger, policy, choice)


@settings(max_examples=10)
@given(st.integers(0, 2**32), choices)
def test_sums_equal_totals_on_six_thousand_lines(seed: int, choice: Choice) -> None:
    ledger = long_ledger(seed)
    assert len(ledger.lines) == 5931
    adds_up(ledger, DECISION, choice)


def adds_up(ledger: Ledger, policy: RemissionPolicy, choice: Choice) -> None:
    result = simulate(ledger, policy, choice, RATES)
    lines = explain_lines(ledger, policy, choice)
    assert result.total_debt == result.principal + result.surcharges_and_fees + result.penalties
    assert result.total_debt == result.remission + result.to_pay
    assert result.remission == sum(each.remission for each in lines)
    assert result.penalty_remission == sum(
        each.remission for each in lines if each.line.nature is Nature.PENALTY
    )
    for column, total in (
        ("principal", result.principal),
        ("charges", result.surcharges_and_fees + result.penalties),
        ("remission", result.remission),
        ("to_pay", result.to_pay),
        ("generated_surcharge", result.plan.generated_surcharge if result.plan else 0),
    ):
        assert sum(getattr(row, column) for row in result.breakdown) == total
    if result.plan:
        instalments = result.plan.instalments
        assert result.plan.down_payment + sum(each.amount for each in instalments) == result.to_pay


@given(ledgers, policies, choices)
def test_no_remission_exceeds_its_line_and_principal_is_never_remitted(
    ledger: Ledger, policy: RemissionPolicy, choice: Choice
) -> None:
    for each in explain_lines(ledger, policy, choice):
        assert 0 <= each.remission <= each.line.amount
        if each.line.nature is Nature.PRINCIPAL or each.line.period > policy.last_period:
            assert (each.rate, each.remission) == (0, 0)


@given(ledgers, policies, choices)
def test_a_choice_is_worked_out_or_refused_by_name(
    ledger: Ledger, policy: RemissionPolicy, choice: Choice
) -> None:
    result = outcome(lambda: simulate(ledger, policy, choice, RATES))
    if isinstance(result, DomainError):
        assert isinstance(result, PlanError)
        assert result.code != PlanError.code
        return
    assert 0 < result.to_pay <= result.total_debt
    if result.plan:
        assert all(each.amount > 0 for each in result.plan.instalments)
        assert all(each.generated_surcharge >= 0 for each in result.plan.instalments)


@given(indebted, months)
def test_due_days_step_by_calendar_month_from_the_situation(ledger: Ledger, count: int) -> None:
    plan = simulate(ledger, DECISION, Instalments(0, count), RATES).plan
    assert plan is not None
    assert [each.due for each in plan.instalments] == [
        add_months(ledger.situation, number) for number in range(1, count + 1)
    ]
    assert len({each.amount for each in plan.instalments[:-1]}) <= 1
    assert abs(plan.last_amount - plan.monthly_amount) <= count


@given(indebted, months, st.integers(0, 2000), st.integers(0, 2000))
def test_a_higher_down_payment_never_raises_the_instalments(
    ledger: Ledger, count: int, first: int, second: int
) -> None:
    low, high = sorted((first, second))
    less = simulate(ledger, DECISION, Instalments(low, count), RATES).plan
    more = simulate(ledger, DECISION, Instalments(high, count), RATES).plan
    assert less is not None
    assert more is not None
    assert more.monthly_amount <= less.monthly_amount
    assert more.generated_surcharge <= less.generated_surcharge + count


@given(indebted, st.tuples(months, months).map(sorted))
def test_more_months_in_a_tier_never_raise_the_instalments(ledger: Ledger, pair: list[int]) -> None:
    few, many = pair
    assume((few <= 24) == (many <= 24))
    short = simulate(ledger, DECISION, Instalments(0, few), RATES).plan
    long = simulate(ledger, DECISION, Instalments(0, many), RATES).plan
    assert short is not None
    assert long is not None
    assert long.monthly_amount <= short.monthly_amount


@given(indebted, st.tuples(months, months).map(sorted))
def test_paying_sooner_never_costs_more(ledger: Ledger, pair: list[int]) -> None:
    full = simulate(ledger, DECISION, FullPayment(), RATES).to_pay
    few = simulate(ledger, DECISION, Instalments(0, pair[0]), RATES).to_pay
    many = simulate(ledger, DECISION, Instalments(0, pair[1]), RATES).to_pay
    nothing_remitted = simulate(ledger, FACILITY, FullPayment(), RATES).to_pay
    assert full <= few <= many <= nothing_remitted == ledger.total


@given(ledgers, policies, months, down_payments)
def test_the_limits_shown_are_the_limits_kept(
    ledger: Ledger, policy: RemissionPolicy, count: int, down_payment: int
) -> None:
    shown = limits(ledger, policy, months=count, down_payment=down_payment)
    assert possible(ledger, policy, Instalments(down_payment, shown.most_months))
    assert not any(
        possible(ledger, policy, Instalments(down_payment, more))
        for more in range(shown.most_months + 1, policy.most_months + 2)
    )
    if possible(ledger, policy, Instalments(policy.lowest_down_payment, count)):
        assert shown.possible
        assert possible(ledger, policy, Instalments(shown.highest_down_payment, count))
        assert not possible(ledger, policy, Instalments(shown.highest_down_payment + 1, count))


def possible(ledger: Ledger, policy: RemissionPolicy, choice: Instalments) -> bool:
    """Whether a choice simulates; a plan of no month stands for "none can be"."""
    if choice.months == 0:
        return True
    return not isinstance(outcome(lambda: simulate(ledger, policy, choice, RATES)), DomainError)


@given(indebted, st.integers(1, 10**9), st.integers(0, 3000))
def test_the_plan_for_a_budget_is_the_shortest_that_keeps_within_it(
    ledger: Ledger, budget: int, down_payment: int
) -> None:
    found = outcome(lambda: months_for_budget(ledger, DECISION, budget, down_payment))
    if isinstance(found, DomainError):
        assert found.code == "budget_too_small"
        lowest = found.params["lowest"]
        assert isinstance(lowest, int)
        assert lowest > budget
        found = months_for_budget(ledger, DECISION, lowest, down_payment)
        assert largest(ledger, found) == lowest
        return
    assert largest(ledger, found) <= budget
    for fewer in range(1, found.months):
        assert largest(ledger, Instalments(down_payment, fewer)) > budget


def largest(ledger: Ledger, choice: Instalments) -> int:
    plan = simulate(ledger, DECISION, choice, RATES).plan
    assert plan is not None
    return max(each.amount for each in plan.instalments)


@given(indebted, months, st.data())
def test_a_missed_instalment_brings_the_whole_debt_back_less_what_was_paid(
    ledger: Ledger, count: int, data: st.DataObject
) -> None:
    result = simulate(ledger, DECISION, Instalments(1000, count), RATES)
    missed = data.draw(st.integers(1, count))
    back = reinstated(result, missed)
    assert back.reinstated == result.remission + back.generated_surcharge
    assert back.owed == result.total_debt + back.generated_surcharge - back.paid
    assert result.plan is not None
    unpaid = result.plan.instalments[missed - 1 :]
    assert back.paid + sum(each.amount for each in unpaid) == result.to_pay
    assert back.due == unpaid[0].due


def test_the_same_ledger_gives_the_same_figures_again_and_from_a_fresh_one() -> None:
    ledger = long_ledger(1)
    for count in (60, 24, 1, 60):
        choice = Instalments(10_000, count)
        assert simulate(ledger, DECISION, choice, RATES) == simulate(
            long_ledger(1), DECISION, choice, RATES
        )


@pytest.mark.parametrize("day", [date(2023, 1, 31), date(2024, 2, 29)])
def test_a_plan_from_the_end_of_a_month_keeps_to_the_ends(day: date) -> None:
    ledger = Ledger(long_ledger(1).lines, situation=day, surcharges_to=day)
    plan = simulate(ledger, DECISION, Instalments(0, 14), RATES).plan
    assert plan is not None
    assert plan.instalments[-1].due == add_months(day, 14)
