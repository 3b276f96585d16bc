"""One simulation, figure by figure, and each way it can be refused."""

from __future__ import annotations

from datetime import date

import pytest

from damancom_reflex.domain.ledger import Branch, DebtLine, Ledger, Nature
from damancom_reflex.domain.remission import (
    SMALLEST_INSTALMENT,
    BreakdownRow,
    Choice,
    DownPaymentTooHighError,
    DownPaymentTooLowError,
    FullPayment,
    Instalments,
    InstalmentTooSmallError,
    ModeNotOfferedError,
    MonthsTooFewError,
    MonthsTooManyError,
    NothingOwedError,
    PlanError,
    RemissionLeavesNothingError,
    RemissionPolicy,
    explain_lines,
    reinstated,
    reinstatements,
    simulate,
)

from .factories import (
    DECISION,
    FULL,
    LONG,
    RATES,
    SHORT,
    decision,
    everything_remitted,
    ledger_of,
    line,
    principal,
)

ELIGIBLE, TOO_LATE = True, False

EVERY_NATURE = ledger_of(
    line(100_001, Nature.PRINCIPAL),
    line(2001, Nature.LATE_SURCHARGE),
    line(2003, Nature.RECOVERY_FEE),
    line(1003, Nature.PENALTY, Branch.PEN_BDS),
)


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


def refused(
    choice: Choice, ledger: Ledger | None = None, policy: RemissionPolicy = DECISION
) -> PlanError:
    with pytest.raises(PlanError) as caught:
        simulate(ledger or principal(10_000), policy, choice, RATES)
    return caught.value


@pytest.mark.parametrize("choice", [FullPayment(), Instalments(0, 1)])
def test_a_ledger_that_owes_nothing_is_refused(choice: Choice) -> None:
    for ledger in (ledger_of(), principal(0)):
        error = refused(choice, ledger)
        assert isinstance(error, NothingOwedError)
        assert error.code == "nothing_owed"


@pytest.mark.parametrize("choice", [FullPayment(), Instalments(0, 1)])
def test_a_remission_that_leaves_nothing_is_refused(choice: Choice) -> None:
    error = refused(choice, ledger_of(line(500, Nature.PENALTY)), everything_remitted())
    assert isinstance(error, RemissionLeavesNothingError)
    assert error.code == "remission_leaves_nothing"


def test_a_down_payment_must_leave_something_to_spread() -> None:
    for down_payment in (10_000, 10_001, 10**12):
        error = refused(Instalments(down_payment, 10))
        assert isinstance(error, DownPaymentTooHighError)
        assert (error.code, error.params) == ("down_payment_too_high", {"highest": 9000})
    assert simulate(principal(10_000), DECISION, Instalments(9000, 10), RATES).plan


def test_the_highest_down_payment_told_is_never_under_the_lowest() -> None:
    error = refused(Instalments(900, 60), principal(900), decision(lowest_down_payment=700))
    assert error.params == {"highest": 700}


def test_a_down_payment_under_the_decisions_lowest_is_refused() -> None:
    error = refused(Instalments(4999, 2), policy=decision(lowest_down_payment=5000))
    assert isinstance(error, DownPaymentTooLowError)
    assert (error.code, error.params) == ("down_payment_too_low", {"lowest": 5000})
    assert refused(Instalments(-1, 2)).params == {"lowest": 0}
    assert simulate(
        principal(10_000), decision(lowest_down_payment=5000), Instalments(5000, 2), RATES
    ).plan


@pytest.mark.parametrize("months", [0, -1, -(10**9)])
def test_less_than_a_month_is_refused(months: int) -> None:
    error = refused(Instalments(0, months))
    assert isinstance(error, MonthsTooFewError)
    assert (error.code, error.params) == ("months_too_few", {"fewest": 1})


@pytest.mark.parametrize("months", [61, 10_000, 10**12])
def test_more_months_than_the_decision_allows_are_refused(months: int) -> None:
    error = refused(Instalments(0, months))
    assert isinstance(error, MonthsTooManyError)
    assert (error.code, error.params) == ("months_too_many", {"most": 60})


