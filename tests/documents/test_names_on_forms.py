"""A name that is taken is a name that a form can print."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import get_args

import pytest

from damancom_reflex.documents.pdf.paper import Paper
from damancom_reflex.documents.pdf.style import Weight
from damancom_reflex.domain.enrolment.names import ARABIC_LETTERS, LATIN_LETTERS
from damancom_reflex.i18n import translator


@pytest.fixture
def paper() -> Iterator[Paper]:
    """An empty document."""
    made = Paper(translator("fr"), datetime(2023, 11, 8, tzinfo=UTC))
    yield made
    made.close()


@pytest.mark.parametrize("weight", get_args(Weight))
@pytest.mark.parametrize("script", ["latin", "arabic"])
def test_every_letter_of_a_name_is_in_the_font_of_the_forms(
    paper: Paper, script: str, weight: Weight
):
    letters = re.compile(f"[{ARABIC_LETTERS if script == 'arabic' else LATIN_LETTERS}]")
    taken = [letter for letter in map(chr, range(0x2100)) if letters.fullmatch(letter)]
    assert len(taken) > 40
    font = paper.font(weight, arabic=script == "arabic")
    assert [letter for letter in taken if ord(letter) not in font.cmap] == []
