"""Tables of a printed document: wrapped headers repeated on each page, aligned figures, totals."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from damancom_reflex.documents.pdf.style import (
    CELL,
    CELL_HEAD,
    CELL_STRONG,
    GREEN,
    MINT,
    PAPER,
    RULE,
    Style,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from damancom_reflex.documents.pdf.sheet import Align, Sheet

_GAP = 1.6
_ROW = 5.6
_SMALLEST = 5.0


@dataclass(frozen=True, slots=True)
class Column:
    """A column.

    Attributes:
        title: its header, wrapped.
        width: millimetres.
        kind: `text` wraps from the starting side; `figures` never wrap and stand at the right edge.
    """

    title: str
    width: float
    kind: Literal["text", "figures"] = "figures"

    @property
    def align(self) -> Align:
        """Where its texts stand."""
        return "start" if self.kind == "text" else "figures"


class Table:
    """A table set from the current height of a sheet.

    Args:
        sheet: where it goes.
        columns: from the starting side.
        size: points of the cells.
        row_height: millimetres of a row of one line.
    """

    def __init__(
        self,
        sheet: Sheet,
        columns: Sequence[Column],
        *,
        size: float = CELL.size,
        row_height: float = _ROW,
    ) -> None:
        self._sheet = sheet
        self._columns = columns
        self._row_height = row_height
        self._cell = replace(CELL, size=size)
        self._strong = replace(CELL_STRONG, size=size)
        self._head = [
            sheet.wrap(column.title, column.width - 2 * _GAP, CELL_HEAD) for column in columns
        ]
        self._wraps: dict[tuple[str, float, Style], list[str]] = {}
        self._striped = False

    @property
    def head_height(self) -> float:
        """Millimetres of the header."""
        return max(map(len, self._head)) * CELL_HEAD.leading + 2.4

    def fit(self, rows: Iterable[Sequence[str]]) -> None:
        """Make the cells small enough for the longest figures of some rows."""
        longest = ["" for _ in self._columns]
        for row in rows:
            longest = [max(old, new, key=len) for old, new in zip(longest, row, strict=True)]
        for column, text in zip(self._columns, longest, strict=True):
            if column.kind == "figures" and text:
                room = (column.width - 2 * _GAP) / self._sheet.text_width(text, self._strong)
                if room < 1:
                    size = max(_SMALLEST, int(self._strong.size * room * 10) / 10)
                    self._cell, self._strong = (
                        replace(self._cell, size=size),
                        replace(self._strong, size=size),
                    )

    def head(self) -> None:
        """Set the header, on a new page when it and two rows do not fit."""
        self._sheet.keep(self.head_height + 2 * self._row_height)
        top = self._sheet.at
        for number in range(max(map(len, self._head))):
            baseline = self._sheet.baseline(CELL_HEAD, top + 1 + number * CELL_HEAD.leading)
            self._sheet.put_line(
                baseline,
                (
                    (
                        lines[number] if number < len(lines) else "",
                        x + _GAP,
                        width - 2 * _GAP,
                        align,
                    )
                    for lines, (x, width, align) in zip(self._head, self._places(), strict=True)
                ),
                CELL_HEAD,
            )
        self._sheet.at += self.head_height
        self._sheet.box(0, self._sheet.at - 0.3, self._sheet_width(), 0.3, GREEN)
        self._striped = False

    def row(self, texts: Sequence[str], *, strong: bool = False) -> None:
        """Set a row; a strong one is a total."""
        style = self._strong if strong else self._cell
        cells = [
            self._wrapped(column, text, style)
            for column, text in zip(self._columns, texts, strict=True)
        ]
        deepest = max(map(len, cells))
        height = self._row_height + (deepest - 1) * style.leading
        if self._sheet.keep(height):
            self.head()
        self._ground(height, strong=strong)
        for number in range(deepest):
            top = self._sheet.at + (self._row_height - style.leading) / 2 + number * style.leading
            self._sheet.put_line(
                self._sheet.baseline(style, top),
                (
                    (
                        lines[number] if number < len(lines) else "",
                        x + _GAP,
                        width - 2 * _GAP,
                        align,
                    )
                    for lines, (x, width, align) in zip(cells, self._places(), strict=True)
                ),
                style,
            )
        self._sheet.at += height

    def _wrapped(self, column: Column, text: str, style: Style) -> list[str]:
        if column.kind == "figures":
            return [text]
        key = (text, column.width, style)
        if key not in self._wraps:
            self._wraps[key] = self._sheet.wrap(text, column.width - 2 * _GAP, style)
        return self._wraps[key]

    def _ground(self, height: float, *, strong: bool) -> None:
        """Tint of a row: totals, and every other row so that the eye keeps the line."""
        if strong:
            self._sheet.box(0, self._sheet.at, self._sheet_width(), height, MINT)
            self._sheet.box(0, self._sheet.at, self._sheet_width(), 0.2, RULE)
        elif self._striped:
            self._sheet.box(0, self._sheet.at, self._sheet_width(), height, PAPER)
        self._striped = not self._striped

    def _sheet_width(self) -> float:
        return sum(column.width for column in self._columns)

    def _places(self) -> list[tuple[float, float, Align]]:
        """Where each column begins, its width and alignment."""
        places: list[tuple[float, float, Align]] = []
        x = 0.0
        for column in self._columns:
            places.append((x, column.width, column.align))
            x += column.width
        return places
