"""Labels above their values, side by side: the printed twin of a description list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from damancom_reflex.documents.pdf.shaping import has_arabic
from damancom_reflex.documents.pdf.style import BODY, LABEL, Style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from damancom_reflex.documents.pdf.sheet import Sheet
    from damancom_reflex.documents.pdf.style import Colour

_PAD = 4.0
_SPACE = 2.2


@dataclass(frozen=True, slots=True)
class Pair:
    """A label and its value, which wraps."""

    label: str
    value: str
    style: Style = BODY


def pairs(sheet: Sheet, rows: Sequence[Sequence[Pair]], ground: Colour) -> None:
    """Set rows of pairs, each row shared evenly, on a tinted box kept on one page."""
    wrapped = [_wrap(sheet, row) for row in rows]
    heights = [_height(row) for row in wrapped]
    whole = sum(heights) + _SPACE * (len(rows) - 1) + 2 * _PAD - 1
    sheet.keep(whole)
    sheet.box(0, sheet.at, sheet.width, whole, ground)
    top = sheet.at + _PAD - 0.5
    for row, height in zip(wrapped, heights, strict=True):
        for number, (pair, lines) in enumerate(row):
            width = _width(sheet, len(row))
            _set(sheet, pair, lines, (_PAD + number * (width + _PAD), top, width))
        top += height + _SPACE
    sheet.at += whole


def _width(sheet: Sheet, count: int) -> float:
    return (sheet.width - _PAD * (count + 1)) / count


def _wrap(sheet: Sheet, row: Sequence[Pair]) -> list[tuple[Pair, list[str]]]:
    width = _width(sheet, len(row))
    return [(pair, sheet.wrap(pair.value, width, pair.style)) for pair in row]


def _height(row: list[tuple[Pair, list[str]]]) -> float:
    return LABEL.leading + max(len(lines) * pair.style.leading for pair, lines in row)


def _set(sheet: Sheet, pair: Pair, lines: list[str], box: tuple[float, float, float]) -> None:
    x, top, width = box
    sheet.put(pair.label, x, sheet.baseline(LABEL, top), width, LABEL)
    top += LABEL.leading
    rtl = has_arabic(pair.value)
    for line in lines:
        sheet.put(line, x, sheet.baseline(pair.style, top), width, pair.style, rtl=rtl)
        top += pair.style.leading
