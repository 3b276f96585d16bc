from __future__ import annotations

from dataclasses import replace

import pytest

from damancom_reflex.domain.ledger import Nature
from damancom_reflex.domain.remission import (
    BudgetTooSmallError,
    DownPaymentTooHighError,
    DownPaymentTooLowError,
    FullPayment,
    Instalments,
    InstalmentTooSmallError,
    Limits,
    ModeNotOfferedError,
    NothingOwedError,
    compare_tiers,
    limits,
    months_for_budget,
    simulate,
)

from .factories import (
    DECISION,
    FULL,
    LONG,
    RATES,
    SHORT,
    decision,
    ledger_of,
    line,
    principal,
)

DEBT = ledger_of(line(100_000), line(100_000, Nature.LATE_SURCHARGE), line(10_000, Nature.PENALTY))
"""2,100 MAD owed: 1,410 to pay at once, 1,520 over 24 months at most, 1,630 beyond."""


def test_limits_are_those_of_the_months_and_the_down_payment_given() -> None:
    assert limits(DEBT, DECISION, months=24, down_payment=151_000) == Limits(
        possible=True,
        lowest_down_payment=0,
        highest_down_payment=152_000 - 2400,
        fewest_months=1,
        most_months=60,
        smallest_instalment=100,
    )
    assert limits(DEBT, DECISION, months=25).highest_down_payment == 163_000 - 2500
    assert limits(DEBT, DECISION).highest_down_payment == 152_000 - 100
    # The longer tier leaves more to pay: it carries months that the shorter one does not.
    assert limits(DEBT, DECISION, down_payment=160_000).most_months == 30
    assert limits(DEBT, DECISION, down_payment=160_401).most_months == 25
    assert limits(DEBT, DECISION, down_payment=160_501).most_months == 0


def test_limits_never_raise_and_bring_figures_back_into_range() -> None:
    assert limits(DEBT, DECISION, months=10_000) == limits(DEBT, DECISION, months=60)
    assert limits(DEBT, DECISION, months=-5) == limits(DEBT, DECISION, months=1)
    assert limits(DEBT, DECISION, down_payment=-5) == limits(DEBT, DECISION, down_payment=0)
    assert limits(DEBT, DECISION, down_payment=10**12).most_months == 0
    assert limits(DEBT, DECISION, down_payment=10**12).possible


def test_nothing_is_possible_where_nothing_is_owed_or_no_instalment_is_offered() -> None:
    nothing = Limits(
        possible=False,
        lowest_down_payment=0,
        highest_down_payment=0,
        fewest_months=1,
        most_months=0,
        smallest_instalment=100,
    )
    assert limits(ledger_of(), DECISION) == nothing
    assert limits(principal(99), DECISION) == nothing
    assert limits(DEBT, decision(tiers=(FULL,))) == nothing
    assert limits(principal(100), DECISION).possible
    assert limits(principal(100), DECISION).most_months == 1


def test_limits_start_from_the_decisions_lowest_down_payment() -> None:
    shown = limits(principal(10_000), decision(lowest_down_payment=5000), months=60)
    assert (shown.lowest_down_payment, shown.highest_down_payment, shown.most_months) == (
        5000,
        5000,
        50,
    )
    assert not limits(principal(10_000), decision(lowest_down_payment=9901)).possible


def test_tiers_stand_side_by_side_with_the_cost_of_one_more_month() -> None:
    full, short, long = compare_tiers(DEBT, DECISION, 2000, RATES)
    assert (full.tier, full.choice, full.one_more_month, full.problem) == (
        FULL,
        FullPayment(),
        None,
        None,
    )
    assert full.simulation == simulate(DEBT, DECISION, FullPayment(), RATES)
    assert (short.tier, short.choice, short.one_more_month) == (
        SHORT,
        Instalments(2000, 24),
        11_000,
    )
    assert short.simulation == simulate(DEBT, DECISION, Instalments(2000, 24), RATES)
    assert (long.tier, long.choice, long.one_more_month) == (LONG, Instalments(2000, 60), None)
    assert long.simulation == simulate(DEBT, DECISION, Instalments(2000, 60), RATES)


