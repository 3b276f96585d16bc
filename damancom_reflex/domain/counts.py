"""Whole numbers as people type them."""

from __future__ import annotations

import re
from typing import Final

from damancom_reflex.domain.errors import DomainError
from damancom_reflex.domain.text import without_spaces

LONGEST_COUNT: Final = 9
"""Digits read of a number; longer counts nothing of ours."""

_GROUP_MARKS: Final = re.compile(r"['\u2019\u066c]")


class CountError(DomainError):
    """A number of things that cannot be read.

    Codes: `empty_count`, `malformed_count` (anything but whole figures).
    """


def parse_count(text: str) -> int:
    """A number of things: `12`, `1 200`, `1'200`, in any digits.

    Raises:
        CountError: when it is empty, or no whole number in figures.
    """
    plain = _GROUP_MARKS.sub("", without_spaces(text))
    if not plain:
        raise CountError("empty_count")
    if not re.fullmatch(rf"[0-9]{{1,{LONGEST_COUNT}}}", plain):
        raise CountError("malformed_count")
    return int(plain)
