"""Eligibility told before filing: the verdict that the conditions make together."""

from __future__ import annotations

from datetime import date

from damancom_reflex.domain.job_loss import (
    Check,
    Condition,
    PersonFacts,
    Problem,
    Verdict,
    Window,
    assess,
    assess_without_loss,
)

from .job_loss_factories import FULL, INVOLUNTARY, LOSS, assessed, declared, person, rule


def test_somebody_declared_all_along_meets_every_condition() -> None:
    found = assessed(FULL)
    assert found.eligible
    assert found.verdict is Verdict.MET
    assert found.problems == ()
    assert (found.loss_date, found.request_date) == (LOSS, LOSS)
    assert (found.days_reached_on, found.awaited) == (None, None)
    assert found.checks == (
        Check(Condition.LOSS_DAY),
        Check(Condition.DAYS_LONG, figure=936, limit=780, window=Window(202303, 202602)),
        Check(Condition.DAYS_RECENT, figure=312, limit=260, window=Window(202503, 202602)),
        Check(Condition.DELAY, figure=0, limit=60, day=date(2026, 4, 29)),
        Check(Condition.REASON),
        Check(Condition.AGE, figure=35, limit=60, day=date(2050, 5, 17)),
        Check(Condition.NO_OTHER_CLAIM),
    )
    assert [check.condition for check in found.checks] == list(Condition)
    assert all(check.met and check.verdict is Verdict.MET for check in found.checks)


def test_an_unmet_condition_weighs_more_than_an_open_one() -> None:
    found = assessed(FULL, person(live_claim=True, born=None), reason=None)
    assert found.verdict is Verdict.UNMET
    assert found.problems == (
        Problem.REASON_NOT_TOLD,
        Problem.BIRTH_UNKNOWN,
        Problem.LIVE_CLAIM,
    )


def test_another_rule_has_its_own_figures() -> None:
    easier = rule(long_months=24, long_days=400, recent_months=6, recent_days=100, request_days=90)
    found = assess(
        PersonFacts(), declared(202501, 202602, 20), LOSS, date(2026, 5, 29), INVOLUNTARY, easier
    )
    assert found.check(Condition.DAYS_LONG) == Check(
        Condition.DAYS_LONG,
        Problem.TOO_FEW_DAYS,
        280,
        400,
        120,
        date(2026, 8, 31),
        Window(202403, 202602),
    )
    assert found.check(Condition.DAYS_RECENT) == Check(
        Condition.DAYS_RECENT, None, 120, 100, window=Window(202509, 202602)
    )
    assert found.check(Condition.DELAY).met
    assert found.days_reached_on == date(2026, 8, 31)


def test_nothing_that_hangs_on_the_day_is_told_while_it_cannot_be_one() -> None:
    found = assess_without_loss(person(live_claim=True), LOSS, INVOLUNTARY)
    assert [check.condition for check in found.checks] == list(Condition)
    told = {Condition.REASON: None, Condition.NO_OTHER_CLAIM: Problem.LIVE_CLAIM}
    for check in found.checks:
        assert check.problem is told.get(check.condition, Problem.LOSS_UNUSABLE)
        assert (check.figure, check.limit, check.day) == (0, 0, None)
    assert (found.days_reached_on, found.awaited) == (None, None)
