"""The agreement as pictures: nothing blank, nothing past the margins, Arabic mirrored."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import segno

from damancom_reflex.documents import agreement_pdf
from damancom_reflex.documents.pdf.drawings import qr_code
from damancom_reflex.documents.pdf.sheet import Sheet

from . import reading
from .factories import FOUR_MONTHS, agreement, guide

if TYPE_CHECKING:
    from damancom_reflex.documents.views import AgreementView
    from damancom_reflex.i18n import Translator

    from .conftest import Made


def test_no_page_is_blank_or_runs_past_the_margins(full: Made, instalments: Made):
    reading.assert_inside(full[1])
    reading.assert_inside(instalments[1])


def test_largest_amounts_and_names_still_fit(tr: Translator):
    view = huge(tr)
    content = agreement_pdf(view, tr)
    reading.assert_inside(content)
    assert "987 654 321" in reading.text(content)


def test_emblem_stands_on_the_starting_side(full: Made, tr: Translator):
    first = next(iter(reading.pictures(full[1])))
    millimetre = first.width / reading.PAGE_WIDTH
    box = (int(15 * millimetre), int(12 * millimetre), int(32 * millimetre), int(29 * millimetre))
    left = reading.ink(first.crop(box)) if dark(first, box) else None
    assert (left is not None) == (tr.direction == "ltr")
    mirrored = (first.width - box[2], box[1], first.width - box[0], box[3])
    assert dark(first, mirrored) == (tr.direction == "rtl")


def test_qr_code_holds_the_verification_address(tr: Translator):
    view = agreement(guide("guide-instalments-2"))
    with Sheet(tr, view.created_at) as sheet:
        sheet.new_page()
        qr_code(sheet, view.verification_url, 10, 40, 22)
        corner = sheet.left(10, 22)
        (picture,) = reading.pictures(sheet.paper.finish(), scale=4)
    expected = segno.make(view.verification_url, error="m").matrix
    module = 22 / len(expected)
    pixels = picture.width / reading.PAGE_WIDTH

    def printed(row: int, column: int) -> int:
        x = (corner + (column + 0.5) * module) * pixels
        y = (40 + (row + 0.5) * module) * pixels
        level = picture.getpixel((int(x), int(y)))
        assert isinstance(level, int)
        return int(level < 128)

    places = range(len(expected))
    assert [[printed(row, column) for column in places] for row in places] == [
        list(row) for row in expected
    ]


def dark(picture: reading.Image, box: tuple[int, int, int, int]) -> bool:
    """Whether a part of a page has a good deal of ink."""
    part = picture.crop(box)
    levels = part.histogram()
    return sum(levels[:120]) > 0.2 * part.width * part.height


def test_two_pages_of_the_same_document_differ(full: Made):
    pictures = list(reading.pictures(full[1]))
    assert len({picture.tobytes() for picture in pictures}) == len(pictures)


def huge(tr: Translator) -> AgreementView:
    """Amounts of ten digits, a name of a hundred letters, an address without a space."""
    ledger = guide("guide-instalments-4")
    lines = tuple(
        replace(line, amount=98_765_432_112_345 if number == 0 else line.amount)
        for number, line in enumerate(ledger.lines)
    )
    return agreement(
        replace(ledger, lines=lines),
        FOUR_MONTHS,
        legal_name="Société marocaine de négoce, de transport et de travaux publics de la région "
        * 2,
        verification_url="https://damancom.example/" + "verification" * 12,
    )
