"""Declared days: both counts, on both sides of their boundaries, over the windows of the loss."""

from __future__ import annotations

from datetime import date

import pytest

from damancom_reflex.domain.job_loss import Condition, MonthDays, Problem

from .job_loss_factories import FULL, assessed, declared, ending


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
