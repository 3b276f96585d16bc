"""Each condition of IPE on its own: met, not met or not to be told yet, with its figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from damancom_reflex.domain.calendar import add_months
from damancom_reflex.domain.job_loss.projection import months_until
from damancom_reflex.domain.job_loss.windows import (
    Window,
    first_day_after,
    usable,
    window_before,
)
from damancom_reflex.domain.job_loss.words import (
    OPEN_QUESTIONS,
    Condition,
    Problem,
    Standing,
    Verdict,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from damancom_reflex.domain.job_loss.rule import JobLossReason, JobLossRule


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """What is on record of an insured person, and of the job that is lost.

    Attributes:
        born: birthday, None when it is not known.
        hired: first day of the job, None when it is not known.
        left: last day of the job on record, None while it goes on.
        live_claim: whether a claim for the person waits for a decision, whoever filed it.
        job_claimed: whether a claim for this very job was accepted.
    """

    born: date | None = None
    hired: date | None = None
    left: date | None = None
    live_claim: bool = False
    job_claimed: bool = False


@dataclass(frozen=True, slots=True)
class Check:
    """What is found of one condition.

    Attributes:
        condition: which one.
        problem: why it is not met or not known; None when it is met.
        figure: declared days, days gone by since the loss, or age in years; 0 for the others.
        limit: days needed, days to ask, or retirement age; 0 for the others.
        shortfall: days missing, or days late; 0 otherwise.
        day: the day that goes with it: for a short count, when it would be reached (None for never, or not before
            leaving); for the delay, the last day to ask; for the age, the day it is reached; for the day of the
            loss, the bound it passes.
        window: months counted, for the two counts.
    """

    condition: Condition
    problem: Problem | None = None
    figure: int = 0
    limit: int = 0
    shortfall: int = 0
    day: date | None = None
    window: Window | None = None

    @property
    def verdict(self) -> Verdict:
        """Met, unmet, or unknown for an open question."""
        if self.problem is None:
            return Verdict.MET
        return Verdict.UNKNOWN if self.problem in OPEN_QUESTIONS else Verdict.UNMET

    @property
    def met(self) -> bool:
        """Whether the condition is met."""
        return self.problem is None


def check_loss_day(
    person: PersonFacts, loss_date: date, request_date: date, rule: JobLossRule
) -> Check:
    """Whether the job can have been lost on that day.

    Not after the request, not before the law (a loss before 01/12/2014 was refused for good: lavieeco.com,
    01/2015), not before hiring, not after the last day on record. The first bound that is passed is told.
    """
    bounds = (
        (not usable(loss_date), Problem.IMPOSSIBLE_LOSS, None),
        (loss_date > request_date, Problem.FUTURE_LOSS, request_date),
        (loss_date < rule.valid_from, Problem.LOSS_BEFORE_LAW, rule.valid_from),
        (loss_date < (person.hired or date.min), Problem.LOSS_BEFORE_HIRING, person.hired),
        (loss_date > (person.left or date.max), Problem.LOSS_AFTER_LEAVING, person.left),
    )
    for passed, problem, bound in bounds:
        if passed:
            return Check(Condition.LOSS_DAY, problem, day=bound)
    return Check(Condition.LOSS_DAY)


def check_days(
    condition: Condition,
    person: PersonFacts,
    loss_date: date,
    history: Sequence[int],
    need: tuple[int, int],
) -> Check:
    """Whether a window holds the days needed, and when it would.

    Args:
        condition: which of the two counts.
        person: who may leave before it would.
        loss_date: day of the loss.
        history: declared days of each month of the long window, oldest first.
        need: months of the window, and days it must hold.
    """
    months, needed = need
    days, window = sum(history[-months:]), window_before(loss_date, months)
    if days >= needed:
        return Check(condition, figure=days, limit=needed, window=window)
    day = day_reached(person, loss_date, history, [need])
    return Check(condition, Problem.TOO_FEW_DAYS, days, needed, needed - days, day, window)


def day_reached(
    person: PersonFacts, loss_date: date, history: Sequence[int], needs: Sequence[tuple[int, int]]
) -> date | None:
    """Last day of the month in which every need would be met at the recent rhythm.

    None when it never would, or not before the person leaves.
    """
    months = months_until(history, needs)
    if months is None:
        return None
    day = add_months(first_day_after(loss_date), months) - timedelta(days=1)
    return None if person.left is not None and day > person.left else day


def check_delay(loss_date: date, request_date: date, rule: JobLossRule) -> Check:
    """Whether the request comes within the delay: the 60th day after the loss is still in time.

    cnss.ma: « dans un délai ne dépassant pas 60 jours à compter de la date de perte d'emploi ». Days of the
    calendar; no source puts the end off when it falls on a day without work.
    """
    gone = (request_date - loss_date).days
    late = max(0, gone - rule.request_days)
    last = loss_date + timedelta(days=rule.request_days)
    problem = Problem.LATE if late else None
    return Check(Condition.DELAY, problem, gone, rule.request_days, shortfall=late, day=last)


def check_reason(reason: JobLossReason | None) -> Check:
    """Whether the law takes the reason; not known before it is told, nor when an officer must look at it."""
    problems = {
        Standing.INVOLUNTARY: None,
        Standing.EXCLUDED: Problem.EXCLUDED_REASON,
        Standing.TO_EXAMINE: Problem.REASON_TO_EXAMINE,
    }
    problem = Problem.REASON_NOT_TOLD if reason is None else problems[reason.standing]
    return Check(Condition.REASON, problem)


def check_age(person: PersonFacts, loss_date: date, rule: JobLossRule) -> Check:
    """Whether the person is under retirement age on the day of the loss; on the birthday itself, no longer.

    Art. 53 of dahir 1-72-184: sixty years. Fifty-five for miners and early retirement (art. 53 bis) are not known here.
    Not known either without a birthday, or with one after the loss.
    """
    born, limit = person.born, rule.retirement_age
    if born is None or born > loss_date:
        return Check(Condition.AGE, Problem.BIRTH_UNKNOWN, limit=limit)
    age = loss_date.year - born.year - ((loss_date.month, loss_date.day) < (born.month, born.day))
    problem = Problem.RETIREMENT_AGE if age >= limit else None
    return Check(Condition.AGE, problem, age, limit, day=day_of_age(born, limit))


def day_of_age(born: date, years: int) -> date:
    """Day somebody reaches an age; born on a 29 February, the 1st of March of a year that has none."""
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return date(born.year + years, 3, 1)


def check_other_claims(person: PersonFacts) -> Check:
    """Whether no claim for the person waits for a decision, and none was accepted for this job: it is lost once."""
    accepted = Problem.JOB_CLAIMED if person.job_claimed else None
    return Check(Condition.NO_OTHER_CLAIM, Problem.LIVE_CLAIM if person.live_claim else accepted)
