"""Calendar of contributions: periods `YYYYMM`, due days, months clamped to their length."""

from __future__ import annotations

import calendar
import re
from datetime import date

from damancom_reflex.domain.errors import DomainError

MONTHS = 12
SHORTEST_MONTH = 28
DUE_DAY = 10
"""A contribution of month M is due on the 10th of M+1; debits run on the 10th too."""

FIRST_YEAR = 1950
LAST_YEAR = 2099
"""Years a period may lie in: the scheme dates from 1959, and nothing here plans for the next
century."""


class PeriodError(DomainError):
    """A period that is not one.

    Codes: `malformed_period` (not six digits), `impossible_period` (month or year).
    """


def add_months(day: date, months: int) -> date:
    """Same day of the month, `months` later (negative: earlier), clamped to the month."""
    index = day.year * MONTHS + day.month - 1 + months
    year, month = divmod(index, MONTHS)
    if day.day <= SHORTEST_MONTH:
        return date(year, month + 1, day.day)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def parse_period(text: str) -> int:
    """Period written `YYYYMM` in Western digits, as a whole number.

    Raises:
        PeriodError: when it is not six digits, the month is not 1 to 12, or the year not 1950 to
            2099.
    """
    if not re.fullmatch(r"[0-9]{6}", text):
        raise PeriodError("malformed_period")
    year, month = divmod(int(text), 100)
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= MONTHS):
        raise PeriodError("impossible_period")
    return int(text)


def period_index(period: int) -> int:
    """Months since year zero: periods one month apart are one apart."""
    year, month = divmod(period, 100)
    return year * MONTHS + month - 1


def next_period(period: int) -> int:
    """The period of the month after."""
    return _period_at(period_index(period) + 1)


def periods_between(first: int, last: int) -> tuple[int, ...]:
    """Every period from `first` to `last`, both included; none when `last` comes before."""
    return tuple(_period_at(index) for index in range(period_index(first), period_index(last) + 1))


def contribution_due(period: int) -> date:
    """Day a period's contribution is due: the 10th of the month after."""
    year, month = divmod(next_period(period), 100)
    return date(year, month, DUE_DAY)


def months_or_fractions(start: date, end: date) -> int:
    """Months begun between two days, a fraction counting as one; 0 when `end` is not after."""
    months = max(0, (end.year - start.year) * MONTHS + end.month - start.month)
    return months + 1 if add_months(start, months) < end else months


def next_debit_day(day: date, debit_day: int = DUE_DAY) -> date:
    """Debit day of the month after `day`, clamped to that month's length."""
    following = add_months(day.replace(day=1), 1)
    return following.replace(
        day=min(debit_day, calendar.monthrange(following.year, following.month)[1])
    )


def _period_at(index: int) -> int:
    year, month = divmod(index, MONTHS)
    return year * 100 + month + 1
