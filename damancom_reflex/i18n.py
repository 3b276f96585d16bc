"""French and Arabic as equals: gettext catalogues and the little that depends on the language.

French sentences are the message ids. Pages are built once per language with a `Translator`; services and messages
take one at run time.
"""

from __future__ import annotations

import gettext
import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import Final, Literal, get_args

from damancom_reflex.clock import local

Language = Literal["fr", "ar"]
Direction = Literal["ltr", "rtl"]
LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)
DEFAULT: Final[Language] = "fr"
CATALOGUES = Path(__file__).parent / "locales"

# Characters that keep a left-to-right run (amount, reference) whole inside Arabic text.
_BEFORE, _AFTER = re.compile(" (?=[?!:;»])"), re.compile("(?<=«) ")
_ISOLATE, _POP = "\u2066", "\u2069"


def mark(msgid: str) -> str:
    """Mark a sentence for the catalogues where it is written before its language is known."""
    return msgid


def language_of(text: str) -> Language:
    """The language named by `text` (`ar`, `ar-MA`, `/ar/…`), French when it names none of ours."""
    return "ar" if text.lstrip("/")[:2].lower() == "ar" else "fr"


def other(language: Language) -> Language:
    """The other language of the portal."""
    return "fr" if language == "ar" else "ar"


@dataclass(frozen=True)
class Translator:
    """Sentences of one language: `_("Bonjour {name}", name=…)`."""

    language: Language
    catalogue: gettext.NullTranslations

    def __call__(self, msgid: str, **params: object) -> str:
        """The sentence in this language, with its named places filled."""
        found = _bound(self.catalogue.gettext(msgid), self.language)
        return found.format(**params) if params else found

    def plural(self, singular: str, plural: str, n: int, **params: object) -> str:
        """The form of a sentence for `n`; `{n}` stands for the number. Arabic has six forms."""
        found = self.catalogue.ngettext(singular, plural, n)
        return _bound(found, self.language).format(n=n, **params)

    @property
    def direction(self) -> Direction:
        """Which way this language is written."""
        return "rtl" if self.language == "ar" else "ltr"

    def day(self, value: date) -> str:
        """A day as Morocco writes it in both languages: 08/11/2023."""
        return value.strftime("%d/%m/%Y")

    def moment(self, value: datetime) -> str:
        """A moment on Moroccan clocks: 08/11/2023 14:03."""
        return local(value).strftime("%d/%m/%Y %H:%M")

    def time(self, value: datetime) -> str:
        """The time of a moment on Moroccan clocks: 14:03."""
        return local(value).strftime("%H:%M")

    def ltr(self, text: str) -> str:
        """`text` kept left-to-right inside a sentence of this language."""
        return f"{_ISOLATE}{text}{_POP}" if self.language == "ar" else text


@cache
def _bound(sentence: str, language: Language) -> str:
    """A French sentence with its high punctuation bound to the word before: no line begins with « ? »."""
    if language != "fr":
        return sentence
    return _AFTER.sub("\u00a0", _BEFORE.sub("\u00a0", sentence))


@lru_cache(maxsize=len(LANGUAGES))
def translator(language: Language) -> Translator:
    """The translator of a language; French falls back on the message ids themselves."""
    catalogue = gettext.translation(
        "messages", CATALOGUES, languages=[language], fallback=language == DEFAULT
    )
    return Translator(language, catalogue)
