from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from damancom_reflex.domain.calendar import add_months, contribution_due, months_or_fractions
from damancom_reflex.domain.ledger import Branch
from damancom_reflex.domain.money import share
from damancom_reflex.domain.surcharges import SurchargeRate, following_rate, late_surcharge

from .factories import LEDGERS, RATES, SITUATION


@pytest.mark.parametrize(
    ("branch", "to", "surcharge"),
    [
        (Branch.SS, date(2023, 10, 10), 0),
        (Branch.SS, date(2023, 10, 11), 300),
        (Branch.SS, date(2023, 11, 10), 300),
        (Branch.SS, date(2023, 11, 11), 400),
        (Branch.SS, date(2024, 10, 10), 1400),
        (Branch.TFP, date(2024, 10, 10), 1400),
        (Branch.AMO, date(2023, 10, 11), 100),
        (Branch.AMO, date(2024, 10, 10), 1200),
        (Branch.PEN_BDS, date(2024, 10, 10), 0),
    ],
)
def test_the_first_month_or_fraction_then_each_month_after(
    branch: Branch, to: date, surcharge: int
) -> None:
    assert late_surcharge(10_000, branch, 202309, to, RATES) == surcharge


def test_months_begun_before_a_change_keep_their_rate() -> None:
    # Due on 10/12/2024: months begin on the 10th; the fourth, of 10/03/2025, is the first at 0.5 %.
    for to, points in (
        (date(2025, 3, 10), 500),
        (date(2025, 3, 11), 550),
        (date(2025, 5, 10), 600),
    ):
        assert late_surcharge(10_000, Branch.SS, 202411, to, RATES) == points


def test_a_debt_that_begins_after_a_change_knows_the_new_rates_only() -> None:
    assert late_surcharge(10_000, Branch.SS, 202502, date(2025, 5, 10), RATES) == 350
    assert late_surcharge(10_000, Branch.AMO, 202502, date(2025, 5, 10), RATES) == 150


def test_months_before_the_first_rate_count_for_nothing() -> None:
    late = [SurchargeRate(Branch.SS, date(2025, 3, 1), 300, 50, "test")]
    assert late_surcharge(10_000, Branch.SS, 202412, date(2025, 4, 10), late) == 50
    assert late_surcharge(10_000, Branch.SS, 202412, date(2025, 2, 10), late) == 0


def test_a_surcharge_is_rounded_half_up() -> None:
    assert late_surcharge(50, Branch.AMO, 202309, SITUATION, RATES) == 1
    assert late_surcharge(49, Branch.AMO, 202309, SITUATION, RATES) == 0


@given(
    st.sampled_from([Branch.SS, Branch.AMO]),
    st.integers(2020, 2026),
    st.integers(1, 12),
    st.dates(date(2019, 1, 1), date(2030, 1, 1)),
)
def test_counting_by_ranges_is_counting_month_by_month(
    branch: Branch, year: int, month: int, to: date
) -> None:
    due = contribution_due(year * 100 + month)
    begun = [add_months(due, index) for index in range(months_or_fractions(due, to))]
    points = sum(following_rate(branch, day, RATES) for day in begun[1:])
    first = {Branch.SS: 300, Branch.AMO: 100}[branch] if begun else 0
    assert late_surcharge(999_999, branch, year * 100 + month, to, RATES) == share(
        999_999, first + points
    )


def test_the_rate_of_a_day_is_the_latest_in_force() -> None:
    backwards = RATES[::-1]
    assert following_rate(Branch.SS, date(2025, 2, 28), backwards) == 100
    assert following_rate(Branch.SS, date(2025, 3, 1), backwards) == 50
    assert following_rate(Branch.SS, date(1959, 12, 31), backwards) == 0
    assert following_rate(Branch.PEN_TD, date(2025, 3, 1), backwards) == 0


@pytest.mark.parametrize("name", ["full", "instalments-2", "instalments-4"])
def test_the_guides_ledgers_carry_these_very_surcharges(name: str) -> None:
    rows = [
        row.split(",")
        for row in (LEDGERS / f"guide-{name}.csv").read_text("utf-8").splitlines()[1:]
    ]
    amounts = {tuple(row[:3]): int(row[3].replace(".", "")) for row in rows}
    for (period, branch, nature), amount in amounts.items():
        if nature == "surcharge":
            principal = amounts[period, branch, "principal"]
            assert (
                late_surcharge(principal, Branch(branch), int(period), SITUATION, RATES) == amount
            )
