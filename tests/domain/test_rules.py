"""The rules as data files: what is on record, with its source."""

from __future__ import annotations

from datetime import date

import pytest

from damancom_reflex.domain.ledger import Branch
from damancom_reflex.domain.remission import FACILITY, PaymentMode, policy_for
from damancom_reflex.domain.surcharges import following_rate, late_surcharge
from damancom_reflex.rules import generated_surcharge_decision, remission_policies, surcharge_rates


def test_decision_05_2023_is_on_record() -> None:
    (decision,) = remission_policies()
    assert decision.number == "05/2023"
    assert decision.signed == date(2023, 10, 17)
    assert (decision.opens, decision.closes) == (date(2023, 11, 7), date(2025, 1, 15))
    assert (decision.last_period, decision.most_months, decision.lowest_down_payment) == (
        202412,
        60,
        0,
    )
    assert (decision.guarantee_days, decision.debit_day) == (30, 10)
    assert [
        (tier.mode, tier.months_from, tier.months_to, tier.surcharge_rate, tier.penalty_rate)
        for tier in decision.tiers
    ] == [
        (PaymentMode.FULL, 0, 0, 6000, 9000),
        (PaymentMode.INSTALMENTS, 1, 24, 5000, 8000),
        (PaymentMode.INSTALMENTS, 25, None, 4000, 7000),
    ]


def test_every_record_names_its_source_in_both_titles() -> None:
    for record in (*remission_policies(), FACILITY, generated_surcharge_decision()):
        assert record.title
        assert record.title_ar
        assert record.source
    assert all(rate.source for rate in surcharge_rates())


@pytest.mark.parametrize("day", [date(2023, 11, 6), date(2025, 1, 16)])
def test_outside_the_window_there_is_no_remission(day: date) -> None:
    assert policy_for(day, remission_policies()) is FACILITY


def test_what_a_kept_plan_generates_is_remitted_in_full() -> None:
    decision = generated_surcharge_decision()
    assert (decision.number, decision.signed, decision.rate) == (
        "001/2020",
        date(2020, 3, 18),
        10_000,
    )


@pytest.mark.parametrize(
    ("branch", "first_month", "a_year"),
    [
        (Branch.SS, 300, 1400),
        (Branch.TFP, 300, 1400),
        (Branch.AF, 300, 1400),
        (Branch.AMO, 100, 1200),
        (Branch.PEN_BDS, 0, 0),
        (Branch.PEN_TD, 0, 0),
    ],
)
def test_late_surcharges_before_law_02_24(branch: Branch, first_month: int, a_year: int) -> None:
    rates = surcharge_rates()
    assert late_surcharge(10_000, branch, 202309, date(2023, 11, 8), rates) == first_month
    assert late_surcharge(10_000, branch, 202309, date(2024, 10, 10), rates) == a_year


def test_following_months_are_at_half_a_percent_since_law_02_24() -> None:
    for branch in (Branch.SS, Branch.TFP, Branch.AF, Branch.AMO):
        assert following_rate(branch, date(2025, 2, 28), surcharge_rates()) == 100
        assert following_rate(branch, date(2025, 3, 1), surcharge_rates()) == 50
        assert following_rate(branch, date(1969, 1, 1), surcharge_rates()) == 100


def test_the_rules_are_read_once() -> None:
    assert remission_policies() is remission_policies()
    assert surcharge_rates() is surcharge_rates()
