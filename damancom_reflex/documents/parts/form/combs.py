"""Cells for one character each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from damancom_reflex.documents.parts.form.cells import LABELS, ROW, Place, label
from damancom_reflex.documents.pdf.marks import read_as
from damancom_reflex.documents.pdf.style import FRAME, INK, MUTED, Style

if TYPE_CHECKING:
    from damancom_reflex.documents.parts.form.words import Both
    from damancom_reflex.documents.pdf.sheet import PartOfLine, Sheet

_WIDEST: Final = 4.9
_DEEP: Final = 4.7
_GAP: Final = 1.6
_LETTER: Final = Style(10, 600, INK)
_HINT: Final = Style(6.2, 400, MUTED)


@dataclass(frozen=True, slots=True)
class Comb:
    """A label above cells of one character, in groups; empty cells are to be written in.

    Attributes:
        words: the label.
        text: plain characters, without separators; more than there are cells make more cells.
        groups: cells of each group: 3, 3, 16, 2 for a RIB.
        hints: a few letters under each group; takes room below the cells.
    """

    words: Both
    text: str
    groups: tuple[int, ...]
    hints: tuple[str, ...] = ()
    grows: bool = False

    def height(self, _sheet: Sheet, _width: float, /) -> float:
        """A row, or a row and the hints."""
        return ROW + (2.8 if self.hints else 0)

    def set(self, sheet: Sheet, place: Place) -> None:
        """Set it."""
        label(sheet, self.words, place)
        x, width = place.inside
        groups = self._groups()
        count = sum(groups)
        unit = min(_WIDEST, (width - _GAP * (len(groups) - 1)) / count)
        top = place.top + LABELS + 0.2
        starts: list[float] = []
        for number, cells in enumerate(groups):
            starts += [x + cell * unit for cell in range(cells)]
            self._group(sheet, Place(x, top, cells * unit, _DEEP), cells)
            if self.hints:
                y = sheet.baseline(_HINT, top + _DEEP + 0.3)
                sheet.put(
                    self.hints[number], x - 2, y, cells * unit + 4, _HINT, "centre", rtl=False
                )
            x += cells * unit + _GAP
        if self.text:
            self._letters(
                sheet, starts, unit, sheet.baseline(_LETTER, top + (_DEEP - _LETTER.leading) / 2)
            )

    def _groups(self) -> tuple[int, ...]:
        more = max(0, len(self.text) - sum(self.groups))
        return (*self.groups[:-1], self.groups[-1] + more)

    @staticmethod
    def _group(sheet: Sheet, place: Place, cells: int) -> None:
        sheet.frame(place.x, place.top, place.width, place.height, FRAME)
        for cell in range(1, cells):
            sheet.box(
                place.x + cell * place.width / cells - 0.06,
                place.top + 1.7,
                0.12,
                place.height - 1.7,
                FRAME,
            )

    def _letters(self, sheet: Sheet, starts: list[float], unit: float, y: float) -> None:
        """One letter a cell, read as one word."""
        style = replace(_LETTER, size=min(_LETTER.size, unit * 2.4))
        parts: list[PartOfLine] = [
            (letter, start, unit, "centre")
            for letter, start in zip(self.text, starts, strict=False)
        ]
        with read_as(sheet, self.text):
            sheet.put_line(y, parts, style)


def day_comb(words: Both, text: str = "") -> Comb:
    """A day, in cells: `text` is eight digits (day, month, year), or nothing where it is to be written."""
    return Comb(words, text, (2, 2, 4))
