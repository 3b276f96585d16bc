"""Text to operators: order, joining and what people copy."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from damancom_reflex.documents.pdf.sheet import Sheet
from damancom_reflex.documents.pdf.style import BODY
from damancom_reflex.i18n import Language, translator

from . import reading
from .factories import SIGNED

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def arabic() -> Iterator[Sheet]:
    with a_sheet("ar") as sheet:
        yield sheet


@pytest.fixture
def french() -> Iterator[Sheet]:
    with a_sheet("fr") as sheet:
        yield sheet


def a_sheet(language: Language) -> Sheet:
    sheet = Sheet(translator(language), SIGNED)
    sheet.new_page()
    return sheet


def printed(sheet: Sheet, text: str) -> str:
    """A paragraph printed, and read back."""
    sheet.paragraph(text, 0, sheet.width)
    return reading.text(sheet.paper.finish())


@pytest.mark.parametrize(
    "text", ["الإعفاء من زيادات التأخير", "إلى غاية الفترات الجزئي في", "لا إله إلا", "شهرا كاملا"]
)
def test_ligatures_are_copied_in_the_order_they_are_read(arabic: Sheet, text: str):
    assert printed(arabic, text) == text


@pytest.mark.parametrize(("bare", "vowelled"), [("كل مؤسسة", "كُلُّ مُؤَسَّسَة"), ("شهرا", "شهرًا")])
def test_vowel_signs_do_not_break_a_word(arabic: Sheet, bare: str, vowelled: str):
    assert arabic.text_width(vowelled, BODY) == pytest.approx(
        arabic.text_width(bare, BODY), rel=0.02
    )


@pytest.mark.parametrize(
    "figure", ["27\u00a0707,49", "0042-2026", "011 519 •••• 4921", "3 × 3 478,78"]
)
def test_an_isolated_figure_keeps_its_order_inside_arabic(arabic: Sheet, figure: str):
    alone = arabic.shaped(figure, BODY).operators
    inside = arabic.shaped(f"المبلغ \u2066{figure}\u2069 درهم", BODY).operators
    assert glyphs(alone) in glyphs(inside)


def test_without_isolates_such_a_figure_would_flip(arabic: Sheet):
    alone = arabic.shaped("0042-2026", BODY).operators
    inside = arabic.shaped("المبلغ 0042-2026 درهم", BODY).operators
    assert glyphs(alone) not in glyphs(inside)


def glyphs(operators: str) -> str:
    """The strings shown by operators, without where they stand."""
    return "".join(re.findall(r"\((.*?)\) Tj", operators, re.DOTALL))


def test_isolates_are_not_printed(arabic: Sheet):
    marked = arabic.text_width("\u206612\u2069", BODY)
    assert marked == pytest.approx(arabic.text_width("12", BODY))


def test_a_letter_the_font_has_not_is_a_question_mark(french: Sheet):
    assert printed(french, "Société 漢 Atlas") == "Société ? Atlas"


def test_an_arabic_name_is_right_in_a_french_document(french: Sheet):
    assert printed(french, "شركة الأطلس للأشغال") == "شركة الأطلس للأشغال"


def test_figures_are_all_of_one_width(french: Sheet):
    assert len({round(french.text_width(digit * 9, BODY), 6) for digit in "0123456789"}) == 1


def test_a_long_word_is_cut_rather_than_lost(french: Sheet):
    address = "https://damancom.example/" + "a1b2c3" * 40
    assert printed(french, address).replace(" ", "") == address


def test_lines_wrap_within_their_width(french: Sheet):
    text = "Déposez des garanties suffisantes auprès de votre perception. " * 6
    lines = french.wrap(text, 80, BODY)
    assert len(lines) > 5
    assert all(french.text_width(line, BODY) <= 80 for line in lines)
    assert " ".join(lines) == text.strip()
