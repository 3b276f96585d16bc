from __future__ import annotations

import pytest

from damancom_reflex.domain.errors import DomainError
from damancom_reflex.domain.remission import MonthsTooFewError
from damancom_reflex.domain.text import folded, plain_text, without_spaces


def test_an_error_carries_its_code_and_figures() -> None:
    error = DomainError("some_code", lowest=5, name="x")
    assert (error.code, error.params) == ("some_code", {"lowest": 5, "name": "x"})
    assert str(error) == "some_code (lowest=5, name='x')"
    assert str(DomainError()) == "domain_error"


def test_a_type_of_error_has_its_own_code_unless_told_otherwise() -> None:
    assert MonthsTooFewError(fewest=1).code == "months_too_few"
    assert MonthsTooFewError("other").code == "other"
    assert MonthsTooFewError.code == "months_too_few"


def test_digits_of_arabic_keyboards_become_western_and_marks_vanish() -> None:
    assert plain_text(" \u2067٠١٢٣٤٥٦٧٨٩\u2069 ") == "0123456789"
    assert plain_text("۰۱۲۳۴۵۶۷۸۹\u200f") == "0123456789"
    assert plain_text("a b") == "a b"
    assert without_spaces(" 1\u00a02\u202f3\t4 ") == "1234"


@pytest.mark.parametrize(
    ("text", "searched"),
    [
        ("Élodie N'Diaye", "elodie n'diaye"),
        ("Straße", "strasse"),
        ("أحمد الإدريسي", "احمد الادريسي"),
        ("مُحَمَّد", "محمد"),
        ("فاطمــة", "فاطمه"),
        ("موسى ٤٢", "موسي 42"),
        ("  ", ""),
    ],
)
def test_a_text_is_searched_without_accents_nor_capitals(text: str, searched: str) -> None:
    assert folded(text) == folded(searched) == searched
