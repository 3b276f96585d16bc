from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from damancom_reflex.domain.calendar import (
    PeriodError,
    add_months,
    contribution_due,
    months_or_fractions,
    next_debit_day,
    next_period,
    parse_period,
    period_index,
    periods_between,
)

days = st.dates(date(1960, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2023, 11, 8), 1, date(2023, 12, 8)),
        (date(2023, 11, 8), 2, date(2024, 1, 8)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2023, 1, 31), 1, date(2023, 2, 28)),
        (date(2023, 1, 31), 2, date(2023, 3, 31)),
        (date(2023, 12, 31), 12, date(2024, 12, 31)),
        (date(2023, 1, 31), -1, date(2022, 12, 31)),
        (date(2023, 3, 31), -1, date(2023, 2, 28)),
        (date(2023, 5, 10), 0, date(2023, 5, 10)),
    ],
)
def test_months_step_by_calendar_and_are_clamped_to_their_length(
    day: date, months: int, later: date
) -> None:
    assert add_months(day, months) == later


@pytest.mark.parametrize("text", ["195001", "202309", "209912"])
def test_a_period_is_a_year_and_a_month(text: str) -> None:
    assert parse_period(text) == int(text)


@pytest.mark.parametrize("text", ["202313", "202300", "194912", "210001", "000000", "999999"])
def test_a_month_or_year_that_cannot_be_is_impossible(text: str) -> None:
    with pytest.raises(PeriodError) as refused:
        parse_period(text)
    assert refused.value.code == "impossible_period"


@pytest.mark.parametrize(
    "text", ["", "20231", "2023011", "2023-1", "x202301", "202301x", "٢٠٢٣٠١", " 202301"]
)
def test_a_period_in_another_shape_is_malformed(text: str) -> None:
    with pytest.raises(PeriodError) as refused:
        parse_period(text)
    assert refused.value.code == "malformed_period"


def test_periods_follow_each_other_over_the_year() -> None:
    assert next_period(202311) == 202312
    assert next_period(202312) == 202401
    assert period_index(202401) - period_index(202312) == 1
    assert periods_between(202311, 202402) == (202311, 202312, 202401, 202402)
    assert periods_between(202311, 202311) == (202311,)
    assert periods_between(202312, 202311) == ()
    assert len(periods_between(196901, 202311)) == 659


@pytest.mark.parametrize(
    ("period", "due"), [(202309, date(2023, 10, 10)), (202312, date(2024, 1, 10))]
)
def test_a_contribution_is_due_on_the_tenth_of_the_month_after(period: int, due: date) -> None:
    assert contribution_due(period) == due


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        (date(2023, 10, 10), date(2023, 10, 10), 0),
        (date(2023, 10, 10), date(2023, 10, 9), 0),
        (date(2023, 10, 10), date(2022, 12, 31), 0),
        (date(2023, 10, 10), date(2023, 10, 11), 1),
        (date(2023, 10, 10), date(2023, 11, 10), 1),
        (date(2023, 10, 10), date(2023, 11, 11), 2),
        (date(2017, 11, 10), date(2023, 11, 8), 72),
        (date(2023, 1, 31), date(2023, 2, 28), 1),
        (date(2023, 1, 31), date(2023, 3, 1), 2),
    ],
)
def test_a_month_begun_counts_as_a_month(start: date, end: date, months: int) -> None:
    assert months_or_fractions(start, end) == months


@given(days, days)
def test_the_months_counted_are_the_fewest_that_reach_the_end(start: date, end: date) -> None:
    months = months_or_fractions(start, end)
    assert add_months(start, months) >= end
    assert months == 0 or add_months(start, months - 1) < end


@pytest.mark.parametrize(
    ("day", "debit_day", "debit"),
    [
        (date(2023, 11, 8), 10, date(2023, 12, 10)),
        (date(2023, 12, 31), 10, date(2024, 1, 10)),
        (date(2024, 1, 31), 31, date(2024, 2, 29)),
        (date(2024, 2, 29), 31, date(2024, 3, 31)),
    ],
)
def test_a_debit_runs_in_the_month_after_whatever_the_day(
    day: date, debit_day: int, debit: date
) -> None:
    assert next_debit_day(day, debit_day) == debit


def test_debits_run_on_the_tenth_unless_told_otherwise() -> None:
    assert next_debit_day(date(2023, 11, 30)) == date(2023, 12, 10)
