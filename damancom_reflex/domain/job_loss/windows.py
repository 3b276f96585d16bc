"""Which declared months count for a loss, and how many days they hold.

The fund says « les trente-six derniers mois précédant la date de perte d'emploi » (cnss.ma), the press « les douze
derniers mois civils » (leconomistemaghrebin.com, 12/11/2014); neither says what becomes of the month in which the
job is lost. Our rule: a wage declaration is of a whole calendar month, so windows are of whole calendar months, the
last one being the last that is over on the evening of the loss. The day of the loss is still worked: the indemnity
runs from the day after (le360.ma, after L'Opinion of 19/11/2014).

| lost on | 36 months | 12 months | |
| --- | --- | --- | --- |
| 15/03/2026 | 03/2023 to 02/2026 | 03/2025 to 02/2026 | March is not over |
| 31/03/2026 | 04/2023 to 03/2026 | 04/2025 to 03/2026 | March is over |
| 27/02/2026 | 02/2023 to 01/2026 | 02/2025 to 01/2026 | |
| 28/02/2026 | 03/2023 to 02/2026 | 03/2025 to 02/2026 | the last day of February |
| 28/02/2028 | 02/2025 to 01/2028 | 02/2027 to 01/2028 | a leap year: February has one more day |
| 29/02/2028 | 03/2025 to 02/2028 | 03/2027 to 02/2028 | |
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from damancom_reflex.domain.calendar import (
    FIRST_YEAR,
    LAST_YEAR,
    MONTHS,
    add_months,
    periods_between,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from damancom_reflex.domain.job_loss.rule import JobLossRule


@dataclass(frozen=True, slots=True)
class MonthDays:
    """What one employer declared of a person for a month.

    Attributes:
        period: `YYYYMM`.
        days: declared days, 0 to 26.
        wage: declared gross wage, centimes.
    """

    period: int
    days: int
    wage: int


@dataclass(frozen=True, slots=True)
class Window:
    """Whole calendar months, from `first` to `last` period, both included."""

    first: int
    last: int

    @property
    def periods(self) -> tuple[int, ...]:
        """Each month, oldest first."""
        return periods_between(self.first, self.last)


def usable(day: date) -> bool:
    """Whether months can be counted around a day: a year that periods know."""
    return FIRST_YEAR <= day.year <= LAST_YEAR


def period_of(day: date) -> int:
    """Month of a day, `YYYYMM`."""
    return day.year * 100 + day.month


def first_day_after(loss_date: date) -> date:
    """First day of the month after the last one that is over on the evening of the loss."""
    return (loss_date + timedelta(days=1)).replace(day=1)


def window_before(loss_date: date, months: int) -> Window:
    """The calendar months that count for a loss, as the table above has it; the loss in a usable year."""
    end = first_day_after(loss_date)
    return Window(period_of(add_months(end, -months)), period_of(add_months(end, -1)))


def by_month(declared: Iterable[MonthDays], rule: JobLossRule) -> dict[int, MonthDays]:
    """Declarations of several employers as one a month.

    Wages add up. Days add up to `most_days_a_month` at the most: a declaration counts days « dans la limite de 26
    jours ouvrables par mois civil » (cnss.ma, déclaration de vos salariés), and nobody works more days by having
    two employers; that the limit is over all employers is our reading. Days and wages below zero count for nothing,
    and so does what is no month.
    """
    months: dict[int, MonthDays] = {}
    for each in declared:
        if not _is_period(each.period):
            continue
        before = months.get(each.period, MonthDays(each.period, 0, 0))
        days = min(before.days + max(0, each.days), rule.most_days_a_month)
        months[each.period] = MonthDays(each.period, days, before.wage + max(0, each.wage))
    return months


def days_of(window: Window, months: Mapping[int, MonthDays]) -> list[int]:
    """Declared days of each month of a window, oldest first; 0 for a month nobody declared."""
    return [months[period].days if period in months else 0 for period in window.periods]


def _is_period(period: int) -> bool:
    year, month = divmod(period, 100)
    return FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= MONTHS
