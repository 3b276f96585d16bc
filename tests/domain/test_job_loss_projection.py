from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from damancom_reflex.domain.job_loss.projection import months_until, rhythm

months_of_days = st.lists(st.integers(0, 26), min_size=36, max_size=36)
NEEDS = [(36, 780), (12, 260)]


def history(*last: int) -> list[int]:
    """36 months, empty before these."""
    return [0] * (36 - len(last)) + list(last)


def test_the_rhythm_is_that_of_three_months_with_or_without_the_last() -> None:
    assert rhythm(history(9, 26, 26, 26)) == 78
    assert rhythm(history(26, 26, 26, 0)) == 78
    assert rhythm(history(26, 0, 20, 21)) == 46
    assert rhythm(history(20, 20, 20, 21)) == 61
    assert rhythm(history(26, 26, 26, 26, 0, 0, 0)) == 26
    assert rhythm(history(26, 26, 26, 26, 0, 0, 0, 0)) == 0


@pytest.mark.parametrize(
    ("days", "needs", "months"),
    [
        (history(26, 26, 26), [(12, 78 + 26)], 1),
        (history(26, 26, 26), [(12, 78 + 27)], 2),
        (history(26, 26, 26), [(36, 780)], 27),
        # 25 days a month: the day that a third of 76 adds comes with the third month.
        (history(26, 25, 25), [(36, 76 + 25)], 1),
        (history(26, 25, 25), [(36, 76 + 26)], 2),
        (history(26, 25, 25), [(36, 76 + 50)], 2),
        (history(26, 25, 25), [(36, 76 + 51)], 3),
        (history(26, 25, 25), [(36, 76 + 76)], 3),
        # A full year leaves the window as slower months come: never reached.
        ([26] * 24 + [10] * 12, [(12, 121)], None),
        ([26] * 24 + [10] * 12, [(12, 120)], 1),
        # The last month that a long window can still change.
        (history(26, 26, 26, 0), [(36, 910)], 32),
        (history(26, 26, 26, 0), [(36, 911)], 36),
        (history(26, 26, 26, 0), [(36, 936)], 36),
        (history(26, 26, 26, 0), [(36, 937)], None),
        (history(26), [(36, 286)], 30),
        (history(26), [(36, 287)], 31),
        (history(0, 0, 0, 0), [(36, 1)], None),
        (history(0, 0, 0, 0), [(36, 0)], 1),
        ([22] * 36, [(36, 792)], 1),
        ([22] * 36, [(36, 793)], None),
        ([0] * 33 + [21, 21, 21], [(36, 756)], 33),
        ([0] * 33 + [21, 21, 21], [(36, 757)], None),
        # 77 days in three months: 25, then 26. Days are whole.
        (history(26, 26, 25), [(1, 26)], 2),
        (history(26, 26, 25), [(1, 27)], None),
    ],
)
def test_months_until_a_count_is_reached(
    days: list[int], needs: list[tuple[int, int]], months: int | None
) -> None:
    assert months_until(days, needs) == months


def test_needs_are_met_together() -> None:
    # The long count holds now and falls as full months leave it; the recent one takes 7 months.
    days = [26] * 20 + [22] * 4 + [0] * 9 + [22] * 3
    assert sum(days) == 674
    assert months_until(days, [(12, 220)]) == 7
    assert months_until(days, [(36, 640)]) == 1
    assert months_until(days, [(36, 640), (12, 220)]) == 7
    assert months_until(days, [(36, 650)]) == 1
    assert months_until(days, [(36, 650), (12, 220)]) == 27
    assert months_until(days, [(36, 793), (12, 220)]) is None


@given(months_of_days, st.integers(0, 936), st.integers(0, 312))
def test_the_first_month_is_found_as_counting_month_by_month_finds_it(
    days: list[int], long_days: int, recent_days: int
) -> None:
    lately = rhythm(days)
    whole = list(days)
    expected = None
    # Twice as far as the rule looks.
    for month in range(1, 73):
        whole.append(lately * month // 3 - lately * (month - 1) // 3)
        if sum(whole[-36:]) >= long_days and sum(whole[-12:]) >= recent_days:
            expected = month
            break
    assert months_until(days, [(36, long_days), (12, recent_days)]) == expected


@given(months_of_days, st.integers(0, 35))
def test_one_more_day_never_puts_the_month_off(days: list[int], at: int) -> None:
    more = list(days)
    more[at] = min(26, more[at] + 1)
    for needs in (NEEDS, NEEDS[:1], NEEDS[1:]):
        before, after = months_until(days, needs), months_until(more, needs)
        assert before is None or (after is not None and after <= before)
