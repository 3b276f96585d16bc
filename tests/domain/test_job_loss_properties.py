"""What holds for every person, history and day."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from damancom_reflex.domain.job_loss import (
    Assessment,
    Check,
    Condition,
    JobLossReason,
    MonthDays,
    PersonFacts,
    Verdict,
    assess,
    estimate,
)

from .job_loss_factories import (
    LOSS,
    PERSON,
    RULE,
    WAGES,
    assessed,
    histories,
    losses,
    month_days,
    odd_days,
    people,
    reasons,
    regular,
)

COUNTS = (Condition.DAYS_LONG, Condition.DAYS_RECENT)
odd_months = st.lists(
    st.builds(MonthDays, st.integers(), st.integers(), st.integers()) | month_days, max_size=20
)


@given(people, odd_months, odd_days, odd_days, reasons)
def test_nothing_is_raised_on_odd_data(
    facts: PersonFacts,
    months: list[MonthDays],
    loss: date,
    request_day: date,
    reason: JobLossReason | None,
) -> None:
    found = assess(facts, months, loss, request_day, reason, RULE)
    assert [check.condition for check in found.checks] == list(Condition)
    assert found.eligible is all(check.met for check in found.checks)
    assert len(found.problems) == sum(not check.met for check in found.checks)
    estimate(months, loss, RULE, WAGES)


@given(histories, losses)
def test_a_shortfall_is_what_is_missing_and_a_met_count_lacks_nothing(
    months: list[MonthDays], loss: date
) -> None:
    found = assessed(months, loss=loss)
    for condition in COUNTS:
        check = found.check(condition)
        assert check.shortfall == max(0, check.limit - check.figure)
        assert check.met is (check.shortfall == 0)
        assert not (check.met and check.day)


@given(histories | regular, losses | st.just(LOSS), month_days)
def test_one_more_day_never_makes_worse(
    months: list[MonthDays], loss: date, more: MonthDays
) -> None:
    before, after = assessed(months, loss=loss), assessed([*months, more], loss=loss)
    for condition in COUNTS:
        old, new = before.check(condition), after.check(condition)
        assert new.figure >= old.figure
        assert new.shortfall <= old.shortfall
        assert not_later(old, new)
    assert not before.eligible or after.eligible
    assert after.eligible or both_not_later(before, after)


def not_later(old: Check, new: Check) -> bool:
    """A count is reached, or reached as early as it was to be."""
    return new.met or old.day is None or (new.day is not None and new.day <= old.day)


def both_not_later(old: Assessment, new: Assessment) -> bool:
    return old.days_reached_on is None or (
        new.days_reached_on is not None and new.days_reached_on <= old.days_reached_on
    )


@given(histories | regular, losses | st.just(LOSS))
def test_the_day_told_is_after_the_loss_and_the_end_of_a_month(
    months: list[MonthDays], loss: date
) -> None:
    found = assessed(months, loss=loss)
    for day in (found.days_reached_on, *(found.check(each).day for each in COUNTS)):
        assert day is None or (day > loss and (day + timedelta(days=1)).day == 1)


@given(regular, st.integers(0, 200))
def test_waiting_never_turns_a_delay_good(months: list[MonthDays], elapsed: int) -> None:
    today = assessed(months, request=LOSS + timedelta(days=elapsed)).check(Condition.DELAY)
    later = assessed(months, request=LOSS + timedelta(days=elapsed + 1)).check(Condition.DELAY)
    assert later.figure == today.figure + 1
    assert later.shortfall >= today.shortfall
    assert today.met or not later.met


@given(st.dates(date(1950, 1, 1), date(2010, 1, 1)), losses)
def test_retirement_age_once_reached_stays_reached(born: date, loss: date) -> None:
    facts = PersonFacts(born=born)
    today = assessed([], facts, loss).check(Condition.AGE)
    tomorrow = assessed([], facts, loss + timedelta(days=1)).check(Condition.AGE)
    assert today.day is not None
    assert today.met is (loss < today.day)
    assert today.met or not tomorrow.met
    assert tomorrow.figure - today.figure in {0, 1}


@given(people, histories, losses, reasons)
def test_a_verdict_is_the_worst_of_its_conditions(
    facts: PersonFacts, months: list[MonthDays], loss: date, reason: JobLossReason | None
) -> None:
    found = assessed(months, facts, loss, None, reason)
    verdicts = [check.verdict for check in found.checks]
    worst = next(each for each in (Verdict.UNMET, Verdict.UNKNOWN, Verdict.MET) if each in verdicts)
    assert found.verdict is worst


@given(histories, losses)
def test_the_same_facts_give_the_same_answer(months: list[MonthDays], loss: date) -> None:
    assert assessed(months, PERSON, loss) == assessed(months[::-1], PERSON, loss)
