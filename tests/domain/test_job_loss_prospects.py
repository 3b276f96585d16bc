"""Short counts: the day they would be reached, and the declaration still awaited."""

from __future__ import annotations

from datetime import date

import pytest

from damancom_reflex.domain.job_loss import Condition, MonthDays

from .job_loss_factories import assessed, declared, ending, person


@pytest.mark.parametrize(
    ("months", "long", "recent", "both"),
    [
        # 779 days, one short: the next month brings them.
        (ending(202602, 25, *[26] * 29), date(2026, 3, 31), None, date(2026, 3, 31)),
        # Hired on 01/09/2024: 18 full months, 12 more to go.
        (ending(202602, *[26] * 18), date(2027, 2, 28), None, date(2027, 2, 28)),
        (ending(202602, *[26] * 9), date(2027, 11, 30), date(2026, 3, 31), date(2027, 11, 30)),
        # 259 in the last 12: the month that leaves, 03/2025, was empty.
        (
            declared(202303, 202502) + ending(202602, 25, *[26] * 9),
            None,
            date(2026, 3, 31),
            date(2026, 3, 31),
        ),
        # At 20 days a month 240 a year are all that can be.
        (declared(202303, 202602, days=20), None, None, None),
        ([], None, None, None),
    ],
)
def test_a_short_count_tells_when_it_would_be_reached(
    months: list[MonthDays], long: date | None, recent: date | None, both: date | None
) -> None:
    found = assessed(months)
    assert found.check(Condition.DAYS_LONG).day == long
    assert found.check(Condition.DAYS_RECENT).day == recent
    assert found.days_reached_on == both


def test_both_counts_are_reached_together_even_when_the_long_one_falls_meanwhile() -> None:
    # At 22 a month the recent count is reached in seven months. Months of 25 leave the long one with 785 by then;
    # months of 24 with 768, and it comes back only when they are all gone.
    months = declared(202303, 202502, days=25) + ending(202602, *[0] * 2, *[20] * 7, *[22, 22, 22])
    found = assessed(months)
    assert found.check(Condition.DAYS_LONG).figure == 806
    assert found.check(Condition.DAYS_LONG).met
    assert found.check(Condition.DAYS_RECENT).figure == 206
    assert found.check(Condition.DAYS_RECENT).day == date(2026, 9, 30)
    assert found.days_reached_on == date(2026, 9, 30)
    slower = declared(202303, 202502, days=24) + ending(202602, *[0] * 2, *[20] * 7, *[22, 22, 22])
    again = assessed(slower)
    assert again.check(Condition.DAYS_LONG).figure == 782
    assert again.check(Condition.DAYS_RECENT).day == date(2026, 9, 30)
    assert again.days_reached_on == date(2028, 5, 31)


@pytest.mark.parametrize(
    ("left", "reached"),
    [
        (None, date(2026, 3, 31)),
        (date(2026, 4, 1), date(2026, 3, 31)),
        (date(2026, 3, 31), date(2026, 3, 31)),
        (date(2026, 3, 30), None),
        (date(2026, 2, 28), None),
    ],
)
def test_nothing_is_reached_after_leaving(left: date | None, reached: date | None) -> None:
    found = assessed(ending(202602, 25, *[26] * 29), person(left=left))
    assert found.check(Condition.DAYS_LONG).day == reached
    assert found.days_reached_on == reached


@pytest.mark.parametrize(
    ("born", "reached"),
    [
        (None, date(2026, 3, 31)),
        (date(1966, 4, 1), date(2026, 3, 31)),
        (date(1966, 3, 31), None),
        (date(1960, 1, 1), None),
        (date(2026, 3, 1), date(2026, 3, 31)),
    ],
)
def test_days_reached_at_retirement_age_are_of_no_use(
    born: date | None, reached: date | None
) -> None:
    found = assessed(ending(202602, 25, *[26] * 29), person(born=born))
    assert found.days_reached_on == reached
    assert found.check(Condition.DAYS_LONG).day == date(2026, 3, 31)


@pytest.mark.parametrize(
    ("loss", "request_day", "awaited"),
    [
        (date(2026, 2, 28), date(2026, 2, 28), 202602),
        (date(2026, 2, 28), date(2026, 3, 10), 202602),
        (date(2026, 2, 28), date(2026, 3, 11), None),
        (date(2026, 3, 9), date(2026, 3, 9), 202602),
        (date(2026, 3, 15), date(2026, 3, 15), None),
    ],
)
def test_a_month_whose_declaration_is_not_due_yet_is_awaited(
    loss: date, request_day: date, awaited: int | None
) -> None:
    found = assessed(ending(202601, *[26] * 29), loss=loss, request=request_day)
    assert found.check(Condition.DAYS_LONG).figure == 754
    assert found.awaited == awaited
    declared_then = assessed(ending(202602, *[26] * 30), loss=loss, request=request_day)
    assert declared_then.awaited is None
    assert declared_then.eligible


@pytest.mark.parametrize(
    ("hired", "awaited"),
    [(None, 202602), (date(2026, 2, 28), 202602), (date(2026, 3, 1), None)],
)
def test_nothing_is_awaited_of_a_month_before_hiring(
    hired: date | None, awaited: int | None
) -> None:
    found = assessed([], person(hired=hired), loss=date(2026, 3, 5))
    assert found.awaited == awaited
