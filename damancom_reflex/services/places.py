"""Places of the fund that receive people, as screens and documents get them."""

from __future__ import annotations

from dataclasses import dataclass, fields

from damancom_reflex.i18n import Language
from damancom_reflex.store.affiliates import Place


@dataclass(frozen=True, slots=True)
class PlaceView:
    """An agency or a collection office (perception), in both languages; every word is empty where there is none."""

    name_fr: str = ""
    name_ar: str = ""
    address_fr: str = ""
    address_ar: str = ""
    phone: str = ""
    hours_fr: str = ""
    hours_ar: str = ""

    def name(self, language: Language) -> str:
        """Its name in a language."""
        return self.name_ar if language == "ar" else self.name_fr

    def address(self, language: Language) -> str:
        """Its address in a language."""
        return self.address_ar if language == "ar" else self.address_fr

    def hours(self, language: Language) -> str:
        """Its opening hours in a language."""
        return self.hours_ar if language == "ar" else self.hours_fr


def place_view(row: Place) -> PlaceView:
    """A place as its row has it."""
    return PlaceView(**{field.name: getattr(row, field.name) for field in fields(PlaceView)})
