"""Days on which banks work: neither a Saturday, nor a Sunday, nor a holiday."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from damancom_reflex.domain.calendar import DUE_DAY, add_months, next_debit_day

if TYPE_CHECKING:
    from collections.abc import Callable

SATURDAY = 5
_DAY = timedelta(days=1)


def is_working_day(day: date, is_holiday: Callable[[date], bool]) -> bool:
    """Whether banks work on a day."""
    return day.weekday() < SATURDAY and not is_holiday(day)


def working_day_from(day: date, is_holiday: Callable[[date], bool]) -> date:
    """The day itself when banks work on it, else the next day on which they do."""
    while not is_working_day(day, is_holiday):
        day += _DAY
    return day


def working_days_after(day: date, count: int, is_holiday: Callable[[date], bool]) -> date:
    """The working day that is `count` working days after a day; 0 is the first from it on."""
    day = working_day_from(day, is_holiday)
    for _ in range(count):
        day = working_day_from(day + _DAY, is_holiday)
    return day


def debit_days(validated: date, count: int, debit_day: int = DUE_DAY) -> tuple[date, ...]:
    """Days on which the debits of a plan fall: the debit day of the month after validation, then each month's.

    Each is clamped to its month. SPEC section 5: the 10th; a bank takes it on `working_day_from`.
    """
    first = validated.replace(day=1)
    return tuple(next_debit_day(add_months(first, month), debit_day) for month in range(count))
