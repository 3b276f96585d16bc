"""Words of a form: French from one side, Arabic from the other, on the same line."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from damancom_reflex.documents.pdf.marks import spoken

if TYPE_CHECKING:
    from damancom_reflex.documents.pdf.sheet import Sheet
    from damancom_reflex.documents.pdf.style import Style
    from damancom_reflex.i18n import Language

_BETWEEN = 3.0


@dataclass(frozen=True, slots=True)
class Both:
    """The same words in both languages: forms show them together, so they are no message of the catalogues."""

    fr: str
    ar: str

    def of(self, language: Language) -> str:
        """The words in one language."""
        return self.ar if language == "ar" else self.fr


class Named(Protocol):
    """Somebody, in Latin letters and, where it is known, in Arabic."""

    @property
    def surname(self) -> str:
        """In Latin letters."""
        ...

    @property
    def first_name(self) -> str:
        """In Latin letters."""
        ...

    @property
    def surname_ar(self) -> str:
        """In Arabic letters; may be empty."""
        ...

    @property
    def first_name_ar(self) -> str:
        """In Arabic letters; may be empty."""
        ...


def facing(sheet: Sheet, words: Both, place: tuple[float, float, float], style: Style) -> None:
    """Set both on one line, facing each other, smaller when they would meet. `place`: x, baseline, width."""
    x, y, width = place
    needed = sheet.text_width(words.fr, style) + sheet.text_width(words.ar, style) + _BETWEEN
    style = replace(style, size=style.size * min(1.0, width / needed))
    sheet.put(words.fr, x, y, width, style)
    with spoken(sheet, "ar"):
        sheet.put(words.ar, x, y, width, style, "end")
