"""Eligibility told before filing: every condition with its figure, and when a short count would be reached."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from damancom_reflex.domain.calendar import contribution_due
from damancom_reflex.domain.job_loss.checks import (
    Check,
    PersonFacts,
    check_age,
    check_days,
    check_delay,
    check_loss_day,
    check_other_claims,
    check_reason,
    day_reached,
)
from damancom_reflex.domain.job_loss.windows import by_month, days_of, period_of, window_before
from damancom_reflex.domain.job_loss.words import Condition, Problem, Verdict

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from damancom_reflex.domain.job_loss.rule import JobLossReason, JobLossRule
    from damancom_reflex.domain.job_loss.windows import MonthDays

_COUNTS = (Condition.DAYS_LONG, Condition.DAYS_RECENT)
_NEED_A_PAST_LOSS = (*_COUNTS, Condition.DELAY, Condition.AGE)


@dataclass(frozen=True, slots=True)
class Assessment:
    """What is found before filing. It binds nobody: an officer decides.

    Attributes:
        loss_date: day of the loss.
        request_date: day of the request.
        checks: one for each condition, in the order of `Condition`.
        days_reached_on: last day of the month in which both counts would be reached together, see `projection`; None
            when both are already, when they never would, or not before leaving or retirement age.
        awaited: last month that counts, when nobody declared it yet and its declaration is not overdue on the day of
            the request: once declared, it may add to the counts. Else None.
    """

    loss_date: date
    request_date: date
    checks: tuple[Check, ...]
    days_reached_on: date | None = None
    awaited: int | None = None

    @property
    def verdict(self) -> Verdict:
        """Unmet when one condition is, else unknown when one is, else met."""
        return self.verdict_without()

    def verdict_without(self, *conditions: Condition) -> Verdict:
        """The verdict that all other conditions give: of a person whose reason is not told yet, for example."""
        verdicts = {check.verdict for check in self.checks if check.condition not in conditions}
        order = (Verdict.UNMET, Verdict.UNKNOWN)
        return next((verdict for verdict in order if verdict in verdicts), Verdict.MET)

    @property
    def eligible(self) -> bool:
        """Whether every condition is met."""
        return self.verdict is Verdict.MET

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What stands against the claim, or is still to be told, in order."""
        return tuple(check.problem for check in self.checks if check.problem is not None)

    def check(self, condition: Condition) -> Check:
        """What is found of a condition."""
        return next(check for check in self.checks if check.condition is condition)


def assess(
    person: PersonFacts,
    months: Iterable[MonthDays],
    loss_date: date,
    request_date: date,
    reason: JobLossReason | None,
    rule: JobLossRule,
) -> Assessment:
    """Every condition for a person, told before filing; raises nothing on odd data.

    What hangs on the day of the loss is not known while that day is to come or outside the calendar.

    Args:
        person: what is on record.
        months: declarations of every employer, in any order; those after the window count for nothing.
        loss_date: day of the loss; today, to know where a person stands.
        request_date: day of the request.
        reason: None before it is chosen.
        rule: the one in force on the day of the loss (`rule_on`).
    """
    loss = check_loss_day(person, loss_date, request_date, rule)
    because, claim = check_reason(reason), check_other_claims(person)
    if loss.problem in {Problem.IMPOSSIBLE_LOSS, Problem.FUTURE_LOSS}:
        *unknown, age = (Check(each, Problem.LOSS_UNUSABLE) for each in _NEED_A_PAST_LOSS)
        return Assessment(loss_date, request_date, (loss, *unknown, because, age, claim))
    declared = by_month(months, rule)
    history = days_of(window_before(loss_date, rule.long_months), declared)
    needs = ((rule.long_months, rule.long_days), (rule.recent_months, rule.recent_days))
    counts = tuple(
        check_days(condition, person, loss_date, history, need)
        for condition, need in zip(_COUNTS, needs, strict=True)
    )
    delay, age = check_delay(loss_date, request_date, rule), check_age(person, loss_date, rule)
    short = not all(count.met for count in counts)
    return Assessment(
        loss_date,
        request_date,
        (loss, *counts, delay, because, age, claim),
        _both_reached(person, age, loss_date, history, needs) if short else None,
        _awaited(person, declared, loss_date, request_date),
    )


def assess_without_loss(
    person: PersonFacts, request_date: date, reason: JobLossReason | None
) -> Assessment:
    """What can be told while the day that was typed cannot be the day of the loss: nothing that hangs on it."""
    needed = (Condition.LOSS_DAY, *_NEED_A_PAST_LOSS[:-1])
    loss, *unknown = (Check(each, Problem.LOSS_UNUSABLE) for each in needed)
    age = Check(Condition.AGE, Problem.LOSS_UNUSABLE)
    because, claim = check_reason(reason), check_other_claims(person)
    return Assessment(request_date, request_date, (loss, *unknown, because, age, claim))


def _both_reached(
    person: PersonFacts,
    age: Check,
    loss_date: date,
    history: Sequence[int],
    needs: Sequence[tuple[int, int]],
) -> date | None:
    day = day_reached(person, loss_date, history, needs)
    return None if day is None or day >= (age.day or date.max) else day


def _awaited(
    person: PersonFacts, declared: Container[int], loss_date: date, request_date: date
) -> int | None:
    last = window_before(loss_date, 1).last
    employed = person.hired is None or period_of(person.hired) <= last
    overdue = contribution_due(last) < request_date
    return last if employed and last not in declared and not overdue else None
