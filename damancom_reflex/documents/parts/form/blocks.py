"""The larger parts of a form: its head, its sections, sentences in both languages, its foot."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from damancom_reflex.documents.parts.form.fitting import fitted
from damancom_reflex.documents.parts.form.words import Both, facing
from damancom_reflex.documents.parts.frame import brand
from damancom_reflex.documents.pdf.drawings import qr_code
from damancom_reflex.documents.pdf.marks import spoken
from damancom_reflex.documents.pdf.style import GREEN, INK, MINT, MUTED, POINT, RULE, Style

if TYPE_CHECKING:
    from damancom_reflex.documents.pdf.sheet import Align, Sheet
    from damancom_reflex.i18n import Language

GAP: Final = 2.3
"""Millimetres between two sections."""

_TITLE: Final = Style(14.5, 600, GREEN)
_SMALLEST_TITLE: Final = 11.0
_TITLE_LINES: Final = 2
_FRENCH_TITLE: Final = 0.56
_SECTION: Final = Style(9, 600, GREEN)
_BAR: Final = 5.3
_TEXT: Final = Style(7.8, 400, INK)
_NOTE: Final = Style(6.4, 400, MUTED)
_PLACE: Final = Style(6.8, 400, MUTED)
_STRONG: Final = Style(7.2, 600, INK)
_LINES: Final = 1.32
"""From one line to the next, in heights of the letters."""

_BETWEEN: Final = 6.0
_QR: Final = 23.0
_BOTTOM: Final = 11.0
"""Millimetres of white under a form: what ordinary printers leave."""

_BROKEN: Final[dict[tuple[str, float, Style], list[str]]] = {}
_VERIFY: Final = Both("Vérifier ce formulaire", "التحقق من هذه الاستمارة")


def head(sheet: Sheet, service: Both, title: Both) -> None:
    """The brand and the title, French and Arabic facing each other."""
    brand(sheet, f"{service.fr} · {service.ar}")
    sheet.at -= 1
    room = sheet.width - _BETWEEN
    style = _TITLE
    while style.size > _SMALLEST_TITLE and not (
        len(sheet.wrap(title.fr, room * _FRENCH_TITLE, style)) <= _TITLE_LINES
        and len(sheet.wrap(title.ar, room * (1 - _FRENCH_TITLE), style)) <= _TITLE_LINES
    ):
        style = replace(style, size=style.size - 0.5)
    sides(sheet, title, style, share=_FRENCH_TITLE, close=1.25)
    sheet.at += 1.6


def section(sheet: Sheet, number: int, title: Both) -> None:
    """The bar above a section's boxes."""
    sheet.at += GAP
    sheet.box(0, sheet.at, sheet.width, _BAR, MINT)
    sheet.box(0, sheet.at, 1.0, _BAR, GREEN)
    words = replace(title, fr=f"{number}. {title.fr}")
    place = (
        2.6,
        sheet.baseline(_SECTION, sheet.at + (_BAR - _SECTION.leading) / 2),
        sheet.width - 4.4,
    )
    facing(sheet, words, place, _SECTION)
    sheet.at += _BAR


def sentences(sheet: Sheet, words: Both) -> None:
    """What is declared or authorised, French and Arabic side by side."""
    sheet.at += 1.4
    sides(sheet, words, _TEXT)
    sheet.at += 1.6


def sides(
    sheet: Sheet,
    words: Both,
    style: Style,
    *,
    x: float = 0.0,
    share: float = 0.54,
    close: float = _LINES,
) -> None:
    """A text on both sides of the page, each on its own lines, from the current height on.

    Args:
        sheet: where it goes.
        words: the text, one of the form's own: nothing that was typed.
        style: how it is set.
        x: where the French begins.
        share: part of the width that the French takes.
        close: from one line to the next, in heights of the letters.
    """
    room = sheet.width - x - _BETWEEN
    parts: list[tuple[str, float, float, Language, Align]] = [
        (words.fr, x, room * share, "fr", "start"),
        (words.ar, sheet.width - room * (1 - share), room * (1 - share), "ar", "end"),
    ]
    bottom = top = sheet.at
    for text, left, width, language, align in parts:
        at = top
        rtl = language == "ar"
        with spoken(sheet, language):
            for line in _lines(sheet, text, width, style):
                sheet.put(line, left, sheet.baseline(style, at), width, style, align, rtl=rtl)
                at += style.size * close * POINT
        bottom = max(bottom, at)
    sheet.at = bottom


def _lines(sheet: Sheet, text: str, width: float, style: Style) -> list[str]:
    """The lines of a fixed text, worked out once for all documents: half the time of a form went into them."""
    key = (text, width, style)
    if key not in _BROKEN:
        _BROKEN[key] = sheet.wrap(text, width, style)
    return _BROKEN[key]


def foot(
    sheet: Sheet, url: str, mention: Both, name: str, place: str, *, words: Both = _VERIFY
) -> None:
    """The code that leads to the portal, what becomes of personal data, which form it is.

    Args:
        sheet: where it goes, at the bottom whatever the current height.
        url: address that the code holds.
        mention: about personal data.
        name: the form and its reference.
        place: which of the forms of the request it is.
        words: what the code leads to.
    """
    bottom = sheet.page_height - _BOTTOM
    sheet.at = bottom - _QR
    qr_code(sheet, url, 0, sheet.at, _QR)
    x = _QR + 4.5
    width = sheet.width - x
    facing(sheet, words, (x, sheet.baseline(_STRONG, sheet.at - 0.7), width), _STRONG)
    sheet.at += 2.9
    style, lines = fitted(sheet, url, width, 2 * _NOTE.leading, _NOTE)
    for line in lines:
        sheet.put(line, x, sheet.baseline(style), width, style)
        sheet.at += style.leading
    sheet.at += 0.5
    sides(sheet, mention, _NOTE, x=x, share=0.54, close=1.25)
    y = bottom - 0.3
    sheet.box(x, y - 3.4, width, 0.2, RULE)
    sheet.put(name, x, y, width, _PLACE)
    sheet.put(place, x, y, width, _PLACE, "end")


def room(sheet: Sheet) -> float:
    """Millimetres left above the foot."""
    return sheet.page_height - _BOTTOM - _QR - 3.5 - sheet.at
