from __future__ import annotations

from datetime import date, timedelta

import pytest

from damancom_reflex.domain.remission import FACILITY, PaymentMode, PolicyError, Tier, policy_for

from .factories import DECISION, FULL, LONG, SHORT, decision


def instalments(first: int, last: int | None) -> Tier:
    return Tier(PaymentMode.INSTALMENTS, first, last, surcharge_rate=5000, penalty_rate=8000)


def test_a_decision_takes_requests_from_its_first_day_to_its_last() -> None:
    one = timedelta(days=1)
    assert DECISION.open_on(DECISION.opens)
    assert DECISION.open_on(DECISION.closes)
    assert not DECISION.open_on(DECISION.opens - one)
    assert not DECISION.open_on(DECISION.closes + one)


def test_the_decision_of_a_day_is_the_open_one_else_the_facility() -> None:
    assert policy_for(date(2023, 11, 8), [DECISION]) is DECISION
    assert policy_for(date(2023, 11, 6), [DECISION]) is FACILITY
    assert policy_for(date(2025, 1, 16), [DECISION]) is FACILITY
    assert policy_for(date(2023, 11, 8), []) is FACILITY


def test_of_two_open_decisions_the_latest_signed_holds() -> None:
    older = decision(number="old", signed=date(2020, 7, 1))
    assert policy_for(date(2023, 11, 8), [DECISION, older]) is DECISION
    assert policy_for(date(2023, 11, 8), [older, DECISION]) is DECISION


def test_the_facility_remits_nothing_on_any_day_in_any_tier() -> None:
    assert FACILITY.open_on(date.min)
    assert FACILITY.open_on(date.max)
    assert {(tier.surcharge_rate, tier.penalty_rate) for tier in FACILITY.tiers} == {(0, 0)}
    assert FACILITY.tier(PaymentMode.INSTALMENTS, 60).months_to is None
    assert FACILITY.tier(PaymentMode.FULL).mode is PaymentMode.FULL
    assert (FACILITY.number, FACILITY.lowest_down_payment, FACILITY.most_months) == ("", 0, 60)
    assert (FACILITY.guarantee_days, FACILITY.debit_day, FACILITY.last_period) == (30, 10, 209912)
    assert FACILITY.signed == date(2000, 5, 3)
    assert FACILITY.title == "Facilité de paiement sans remise"
    assert FACILITY.title_ar == "تسهيلات في الأداء دون إعفاء"
    assert (
        FACILITY.source == "Loi 15-97 formant code de recouvrement des créances publiques, art. 124"
    )


def test_the_tier_is_the_one_that_holds_the_months() -> None:
    assert DECISION.tier(PaymentMode.FULL) is FULL
    assert DECISION.tier(PaymentMode.INSTALMENTS, 24) is SHORT
    assert DECISION.tier(PaymentMode.INSTALMENTS, 25) is LONG
    assert DECISION.last_month_of(SHORT) == 24
    assert DECISION.last_month_of(LONG) == 60
    assert decision(most_months=12).last_month_of(SHORT) == 12
    assert decision(tiers=(LONG, FULL, SHORT)).instalment_tiers == (SHORT, LONG)


@pytest.mark.parametrize("rates", [(-1, 0), (10_001, 0), (0, -1), (0, 10_001)])
def test_a_rate_outside_the_whole_is_refused(rates: tuple[int, int]) -> None:
    with pytest.raises(PolicyError) as refused:
        Tier(PaymentMode.FULL, 0, 0, *rates)
    assert (refused.value.code, refused.value.params) == (
        "contradictory_policy",
        {"reason": "rate"},
    )


def test_rates_of_nothing_and_of_everything_are_taken() -> None:
    assert Tier(PaymentMode.FULL, 0, 0, 0, 10_000).penalty_rate == 10_000
    assert Tier(PaymentMode.FULL, 0, 0, 10_000, 0).surcharge_rate == 10_000


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"closes": date(2023, 11, 6)}, "window"),
        ({"lowest_down_payment": -1}, "down_payment"),
        ({"most_months": 0}, "months"),
        ({"most_months": 121}, "months"),
        ({"tiers": (FULL, FULL, SHORT, LONG)}, "full_tiers"),
        ({"tiers": (Tier(PaymentMode.FULL, 1, None, 6000, 9000),)}, "full_tiers"),
        ({"tiers": (Tier(PaymentMode.FULL, -5, -1, 6000, 9000),)}, "full_tiers"),
        ({"tiers": (SHORT,)}, "instalment_tiers"),
        ({"tiers": (LONG,)}, "instalment_tiers"),
        ({"tiers": (instalments(1, 24), instalments(24, None))}, "instalment_tiers"),
        ({"tiers": (instalments(1, 24), instalments(26, None))}, "instalment_tiers"),
        ({"tiers": (instalments(2, None),)}, "instalment_tiers"),
        ({"tiers": (instalments(1, 59),)}, "instalment_tiers"),
    ],
)
def test_a_decision_that_contradicts_itself_is_refused(
    changes: dict[str, object], reason: str
) -> None:
    with pytest.raises(PolicyError) as refused:
        decision(**changes)
    assert refused.value.params == {"reason": reason}


@pytest.mark.parametrize(
    "changes",
    [
        {"closes": date(2023, 11, 7)},
        {"most_months": 1},
        {"most_months": 120},
        {"tiers": ()},
        {"tiers": (FULL,)},
        {"tiers": (instalments(1, 60),)},
        {"tiers": (instalments(1, 100),)},
    ],
)
def test_a_decision_at_its_bounds_is_taken(changes: dict[str, object]) -> None:
    assert decision(**changes).number == "05/2023"
