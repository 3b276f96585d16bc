"""Eligibility told before filing: each condition on both sides of its boundary."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from damancom_reflex.domain.job_loss import (
    Check,
    Condition,
    JobLossReason,
    MonthDays,
    PersonFacts,
    Problem,
    Verdict,
    Window,
    assess,
)

from .job_loss_factories import (
    EXCLUDED,
    INVOLUNTARY,
    LOSS,
    TO_EXAMINE,
    assessed,
    declared,
    ending,
    person,
    rule,
)

FULL = declared(202303, 202602)
"""26 days on each of the 36 months: 936, and 312 in the last 12."""


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
        Check(Condition.NO_LIVE_CLAIM),
    )
    assert [check.condition for check in found.checks] == list(Condition)
    assert all(check.met and check.verdict is Verdict.MET for check in found.checks)


@pytest.mark.parametrize(
    ("months", "long", "recent"),
    [
        # 30 full months make 780 exactly; 10 make 260.
        (ending(202602, *[26] * 30), (780, None), (312, None)),
        (ending(202602, 25, *[26] * 29), (779, Problem.TOO_FEW_DAYS), (312, None)),
        (ending(202602, 1, *[26] * 30), (781, None), (312, None)),
        (declared(202303, 202502) + declared(202505, 202602), (884, None), (260, None)),
        (
            declared(202303, 202502) + ending(202602, 25, *[26] * 9),
            (883, None),
            (259, Problem.TOO_FEW_DAYS),
        ),
        (declared(202303, 202502) + ending(202602, 1, *[26] * 10), (885, None), (261, None)),
        (declared(202503, 202602), (312, Problem.TOO_FEW_DAYS), (312, None)),
        ([], (0, Problem.TOO_FEW_DAYS), (0, Problem.TOO_FEW_DAYS)),
    ],
)
def test_declared_days_on_both_sides_of_each_count(
    months: list[MonthDays],
    long: tuple[int, Problem | None],
    recent: tuple[int, Problem | None],
) -> None:
    found = assessed(months)
    counts = (found.check(Condition.DAYS_LONG), found.check(Condition.DAYS_RECENT))
    assert tuple((check.figure, check.problem) for check in counts) == (long, recent)
    assert [check.limit for check in counts] == [780, 260]
    assert [check.shortfall for check in counts] == [max(0, 780 - long[0]), max(0, 260 - recent[0])]
    assert found.eligible is (long[1] is None and recent[1] is None)


@pytest.mark.parametrize(
    ("loss", "long", "recent"),
    [
        # Declared from 09/2023 to 02/2026, and nothing in March.
        (date(2026, 2, 27), 754, 312),
        (date(2026, 2, 28), 780, 312),
        (date(2026, 3, 1), 780, 312),
        (date(2026, 3, 30), 780, 312),
        (date(2026, 3, 31), 780, 286),
        (date(2026, 9, 30), 754, 130),
    ],
)
def test_the_windows_move_with_the_loss(loss: date, long: int, recent: int) -> None:
    found = assessed(declared(202309, 202602), loss=loss)
    assert found.check(Condition.DAYS_LONG).figure == long
    assert found.check(Condition.DAYS_RECENT).figure == recent


@pytest.mark.parametrize(
    ("loss", "figure"),
    [(date(2028, 2, 28), 754), (date(2028, 2, 29), 780), (date(2028, 3, 1), 780)],
)
def test_in_a_leap_year_february_is_over_on_the_29th(loss: date, figure: int) -> None:
    found = assessed(declared(202509, 202802), loss=loss)
    assert found.check(Condition.DAYS_LONG).figure == figure


def test_days_of_several_employers_add_up_within_a_month() -> None:
    half = declared(202309, 202602, days=13)
    both = assessed([*half, *half])
    assert both.check(Condition.DAYS_LONG).figure == 780
    assert assessed(half).check(Condition.DAYS_LONG).figure == 390
    assert assessed([*FULL, *half]).check(Condition.DAYS_LONG).figure == 936


def test_days_declared_after_the_window_do_not_count() -> None:
    late = declared(202603, 202612)
    assert assessed([*FULL, *late]).checks == assessed(FULL).checks
    assert assessed(late).check(Condition.DAYS_LONG).figure == 0


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


def test_a_person_has_one_live_claim_at_most() -> None:
    found = assessed(FULL, person(live_claim=True))
    assert found.problems == (Problem.LIVE_CLAIM,)
    assert found.check(Condition.NO_LIVE_CLAIM) == Check(
        Condition.NO_LIVE_CLAIM, Problem.LIVE_CLAIM
    )
    assert found.verdict is Verdict.UNMET


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
    assert found.check(Condition.NO_LIVE_CLAIM).problem is Problem.LIVE_CLAIM
    assert found.verdict is Verdict.UNMET
    assert (found.days_reached_on, found.awaited) == (None, None)
    assert (found.loss_date, found.request_date) == (loss, TODAY)


def test_an_unmet_condition_weighs_more_than_an_open_one() -> None:
    found = assessed(FULL, person(live_claim=True, born=None), reason=None)
    assert found.verdict is Verdict.UNMET
    assert found.problems == (
        Problem.REASON_NOT_TOLD,
        Problem.BIRTH_UNKNOWN,
        Problem.LIVE_CLAIM,
    )


@pytest.mark.parametrize(
    ("months", "long", "recent", "both"),
    [
        # 779 days, one short: the next month brings them.
        (ending(202602, 25, *[26] * 29), date(2026, 3, 31), None, date(2026, 3, 31)),
        # Hired on 01/09/2024: 18 full months, 12 more to go.
        (ending(202602, *[26] * 18), date(2027, 2, 28), None, date(2027, 2, 28)),
        (ending(202602, *[26] * 9), date(2027, 11, 30), date(2026, 3, 31), date(2027, 11, 30)),
        # 259 in the last 12: the month that leaves, 03/2025, was empty.
        (
            declared(202303, 202502) + ending(202602, 25, *[26] * 9),
            None,
            date(2026, 3, 31),
            date(2026, 3, 31),
        ),
        # At 20 days a month 240 a year are all that can be.
        (declared(202303, 202602, days=20), None, None, None),
        ([], None, None, None),
    ],
)
def test_a_short_count_tells_when_it_would_be_reached(
    months: list[MonthDays], long: date | None, recent: date | None, both: date | None
) -> None:
    found = assessed(months)
    assert found.check(Condition.DAYS_LONG).day == long
    assert found.check(Condition.DAYS_RECENT).day == recent
    assert found.days_reached_on == both


def test_both_counts_are_reached_together_even_when_the_long_one_falls_meanwhile() -> None:
    # At 22 a month the recent count is reached in seven months. Months of 25 leave the long one with 785 by then;
    # months of 24 with 768, and it comes back only when they are all gone.
    months = declared(202303, 202502, days=25) + ending(202602, *[0] * 2, *[20] * 7, *[22, 22, 22])
    found = assessed(months)
    assert found.check(Condition.DAYS_LONG).figure == 806
    assert found.check(Condition.DAYS_LONG).met
    assert found.check(Condition.DAYS_RECENT).figure == 206
    assert found.check(Condition.DAYS_RECENT).day == date(2026, 9, 30)
    assert found.days_reached_on == date(2026, 9, 30)
    slower = declared(202303, 202502, days=24) + ending(202602, *[0] * 2, *[20] * 7, *[22, 22, 22])
    again = assessed(slower)
    assert again.check(Condition.DAYS_LONG).figure == 782
    assert again.check(Condition.DAYS_RECENT).day == date(2026, 9, 30)
    assert again.days_reached_on == date(2028, 5, 31)


@pytest.mark.parametrize(
    ("left", "reached"),
    [
        (None, date(2026, 3, 31)),
        (date(2026, 4, 1), date(2026, 3, 31)),
        (date(2026, 3, 31), date(2026, 3, 31)),
        (date(2026, 3, 30), None),
        (date(2026, 2, 28), None),
    ],
)
def test_nothing_is_reached_after_leaving(left: date | None, reached: date | None) -> None:
    found = assessed(ending(202602, 25, *[26] * 29), person(left=left))
    assert found.check(Condition.DAYS_LONG).day == reached
    assert found.days_reached_on == reached


@pytest.mark.parametrize(
    ("born", "reached"),
    [
        (None, date(2026, 3, 31)),
        (date(1966, 4, 1), date(2026, 3, 31)),
        (date(1966, 3, 31), None),
        (date(1960, 1, 1), None),
        (date(2026, 3, 1), date(2026, 3, 31)),
    ],
)
def test_days_reached_at_retirement_age_are_of_no_use(
    born: date | None, reached: date | None
) -> None:
    found = assessed(ending(202602, 25, *[26] * 29), person(born=born))
    assert found.days_reached_on == reached
    assert found.check(Condition.DAYS_LONG).day == date(2026, 3, 31)


@pytest.mark.parametrize(
    ("loss", "request_day", "awaited"),
    [
        (date(2026, 2, 28), date(2026, 2, 28), 202602),
        (date(2026, 2, 28), date(2026, 3, 10), 202602),
        (date(2026, 2, 28), date(2026, 3, 11), None),
        (date(2026, 3, 9), date(2026, 3, 9), 202602),
        (date(2026, 3, 15), date(2026, 3, 15), None),
    ],
)
def test_a_month_whose_declaration_is_not_due_yet_is_awaited(
    loss: date, request_day: date, awaited: int | None
) -> None:
    found = assessed(ending(202601, *[26] * 29), loss=loss, request=request_day)
    assert found.check(Condition.DAYS_LONG).figure == 754
    assert found.awaited == awaited
    declared_then = assessed(ending(202602, *[26] * 30), loss=loss, request=request_day)
    assert declared_then.awaited is None
    assert declared_then.eligible


@pytest.mark.parametrize(
    ("hired", "awaited"),
    [(None, 202602), (date(2026, 2, 28), 202602), (date(2026, 3, 1), None)],
)
def test_nothing_is_awaited_of_a_month_before_hiring(
    hired: date | None, awaited: int | None
) -> None:
    found = assessed([], person(hired=hired), loss=date(2026, 3, 5))
    assert found.awaited == awaited


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
