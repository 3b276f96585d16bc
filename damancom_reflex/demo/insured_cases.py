"""Employees told one by one: each shows one outcome of IPE on the demo's first day, 08/11/2023."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from damancom_reflex.demo.insured_names import Name, drawn_card, mailbox
from damancom_reflex.demo.insured_people import LAST_DECLARED, WHOLE, Job, Worker, phone
from damancom_reflex.demo.numbers import draw, immatriculation
from damancom_reflex.demo.personas import personas
from damancom_reflex.domain.calendar import periods_between
from damancom_reflex.domain.job_loss import ClaimStatus
from damancom_reflex.i18n import Language, mark

WORKSHOP: Final = "atelier.zellige"
PHARMACY: Final = "pharmacie.annour"
JOINER: Final = "menuiserie.cedre"

_PHONES: Final = 80_000
"""Where their phone numbers begin, past those of everybody drawn."""


@dataclass(frozen=True, slots=True)
class Stated:
    """What the form of a claim says in the demo, and where its claim stands.

    Attributes:
        reason: code of the reason.
        days_ago: days from the loss to the day the form was typed.
        stage: where the claim stands; None for a form that is not filed.
        by: identifier of the persona who types it.
        decision: code of the refusal or correction.
    """

    reason: str
    days_ago: int
    stage: ClaimStatus | None
    by: str = WORKSHOP
    decision: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """An employee told one by one.

    Attributes:
        name: in both scripts.
        shows: what there is to see, a French msgid.
        hired: first day of the job.
        days: declared days by period.
        born: birthday.
        left: last day of the job on record.
        wage: of a whole month, centimes.
        at: persona whose employee it is.
        elsewhere: days that the joiner's workshop declares.
        language: language of their messages.
        reached: whether the register knows a phone and a mailbox.
        stated: form or claim that is already there.
        listed: persona in whose list one looks for them, when it is not their employer's.
    """

    name: Name
    shows: str
    hired: date
    days: Mapping[int, int]
    born: date | None
    left: date | None = None
    wage: int = 430_000
    at: str = WORKSHOP
    elsewhere: Mapping[int, int] | None = None
    language: Language = "fr"
    reached: bool = True
    stated: Stated | None = None
    listed: str = ""


def _days(
    first: int,
    last: int = LAST_DECLARED,
    *,
    each: int = WHOLE,
    closed: tuple[int, ...] = (),
    changed: Mapping[int, int] | None = None,
) -> dict[int, int]:
    """The same days each month but the `closed` ones of every year, and those `changed`; 0 is no declaration."""
    months = {
        period: each for period in periods_between(first, last) if period % 100 not in closed
    } | dict(changed or {})
    return {period: days for period, days in months.items() if days}


_FULL: Final = _days(202001)
_SEASONS: Final = _days(202001, closed=(7, 8))
"""26 days, ten months a year: 260 in any 12 months, 780 in any 36."""

CASES: Final = (
    Case(
        name=("Amina", "أمينة", "Bennis", "بنيس"),
        shows=mark("Toutes les conditions sont remplies."),
        born=date(1988, 4, 12),
        hired=date(2017, 3, 1),
        days=_FULL,
    ),
    Case(
        name=("Hamid", "حميد", "Ouazzani", "الوزاني"),
        shows=mark("Tout juste : 780 jours sur 36 mois, dont 260 sur 12."),
        born=date(1979, 9, 30),
        hired=date(2019, 9, 2),
        days=_SEASONS,
        language="ar",
    ),
    Case(
        name=("Rachida", "رشيدة", "Belkadi", "بلقاضي"),
        shows=mark("Il manque un jour : 779 sur 780."),
        born=date(1992, 1, 25),
        hired=date(2021, 5, 3),
        days=_days(202105, changed={202105: 25}),
    ),
    Case(
        name=("Abdelilah", "عبد الإله", "Mernissi", "المرنيسي"),
        shows=mark("Il manque un jour sur 12 mois : 259 sur 260."),
        born=date(1984, 12, 3),
        hired=date(2018, 2, 5),
        days=_days(202001, changed={202302: 0, 202303: 25, 202304: 0}),
        language="ar",
    ),
    Case(
        name=("Soukaina", "سكينة", "Lazrak", "الأزرق"),
        shows=mark("Emploi quitté le 08/09/2023 : 61 jours le 08/11/2023, un de trop."),
        born=date(1990, 6, 18),
        hired=date(2021, 1, 4),
        left=date(2023, 9, 8),
        days=_days(202101, 202309, changed={202309: 7}),
    ),
    Case(
        name=("Mourad", "مراد", "Benchekroun", "بنشقرون"),
        shows=mark("Emploi quitté le 13/10/2023 : la demande vient dans le délai."),
        born=date(1986, 2, 9),
        hired=date(2021, 2, 1),
        left=date(2023, 10, 13),
        days=_days(202102, changed={202310: 11}),
    ),
    Case(
        name=("Lahcen", "لحسن", "Oubella", "أوبلا"),
        shows=mark("Âge de la retraite atteint : 60 ans le 15/03/2023."),
        born=date(1963, 3, 15),
        hired=date(2004, 6, 1),
        days=_FULL,
        language="ar",
    ),
    Case(
        name=("Touria", "ثريا", "Sqalli", "الصقلي"),
        shows=mark("60 ans le 20/12/2023 : les conditions sont remplies jusqu'à la veille."),
        born=date(1963, 12, 20),
        hired=date(2009, 4, 6),
        days=_FULL,
    ),
    Case(
        name=("Bouazza", "بوعزة", "Hilali", "الهلالي"),
        shows=mark("Date de naissance inconnue, ni téléphone ni courriel."),
        born=None,
        hired=date(2019, 1, 7),
        days=_FULL,
        language="ar",
        reached=False,
    ),
    Case(
        name=("Najib", "نجيب", "Chaoui", "الشاوي"),
        shows=mark("Une demande est déjà déposée."),
        born=date(1981, 7, 21),
        hired=date(2014, 9, 1),
        days=_FULL,
        stated=Stated("economic_dismissal", 8, ClaimStatus.SUBMITTED),
    ),
    Case(
        name=("Khadija", "خديجة", "Bennani", "بناني"),
        shows=mark(
            "Deux employeurs les mêmes mois : leurs jours comptent ensemble, 26 par mois au plus."
        ),
        born=date(1987, 11, 2),
        hired=date(2020, 2, 3),
        days=_days(202002, each=16),
        elsewhere=_days(202002, each=14),
        wage=380_000,
    ),
    Case(
        name=("Anouar", "أنوار", "Zouhair", "زهير"),
        shows=mark("Travaille pour une autre entreprise : absent de votre liste."),
        born=date(1993, 3, 8),
        hired=date(2018, 5, 14),
        days=_FULL,
        at=JOINER,
        listed=WORKSHOP,
    ),
    Case(
        name=("Ikram", "إكرام", "Douiri", "الدويري"),
        shows=mark("Embauche du 03/07/2023 : peu de jours, et la date où ils suffiraient."),
        born=date(2001, 8, 27),
        hired=date(2023, 7, 3),
        days=_days(202307),
        wage=320_000,
    ),
    Case(
        name=("Jalal", "جلال", "Kadiri", "القادري"),
        shows=mark("Un formulaire commencé : la démission est un motif exclu."),
        born=date(1995, 5, 5),
        hired=date(2019, 11, 4),
        days=_FULL,
        stated=Stated("resignation", 2, None),
    ),
    Case(
        name=("Nawal", "نوال", "Sefrioui", "الصفريوي"),
        shows=mark(
            "754 jours : la déclaration d'octobre 2023, attendue jusqu'au 10/11, en donnerait 780."
        ),
        born=date(1998, 10, 16),
        hired=date(2021, 5, 3),
        days=_days(202105, 202309),
        language="ar",
    ),
    Case(
        name=("Redouane", "رضوان", "Alami", "العلمي"),
        shows=mark("Une demande déposée par un autre employeur."),
        born=date(1983, 4, 4),
        hired=date(2020, 1, 6),
        days=_days(202001, each=13),
        elsewhere=_days(202001, each=13),
        stated=Stated("fixed_term_end", 5, ClaimStatus.SUBMITTED, by=JOINER),
    ),
    Case(
        name=("Mina", "مينة", "Ghali", "الغالي"),
        shows=mark("Une demande en instruction."),
        born=date(1989, 1, 19),
        hired=date(2016, 3, 21),
        days=_FULL,
        language="ar",
        stated=Stated("circumstances", 12, ClaimStatus.UNDER_REVIEW),
    ),
    Case(
        name=("Abdelkrim", "عبد الكريم", "Senhaji", "الصنهاجي"),
        shows=mark("Une demande rendue pour correction."),
        born=date(1977, 6, 6),
        hired=date(2011, 5, 9),
        days=_FULL,
        stated=Stated(
            "disciplinary_dismissal",
            20,
            ClaimStatus.CORRECTION_REQUESTED,
            decision="reason_unproved",
        ),
    ),
    Case(
        name=("Latifa", "لطيفة", "Benmoussa", "بنموسى"),
        shows=mark("Une demande acceptée."),
        born=date(1985, 8, 14),
        hired=date(2021, 3, 1),
        left=date(2023, 10, 9),
        days=_days(202103, changed={202310: 7}),
        stated=Stated("closure", 30, ClaimStatus.ACCEPTED),
    ),
    Case(
        name=("Driss", "إدريس", "Serghini", "السرغيني"),
        shows=mark("Une demande refusée."),
        born=date(1994, 12, 29),
        hired=date(2017, 7, 17),
        days=_FULL,
        stated=Stated("abandonment", 15, ClaimStatus.REFUSED, decision="post_abandoned"),
    ),
    Case(
        name=("Hasna", "حسناء", "Tahri", "الطاهري"),
        shows=mark("Une demande retirée : une autre peut être déposée."),
        born=date(1991, 9, 9),
        hired=date(2018, 10, 1),
        days=_FULL,
        language="ar",
        stated=Stated("other", 10, ClaimStatus.WITHDRAWN),
    ),
    Case(
        name=("Siham", "سهام", "Laraki", "العراقي"),
        shows=mark("Un salaire élevé : l'indemnité s'arrête au salaire minimum."),
        born=date(1982, 5, 23),
        hired=date(2012, 1, 2),
        days=_FULL,
        wage=1_150_000,
        at=PHARMACY,
    ),
    Case(
        name=("Karima", "كريمة", "Jaafari", "الجعفري"),
        shows=mark("Un mi-temps : à ce rythme, les jours ne suffiraient jamais."),
        born=date(1996, 3, 31),
        hired=date(2018, 9, 3),
        days=_days(202001, each=13),
        at=PHARMACY,
        language="ar",
    ),
    Case(
        name=("Walid", "وليد", "Bouhaddou", "بوهدو"),
        shows=mark("Toutes les conditions sont remplies."),
        born=date(1980, 10, 10),
        hired=date(2014, 4, 1),
        days=_FULL,
        wage=340_000,
        at=PHARMACY,
    ),
)


@cache
def cases() -> tuple[tuple[Case, Worker], ...]:
    """Each case and its employee."""
    return tuple((case, _worker(place, case)) for place, case in enumerate(CASES))


def affiliate_of(identifier: str) -> str:
    """Affiliation number of a persona with one employer."""
    persona = next(found for found in personas() if found.identifier == identifier)
    return persona.companies[0].number


def _worker(place: int, case: Case) -> Worker:
    first, first_ar, surname, surname_ar = case.name
    number = immatriculation(1 + draw(9_999_999, "immatriculation", *case.name))
    jobs = [Job(affiliate_of(case.at), case.hired, case.left, case.days, case.wage)]
    if case.elsewhere:
        jobs.append(Job(affiliate_of(JOINER), case.hired, None, case.elsewhere, case.wage))
    return Worker(
        number=number,
        cin=drawn_card(*case.name),
        first_name=first,
        first_name_ar=first_ar,
        surname=surname,
        surname_ar=surname_ar,
        born=case.born,
        phone=phone(_PHONES + place) if case.reached else "",
        email=mailbox(first, surname) if case.reached else "",
        language=case.language,
        jobs=tuple(jobs),
    )
