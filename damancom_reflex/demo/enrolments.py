"""Employers of the demo that have no account yet: each shows one case of adhésion."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from damancom_reflex.demo.numbers import affiliation_number, draw, ice
from damancom_reflex.demo.people import Person, representative
from damancom_reflex.domain.enrolment.fields import IdentityKind
from damancom_reflex.i18n import Language, mark

Stage = Literal["", "SUBMITTED", "CORRECTION_REQUESTED"]


@dataclass(frozen=True, slots=True)
class Enrolment:
    """An employer to try adhésion with.

    Attributes:
        number: affiliation number to type.
        legal_name: company name.
        ice: its common identifier.
        office: code of its collection office and of its agency.
        representative: who may sign for it, as the register knows them.
        identity_kind: document to choose.
        identity_number: number to type.
        shows: what there is to see, a French msgid.
        phone: of a request that is under way: where its code goes, read on the visible phone.
        email: of that request, read in the visible mailbox.
        language: of that request's messages.
        stage: where that request stands; empty when there is none.
    """

    number: str
    legal_name: str
    ice: str
    office: str
    representative: Person
    identity_kind: IdentityKind
    identity_number: str
    shows: str
    phone: str = ""
    email: str = ""
    language: Language = "fr"
    stage: Stage = ""


@dataclass(frozen=True, slots=True)
class _Case:
    legal_name: str
    office: str
    shows: str
    kind: IdentityKind = IdentityKind.CIN
    key_wrong: bool = False
    other_identity: str = ""
    stage: Stage = ""
    language: Language = "fr"


_CASES: Final = (
    _Case(
        legal_name="Boulangerie Tamaris SARL",
        office="CASA",
        shows=mark("Le cas simple : la carte nationale est celle du registre."),
    ),
    _Case(
        legal_name="Garage de l'Oued SARL AU",
        office="RABAT",
        key_wrong=True,
        shows=mark("Un numéro dont la clé est fausse, et qui est pourtant au registre."),
    ),
    _Case(
        legal_name="Comptoir de la Lagune SARL",
        office="TANGER",
        kind=IdentityKind.PASSPORT,
        shows=mark("Un représentant légal connu par son passeport."),
    ),
    _Case(
        legal_name="Les Jardins d'Argan SARL",
        office="AGADIR",
        other_identity="KB908172",
        shows=mark("Un nouveau représentant légal : cette carte n'est pas celle du registre."),
    ),
    _Case(
        legal_name="Atelier Bab Ftouh SARL",
        office="FES",
        stage="SUBMITTED",
        shows=mark("Une demande déjà en cours : les formulaires sont attendus à l'agence."),
    ),
    _Case(
        legal_name="Riad des Orangers SARL",
        office="MARRAKECH",
        stage="CORRECTION_REQUESTED",
        language="ar",
        shows=mark("Une demande que l'agence a rendue pour correction. Messages en arabe."),
    ),
)


@cache
def enrolments() -> tuple[Enrolment, ...]:
    """Every such employer, in the order they are shown."""
    return tuple(_enrolment(place, case) for place, case in enumerate(_CASES, 1))


def _enrolment(place: int, case: _Case) -> Enrolment:
    number = _number(place, key_wrong=case.key_wrong)
    person = representative(number, kind=case.kind)
    slug = f"adhesion-{place}"
    return Enrolment(
        number=number,
        legal_name=case.legal_name,
        ice=ice(2_600_000 + place * 103),
        office=case.office,
        representative=person,
        identity_kind=case.kind,
        identity_number=case.other_identity or person.number,
        shows=case.shows,
        phone=f"+2126000001{place:02d}" if case.stage else "",
        email=f"contact@{slug}.example" if case.stage else "",
        language=case.language,
        stage=case.stage,
    )


def _number(place: int, *, key_wrong: bool) -> str:
    right = affiliation_number(500_000 + place * 311 + draw(100, "enrolment", place))
    # Two published numbers fail the key too (SPEC section 12): the register decides.
    return f"{right[:6]}{(int(right[6]) + 1) % 10}" if key_wrong else right
