"""Boxes to tick."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final, TypeVar

from damancom_reflex.documents.parts.form.cells import LABELS, ROW, Place, label
from damancom_reflex.documents.parts.form.words import facing
from damancom_reflex.documents.pdf.marks import spoken
from damancom_reflex.documents.pdf.style import INK, MUTED, Style

if TYPE_CHECKING:
    from collections.abc import Mapping

    from damancom_reflex.documents.parts.form.words import Both
    from damancom_reflex.documents.pdf.sheet import Sheet

Word = TypeVar("Word", bound=StrEnum)

_SQUARE: Final = 3.0
_AFTER: Final = 1.4
_LINE: Final = 4.7
_BETWEEN: Final = 6.0
_OPTION: Final = Style(8, 400, INK)
_TICK: Final = Style(10, 600, INK)


@dataclass(frozen=True, slots=True)
class Option:
    """A box to tick and what it stands for."""

    words: Both
    ticked: bool = False


def one_of(words: Mapping[Word, Both], chosen: Word) -> tuple[Option, ...]:
    """Every word there is, the chosen one ticked."""
    return tuple(Option(name, word == chosen) for word, name in words.items())


@dataclass(frozen=True, slots=True)
class Ticks:
    """A label above boxes to tick, one beside the other."""

    words: Both
    options: tuple[Option, ...]
    grows: bool = False

    def height(self, _sheet: Sheet, _width: float, /) -> float:
        """A row."""
        return ROW

    def set(self, sheet: Sheet, place: Place) -> None:
        """Set it."""
        label(sheet, self.words, place)
        x, width = place.inside
        _line(sheet, self.options, (x, place.top + LABELS + 0.4, width))


@dataclass(frozen=True, slots=True)
class Checklist:
    """A label above boxes to tick, in columns; in each, French and Arabic face each other."""

    words: Both
    options: tuple[Option, ...]
    columns: int = 1
    grows: bool = False

    def height(self, _sheet: Sheet, _width: float, /) -> float:
        """A line for each option of a column."""
        return LABELS + 1.2 + _LINE * -(-len(self.options) // self.columns)

    def set(self, sheet: Sheet, place: Place) -> None:
        """Set it, column by column."""
        label(sheet, self.words, place)
        x, width = place.inside
        lines = -(-len(self.options) // self.columns)
        room = (width - _BETWEEN * (self.columns - 1)) / self.columns
        for number, option in enumerate(self.options):
            column, at = divmod(number, lines)
            left = x + column * (room + _BETWEEN)
            top = place.top + LABELS + 0.4 + at * _LINE
            tick(sheet, left, top, ticked=option.ticked)
            start = _SQUARE + _AFTER
            y = sheet.baseline(_OPTION, top + (_SQUARE + 1.2 - _OPTION.leading) / 2)
            facing(sheet, option.words, (left + start, y, room - start), _OPTION)


def _line(sheet: Sheet, options: tuple[Option, ...], place: tuple[float, float, float]) -> None:
    """Boxes to tick on one line, spread over a width by what each needs. `place`: x, top, width."""
    x, top, width = place
    fixed = _SQUARE + _AFTER + 1.6
    wide = [_width(sheet, option, _OPTION) for option in options]
    scale = min(1.0, (width - len(options) * (fixed + 1)) / sum(wide))
    style = replace(_OPTION, size=_OPTION.size * scale)
    free = (width - scale * sum(wide) - len(options) * fixed) / len(options)
    for option, needed in zip(options, wide, strict=True):
        tick(sheet, x, top, ticked=option.ticked)
        y = sheet.baseline(style, top + (_SQUARE + 1.2 - style.leading) / 2)
        start = x + _SQUARE + _AFTER
        sheet.put(option.words.fr, start, y, needed, style)
        start += sheet.text_width(option.words.fr, style) + 1.6
        with spoken(sheet, "ar"):
            sheet.put(option.words.ar, start, y, needed, replace(style, colour=MUTED))
        x += needed * scale + fixed + min(free, 8.0)


def _width(sheet: Sheet, option: Option, style: Style) -> float:
    return sum(sheet.text_width(text, style) for text in (option.words.fr, option.words.ar))


def tick(sheet: Sheet, x: float, top: float, *, ticked: bool) -> None:
    """A box, ticked or to be ticked."""
    top += 0.6
    sheet.frame(x, top, _SQUARE, _SQUARE, INK, 0.22)
    if ticked:
        sheet.put(
            "✓",
            x,
            sheet.baseline(_TICK, top + (_SQUARE - _TICK.leading) / 2),
            _SQUARE,
            _TICK,
            "centre",
        )