def test_instalments_under_one_dirham_are_refused_with_the_most_months_there_can_be() -> None:
    error = refused(Instalments(5000, 51))
    assert isinstance(error, InstalmentTooSmallError)
    assert (error.code, error.params) == (
        "instalment_too_small",
        {"smallest": 100, "most_months": 50, "highest": 4900},
    )
    plan = simulate(principal(10_000), DECISION, Instalments(5000, 50), RATES).plan
    assert plan is not None
    assert plan.monthly_amount == plan.last_amount == SMALLEST_INSTALMENT


def test_a_mode_without_a_tier_is_refused() -> None:
    error = refused(FullPayment(), policy=decision(tiers=(SHORT, LONG)))
    assert isinstance(error, ModeNotOfferedError)
    assert (error.code, error.params) == ("mode_not_offered", {"mode": "full"})
    error = refused(Instalments(0, 1), policy=decision(tiers=(FULL,)))
    assert error.params == {"mode": "instalments"}


def test_a_missed_instalment_brings_back_the_remission_and_what_was_generated() -> None:
    result = simulate(EVERY_NATURE, DECISION, Instalments(1702, 4), RATES)
    assert result.plan is not None
    generated = [each.generated_surcharge for each in result.plan.instalments]
    first, third = reinstated(result), reinstated(result, 3)
    assert (first.missed, first.due, first.paid) == (1, date(2023, 12, 8), 1702)
    assert first.remission == third.remission == result.remission
    assert first.generated_surcharge == generated[0]
    assert first.reinstated == result.remission + generated[0]
    assert (third.missed, third.due) == (3, date(2024, 2, 8))
    assert third.paid == 1702 + 2 * result.plan.monthly_amount
    assert third.generated_surcharge == sum(generated[:3])
    assert third.owed == 105_008 + sum(generated[:3]) - third.paid


def test_a_full_payment_that_is_not_made_brings_the_whole_remission_back() -> None:
    result = simulate(EVERY_NATURE, DECISION, FullPayment(), RATES)
    back = reinstated(result)
    assert (back.missed, back.due, back.paid, back.generated_surcharge) == (1, None, 0, 0)
    assert (back.reinstated, back.owed) == (3306, 105_008)


@pytest.mark.parametrize(
    ("choice", "missed"), [(FullPayment(), 2), (Instalments(0, 3), 4), (Instalments(0, 3), 0)]
)
def test_an_instalment_that_is_not_in_the_plan_cannot_be_missed(
    choice: Choice, missed: int
) -> None:
    result = simulate(EVERY_NATURE, DECISION, choice, RATES)
    with pytest.raises(ValueError, match=f"^no instalment number {missed}$"):
        reinstated(result, missed)


@pytest.mark.parametrize(
    ("choice", "told"),
    [
        (FullPayment(), [1]),
        (Instalments(0, 1), [1]),
        (Instalments(0, 2), [1, 2]),
        (Instalments(0, 4), [1, 2, 4]),
        (Instalments(0, 5), [1, 3, 5]),
    ],
)
def test_the_first_the_middle_and_the_last_instalment_are_told(
    choice: Choice, told: list[int]
) -> None:
    result = simulate(EVERY_NATURE, DECISION, choice, RATES)
    assert list(reinstatements(result)) == [reinstated(result, number) for number in told]
    assert [each.missed for each in reinstatements(result)] == told


def test_lines_are_gone_through_once_a_tier() -> None:
    ledger = ledger_of(DebtLine(202001, Branch.SS, Nature.LATE_SURCHARGE, 10_000), line(10_000))
    for months in range(1, 61):
        simulate(ledger, DECISION, Instalments(0, months), RATES)
    assert len(ledger.memo) == 2


def test_the_months_told_are_fewer_than_those_asked_even_where_a_longer_tier_carries_more() -> None:
    ledger = ledger_of(line(100_000), line(100_000, Nature.LATE_SURCHARGE))
    # 1,500 MAD to pay up to 24 months, 1,600 beyond: 24 months leave 99 centimes each, 25 leave more.
    error = refused(Instalments(150_000 - 2376, 24), ledger)
    assert error.params == {"smallest": 100, "most_months": 23, "highest": 147_600}
    assert simulate(ledger, DECISION, Instalments(150_000 - 2376, 25), RATES).plan
    assert refused(Instalments(149_950, 1), ledger).params["most_months"] == 0
