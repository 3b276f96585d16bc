"""Builders of declared months, people and rules of IPE, and the strategies that invent them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from damancom_reflex.domain.calendar import add_months, periods_between
from damancom_reflex.domain.job_loss import (
    Assessment,
    JobLossReason,
    JobLossRule,
    MinimumWage,
    MonthDays,
    PersonFacts,
    Standing,
    assess,
)

LOSS = date(2026, 2, 28)
"""A loss whose 36 months are 03/2023 to 02/2026 and whose 12 are 03/2025 to 02/2026."""

RULE = JobLossRule(
    valid_from=date(2014, 12, 1),
    long_months=36,
    long_days=780,
    recent_months=12,
    recent_days=260,
    most_days_a_month=26,
    request_days=60,
    rate=7000,
    most_months=6,
    retirement_age=60,
    hours_a_month=191,
    source="test",
)

WAGES = (
    MinimumWage(date(2023, 9, 1), 1629, "test"),
    MinimumWage(date(2025, 1, 1), 1710, "test"),
    MinimumWage(date(2026, 1, 1), 1792, "test"),
)

INVOLUNTARY = JobLossReason(
    "closure", date(2014, 12, 1), "Fermeture", "إغلاق", Standing.INVOLUNTARY, "test"
)
EXCLUDED = replace(INVOLUNTARY, code="resignation", standing=Standing.EXCLUDED)
TO_EXAMINE = replace(INVOLUNTARY, code="other", standing=Standing.TO_EXAMINE)

PERSON = PersonFacts(born=date(1990, 5, 17), hired=date(2022, 1, 1))


def rule(**changes: object) -> JobLossRule:
    """The rule in force, with changes."""
    return replace(RULE, **changes)  # pyright: ignore[reportArgumentType] - any field may change


def person(**changes: object) -> PersonFacts:
    """Somebody of 35 hired in 2022, with changes."""
    return replace(PERSON, **changes)  # pyright: ignore[reportArgumentType] - any field may change


def declared(first: int, last: int, days: int = 26, wage: int = 400_000) -> list[MonthDays]:
    """One declaration a month, alike."""
    return [MonthDays(period, days, wage) for period in periods_between(first, last)]


FULL = declared(202303, 202602)
"""26 days on each of the 36 months: 936, and 312 in the last 12."""


def ending(last: int, *days: int, wage: int = 400_000) -> list[MonthDays]:
    """Declarations of these days, the last one for the period `last`."""
    end = date(last // 100, last % 100, 1)
    months = [add_months(end, -back) for back in reversed(range(len(days)))]
    return [
        MonthDays(day.year * 100 + day.month, each, wage)
        for day, each in zip(months, days, strict=True)
    ]


def assessed(
    months: list[MonthDays],
    facts: PersonFacts = PERSON,
    loss: date = LOSS,
    request: date | None = None,
    reason: JobLossReason | None = INVOLUNTARY,
) -> Assessment:
    """What is found under the rule in force; asked on the day of the loss unless told otherwise."""
    return assess(facts, months, loss, request or loss, reason, RULE)


periods = st.integers(2022, 2027).flatmap(
    lambda year: st.integers(1, 12).map(lambda month: year * 100 + month)
)
month_days = st.builds(MonthDays, periods, st.integers(0, 26), st.integers(0, 2_000_000))
histories = st.lists(month_days, max_size=60)
regular = st.builds(
    declared, st.just(202303), st.just(202602), st.integers(0, 26), st.integers(0, 1_000_000)
)
"""A declaration for each of the 36 months of `LOSS`."""

losses = st.dates(date(2024, 1, 1), date(2027, 12, 31))
odd_days = st.dates() | st.sampled_from([date.min, date.max, date(2024, 2, 29)])
people = st.builds(
    PersonFacts,
    born=st.none() | odd_days,
    hired=st.none() | odd_days,
    left=st.none() | odd_days,
    live_claim=st.booleans(),
)
reasons = st.sampled_from([None, INVOLUNTARY, EXCLUDED, TO_EXAMINE])
