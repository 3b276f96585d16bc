"""How to check that a document is ours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from damancom_reflex.documents.pdf.drawings import qr_code
from damancom_reflex.documents.pdf.style import CELL, SMALL, STRONG

if TYPE_CHECKING:
    from damancom_reflex.documents.pdf.sheet import Sheet

_QR: Final = 22.0


def verification(sheet: Sheet, url: str, title: str, use: str) -> None:
    """Set the QR code of an address and how to use it, at the foot of the page when it does not fit above it."""
    if not sheet.keep(_QR + 4):
        sheet.at = sheet.bottom - _QR - 2
    top = sheet.at
    qr_code(sheet, url, 0, top, _QR)
    sheet.at += 3
    x, width = _QR + 5, sheet.width - _QR - 5
    sheet.paragraph(title, x, width, STRONG)
    sheet.paragraph(use, x, width, CELL)
    sheet.paragraph(url, x, width, SMALL)
    sheet.at = max(sheet.at, top + _QR)
