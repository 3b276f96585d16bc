"""Invented legal representatives: names in both scripts, identity documents in the form of real ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from damancom_reflex.demo.numbers import draw
from damancom_reflex.domain.enrolment.fields import IdentityKind

_MOROCCANS: Final = (
    *(("Salma", "سلمى"), ("Rachid", "رشيد"), ("Nadia", "نادية"), ("Karim", "كريم")),
    *(("Imane", "إيمان"), ("Hicham", "هشام"), ("Zineb", "زينب"), ("Anas", "أنس")),
    *(("Ghita", "غيثة"), ("Mustapha", "مصطفى"), ("Fatima-Zahra", "فاطمة الزهراء")),
)
_SURNAMES: Final = (
    *(("Berrada", "برادة"), ("El Idrissi", "الإدريسي"), ("Amrani", "العمراني")),
    *(("Ouahidi", "الواحيدي"), ("N'Ait Brahim", "نايت إبراهيم"), ("Sebti", "السبتي")),
    *(("Lamrini", "المريني"), ("Kettani", "الكتاني"), ("Ziani", "الزياني")),
)
_RESIDENTS: Final = (
    *(("Claire", "كلير", "Moreau", "مورو"), ("Mamadou", "مامادو", "Diallo", "ديالو")),
    *(("Inês", "إينيس", "Ferreira", "فيريرا"), ("Awa", "أوا", "N'Diaye", "انديي")),
)
_OWNERS: Final = {
    "Leïla Benkirane": ("Leïla", "ليلى", "Benkirane", "بنكيران"),
    "Youssef Tazi": ("Youssef", "يوسف", "Tazi", "التازي"),
    "محمد الريفي": ("Mohamed", "محمد", "Rifi", "الريفي"),
    "Hanane El Fassi": ("Hanane", "حنان", "El Fassi", "الفاسي"),
    "Abdellatif Chraïbi": ("Abdellatif", "عبد اللطيف", "Chraïbi", "الشرايبي"),
    "Salma Ouahbi": ("Salma", "سلمى", "Ouahbi", "الوهبي"),
    "Driss Lahlou": ("Driss", "إدريس", "Lahlou", "لحلو"),
    "Kenza Alaoui": ("Kenza", "كنزة", "Alaoui", "العلوي"),
    "Omar Bouzid": ("Omar", "عمر", "Bouzid", "بوزيد"),
}
"""Personas who sign for their own company."""

_CIN_LETTERS: Final = ("BE", "AB", "CD", "EE", "KB", "JB")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may sign for a company: identity document and names."""

    kind: IdentityKind
    number: str
    first_name: str
    first_name_ar: str
    surname: str
    surname_ar: str


def representative(affiliation: str, name: str = "", kind: IdentityKind | None = None) -> Person:
    """Who signs for a company: the same on every machine, with a document number nobody else has.

    Args:
        affiliation: the company's affiliation number, from which everything is drawn.
        name: of a persona who signs for their own company; empty for anybody.
        kind: document; drawn when not given: most have a CIN, some a residence card or a passport.
    """
    kind = kind or _kind(affiliation)
    first, first_ar, surname, surname_ar = _OWNERS.get(name) or _names(affiliation, kind)
    return Person(kind, _number(affiliation, kind), first, first_ar, surname, surname_ar)


def _kind(affiliation: str) -> IdentityKind:
    drawn = draw(10, "document", affiliation)
    return {0: IdentityKind.RESIDENCE_CARD, 1: IdentityKind.PASSPORT}.get(drawn, IdentityKind.CIN)


def _names(affiliation: str, kind: IdentityKind) -> tuple[str, str, str, str]:
    if kind is IdentityKind.RESIDENCE_CARD:
        return _RESIDENTS[draw(len(_RESIDENTS), "resident", affiliation)]
    first = _MOROCCANS[draw(len(_MOROCCANS), "first name", affiliation)]
    surname = _SURNAMES[draw(len(_SURNAMES), "surname", affiliation)]
    return (*first, *surname)


def _number(affiliation: str, kind: IdentityKind) -> str:
    # Six of its digits tell companies apart; the seventh is their key.
    own = affiliation[:6]
    if kind is IdentityKind.PASSPORT:
        return f"XZ{own}{affiliation[6]}"
    if kind is IdentityKind.RESIDENCE_CARD:
        return f"R{own}T"
    return f"{_CIN_LETTERS[draw(len(_CIN_LETTERS), 'card', affiliation)]}{own}"
