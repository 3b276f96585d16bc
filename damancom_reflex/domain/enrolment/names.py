"""Names of persons and companies: letters of the right script, and what joins them."""

from __future__ import annotations

import re
import unicodedata

from damancom_reflex.domain.errors import DomainError
from damancom_reflex.domain.text import plain_text

LONGEST_NAME = 80
LONGEST_COMPANY_NAME = 120

LATIN_LETTERS = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u017f\u0218-\u021b\u1e9e\u1ea0-\u1ef9"
"""Letters of names from Europe to Vietnam, as ranges of a regular expression; forms can print every one."""

_ARABIC_MARKS = "\u064b-\u0655\u0670"
_ARABIC_BASES = "\u0621-\u063a\u0641-\u064a\u067e\u0686\u06a4\u06a8\u06ad\u06af"
ARABIC_LETTERS = _ARABIC_BASES + _ARABIC_MARKS
"""Letters of modern Arabic, its vowel marks, and the letters that Moroccan names add; likewise."""

# What keyboards, telephones and word processors put for an apostrophe, the ayn of transcriptions among them.
_APOSTROPHES = str.maketrans(dict.fromkeys("\u2018\u2019\u02bc\u02bf\u02be\u00b4`\u2032", "'"))
_HYPHENS = str.maketrans(dict.fromkeys("\u2010\u2011\u2013", "-"))
_TATWEEL = "\u0640"
"""Stretches a written word; says nothing."""

_LATIN_WORD = rf"'?[{LATIN_LETTERS}]+(?:'[{LATIN_LETTERS}]+)*'?"
_LATIN_NAME = re.compile(rf"{_LATIN_WORD}(?:(?:[ -]|\.[ -]?){_LATIN_WORD})*\.?")
# A letter bears a doubling and a vowel at most, and now and then a small alef: more is nobody's name.
_ARABIC_WORD = rf"(?:[{_ARABIC_BASES}][{_ARABIC_MARKS}]{{0,3}})+"
_ARABIC_NAME = re.compile(rf"{_ARABIC_WORD}(?:[ -]{_ARABIC_WORD})*")
_STRAY_MARKS = re.compile(rf"(?<![{ARABIC_LETTERS}])[{_ARABIC_MARKS}]|[{_ARABIC_MARKS}]{{4}}")
_COMPANY_NAME = re.compile(rf"[{LATIN_LETTERS}{ARABIC_LETTERS}0-9 &'\-.,/()+°:!@\"«»]+")
_SOME_LATIN = re.compile(rf"[{LATIN_LETTERS}]")
_SOME_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc]")
_LETTER_OR_DIGIT = re.compile(rf"[{LATIN_LETTERS}{ARABIC_LETTERS}0-9]")


class NamingError(DomainError):
    """A name that cannot be one.

    Codes: `empty_name`; `name_too_long` (`most`, characters); `malformed_name`, `arabic_in_latin_name`;
    `malformed_arabic_name`, `latin_in_arabic_name`; `empty_company_name`, `malformed_company_name`.
    """


def latin_name(text: str, empty: str = "empty_name") -> str:
    """Name of a person in Latin letters, accents and all, with apostrophes, hyphens, spaces and dots.

    One space between words, straight apostrophes, composed letters (NFC); capitals stay as they were typed.

    Args:
        text: as typed.
        empty: code for nothing typed, which says what is missing.

    Raises:
        NamingError: when it is empty, over 80 characters, or has something else in it.
    """
    value = _joined(_tidy(unicodedata.normalize("NFC", plain_text(text))))
    if not value:
        raise NamingError(empty)
    _not_longer(value, LONGEST_NAME)
    if not _LATIN_NAME.fullmatch(value):
        arabic = _SOME_ARABIC.search(value)
        raise NamingError("arabic_in_latin_name" if arabic else "malformed_name")
    return value


def arabic_name(text: str) -> str:
    """Name of a person in Arabic letters, empty when nothing is typed; joined forms are taken apart (NFKC).

    Raises:
        NamingError: when it is over 80 characters, or has something else than letters, vowel marks, hyphens and
            spaces in it.
    """
    value = _joined(_tidy(unicodedata.normalize("NFKC", plain_text(text)).replace(_TATWEEL, "")))
    _not_longer(value, LONGEST_NAME)
    if value and not _ARABIC_NAME.fullmatch(value):
        latin = _SOME_LATIN.search(value)
        raise NamingError("latin_in_arabic_name" if latin else "malformed_arabic_name")
    return value


def company_name(text: str) -> str:
    """Name of a company: both scripts, digits and the signs of trade names.

    Raises:
        NamingError: when it is empty, over 120 characters, without letter or digit, or has other signs in it.
    """
    value = _tidy(unicodedata.normalize("NFC", plain_text(text)))
    if not value:
        raise NamingError("empty_company_name")
    _not_longer(value, LONGEST_COMPANY_NAME)
    if (
        not _COMPANY_NAME.fullmatch(value)
        or not _LETTER_OR_DIGIT.search(value)
        or _STRAY_MARKS.search(value)
    ):
        raise NamingError("malformed_company_name")
    return value


def _tidy(text: str) -> str:
    """One way to write apostrophes and hyphens, one space where there are several."""
    return " ".join(text.translate(_APOSTROPHES).translate(_HYPHENS).split())


def _joined(name: str) -> str:
    """Hyphens without spaces around them."""
    return re.sub(" ?- ?", "-", name)


def _not_longer(value: str, most: int) -> None:
    if len(value) > most:
        raise NamingError("name_too_long", most=most)
