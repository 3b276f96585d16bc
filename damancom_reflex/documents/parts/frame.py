"""What stands around the content: the head of the first page, the foot of every page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from damancom_reflex.documents.pdf.drawings import emblem, zellige_corner
from damancom_reflex.documents.pdf.style import (
    BODY,
    GREEN,
    LABEL,
    MARGIN,
    RULE,
    SMALL,
    STRONG,
    TITLE,
    Style,
)

if TYPE_CHECKING:
    from damancom_reflex.documents.pdf.sheet import Sheet
    from damancom_reflex.i18n import Translator

_NAME: Final = Style(14, 600, GREEN)


def brand(sheet: Sheet, service: str) -> None:
    """Emblem, name and service; the zellige in the ending corner. What follows goes below."""
    zellige_corner(sheet)
    emblem(sheet, 0, MARGIN - 3, 14)
    sheet.put("Damancom", 17.5, MARGIN + 3.2, 90, _NAME)
    sheet.put(service, 17.5, MARGIN + 8.4, 90, LABEL, rtl=sheet.rtl)
    sheet.at = MARGIN + 16


def masthead(sheet: Sheet, service: str, title: str, what: str, *more: str) -> None:
    """The brand, the title and what identifies the document."""
    brand(sheet, service)
    sheet.put(title, 0, sheet.baseline(TITLE), sheet.width, TITLE)
    sheet.at += TITLE.leading + 1
    sheet.put(what, 0, sheet.baseline(STRONG), sheet.width, STRONG)
    after = sheet.text_width(what, STRONG)
    rest = "".join(f" · {part}" for part in more)
    sheet.put(rest, after, sheet.baseline(BODY), sheet.width - after)
    sheet.at += BODY.leading + 3


def footers(sheet: Sheet, _: Translator, text: str) -> None:
    """What the document is and the page number on every page, once their number is known."""
    pages = sheet.paper.pages_count
    for number in range(1, pages + 1):
        sheet.paper.turn_to(number)
        footer(sheet, text, _("Page {number} sur {pages}", number=number, pages=pages))


def footer(sheet: Sheet, text: str, place: str) -> None:
    """What the current page is, and its place among others."""
    y = sheet.page_height - MARGIN + 2
    sheet.box(0, y - 5, sheet.width, 0.2, RULE)
    sheet.put(text, 0, y, sheet.width, SMALL)
    sheet.put(place, 0, y, sheet.width, SMALL, "end")
