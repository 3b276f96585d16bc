"""The boxes of a form, each with its label in both languages, set side by side in rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

from damancom_reflex.documents.parts.form.fitting import fitted, leading, needed
from damancom_reflex.documents.parts.form.words import facing
from damancom_reflex.documents.pdf.marks import spoken
from damancom_reflex.documents.pdf.shaping import has_arabic
from damancom_reflex.documents.pdf.style import FRAME, INK, MUTED, WHITE, Style

if TYPE_CHECKING:
    from damancom_reflex.documents.parts.form.words import Both
    from damancom_reflex.documents.pdf.sheet import Sheet

ROW: Final = 9.5
"""Millimetres of a box with a label and one line."""

PAD: Final = 1.8
LABELS: Final = 3.7
"""Millimetres that the label takes at the top of a box."""

VALUE: Final = Style(10, 400, INK)
LABEL: Final = Style(6.8, 400, MUTED)
_TALLEST: Final = 11.2
_BETWEEN: Final = 3.0


@dataclass(frozen=True, slots=True)
class Place:
    """Where a box stands: its corner on the starting side, its size."""

    x: float
    top: float
    width: float
    height: float

    @property
    def inside(self) -> tuple[float, float]:
        """Where what it holds begins, and the width left for it."""
        return self.x + PAD, self.width - 2 * PAD


class Cell(Protocol):
    """A box of a form."""

    @property
    def grows(self) -> bool:
        """Whether it takes the room that others leave: there is something to write in it."""
        ...

    def height(self, sheet: Sheet, width: float, /) -> float:
        """Millimetres it needs."""
        ...

    def set(self, sheet: Sheet, place: Place) -> None:
        """Set it, without its outline."""
        ...


def row(sheet: Sheet, *cells: tuple[float, Cell]) -> None:
    """Set boxes side by side at the current height, as deep as the deepest; each comes with its share of the width."""
    whole = sum(share for share, _cell in cells)
    sized = [(share / whole * sheet.width, cell) for share, cell in cells]
    height = max(cell.height(sheet, width) for width, cell in sized)
    x = 0.0
    for width, cell in sized:
        place = Place(x, sheet.at, width, height)
        sheet.box(x, sheet.at, width, height, WHITE)
        sheet.frame(x, sheet.at, width, height, FRAME)
        cell.set(sheet, place)
        x += width
    sheet.at += height


def label(sheet: Sheet, words: Both, place: Place) -> None:
    """The label at the top of a box."""
    x, width = place.inside
    facing(sheet, words, (x, sheet.baseline(LABEL, place.top + 0.4), width), LABEL)


@dataclass(frozen=True, slots=True)
class Value:
    """A label above what was typed; Arabic stands at the other end, facing the Latin letters when there are both."""

    words: Both
    text: str
    arabic: str = ""
    style: Style = VALUE
    grows: bool = False

    def height(self, sheet: Sheet, width: float, /) -> float:
        """A row, or a little more for a text of many letters."""
        sides = self._sides(sheet, width - 2 * PAD)
        tallest = max(
            (needed(sheet, text, side, _TALLEST, self.style) for text, side in sides), default=0
        )
        return max(ROW, LABELS + tallest + 0.9)

    def set(self, sheet: Sheet, place: Place) -> None:
        """Set it."""
        label(sheet, self.words, place)
        x, width = place.inside
        room = place.height - LABELS - 0.6
        for text, side in self._sides(sheet, width):
            style, lines = fitted(sheet, text, side, room, self.style)
            top = place.top + LABELS + (room - len(lines) * leading(style)) / 2
            for number, line in enumerate(lines):
                y = top + number * leading(style) + (leading(style) - style.leading) / 2
                _line(sheet, line, (x, sheet.baseline(style, y), width), style)

    def _sides(self, sheet: Sheet, width: float) -> list[tuple[str, float]]:
        """Texts and the width of each: what they need of it."""
        texts = [text for text in (self.text, self.arabic) if text]
        if not (self.text and self.arabic):
            return [(text, width) for text in texts]
        wide = [sheet.measured(text, self.style) for text in texts]
        room = width - _BETWEEN
        return [
            (text, room * max(0.3, min(0.7, part / sum(wide))))
            for text, part in zip(texts, wide, strict=True)
        ]


def _line(sheet: Sheet, text: str, place: tuple[float, float, float], style: Style) -> None:
    x, y, width = place
    if has_arabic(text):
        with spoken(sheet, "ar"):
            sheet.put(text, x, y, width, style, "end", rtl=True)
    else:
        sheet.put(text, x, y, width, style)


@dataclass(frozen=True, slots=True)
class Stack:
    """Boxes one above the other, beside a taller one; those to write in share the height they leave."""

    cells: tuple[Cell, ...]
    grows: bool = True

    def height(self, sheet: Sheet, width: float, /) -> float:
        """What they need together."""
        return sum(cell.height(sheet, width) for cell in self.cells)

    def set(self, sheet: Sheet, place: Place) -> None:
        """Set them, and the lines between them."""
        free = place.height - self.height(sheet, place.width)
        free /= sum(cell.grows for cell in self.cells)
        top = place.top
        for cell in self.cells:
            height = cell.height(sheet, place.width) + free * cell.grows
            sheet.frame(place.x, top, place.width, height, FRAME)
            cell.set(sheet, Place(place.x, top, place.width, height))
            top += height


@dataclass(frozen=True, slots=True)
class Blank:
    """A label above room to write in, sign or stamp."""

    words: Both
    room: float = ROW
    grows: bool = True

    def height(self, _sheet: Sheet, _width: float, /) -> float:
        """The room asked for."""
        return self.room

    def set(self, sheet: Sheet, place: Place) -> None:
        """Set the label."""
        label(sheet, self.words, place)