def test_a_tier_that_a_down_payment_rules_out_says_why() -> None:
    full, short, long = compare_tiers(DEBT, DECISION, 155_000, RATES)
    assert full.simulation is not None
    assert (short.tier, short.simulation) == (SHORT, None)
    assert isinstance(short.problem, DownPaymentTooHighError)
    assert (short.choice, short.one_more_month) == (Instalments(155_000, 1), 11_000)
    assert long.simulation is not None
    assert long.choice == Instalments(155_000, 60)


def test_a_small_debt_is_offered_over_the_months_it_can_carry() -> None:
    _, short, long = compare_tiers(principal(1250), DECISION, 0, RATES)
    assert short.choice == Instalments(0, 12)
    assert short.simulation is not None
    assert long.choice == Instalments(0, 25)
    assert isinstance(long.problem, InstalmentTooSmallError)


def test_one_more_month_costs_nothing_to_tell_where_the_decision_ends_with_the_tier() -> None:
    offers = compare_tiers(DEBT, decision(most_months=24), 0, RATES)
    assert [offer.one_more_month for offer in offers[:2]] == [None, None]


def test_one_more_month_is_the_very_next_one() -> None:
    dearest = replace(LONG, months_from=26, surcharge_rate=0)
    tiers = (SHORT, replace(LONG, months_to=25), dearest)
    offers = compare_tiers(DEBT, decision(tiers=tiers), 0, RATES)
    assert [offer.one_more_month for offer in offers] == [11_000, 40_000, None]


def test_a_decision_without_full_payment_offers_its_instalments_only() -> None:
    offers = compare_tiers(DEBT, decision(tiers=(LONG, SHORT)), 0, RATES)
    assert [offer.tier for offer in offers] == [SHORT, LONG]


def test_a_budget_gives_the_shortest_plan_that_keeps_within_it() -> None:
    assert months_for_budget(DEBT, DECISION, 152_000, 0) == Instalments(0, 1)
    assert months_for_budget(DEBT, DECISION, 151_999, 0) == Instalments(0, 2)
    assert months_for_budget(DEBT, DECISION, 10_000, 0) == Instalments(0, 16)
    assert months_for_budget(DEBT, DECISION, 10_000, 2000) == Instalments(2000, 15)
    # 24 months ask 6,333 centimes and the last 6,341; 25 months, in the dearer tier, 6,520; 26 of them 6,269.
    assert months_for_budget(DEBT, DECISION, 6341, 0) == Instalments(0, 24)
    assert months_for_budget(DEBT, DECISION, 6340, 0) == Instalments(0, 26)


def test_a_budget_of_one_dirham_is_kept_by_instalments_of_one_dirham() -> None:
    assert months_for_budget(principal(6000), DECISION, 100, 0) == Instalments(0, 60)


def test_a_budget_under_every_plan_is_refused_with_the_lowest_that_would_do() -> None:
    with pytest.raises(BudgetTooSmallError) as refused:
        months_for_budget(DEBT, DECISION, 2716, 0)
    assert (refused.value.code, refused.value.params) == ("budget_too_small", {"lowest": 2717})
    assert months_for_budget(DEBT, DECISION, 2717, 0) == Instalments(0, 60)


def test_a_budget_for_a_plan_that_cannot_be_says_why() -> None:
    with pytest.raises(NothingOwedError):
        months_for_budget(ledger_of(), DECISION, 1000, 0)
    with pytest.raises(DownPaymentTooHighError):
        months_for_budget(principal(10_000), DECISION, 1000, 10_000)
    with pytest.raises(DownPaymentTooLowError):
        months_for_budget(principal(10_000), decision(lowest_down_payment=500), 1000, 499)
    with pytest.raises(InstalmentTooSmallError):
        months_for_budget(principal(10_000), DECISION, 1000, 9950)
    with pytest.raises(ModeNotOfferedError):
        months_for_budget(DEBT, decision(tiers=(FULL,)), 1000, 0)
