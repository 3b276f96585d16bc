"""What the indemnity would be: the amount a month, its steps, and its months.

cnss.ma: « 70 % du salaire de référence (salaire mensuel moyen déclaré des 36 derniers mois) sans excéder le montant du
salaire minimum légal », up to 6 months. Where it is silent, our rules:

- the mean is over all 36 months of the window, those without a declaration too: that is what the sentence says,
  and what promises least;
- the wage is the declared one without ceiling, and every employer's: the official table goes to 10,000 MAD and
  only the minimum wage caps it;
- each step is rounded half up to the centime, so that whoever does it again by hand finds the same. The official
  table is in dirhams (1,647 gives 1,153; 2,344 gives 1,641): `dirhams` shows an amount as it does;
- the minimum wage is the one in force on the day of the loss, for all the months;
- months run from the day after the loss (le360.ma, after L'Opinion of 19/11/2014), by calendar month;
- from retirement age on nothing is paid: only months that are over before the day it is reached count. No source says
  what becomes of a month begun before; to leave it out is what promises least.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from damancom_reflex.domain.calendar import add_months
from damancom_reflex.domain.job_loss.checks import day_of_age
from damancom_reflex.domain.job_loss.rule import minimum_wage_on
from damancom_reflex.domain.job_loss.windows import by_month, usable, window_before
from damancom_reflex.domain.job_loss.words import StepKind
from damancom_reflex.domain.money import half_up, share

if TYPE_CHECKING:
    from collections.abc import Iterable

    from damancom_reflex.domain.job_loss.rule import JobLossRule, MinimumWage
    from damancom_reflex.domain.job_loss.windows import MonthDays, Window


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the calculation: two figures and what they give, centimes.

    | kind | left | right | result |
    | --- | --- | --- | --- |
    | wages | months declared | months of the window | all wages of the window |
    | mean | all wages | months of the window | mean wage |
    | rate | mean wage | basis points | part of it |
    | cap | minimum wage an hour | hours a month | minimum wage a month |
    | amount | part of the mean wage | minimum wage a month | the smaller one |
    | total | amount a month | months | all months |
    """

    kind: StepKind
    left: int
    right: int
    result: int


@dataclass(frozen=True, slots=True)
class Payment:
    """One month of the indemnity: `number` from 1, its first and last day, centimes."""

    number: int
    first_day: date
    last_day: date
    amount: int


@dataclass(frozen=True, slots=True)
class Estimate:
    """What the indemnity would be, if the claim is accepted and no work is found.

    Attributes:
        window: months whose wages count.
        declared_months: those of them that somebody declared.
        mean: mean declared wage, centimes a month.
        cap: minimum wage a month on the day of the loss, centimes.
        amount: indemnity a month, centimes.
        capped: whether the minimum wage is less than the part of the mean wage.
        minimum_wage: the record the cap comes from.
        steps: how the amount is found, in order.
        payments: month by month; none when not one whole month lies before retirement age.
        stops_on: day retirement age is reached, when it leaves out months; else None.
    """

    window: Window
    declared_months: int
    mean: int
    cap: int
    amount: int
    capped: bool
    minimum_wage: MinimumWage
    steps: tuple[Step, ...]
    payments: tuple[Payment, ...]
    stops_on: date | None = None

    @property
    def total(self) -> int:
        """All months together, centimes."""
        return sum(payment.amount for payment in self.payments)


def estimate(
    months: Iterable[MonthDays],
    loss_date: date,
    rule: JobLossRule,
    minimum_wages: Iterable[MinimumWage],
    born: date | None = None,
) -> Estimate | None:
    """What the indemnity would be for a job lost on a day, whether or not the other conditions are met.

    Months go as far as retirement age; all of them without a birthday, or with one after the loss. None when the day is
    outside the calendar, or before the first minimum wage on record.
    """
    minimum = minimum_wage_on(loss_date, minimum_wages)
    if minimum is None or not usable(loss_date):
        return None
    window = window_before(loss_date, rule.long_months)
    declared = by_month(months, rule)
    counted = [declared[period] for period in window.periods if period in declared]
    wages = sum(month.wage for month in counted)
    mean = half_up(wages, rule.long_months)
    part = share(mean, rule.rate)
    cap = minimum.hourly * rule.hours_a_month
    amount = min(part, cap)
    known = born is not None and born <= loss_date
    retired = day_of_age(born, rule.retirement_age) if born and known else None
    paid = payments(loss_date, amount, rule.most_months, retired)
    steps = (
        Step(StepKind.WAGES, len(counted), rule.long_months, wages),
        Step(StepKind.MEAN, wages, rule.long_months, mean),
        Step(StepKind.RATE, mean, rule.rate, part),
        Step(StepKind.CAP, minimum.hourly, rule.hours_a_month, cap),
        Step(StepKind.AMOUNT, part, cap, amount),
        Step(StepKind.TOTAL, amount, len(paid), amount * len(paid)),
    )
    return Estimate(
        window=window,
        declared_months=len(counted),
        mean=mean,
        cap=cap,
        amount=amount,
        capped=part > cap,
        minimum_wage=minimum,
        steps=steps,
        payments=paid,
        stops_on=retired if len(paid) < rule.most_months else None,
    )


def payments(
    loss_date: date, amount: int, months: int, before: date | None = None
) -> tuple[Payment, ...]:
    """Months of the indemnity, without gap, from the day after the loss; those that are over `before` a day."""
    start = loss_date + timedelta(days=1)
    days = [add_months(start, number) for number in range(months + 1)]
    return tuple(
        Payment(number, days[number - 1], days[number] - timedelta(days=1), amount)
        for number in range(1, months + 1)
        if before is None or days[number] <= before
    )


def dirhams(centimes: int) -> int:
    """An amount rounded half up to the dirham, as the official table shows it."""
    return half_up(centimes, 100)
