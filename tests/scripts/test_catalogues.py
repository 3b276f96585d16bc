"""What the catalogue check lets pass and what it stops."""

from __future__ import annotations

import pytest
from babel.messages.catalog import Message

import catalogues
from damancom_reflex.i18n import translator

FRENCH = ("{n} mensualité de {amount}, le {day}.", "{n} mensualités de {amount}.")


def _faults(message: Message, language: str = "ar") -> list[str]:
    return list(catalogues._faults(language, message))


def test_a_translated_sentence_passes():
    assert _faults(Message("Bonjour {name}", "مرحبا {name}")) == []


@pytest.mark.parametrize(
    "translation", ["مرحبا", "مرحبا {nom}", "مرحبا {name} {name2}", "مرحبا {name"]
)
def test_other_named_places_are_a_fault(translation: str):
    assert "named places" in _faults(Message("Bonjour {name}", translation))[0]


def test_an_empty_translation_is_a_fault():
    assert _faults(Message("Bonjour", "")) == ["not translated"]


def test_a_fuzzy_translation_is_a_fault():
    assert "fuzzy" in _faults(Message("Bonjour", "مرحبا", flags=["fuzzy"]))


def test_arabic_needs_six_plural_forms():
    two = Message(FRENCH, ("{n} {amount}", "{n} {amount}"))
    assert "2 plural forms instead of 6" in _faults(two)
    assert _faults(two, "fr") == []


def test_a_plural_form_may_do_without_the_number():
    assert _faults(Message(FRENCH, ("{amount}",) * 6)) == []


def test_a_plural_form_may_not_do_without_the_amount():
    assert "named places" in _faults(Message(FRENCH, ("{n}",) + ("{n} {amount}",) * 5))[0]


def test_a_missing_plural_form_is_a_fault():
    assert _faults(Message(FRENCH, ("{amount}",) * 5 + ("",))) == ["not translated"]


@pytest.mark.parametrize(
    ("hundred", "dozens", "wrong"), [("يوم", "يوما", False), ("يوما", "يوم", True)]
)
def test_what_is_counted_has_its_alef_from_eleven_to_ninety_nine(
    hundred: str, dozens: str, *, wrong: bool
):
    forms = ("{n}",) * 4 + (f"بعد {{n}} {hundred}", f"بعد {{n}} {dozens}")
    faults = _faults(Message(("dans {n} jour", "dans {n} jours"), forms))
    assert any("each other's place" in fault for fault in faults) is wrong


def test_sixty_days_are_counted_as_a_reader_of_arabic_counts_them():
    said = translator("ar").plural("dans {n} jour", "dans {n} jours", 60)
    assert "يوما" in said


def test_plural_and_marked_sentences_are_found_in_the_code():
    found = [message.id for message in catalogues.extracted() if message.id]
    assert any(isinstance(sentence, tuple) for sentence in found)
    assert "Se connecter" in found
