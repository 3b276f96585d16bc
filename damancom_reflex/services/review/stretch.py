"""Where a page far inside the queue is read: requests before it are counted by their days, not stepped through.

To merge the statuses key by key takes a database some seven times as long as to count them. So the days between which a
page lies are guessed from how many were filed a day, and what was guessed is counted.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

NEAR: Final = 1_500
"""Requests that are stepped through in the time of one count more."""

MOST_GUESSES: Final = 4

Days = tuple[date, date]
"""A first day, and the day after the last one."""

Counting = Callable[[Days], Awaitable[int]]
"""Tells how many requests were filed on some days."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in the order of the queue: as many days and as many requests come before it."""

    days: int
    rows: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days that follow each other in the order of the queue, and the requests filed on them.

    Attributes:
        every_day: the days of all the queue, from the earliest on.
        descending: whether the latest day comes first.
        start: where it begins.
        end: where it ends.
    """

    every_day: Days
    descending: bool
    start: Mark
    end: Mark

    @classmethod
    def whole(cls, days: Days, total: int, *, descending: bool) -> Stretch:
        """All the days, and all the requests."""
        return cls(days, descending, Mark(0, 0), Mark((days[1] - days[0]).days, total))

    @property
    def days(self) -> Days:
        """The days, from the earliest on."""
        return self.between(self.start.days, self.end.days)

    def between(self, start: int, end: int) -> Days:
        """Days of places in the order, the one of `end` left out."""
        first, after = self.every_day
        if self.descending:
            return after - timedelta(days=end), after - timedelta(days=start)
        return first + timedelta(days=start), first + timedelta(days=end)

    @property
    def rows(self) -> range:
        """Places of its requests among all there are."""
        return range(self.start.rows, self.end.rows)


def is_far(rows: range, within: range) -> bool:
    """Whether rows lie far from both ends of those they are among."""
    return min(rows.start - within.start, within.stop - rows.stop) > NEAR


async def around(whole: Stretch, rows: range, count: Counting) -> Stretch:
    """A stretch that holds these rows, with one of its ends as near to them as some guesses bring it.

    Args:
        whole: all there is.
        rows: places from 0, among all there is.
        count: asked for some days of a stretch, those of its nearer end.
    """
    found = whole
    for _ in range(MOST_GUESSES):
        if found.end.days - found.start.days <= 1 or not is_far(rows, found.rows):
            break
        # A little before the page, so that the day guessed does not begin amid its rows.
        guess = _guess(found, rows.start - NEAR // 2)
        found = _narrower(found, rows, await _mark(found, guess, count))
    return found


def _guess(within: Stretch, row: int) -> int:
    """Days before the one a row was filed on, had as many been filed on each."""
    start, end = within.start, within.end
    guess = start.days + (end.days - start.days) * (row - start.rows) // (end.rows - start.rows)
    return max(start.days + 1, min(guess, end.days - 1))


async def _mark(within: Stretch, days: int, count: Counting) -> Mark:
    start, end = within.start, within.end
    if days - start.days <= end.days - days:
        return Mark(days, start.rows + await count(within.between(start.days, days)))
    return Mark(days, end.rows - await count(within.between(days, end.days)))


def _narrower(within: Stretch, rows: range, mark: Mark) -> Stretch:
    """The part of a stretch on the side of a mark where rows lie; all of it where they lie on both."""
    if mark.rows <= rows.start:
        return replace(within, start=mark)
    return replace(within, end=mark) if mark.rows >= rows.stop else within
