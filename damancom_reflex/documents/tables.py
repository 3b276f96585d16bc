"""A table as a file to be opened in a spreadsheet: CSV and XLSX.

Cells hold what people typed: nothing in them may become a formula. CSV has no types, so that a cell which a spreadsheet
would take for one gets an apostrophe before it; XLSX says of each cell that it is text.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from damancom_reflex.i18n import Language

Cell = str | date

_FORMULA: Final = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a formula begins with, in Western and in wide letters. Source: OWASP, "CSV Injection"."""

_BREAKS: Final = ("\t", "\r", "\n")
_DAY: Final = "%d/%m/%Y"
_DAY_FORMAT: Final = "dd/mm/yyyy"
_NARROWEST, _WIDEST = 12, 60


@dataclass(frozen=True, slots=True)
class Table:
    """A table in one language.

    Attributes:
        title: name of the sheet, 31 characters at most.
        language: the words are in; Arabic is laid out from the right.
        heads: of the columns.
        rows: a cell for each head: text, or a day.
        closing: a sentence under the last row; empty for none.
    """

    title: str
    language: Language
    heads: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    closing: str = ""


def csv_file(table: Table) -> bytes:
    """UTF-8 with its mark, semicolons and dd/mm/yyyy, as spreadsheets open it in Morocco."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(table.heads)
    writer.writerows([_plain(cell) for cell in row] for row in table.rows)
    if table.closing:
        writer.writerow([table.closing])
    return text.getvalue().encode("utf-8-sig")


def xlsx_file(table: Table) -> bytes:
    """A sheet with its first row in view, real days, and text that is text."""
    content = io.BytesIO()
    with Workbook(content, {"constant_memory": True}) as book:
        _write(book, book.add_worksheet(table.title), table)
    return content.getvalue()


def _write(book: Workbook, sheet: Worksheet, table: Table) -> None:
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": _DAY_FORMAT})
    if table.language == "ar":
        sheet.right_to_left()
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(table.rows), len(table.heads) - 1)
    for column, (head, width) in enumerate(zip(table.heads, _widths(table), strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, head, bold)
    for place, row in enumerate(table.rows, 1):
        for column, cell in enumerate(row):
            _write_cell(sheet, place, column, cell, day)
    _write_cell(sheet, len(table.rows) + 1, 0, table.closing, day)


def _write_cell(sheet: Worksheet, place: int, column: int, cell: Cell, day: Format) -> None:
    if isinstance(cell, date):
        sheet.write_datetime(place, column, datetime.combine(cell, time()), day)
    elif cell:
        sheet.write_string(place, column, cell)


def _widths(table: Table) -> list[int]:
    """Of each column, in characters: what its longest cell takes, within reason."""
    found: list[int] = []
    for column, text in enumerate(table.heads):
        cells = (row[column] for row in table.rows)
        longest = max((len(cell) for cell in cells if isinstance(cell, str)), default=0)
        found.append(min(_WIDEST, max(_NARROWEST, len(text) + 2, longest + 1)))
    return found


def _plain(cell: Cell) -> str:
    if isinstance(cell, date):
        return cell.strftime(_DAY)
    # Spaces before it do not stop every spreadsheet from reading a formula.
    dangerous = cell.startswith(_BREAKS) or cell.lstrip().startswith(_FORMULA)
    return f"'{cell}" if dangerous else cell
