"""The larger parts of a form: its head, its sections, sentences in both languages, its foot."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from damancom_reflex.documents.parts.form.words import Both, facing
from damancom_reflex.documents.parts.frame import brand, footer
from damancom_reflex.documents.pdf.drawings import qr_code
from damancom_reflex.documents.pdf.style import GREEN, INK, MINT, MUTED, Style

if TYPE_CHECKING:
    from damancom_reflex.documents.pdf.sheet import Align, Sheet
    from damancom_reflex.i18n import Language

GAP: Final = 2.6
"""Millimetres between two sections."""

_TITLE: Final = Style(15, 600, GREEN)
_SECTION: Final = Style(9, 600, GREEN)
_BAR: Final = 5.6
_TEXT: Final = Style(7.8, 400, INK)
_NOTE: Final = Style(6.4, 400, MUTED)
_STRONG: Final = Style(7.2, 600, INK)
_LINES: Final = 1.32
_BETWEEN: Final = 6.0
_QR: Final = 21.0
_FOOT: Final = 27.0


def head(sheet: Sheet, service: Both, title: Both) -> None:
    """The brand and the title, French and Arabic facing each other."""
    brand(sheet, f"{service.fr} · {service.ar}")
    sheet.at += 0.5
    sides(sheet, title, _TITLE, share=0.57, close=1.2)
    sheet.at += 2


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
    sheet: Sheet, words: Both, style: Style, *, share: float = 0.54, close: float = _LINES
) -> None:
    """A text on both sides of the page, each on its own lines, from the current height on."""
    room = sheet.width - _BETWEEN
    parts: list[tuple[str, float, float, Language, Align]] = [
        (words.fr, 0.0, room * share, "fr", "start"),
        (words.ar, sheet.width - room * (1 - share), room * (1 - share), "ar", "end"),
    ]
    bottom = top = sheet.at
    for text, x, width, language, align in parts:
        at = top
        with sheet.spoken(language):
            for line in sheet.wrap(text, width, style):
                sheet.put(
                    line, x, sheet.baseline(style, at), width, style, align, rtl=language == "ar"
                )
                at += style.leading * close / 1.45
        bottom = max(bottom, at)
    sheet.at = bottom


def foot(sheet: Sheet, url: str, mention: Both, name: str, place: str) -> None:
    """The code to check the form by, what becomes of personal data, which form it is.

    Args:
        sheet: where it goes, at the bottom whatever the current height.
        url: address that proves the form is ours.
        mention: about personal data.
        name: the form and its reference.
        place: which of the forms of the request it is.
    """
    top = sheet.bottom - _FOOT + 4.5
    qr_code(sheet, url, 0, top, _QR)
    end, x = sheet.width, _QR + 5
    width = end - x
    use = Both("Vérifier ce formulaire", "التحقق من هذه الاستمارة")
    facing(sheet, use, (x, sheet.baseline(_STRONG, top - 0.6), width), _STRONG)
    at = top + 3.2
    for line in sheet.wrap(url, width, _NOTE)[:2]:
        sheet.put(line, x, sheet.baseline(_NOTE, at), width, _NOTE)
        at += 2.9
    at += 1.2
    _mention(sheet, mention, x, at)
    footer(sheet, name, place)


def room(sheet: Sheet) -> float:
    """Millimetres left above the foot."""
    return sheet.bottom - _FOOT - sheet.at


def _mention(sheet: Sheet, mention: Both, x: float, at: float) -> None:
    """A note in both languages, beside the code."""
    width = (sheet.width - x - _BETWEEN) / 2
    for text, start, rtl in ((mention.fr, x, False), (mention.ar, x + width + _BETWEEN, True)):
        for number, line in enumerate(sheet.wrap(text, width, _NOTE)):
            y = sheet.baseline(_NOTE, at + number * 2.9)
            with sheet.spoken("ar" if rtl else "fr"):
                sheet.put(line, start, y, width, _NOTE, "end" if rtl else "start", rtl=rtl)
