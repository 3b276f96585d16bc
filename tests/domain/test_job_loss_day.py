"""The day of the loss: its bounds, and what cannot be told of a day outside them."""

from __future__ import annotations

from datetime import date

import pytest

from damancom_reflex.domain.job_loss import Check, Condition, Problem, Verdict

from .job_loss_factories import EXCLUDED, FULL, assessed, person

TODAY = date(2026, 2, 28)


@pytest.mark.parametrize(
    ("loss", "facts", "problem", "bound"),
    [
        (TODAY, {}, None, None),
        (date(2026, 3, 1), {}, Problem.FUTURE_LOSS, TODAY),
        (date(2022, 1, 1), {}, None, None),
        (date(2021, 12, 31), {}, Problem.LOSS_BEFORE_HIRING, date(2022, 1, 1)),
        (date(2021, 12, 31), {"hired": None}, None, None),
        (date(2014, 12, 1), {"hired": None}, None, None),
        (date(2014, 11, 30), {"hired": None}, Problem.LOSS_BEFORE_LAW, date(2014, 12, 1)),
        (date(2026, 1, 31), {"left": date(2026, 1, 31)}, None, None),
        (
            date(2026, 2, 1),
            {"left": date(2026, 1, 31)},
            Problem.LOSS_AFTER_LEAVING,
            date(2026, 1, 31),
        ),
        (date(1949, 12, 31), {}, Problem.IMPOSSIBLE_LOSS, None),
        (date(2100, 1, 1), {}, Problem.IMPOSSIBLE_LOSS, None),
    ],
)
def test_the_day_of_the_loss_has_its_bounds(
    loss: date, facts: dict[str, object], problem: Problem | None, bound: date | None
) -> None:
    found = assessed(FULL, person(**facts), loss, TODAY)
    assert found.checks[0] == Check(Condition.LOSS_DAY, problem, day=bound)
    assert found.checks[0].verdict is (Verdict.MET if problem is None else Verdict.UNMET)


@pytest.mark.parametrize("loss", [date(2026, 3, 1), date.max, date.min])
def test_what_hangs_on_a_loss_to_come_or_outside_the_calendar_is_not_told(loss: date) -> None:
    found = assessed(FULL, person(live_claim=True), loss, TODAY, EXCLUDED)
    assert [check.condition for check in found.checks] == list(Condition)
    assert found.checks[1:4] == (
        Check(Condition.DAYS_LONG, Problem.LOSS_UNUSABLE),
        Check(Condition.DAYS_RECENT, Problem.LOSS_UNUSABLE),
        Check(Condition.DELAY, Problem.LOSS_UNUSABLE),
    )
    assert found.check(Condition.AGE) == Check(Condition.AGE, Problem.LOSS_UNUSABLE)
    assert found.check(Condition.AGE).verdict is Verdict.UNKNOWN
    assert found.check(Condition.REASON).problem is Problem.EXCLUDED_REASON
    assert found.check(Condition.NO_OTHER_CLAIM).problem is Problem.LIVE_CLAIM
    assert found.verdict is Verdict.UNMET
    assert (found.days_reached_on, found.awaited) == (None, None)
    assert (found.loss_date, found.request_date) == (loss, TODAY)
