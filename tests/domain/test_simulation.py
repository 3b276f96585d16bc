"""One simulation, figure by figure."""

from __future__ import annotations

from datetime import date

import pytest

from damancom_reflex.domain.ledger import Branch, DebtLine, Nature
from damancom_reflex.domain.remission import (
    BreakdownRow,
    FullPayment,
    Instalments,
    explain_lines,
    simulate,
)

from .factories import DECISION, EVERY_NATURE, RATES, ledger_of, line, principal

ELIGIBLE, TOO_LATE = True, False


def test_fees_go_with_surcharges_and_penalties_have_their_own_rate() -> None:
    result = simulate(EVERY_NATURE, DECISION, FullPayment(), RATES)
    assert result.surcharge_remission == 1201 + 1202
    assert result.penalty_remission == 903
    assert (result.remission, result.to_pay) == (3306, 101_702)
    assert result.policy is DECISION
    assert result.choice == FullPayment()


@pytest.mark.parametrize(
    ("months", "rates"),
    [(1, (5000, 8000)), (24, (5000, 8000)), (25, (4000, 7000)), (60, (4000, 7000))],
)
def test_the_tier_follows_the_number_of_months(months: int, rates: tuple[int, int]) -> None:
    result = simulate(EVERY_NATURE, DECISION, Instalments(0, months), RATES)
    assert (result.surcharge_rate, result.penalty_rate) == rates


def test_each_line_is_rounded_half_up_before_it_is_summed() -> None:
    odd = ledger_of(
        *(line(1, Nature.LATE_SURCHARGE, period=period) for period in (202001, 202002)), line(500)
    )
    assert simulate(odd, DECISION, Instalments(0, 1), RATES).remission == 2
    odd_penalties = ledger_of(
        *(line(3, Nature.PENALTY, period=period) for period in (202001, 202002)), line(500)
    )
    # 80 % of 3 centimes is 2.4: two lines give 4, where their sum would give 5.
    assert simulate(odd_penalties, DECISION, Instalments(0, 1), RATES).remission == 4


def test_lines_after_the_last_eligible_period_stay_to_be_paid() -> None:
    ledger = ledger_of(
        line(1000, period=202411),
        line(600, Nature.LATE_SURCHARGE, period=202412),
        line(300, Nature.LATE_SURCHARGE, period=202501),
        line(200, Nature.PENALTY, period=202502),
        line(3000, period=202503),
    )
    result = simulate(ledger, DECISION, Instalments(100, 2), RATES)
    assert (result.remission, result.penalty_remission) == (300, 0)
    assert result.to_pay == 4800
    # 40 MAD of principal, 1 % on 4700/4800 of it then on 2350/4800.
    assert result.plan is not None
    assert result.plan.generated_surcharge == 39 + 20
    assert result.breakdown == (
        BreakdownRow(202411, 202412, ELIGIBLE, 1000, 600, 15, 300, 1300),
        BreakdownRow(202501, 202503, TOO_LATE, 3000, 500, 44, 0, 3500),
    )
    explained = explain_lines(ledger, DECISION, Instalments(100, 2))
    assert [each.eligible for each in explained] == [True, True, False, False, False]
    assert [each.rate for each in explained] == [0, 5000, 0, 0, 0]
    assert [each.line for each in explained] == list(ledger.lines)


def test_the_rows_share_out_the_generated_surcharge_without_a_centime_more() -> None:
    ledger = ledger_of(line(550, period=202412), line(550, period=202501))
    result = simulate(ledger, DECISION, Instalments(0, 1), RATES)
    # 1 % of 11 MAD is 11 centimes: five and a half for each row.
    assert [row.generated_surcharge for row in result.breakdown] == [6, 5]


def test_a_ledger_wholly_after_the_last_eligible_period_has_one_row_and_no_remission() -> None:
    ledger = ledger_of(line(1000, period=202501), line(500, Nature.LATE_SURCHARGE, period=202502))
    result = simulate(ledger, DECISION, FullPayment(), RATES)
    assert result.breakdown == (BreakdownRow(202501, 202502, TOO_LATE, 1000, 500, 0, 0, 1500),)


def test_each_line_is_explained_with_the_rate_of_its_nature() -> None:
    explained = explain_lines(EVERY_NATURE, DECISION, Instalments(0, 30))
    assert [each.rate for each in explained] == [0, 4000, 4000, 7000]
    assert [each.remission for each in explained] == [0, 800, 801, 702]


def test_a_debt_without_principal_generates_no_surcharge() -> None:
    result = simulate(
        ledger_of(line(1000, Nature.LATE_SURCHARGE)), DECISION, Instalments(0, 2), RATES
    )
    assert result.plan is not None
    assert [each.generated_surcharge for each in result.plan.instalments] == [0, 0]


def test_the_generated_surcharge_takes_each_branch_at_the_rate_of_the_due_day() -> None:
    lines = [line(100_000, branch=branch) for branch in Branch]
    result = simulate(
        ledger_of(*lines, situation=date(2025, 1, 10)), DECISION, Instalments(0, 3), RATES
    )
    assert result.plan is not None
    # Three branches of six gather 1 %, then 0.5 % from March 2025; a third of all is paid each month.
    assert [each.generated_surcharge for each in result.plan.instalments] == [3000, 1000, 500]


def test_rates_that_begin_after_the_due_days_count_for_nothing() -> None:
    later = RATES[3:]
    result = simulate(principal(100_000), DECISION, Instalments(0, 2), later)
    assert result.plan is not None
    assert result.plan.generated_surcharge == 0


def test_a_plan_of_one_month_is_one_instalment() -> None:
    plan = simulate(principal(10_000), DECISION, Instalments(4000, 1), RATES).plan
    assert plan is not None
    assert (plan.months, plan.monthly_amount, plan.last_amount) == (1, 6000, 6000)
    assert plan.first_due == plan.last_due == date(2023, 12, 8)


def test_the_last_instalment_takes_what_rounding_leaves() -> None:
    plan = simulate(principal(6030), DECISION, Instalments(0, 60), RATES).plan
    assert plan is not None
    assert (plan.monthly_amount, plan.last_amount) == (101, 71)


def test_lines_are_gone_through_once_a_tier() -> None:
    ledger = ledger_of(DebtLine(202001, Branch.SS, Nature.LATE_SURCHARGE, 10_000), line(10_000))
    for months in range(1, 61):
        simulate(ledger, DECISION, Instalments(0, months), RATES)
    assert len(ledger.memo) == 2
