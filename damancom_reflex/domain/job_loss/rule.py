"""The law on IPE as dated records: what it asks for, what it pays, and the minimum wage that caps it.

Law 03-14, in force since 01/12/2014, adds articles 46 bis and following to dahir 1-72-184. The figures are data, see
`damancom_reflex/rules/job_loss.toml`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from damancom_reflex.domain.errors import DomainError
from damancom_reflex.domain.job_loss.words import Standing
from damancom_reflex.domain.money import BASIS_POINTS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date


OLDEST = 120
"""Years nobody's retirement age goes beyond."""


class JobLossRuleError(DomainError):
    """A record that contradicts itself. Code: `contradictory_job_loss_rule` (`reason`)."""

    code = "contradictory_job_loss_rule"


@dataclass(frozen=True, slots=True)
class JobLossRule:
    """What the law asks for and pays when a job is lost on or after a day.

    Attributes:
        valid_from: first day of loss it holds for.
        long_months: calendar months of the long window (36).
        long_days: declared days it must hold (780).
        recent_months: calendar months of the recent window (12), the end of the long one.
        recent_days: declared days it must hold (260).
        most_days_a_month: declared days a calendar month counts for, all employers together (26).
        request_days: days to ask, from the day of the loss (60).
        rate: part of the mean wage that is paid, basis points (7000).
        most_months: months it is paid (6).
        retirement_age: age, in years, from which nothing is paid (60).
        hours_a_month: hours of a month at the minimum wage (191).
        source: where it was read.

    Raises:
        JobLossRuleError: when the windows cannot hold the days, or a figure is not above zero.
    """

    valid_from: date
    long_months: int
    long_days: int
    recent_months: int
    recent_days: int
    most_days_a_month: int
    request_days: int
    rate: int
    most_months: int
    retirement_age: int
    hours_a_month: int
    source: str

    def __post_init__(self) -> None:
        """Refuse a record that nobody could ever meet, or that pays more than the wage."""
        reasons = {
            "windows": not 1 <= self.recent_months <= self.long_months,
            "long_days": not 0 <= self.long_days <= self.long_months * self.most_days_a_month,
            "recent_days": not 0 <= self.recent_days <= self.recent_months * self.most_days_a_month,
            "request_days": self.request_days < 0,
            "rate": not 0 <= self.rate <= BASIS_POINTS,
            "most_months": self.most_months < 1,
            "retirement_age": not 1 <= self.retirement_age <= OLDEST,
            "hours": self.hours_a_month < 1,
        }
        for reason, wrong in reasons.items():
            if wrong:
                raise JobLossRuleError(reason=reason)


@dataclass(frozen=True, slots=True)
class MinimumWage:
    """Minimum wage outside farming (SMIG) from a day on: centimes an hour, and the decree."""

    valid_from: date
    hourly: int
    source: str


@dataclass(frozen=True, slots=True)
class JobLossReason:
    """Why a job was lost: wording in both languages, what the law makes of it, and where that was read."""

    code: str
    valid_from: date
    text_fr: str
    text_ar: str
    standing: Standing
    source: str

    @property
    def excluded(self) -> bool:
        """Whether the law refuses the indemnity for this reason."""
        return self.standing is Standing.EXCLUDED

    def text(self, language: str) -> str:
        """The reason, in `fr` or `ar`."""
        return self.text_ar if language == "ar" else self.text_fr


def rule_on(day: date, rules: Iterable[JobLossRule]) -> JobLossRule:
    """The rule for a job lost on a day; before the first one, the first, which `assess` then tells apart.

    Raises:
        ValueError: without any rule.
    """
    first, *later = sorted(rules, key=lambda rule: rule.valid_from)
    return next((rule for rule in reversed(later) if rule.valid_from <= day), first)


def minimum_wage_on(day: date, wages: Iterable[MinimumWage]) -> MinimumWage | None:
    """The minimum wage in force on a day; none before the first on record."""
    begun = (wage for wage in wages if wage.valid_from <= day)
    return max(begun, key=lambda wage: wage.valid_from, default=None)
