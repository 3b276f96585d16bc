"""Invented places of the fund: in each city of the demo a collection office (perception) and an agency."""

from __future__ import annotations

from typing import Any, Final

from damancom_reflex.store.affiliates import Agency, CollectionOffice

_CITIES: Final = {
    "CASA": ("Casablanca", "الدار البيضاء", "522"),
    "RABAT": ("Rabat", "الرباط", "537"),
    "FES": ("Fès", "فاس", "535"),
    "MARRAKECH": ("Marrakech", "مراكش", "524"),
    "TANGER": ("Tanger", "طنجة", "539"),
    "AGADIR": ("Agadir", "أكادير", "528"),
}
"""Names, and the area its telephone numbers begin with."""

_OFFICES: Final = {
    "CASA": ("12, rue des Cigognes", "12، زنقة اللقالق"),
    "RABAT": ("4, avenue de la Source", "4، شارع العين"),
    "FES": ("27, rue du Grenadier", "27، زنقة الرمان"),
    "MARRAKECH": ("9, rue des Remparts", "9، زنقة الأسوار"),
    "TANGER": ("31, avenue du Phare", "31، شارع المنارة"),
    "AGADIR": ("6, rue de l'Arganier", "6، زنقة الأركان"),
}
_AGENCIES: Final = {
    "CASA": ("58, rue des Amandiers", "58، زنقة اللوز"),
    "RABAT": ("15, rue des Tilleuls", "15، زنقة الزيزفون"),
    "FES": ("3, avenue des Potiers", "3، شارع الفخارين"),
    "MARRAKECH": ("44, rue du Jasmin", "44، زنقة الياسمين"),
    "TANGER": ("7, rue des Voiliers", "7، زنقة الأشرعة"),
    "AGADIR": ("21, avenue de la Dune", "21، شارع الكثيب"),
}


def offices() -> list[CollectionOffice]:
    """New rows of every collection office."""
    return [
        CollectionOffice(**_place(code, "Perception", "قباضة", streets, "000010", 16))
        for code, streets in _OFFICES.items()
    ]


def agencies() -> list[Agency]:
    """New rows of every agency."""
    return [
        Agency(**_place(code, "Agence", "وكالة", streets, "000020", 15))
        for code, streets in _AGENCIES.items()
    ]


def _place(
    code: str, kind: str, kind_ar: str, streets: tuple[str, str], line: str, closes: int
) -> dict[str, Any]:
    """A place in a city: what it is, where, its telephone line there, and the hour at whose half it closes."""
    city, city_ar, area = _CITIES[code]
    street, street_ar = streets
    return {
        "code": code,
        "name_fr": f"{kind} {_of(city)}",
        "name_ar": f"{kind_ar} {city_ar}",
        "address_fr": f"{street}, {city}",
        "address_ar": f"{street_ar}، {city_ar}",
        "phone": f"+212{area}{line}",
        "hours_fr": f"Du lundi au vendredi, de 8 h 30 à {closes} h 30",
        "hours_ar": f"من الاثنين إلى الجمعة، من الساعة 8:30 إلى {closes}:30",
    }


def _of(city: str) -> str:
    """« de Rabat », « d'Agadir »."""
    return f"d'{city}" if city.startswith(tuple("AEIOU")) else f"de {city}"
