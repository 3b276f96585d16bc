from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from damancom_reflex.domain.calendar import add_months
from damancom_reflex.domain.job_loss import MonthDays, Window, window_before
from damancom_reflex.domain.job_loss.windows import by_month, days_of, period_of, usable

from .job_loss_factories import RULE, histories, losses, rule


@pytest.mark.parametrize(
    ("loss", "long", "recent"),
    [
        (date(2026, 3, 1), (202303, 202602), (202503, 202602)),
        (date(2026, 3, 15), (202303, 202602), (202503, 202602)),
        (date(2026, 3, 30), (202303, 202602), (202503, 202602)),
        (date(2026, 3, 31), (202304, 202603), (202504, 202603)),
        (date(2026, 4, 1), (202304, 202603), (202504, 202603)),
        # February of 28 days, then of 29.
        (date(2026, 2, 27), (202302, 202601), (202502, 202601)),
        (date(2026, 2, 28), (202303, 202602), (202503, 202602)),
        (date(2028, 2, 28), (202502, 202801), (202702, 202801)),
        (date(2028, 2, 29), (202503, 202802), (202703, 202802)),
        (date(2028, 3, 1), (202503, 202802), (202703, 202802)),
        # Across the new year.
        (date(2025, 12, 30), (202212, 202511), (202412, 202511)),
        (date(2025, 12, 31), (202301, 202512), (202501, 202512)),
        (date(2026, 1, 30), (202301, 202512), (202501, 202512)),
    ],
)
def test_the_months_that_count_are_those_over_on_the_evening_of_the_loss(
    loss: date, long: tuple[int, int], recent: tuple[int, int]
) -> None:
    assert window_before(loss, 36) == Window(*long)
    assert window_before(loss, 12) == Window(*recent)


@given(losses, st.integers(1, 60))
def test_a_window_has_its_months_ends_by_the_loss_and_before_the_next_month_is_over(
    loss: date, months: int
) -> None:
    window = window_before(loss, months)
    assert len(window.periods) == months
    assert (window.periods[0], window.periods[-1]) == (window.first, window.last)
    after = add_months(date(window.last // 100, window.last % 100, 1), 1)
    assert after - timedelta(days=1) <= loss < add_months(after, 1) - timedelta(days=1)


@given(losses)
def test_the_day_after_a_loss_counts_the_same_months_or_one_later(loss: date) -> None:
    today, tomorrow = window_before(loss, 36), window_before(loss + timedelta(days=1), 36)
    over = (loss + timedelta(days=2)).day == 1
    assert (tomorrow == today) is not over
    if over:
        assert tomorrow.periods[:-1] == today.periods[1:]


@given(losses)
def test_the_recent_months_are_the_last_of_the_long_window(loss: date) -> None:
    assert window_before(loss, 36).periods[-12:] == window_before(loss, 12).periods


def test_employers_of_a_month_add_up_to_the_days_a_month_may_count() -> None:
    months = by_month(
        [
            MonthDays(202601, 20, 300_000),
            MonthDays(202602, 13, 200_000),
            MonthDays(202601, 6, 100_000),
            MonthDays(202602, 14, 250_000),
            MonthDays(202602, 1, 1),
        ],
        RULE,
    )
    assert months == {
        202601: MonthDays(202601, 26, 400_000),
        202602: MonthDays(202602, 26, 450_001),
    }


def test_a_single_declaration_counts_no_more_days_than_a_month_may() -> None:
    assert by_month([MonthDays(202601, 27, 1)], RULE)[202601].days == 26
    assert by_month([MonthDays(202601, 25, 1)], RULE)[202601].days == 25
    shorter = rule(most_days_a_month=22, long_days=700)
    assert by_month([MonthDays(202601, 26, 1)], shorter)[202601].days == 22


def test_figures_below_zero_count_for_nothing() -> None:
    months = by_month([MonthDays(202601, -5, -100), MonthDays(202601, 3, 50)], RULE)
    assert months == {202601: MonthDays(202601, 3, 50)}


@pytest.mark.parametrize(
    ("period", "kept"),
    [
        (0, False),
        (-1, False),
        (202500, False),
        (202501, True),
        (202512, True),
        (202513, False),
        (194912, False),
        (195001, True),
        (209912, True),
        (210001, False),
    ],
)
def test_what_is_no_month_counts_for_nothing(period: int, *, kept: bool) -> None:
    # The one after is still counted.
    found = by_month([MonthDays(period, 26, 100), MonthDays(202402, 1, 1)], RULE)
    assert set(found) == ({period, 202402} if kept else {202402})


def test_a_month_nobody_declared_has_no_days() -> None:
    months = by_month([MonthDays(202602, 26, 1), MonthDays(202512, 7, 1)], RULE)
    assert days_of(Window(202511, 202602), months) == [0, 7, 0, 26]


@given(histories)
def test_the_order_of_declarations_does_not_matter(months: list[MonthDays]) -> None:
    assert by_month(months, RULE) == by_month(months[::-1], RULE)


def test_months_are_counted_around_a_day_of_the_years_that_periods_know() -> None:
    assert [usable(date(year, 6, 1)) for year in (1949, 1950, 2099, 2100)] == [
        False,
        True,
        True,
        False,
    ]
    assert period_of(date(2026, 2, 28)) == 202602
