"""Texts of any length in a box: whole if it can be, smaller, on more lines, and only then cut short."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from damancom_reflex.documents.pdf.style import POINT

if TYPE_CHECKING:
    from damancom_reflex.documents.pdf.sheet import Sheet
    from damancom_reflex.documents.pdf.style import Style

_ONE_LINE: Final = 7.5
"""Points under which a text takes more lines rather than shrink further."""

_SMALLEST: Final = 6.0


def leading(style: Style) -> float:
    """Millimetres between the lines of a text in a box: closer than those of a paragraph."""
    return style.size * 1.3 * POINT


def fitted(
    sheet: Sheet, text: str, width: float, height: float, style: Style
) -> tuple[Style, list[str]]:
    """A text's style and lines in a box of a width and height; cut with an ellipsis when nothing else helps."""
    scale = width / max(sheet.measured(text, style), width)
    if scale == 1:
        return style, [text]
    if style.size * scale >= _ONE_LINE:
        return replace(style, size=int(style.size * scale * 10) / 10), [text]
    lines: list[str] = []
    for size in (_ONE_LINE, 6.8, _SMALLEST):
        style = replace(style, size=min(style.size, size))
        lines = sheet.wrap(text, width, style)
        if len(lines) * leading(style) <= height:
            return style, lines
    most = max(1, int(height / leading(style)))
    return style, [*lines[: most - 1], _cut(sheet, lines[most - 1], width, style)]


def needed(sheet: Sheet, text: str, width: float, most: float, style: Style) -> float:
    """Height a text takes when it may take as much as `most`."""
    small, lines = fitted(sheet, text, width, most, style)
    return len(lines) * leading(small)


def _cut(sheet: Sheet, line: str, width: float, style: Style) -> str:
    while line and sheet.measured(f"{line}…", style) > width:
        line = line[:-1]
    return f"{line.rstrip()}…"
