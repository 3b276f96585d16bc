from __future__ import annotations

from datetime import date

import pytest

from damancom_reflex.domain.job_loss import (
    JobLossRuleError,
    MinimumWage,
    Standing,
    minimum_wage_on,
    rule_on,
)

from .job_loss_factories import EXCLUDED, INVOLUNTARY, RULE, TO_EXAMINE, WAGES, rule

REFORM = rule(valid_from=date(2027, 1, 1), long_days=540)
LATER = rule(valid_from=date(2028, 1, 1), long_days=500)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"recent_months": 0}, "windows"),
        ({"recent_months": 37}, "windows"),
        ({"long_days": -1}, "long_days"),
        ({"long_days": 937}, "long_days"),
        ({"recent_days": -1}, "recent_days"),
        ({"recent_days": 313}, "recent_days"),
        ({"request_days": -1}, "request_days"),
        ({"rate": -1}, "rate"),
        ({"rate": 10_001}, "rate"),
        ({"most_months": 0}, "most_months"),
        ({"retirement_age": 0}, "retirement_age"),
        ({"retirement_age": 121}, "retirement_age"),
        ({"hours_a_month": 0}, "hours"),
    ],
)
def test_a_rule_that_contradicts_itself_is_refused(changes: dict[str, object], reason: str) -> None:
    with pytest.raises(JobLossRuleError) as refused:
        rule(**changes)
    assert refused.value.code == "contradictory_job_loss_rule"
    assert refused.value.params == {"reason": reason}


@pytest.mark.parametrize(
    "changes",
    [
        {"recent_months": 1, "recent_days": 0},
        {"recent_months": 36},
        {"long_days": 0},
        {"long_days": 936},
        {"recent_days": 312},
        {"request_days": 0},
        {"rate": 0},
        {"rate": 10_000},
        {"most_months": 1},
        {"retirement_age": 1},
        {"retirement_age": 120},
        {"hours_a_month": 1},
    ],
)
def test_a_rule_at_its_bounds_is_taken(changes: dict[str, object]) -> None:
    assert rule(**changes).source == "test"


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(1999, 1, 1), RULE),
        (date(2014, 12, 1), RULE),
        (date(2026, 12, 31), RULE),
        (date(2027, 1, 1), REFORM),
        (date(2027, 12, 31), REFORM),
        (date(2028, 1, 1), LATER),
    ],
)
def test_the_rule_of_a_loss_is_the_latest_begun(day: date, expected: object) -> None:
    assert rule_on(day, [LATER, RULE, REFORM]) is expected
    assert rule_on(day, [RULE]) is RULE


def test_without_any_rule_there_is_none_to_follow() -> None:
    with pytest.raises(ValueError, match="not enough values"):
        rule_on(date(2026, 1, 1), [])


@pytest.mark.parametrize(
    ("day", "hourly"),
    [
        (date(2023, 9, 1), 1629),
        (date(2024, 12, 31), 1629),
        (date(2025, 1, 1), 1710),
        (date(2025, 12, 31), 1710),
        (date(2026, 1, 1), 1792),
        (date(2040, 1, 1), 1792),
    ],
)
def test_the_minimum_wage_of_a_day_is_the_latest_begun(day: date, hourly: int) -> None:
    for order in (WAGES, WAGES[::-1]):
        found = minimum_wage_on(day, order)
        assert found is not None
        assert found.hourly == hourly


def test_before_the_first_record_the_minimum_wage_is_not_known() -> None:
    assert minimum_wage_on(date(2023, 8, 31), WAGES) is None
    assert minimum_wage_on(date(2026, 1, 1), []) is None
    assert minimum_wage_on(date(2026, 1, 1), [MinimumWage(date(2026, 1, 2), 1, "test")]) is None


def test_a_reason_says_itself_in_both_languages_and_whether_the_law_takes_it() -> None:
    assert (INVOLUNTARY.text("fr"), INVOLUNTARY.text("ar")) == ("Fermeture", "إغلاق")
    assert [each.excluded for each in (INVOLUNTARY, EXCLUDED, TO_EXAMINE)] == [False, True, False]
    assert Standing("excluded") is Standing.EXCLUDED
