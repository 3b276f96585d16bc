"""A step of what happens next: when on the starting side, what beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from damancom_reflex.documents.pdf.shaping import has_arabic
from damancom_reflex.documents.pdf.style import BODY, GREEN, STRONG, Style

if TYPE_CHECKING:
    from damancom_reflex.documents.pdf.sheet import Sheet

_WHEN: Final = Style(9.5, 600, GREEN)
_WIDTH: Final = 52.0
_GAP: Final = 4.0


def step(sheet: Sheet, when: str, what: str) -> None:
    """Set a step at the current height."""
    left = sheet.wrap(when, _WIDTH, _WHEN)
    right = sheet.wrap(what, sheet.width - _WIDTH - _GAP, BODY)
    sheet.keep(max(len(left), len(right)) * BODY.leading)
    top = sheet.at
    for lines, x, width, style, rtl in (
        (left, 0.0, _WIDTH, _WHEN, has_arabic(when)),
        (right, _WIDTH + _GAP, sheet.width - _WIDTH - _GAP, BODY, has_arabic(what)),
    ):
        for number, line in enumerate(lines):
            y = sheet.baseline(style, top + number * style.leading)
            sheet.put(line, x, y, width, style, rtl=rtl)
    sheet.at += max(len(left), len(right)) * STRONG.leading + 1.4
