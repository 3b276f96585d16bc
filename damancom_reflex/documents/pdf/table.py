"""Tables of a printed document: wrapped headers repeated on each page, aligned figures, totals."""

from __future__ import annotations

import math
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
        self._width = sum(column.width for column in columns)
        self._places: list[tuple[float, float, Align]] = []
        x = _GAP
        for column in columns:
            self._places.append((x, column.width - 2 * _GAP, column.align))
            x += column.width

    def set(self, rows: Sequence[Sequence[str]], total: Sequence[str] | None = None) -> None:
        """Set the header, the rows, and the total if there is one; the header comes again on each page."""
        self._fit([*rows, total] if total else rows)
        self._set_head()
        for row in rows:
            self._set_row(row, self._cell)
        if total:
            self._set_row(total, self._strong)

    def _fit(self, rows: Iterable[Sequence[str]]) -> None:
        """Make the cells small enough for the longest figures."""
        room = 1.0
        for column, texts in zip(self._columns, zip(*rows, strict=True), strict=True):
            longest = max(texts, key=len, default="")
            if column.kind == "figures" and longest:
                needed = self._sheet.text_width(longest, self._strong)
                room = min(room, (column.width - 2 * _GAP) / needed)
        if room < 1:
            size = max(_SMALLEST, math.floor(self._strong.size * room * 10) / 10)
            self._cell = replace(self._cell, size=size)
            self._strong = replace(self._strong, size=size)

    def _set_head(self) -> None:
        """The header, on a new page when it and two rows do not fit."""
        height = max(map(len, self._head)) * CELL_HEAD.leading + 2.4
        self._sheet.keep(height + 2 * self._row_height)
        self._set_cells(self._head, CELL_HEAD, self._sheet.at + 1)
        self._sheet.at += height
        self._sheet.box(0, self._sheet.at - 0.3, self._width, 0.3, GREEN)
        self._striped = False

    def _set_row(self, texts: Sequence[str], style: Style) -> None:
        """A row of cells, as deep as its deepest."""
        cells = [
            self._wrapped(column, text, style)
            for column, text in zip(self._columns, texts, strict=True)
        ]
        height = self._row_height + (max(map(len, cells)) - 1) * style.leading
        if self._sheet.keep(height):
            self._set_head()
        self._ground(height, strong=style is self._strong)
        self._set_cells(cells, style, self._sheet.at + (self._row_height - style.leading) / 2)
        self._sheet.at += height

    def _set_cells(self, cells: Sequence[list[str]], style: Style, top: float) -> None:
        """The lines of some cells, each line of all cells on one baseline."""
        for number in range(max(map(len, cells))):
            self._sheet.put_line(
                self._sheet.baseline(style, top + number * style.leading),
                (
                    (lines[number], x, width, align)
                    for lines, (x, width, align) in zip(cells, self._places, strict=True)
                    if number < len(lines)
                ),
                style,
            )

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
            self._sheet.box(0, self._sheet.at, self._width, height, MINT)
            self._sheet.box(0, self._sheet.at, self._width, 0.2, RULE)
        elif self._striped:
            self._sheet.box(0, self._sheet.at, self._width, height, PAPER)
        self._striped = not self._striped
