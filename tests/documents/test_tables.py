"""Tables for a spreadsheet: what is in them, and that nothing in them is a formula."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest

from damancom_reflex.documents.tables import Table, csv_file, xlsx_file
from tests.documents.sheets import Sheet, sheet_of

FORMULAS = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    " =1+1",
    "\u00a0=1",
    "\uff1d1+1",
    '=HYPERLINK("http://x.example","y")',
)


def a_table(**given: object) -> Table:
    """Two rows of a name and a day."""
    return Table(
        **{
            "title": "Liste",
            "language": "fr",
            "heads": ("Nom", "Jour"),
            "rows": [("El Fassi ; « Amal »", date(2023, 11, 8)), ("", date(2024, 2, 29))],
            **given,
        }
    )


def csv_rows(content: bytes) -> list[list[str]]:
    """Cells of a CSV file."""
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_csv_opens_with_a_double_click():
    content = csv_file(a_table(closing="Fin"))
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.endswith(b"Fin\r\n")
    assert csv_rows(content) == [
        ["Nom", "Jour"],
        ["El Fassi ; « Amal »", "08/11/2023"],
        ["", "29/02/2024"],
        ["Fin"],
    ]


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_cell_of_a_csv_is_a_formula(formula: str):
    (_, (name, _day)) = csv_rows(csv_file(a_table(rows=[(formula, date(2023, 11, 8))])))
    assert name == f"'{formula}"


@pytest.mark.parametrize("text", ["Alami", "'Alami", "a=b", "٠٦", "IP-2023-7K3M-Q9XT", "1+1", " x"])
def test_other_cells_stay_as_they_are(text: str):
    assert csv_rows(csv_file(a_table(rows=[(text, date(2023, 11, 8))])))[1][0] == text


@pytest.mark.parametrize("formula", [*FORMULAS, "{=1+1}", "http://x.example", "mailto:x", "007"])
def test_a_cell_of_an_xlsx_is_text_and_nothing_else(formula: str):
    sheet = sheet_of(xlsx_file(a_table(rows=[(formula, date(2023, 11, 8))])))
    assert sheet.cells["A2"] == formula
    assert sheet.kinds["A2"] == "inlineStr"
    assert not sheet.formulas
    assert not sheet.links


def test_xlsx_has_real_days_and_its_heads_stay_in_view():
    sheet = sheet_of(xlsx_file(a_table(closing="Fin")))
    assert [sheet.cells[name] for name in ("A1", "B1", "A2", "A4")] == [
        "Nom",
        "Jour",
        "El Fassi ; « Amal »",
        "Fin",
    ]
    # Days since 30/12/1899, as a spreadsheet counts them.
    assert (sheet.kinds["B2"], sheet.cells["B2"]) == ("n", "45238")
    assert "A3" not in sheet.cells
    assert "dd/mm/yyyy" in sheet.styles
    assert 'state="frozen"' in sheet.xml
    assert '<autoFilter ref="A1:B3"/>' in sheet.xml
    assert not sheet.from_the_right


def test_an_arabic_sheet_is_laid_out_from_the_right():
    sheet: Sheet = sheet_of(xlsx_file(a_table(language="ar", heads=("الاسم", "اليوم"))))
    assert sheet.from_the_right
    assert sheet.cells["A1"] == "الاسم"


def test_marks_that_no_file_may_hold_do_not_break_it():
    odd = "a\x01b\x0bc<&>\"'"
    sheet = sheet_of(xlsx_file(a_table(rows=[(odd, date(2023, 11, 8))])))
    assert sheet.cells["A2"].endswith("<&>\"'")


def test_a_table_without_rows_has_its_heads():
    assert csv_rows(csv_file(a_table(rows=[]))) == [["Nom", "Jour"]]
    assert set(sheet_of(xlsx_file(a_table(rows=[]))).cells) == {"A1", "B1"}
