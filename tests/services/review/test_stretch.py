from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from damancom_reflex.services.review import stretch
from damancom_reflex.services.review.stretch import Days, Stretch, around, is_far

FIRST = date(2023, 11, 8)

days_of_requests = st.lists(st.integers(0, 30), min_size=1, max_size=40).filter(any)
"""How many were filed on each of some days that follow each other."""


class Filed:
    """Requests filed on some days, and what was asked about them."""

    def __init__(self, numbers: list[int]) -> None:
        self.numbers = numbers
        self.asked: list[Days] = []

    @property
    def days(self) -> Days:
        """All of them."""
        return FIRST, FIRST + timedelta(days=len(self.numbers))

    async def on(self, between: Days) -> int:
        """How many on some days, as the database is asked."""
        self.asked.append(between)
        return self.now(between)

    def now(self, between: Days) -> int:
        """The same, without asking."""
        first, after = ((day - FIRST).days for day in between)
        assert 0 <= first < after <= len(self.numbers)
        return sum(self.numbers[first:after])


@given(numbers=days_of_requests, descending=st.booleans(), data=st.data())
async def test_a_stretch_holds_the_page_and_tells_how_many_come_before_it(
    *, numbers: list[int], descending: bool, data: st.DataObject
):
    filed = Filed(numbers)
    total = sum(numbers)
    start = data.draw(st.integers(0, total - 1))
    page = range(start, min(total, start + 5))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(stretch, "NEAR", data.draw(st.integers(0, 20)))
        whole = Stretch.whole(filed.days, total, descending=descending)
        found = await around(whole, page, filed.on)
    assert found.start.rows <= page.start
    assert page.stop <= found.end.rows
    assert filed.now(found.days) == found.end.rows - found.start.rows
    # In the order of the queue: as many come before it, and as many after it.
    (first, after), (very_first, very_last) = found.days, filed.days
    earlier = filed.now((very_first, first)) if very_first < first else 0
    later = filed.now((after, very_last)) if after < very_last else 0
    before, behind = (later, earlier) if descending else (earlier, later)
    assert (before, behind) == (found.start.rows, total - found.end.rows)
    assert len(filed.asked) <= stretch.MOST_GUESSES


@pytest.mark.parametrize("descending", [False, True])
async def test_of_days_alike_one_guess_is_enough(*, descending: bool):
    filed = Filed([137] * 730)
    total = 137 * 730
    for start in range(stretch.NEAR + 1, total - stretch.NEAR - 20, 4_999):
        filed.asked.clear()
        page = range(start, start + 20)
        whole = Stretch.whole(filed.days, total, descending=descending)
        found = await around(whole, page, filed.on)
        assert not is_far(page, found.rows)
        assert len(filed.asked) == 1


async def test_what_is_near_an_end_or_of_one_day_is_not_asked_about():
    one_day, many = Filed([50_000]), Filed([100] * 500)
    whole = Stretch.whole(one_day.days, 50_000, descending=False)
    assert await around(whole, range(25_000, 25_020), one_day.on) == whole
    whole = Stretch.whole(many.days, 50_000, descending=False)
    assert await around(whole, range(1_000, 1_020), many.on) == whole
    assert await around(whole, range(49_000, 49_020), many.on) == whole
    assert one_day.asked == many.asked == []
