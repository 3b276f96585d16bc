"""Days on which a debit can be taken: weekends, holidays, ends of years, 29 February."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from damancom_reflex.domain.working_days import (
    debit_days,
    is_working_day,
    working_day_from,
    working_days_after,
)
from damancom_reflex.rules.holidays import fixed_holidays, is_holiday, moving_holidays

FIRST_YEAR, LAST_YEAR = 2023, 2027
DAYS = st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31))


@pytest.mark.parametrize(
    ("day", "taken_on"),
    [
        ("2024-01-10", "2024-01-10"),  # a Wednesday
        ("2023-12-10", "2023-12-11"),  # a Sunday
        ("2024-02-10", "2024-02-12"),  # a Saturday
        ("2024-04-10", "2024-04-15"),  # Aïd al-Fitr, its second day, the banks' day, a weekend
        ("2027-01-10", "2027-01-12"),  # a Sunday before a holiday
        ("2025-06-06", "2025-06-06"),  # the eve of Aïd al-Adha
        ("2025-06-07", "2025-06-10"),  # Aïd al-Adha on a weekend, then the banks' Monday
        ("2023-12-31", "2024-01-02"),  # a Sunday, then New Year's day
        ("2024-01-14", "2024-01-15"),  # Amazigh New Year on a Sunday
        ("2024-02-29", "2024-02-29"),  # a Thursday
        ("2028-02-29", "2028-02-29"),
        ("2025-10-31", "2025-10-31"),  # the year before the day of unity was a holiday
        ("2026-11-18", "2026-11-19"),
    ],
)
def test_a_debit_is_taken_on_the_day_or_the_next_working_day(day: str, taken_on: str) -> None:
    assert working_day_from(date.fromisoformat(day), is_holiday) == date.fromisoformat(taken_on)


@pytest.mark.parametrize(
    ("day", "count", "then"),
    [
        ("2023-12-11", 0, "2023-12-11"),
        ("2023-12-11", 3, "2023-12-14"),
        ("2024-01-10", 3, "2024-01-16"),  # 11 is a holiday, 13 and 14 a weekend
        ("2023-12-29", 1, "2024-01-02"),
        ("2024-02-28", 2, "2024-03-01"),
        ("2023-12-10", 1, "2023-12-12"),
    ],
)
def test_working_days_are_counted_without_weekends_and_holidays(
    day: str, count: int, then: str
) -> None:
    found = working_days_after(date.fromisoformat(day), count, is_holiday)
    assert found == date.fromisoformat(then)


@pytest.mark.parametrize(
    ("validated", "count", "days"),
    [
        ("2023-11-08", 3, ["2023-12-10", "2024-01-10", "2024-02-10"]),
        ("2023-12-31", 2, ["2024-01-10", "2024-02-10"]),
        ("2023-11-30", 1, ["2023-12-10"]),
        ("2023-12-01", 1, ["2024-01-10"]),
        ("2024-02-29", 1, ["2024-03-10"]),
        ("2023-11-08", 0, []),
    ],
)
def test_debits_begin_the_month_after_validation(
    validated: str, count: int, days: list[str]
) -> None:
    found = debit_days(date.fromisoformat(validated), count)
    assert found == tuple(map(date.fromisoformat, days))


def test_a_debit_day_is_clamped_to_its_month_and_comes_back() -> None:
    days = debit_days(date(2024, 1, 15), 3, debit_day=31)
    assert days == (date(2024, 2, 29), date(2024, 3, 31), date(2024, 4, 30))


@given(day=DAYS)
def test_the_working_day_is_the_first_one_and_within_the_month_of_a_tenth(day: date) -> None:
    found = working_day_from(day, is_holiday)
    assert is_working_day(found, is_holiday)
    between = (day + timedelta(days=more) for more in range((found - day).days))
    assert not any(is_working_day(other, is_holiday) for other in between)
    tenth = day.replace(day=10)
    assert working_day_from(tenth, is_holiday).month == tenth.month


@given(validated=DAYS, count=st.integers(1, 60))
def test_debits_are_a_month_apart_and_never_share_a_working_day(
    validated: date, count: int
) -> None:
    days = [working_day_from(day, is_holiday) for day in debit_days(validated, count)]
    assert days == sorted(set(days))
    assert days[0] > validated
    assert [(day.year * 12 + day.month) for day in days] == [
        validated.year * 12 + validated.month + step for step in range(1, count + 1)
    ]


def test_every_holiday_has_both_names_and_its_source() -> None:
    for holiday in (*fixed_holidays(), *moving_holidays()):
        assert holiday.name_fr
        assert holiday.name_ar
        assert holiday.source
    assert {holiday.standing for holiday in moving_holidays()} == {"announced", "expected"}


@pytest.mark.parametrize("year", range(FIRST_YEAR, LAST_YEAR + 1))
def test_each_year_has_both_aids_the_new_year_and_the_mawlid(year: int) -> None:
    names = {holiday.name_fr for holiday in moving_holidays() if holiday.first.year == year}
    assert names >= {"Aïd al-Fitr", "Aïd al-Adha", "Premier Moharram", "Aïd al-Mawlid"}


@pytest.mark.parametrize(
    ("day", "holiday"),
    [
        ("2023-01-14", False),
        ("2024-01-14", True),
        ("2025-10-31", False),
        ("2026-10-31", True),
        ("2023-11-18", True),
        ("2023-11-17", False),
        ("2023-04-22", True),
        ("2023-04-23", True),
        ("2023-04-24", False),
    ],
)
def test_a_holiday_begins_when_it_was_made_one(day: str, *, holiday: bool) -> None:
    assert is_holiday(date.fromisoformat(day)) is holiday
