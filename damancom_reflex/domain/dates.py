"""Days as people write them."""

from __future__ import annotations

import re
from datetime import date

from damancom_reflex.domain.errors import DomainError
from damancom_reflex.domain.text import without_spaces

FIRST_YEAR = 1900
LAST_YEAR = 2099
"""Years a day may lie in: the oldest person living, and nothing here plans for the next century."""

_YEAR_FIRST = re.compile(r"(?P<year>[0-9]{4})[-/.](?P<month>[0-9]{1,2})[-/.](?P<day>[0-9]{1,2})")
_DAY_FIRST = re.compile(r"(?P<day>[0-9]{1,2})[-/.](?P<month>[0-9]{1,2})[-/.](?P<year>[0-9]{4})")


class DayError(DomainError):
    """A day that cannot be read.

    Codes: `malformed_day` (no day, month and year in figures), `impossible_day` (not in the calendar, or the year not
    1900 to 2099).
    """


def parse_day(text: str) -> date:
    """A day written `31/12/2026`, `31-12-2026`, `31.12.2026` or `2026-12-31`, in any digits, spaces anywhere.

    Raises:
        DayError: when it is not one of these, or no such day is.
    """
    plain = without_spaces(text)
    found = _YEAR_FIRST.fullmatch(plain) or _DAY_FIRST.fullmatch(plain)
    if found is None:
        raise DayError("malformed_day")
    year = int(found["year"])
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise DayError("impossible_day")
    try:
        return date(year, int(found["month"]), int(found["day"]))
    except ValueError as error:
        raise DayError("impossible_day") from error
