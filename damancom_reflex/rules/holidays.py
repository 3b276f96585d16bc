"""The holidays on file: which days they are, under which name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache

from damancom_reflex.rules import read


@dataclass(frozen=True, slots=True)
class FixedHoliday:
    """A holiday of the same day every year, from `valid_from` on."""

    month: int
    day: int
    name_fr: str
    name_ar: str
    valid_from: date
    source: str

    def is_on(self, day: date) -> bool:
        """Whether it falls on a day."""
        return (day.month, day.day) == (self.month, self.day) and day >= self.valid_from


@dataclass(frozen=True, slots=True)
class MovingHoliday:
    """A holiday that moves with the moon, or that was added once.

    Attributes:
        first: its first day.
        days: how many days from then on.
        name_fr: French name.
        name_ar: Arabic name.
        standing: `announced`, or `expected` while only a calendar tells it.
        source: where it was read.
    """

    first: date
    days: int
    name_fr: str
    name_ar: str
    standing: str
    source: str

    def is_on(self, day: date) -> bool:
        """Whether a day is one of its days."""
        return self.first <= day < self.first + timedelta(days=self.days)


@cache
def fixed_holidays() -> tuple[FixedHoliday, ...]:
    """Holidays of the same day every year, in file order."""
    return tuple(FixedHoliday(**record) for record in read("holidays.toml")["fixed"])


@cache
def moving_holidays() -> tuple[MovingHoliday, ...]:
    """Holidays of the moon and days added once, in file order."""
    return tuple(MovingHoliday(**record) for record in read("holidays.toml")["moving"])


@lru_cache(4096)
def is_holiday(day: date) -> bool:
    """Whether a day is a public holiday of Morocco."""
    return any(holiday.is_on(day) for holiday in (*fixed_holidays(), *moving_holidays()))
