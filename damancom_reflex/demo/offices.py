"""Invented collection offices (perceptions), one a region of the demo."""

from __future__ import annotations

from typing import Final

from damancom_reflex.store.affiliates import CollectionOffice

HOURS_FR: Final = "Du lundi au vendredi, de 8 h 30 à 16 h 30"
HOURS_AR: Final = "من الاثنين إلى الجمعة، من الساعة 8:30 إلى 16:30"

_PLACES: Final = (
    (
        "CASA",
        "Casablanca",
        "الدار البيضاء",
        "12, rue des Cigognes",
        "12، زنقة اللقالق",
        "+212522000010",
    ),
    ("RABAT", "Rabat", "الرباط", "4, avenue de la Source", "4، شارع العين", "+212537000010"),
    ("FES", "Fès", "فاس", "27, rue du Grenadier", "27، زنقة الرمان", "+212535000010"),
    ("MARRAKECH", "Marrakech", "مراكش", "9, rue des Remparts", "9، زنقة الأسوار", "+212524000010"),
    ("TANGER", "Tanger", "طنجة", "31, avenue du Phare", "31، شارع المنارة", "+212539000010"),
    ("AGADIR", "Agadir", "أكادير", "6, rue de l'Arganier", "6، زنقة الأركان", "+212528000010"),
)


def offices() -> list[CollectionOffice]:
    """New rows of every office."""
    return [
        CollectionOffice(
            code=code,
            name_fr=f"Perception de {city}",
            name_ar=f"قباضة {city_ar}",
            address_fr=f"{street}, {city}",
            address_ar=f"{street_ar}، {city_ar}",
            phone=phone,
            hours_fr=HOURS_FR,
            hours_ar=HOURS_AR,
        )
        for code, city, city_ar, street, street_ar, phone in _PLACES
    ]
