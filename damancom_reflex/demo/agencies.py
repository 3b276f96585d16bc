"""Invented agencies of the fund, one a city of the demo, by the codes of its collection offices."""

from __future__ import annotations

from typing import Final

from damancom_reflex.store.affiliates import Agency

HOURS_FR: Final = "Du lundi au vendredi, de 8 h 30 à 15 h 30"
HOURS_AR: Final = "من الاثنين إلى الجمعة، من الساعة 8:30 إلى 15:30"

_PLACES: Final = (
    (
        "CASA",
        "Casablanca",
        "الدار البيضاء",
        "58, rue des Amandiers",
        "58، زنقة اللوز",
        "+212522000020",
    ),
    ("RABAT", "Rabat", "الرباط", "15, rue des Tilleuls", "15، زنقة الزيزفون", "+212537000020"),
    ("FES", "Fès", "فاس", "3, avenue des Potiers", "3، شارع الفخارين", "+212535000020"),
    ("MARRAKECH", "Marrakech", "مراكش", "44, rue du Jasmin", "44، زنقة الياسمين", "+212524000020"),
    ("TANGER", "Tanger", "طنجة", "7, rue des Voiliers", "7، زنقة الأشرعة", "+212539000020"),
    ("AGADIR", "Agadir", "أكادير", "21, avenue de la Dune", "21، شارع الكثيب", "+212528000020"),
)


def agencies() -> list[Agency]:
    """New rows of every agency."""
    return [
        Agency(
            code=code,
            name_fr=f"Agence de {city}",
            name_ar=f"وكالة {city_ar}",
            address_fr=f"{street}, {city}",
            address_ar=f"{street_ar}، {city_ar}",
            phone=phone,
            hours_fr=HOURS_FR,
            hours_ar=HOURS_AR,
        )
        for code, city, city_ar, street, street_ar, phone in _PLACES
    ]
