"""Every condition but the counts of days, on both sides of its boundary."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from damancom_reflex.domain.job_loss import (
    Check,
    Condition,
    JobLossReason,
    Problem,
    Verdict,
    assess,
)

from .job_loss_factories import (
    EXCLUDED,
    FULL,
    INVOLUNTARY,
    LOSS,
    TO_EXAMINE,
    assessed,
    person,
    rule,
)


@pytest.mark.parametrize(
    ("elapsed", "problem", "late"),
    [
        (0, None, 0),
        (1, None, 0),
        (59, None, 0),
        (60, None, 0),
        (61, Problem.LATE, 1),
        (90, Problem.LATE, 30),
    ],
)
def test_the_sixtieth_day_after_the_loss_is_still_in_time(
    elapsed: int, problem: Problem | None, late: int
) -> None:
    found = assessed(FULL, request=LOSS + timedelta(days=elapsed))
    assert found.check(Condition.DELAY) == Check(
        Condition.DELAY, problem, elapsed, 60, late, date(2026, 4, 29)
    )
    assert found.eligible is (problem is None)


@pytest.mark.parametrize(
    ("loss", "last"),
    [(date(2026, 1, 1), date(2026, 3, 2)), (date(2028, 1, 1), date(2028, 3, 1))],
)
def test_a_leap_year_leaves_the_same_sixty_days(loss: date, last: date) -> None:
    assert assessed(FULL, loss=loss, request=loss).check(Condition.DELAY).day == last


@pytest.mark.parametrize(
    ("reason", "problem", "verdict"),
    [
        (INVOLUNTARY, None, Verdict.MET),
        (EXCLUDED, Problem.EXCLUDED_REASON, Verdict.UNMET),
        (TO_EXAMINE, Problem.REASON_TO_EXAMINE, Verdict.UNKNOWN),
        (None, Problem.REASON_NOT_TOLD, Verdict.UNKNOWN),
    ],
)
def test_the_reason_is_taken_refused_or_left_open(
    reason: JobLossReason | None, problem: Problem | None, verdict: Verdict
) -> None:
    found = assessed(FULL, reason=reason)
    assert found.check(Condition.REASON) == Check(Condition.REASON, problem)
    assert found.check(Condition.REASON).verdict is verdict
    assert found.verdict is verdict
    assert found.eligible is (verdict is Verdict.MET)
    assert found.problems == (() if problem is None else (problem,))


@pytest.mark.parametrize(
    ("born", "loss", "age", "problem"),
    [
        (date(1966, 3, 1), LOSS, 59, None),
        (date(1966, 2, 28), LOSS, 60, Problem.RETIREMENT_AGE),
        (date(1966, 2, 27), LOSS, 60, Problem.RETIREMENT_AGE),
        (date(1965, 3, 1), LOSS, 60, Problem.RETIREMENT_AGE),
        (date(1966, 1, 31), LOSS, 60, Problem.RETIREMENT_AGE),
        (date(1966, 3, 31), date(2026, 3, 30), 59, None),
        (date(1968, 2, 29), date(2028, 2, 28), 59, None),
        (date(1968, 2, 29), date(2028, 2, 29), 60, Problem.RETIREMENT_AGE),
        (LOSS, LOSS, 0, None),
    ],
)
def test_retirement_age_is_reached_on_the_birthday(
    born: date, loss: date, age: int, problem: Problem | None
) -> None:
    check = assessed(FULL, person(born=born, hired=None), loss).check(Condition.AGE)
    assert check == Check(Condition.AGE, problem, age, 60, day=born.replace(year=born.year + 60))


@pytest.mark.parametrize(("loss", "met"), [(date(2029, 2, 28), True), (date(2029, 3, 1), False)])
def test_born_on_29_february_an_age_without_that_day_is_reached_on_1_march(
    loss: date, *, met: bool
) -> None:
    sixty_one = rule(retirement_age=61)
    found = assess(person(born=date(1968, 2, 29)), [], loss, loss, INVOLUNTARY, sixty_one)
    assert found.check(Condition.AGE).day == date(2029, 3, 1)
    assert found.check(Condition.AGE).met is met


@pytest.mark.parametrize("born", [None, date(2026, 3, 1), date.max])
def test_an_unknown_birthday_leaves_the_age_open(born: date | None) -> None:
    found = assessed(FULL, person(born=born))
    assert found.check(Condition.AGE) == Check(Condition.AGE, Problem.BIRTH_UNKNOWN, limit=60)
    assert found.verdict is Verdict.UNKNOWN


def test_a_job_is_lost_once() -> None:
    found = assessed(FULL, person(job_claimed=True))
    assert found.check(Condition.NO_OTHER_CLAIM).problem is Problem.JOB_CLAIMED
    assert (found.problems, found.verdict) == ((Problem.JOB_CLAIMED,), Verdict.UNMET)
    # What waits for a decision comes first: it keeps a new claim from being filed at all.
    assert assessed(FULL, person(job_claimed=True, live_claim=True)).problems == (
        Problem.LIVE_CLAIM,
    )


def test_a_person_has_one_live_claim_at_most() -> None:
    found = assessed(FULL, person(live_claim=True))
    assert found.problems == (Problem.LIVE_CLAIM,)
    assert found.check(Condition.NO_OTHER_CLAIM) == Check(
        Condition.NO_OTHER_CLAIM, Problem.LIVE_CLAIM
    )
    assert found.verdict is Verdict.UNMET
