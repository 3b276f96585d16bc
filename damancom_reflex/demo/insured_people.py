"""Invented employees: who they are, where they work, what was declared of them each month.

A few are told one by one in `insured_cases`, each showing one outcome of IPE. The others are drawn: some for every
employer but one, and 300 for one of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Final

from damancom_reflex.demo.debts import SITUATION
from damancom_reflex.demo.insured_names import drawn_card, drawn_name, mailbox
from damancom_reflex.demo.numbers import draw, immatriculation
from damancom_reflex.demo.personas import Company, personas
from damancom_reflex.domain.calendar import periods_between
from damancom_reflex.i18n import Language

LAST_DECLARED: Final = 202310
"""Last month declared on the demo's first day."""

FIRST_DECLARED: Final = 202008
"""First month written down: 36 months before somebody who left in August 2023."""

WHOLE: Final = 26
"""Declared days of a whole month."""

STAFF: Final = {
    "transport.rif": 8,
    "conserverie.agdal": 24,
    "minoterie.chaouia": 25,
    "hotel.ourika": 17,
    "imprimerie.sebou": 11,
    "menuiserie.cedre": 9,
}
"""Employees drawn for the personas with one employer. The bookshop has none: its list is empty."""

LARGE: Final = "Laiterie Tafoukt"
LARGE_STAFF: Final = 300
"""A client of the fiduciary with as many employees, to search and turn pages."""

_SMIG: Final = 3_111_39


@dataclass(frozen=True, slots=True)
class Job:
    """A job with one employer.

    Attributes:
        affiliate: its affiliation number.
        hired: first day.
        left: last day, None while it goes on.
        days: declared days by period; months without a declaration are not there.
        wage: wage of a whole month, centimes.
    """

    affiliate: str
    hired: date | None
    left: date | None
    days: Mapping[int, int]
    wage: int

    def declared(self) -> Iterator[tuple[int, int, int]]:
        """Period, days and wage of each month, in centimes."""
        return ((period, days, self.wage * days // WHOLE) for period, days in self.days.items())


@dataclass(frozen=True, slots=True)
class Worker:
    """Somebody insured, as the fund's register has them; `phone` and `email` empty when not known."""

    number: str
    cin: str
    first_name: str
    first_name_ar: str
    surname: str
    surname_ar: str
    born: date | None
    phone: str
    email: str
    language: Language
    jobs: tuple[Job, ...]


def phone(line: int) -> str:
    """A mobile number that nobody has, another for each line."""
    return f"+2126000{10_000 + line:05d}"


@cache
def crowd() -> tuple[Worker, ...]:
    """Everybody who is drawn, employer by employer."""
    jobs = [
        (company.number, place)
        for identifier, company in _companies()
        for place in range(_staff(identifier, company))
    ]
    return tuple(_drawn(line, *who) for line, who in enumerate(jobs))


def _companies() -> Iterator[tuple[str, Company]]:
    return ((found.identifier, company) for found in personas() for company in found.companies)


def _staff(identifier: str, company: Company) -> int:
    if company.legal_name.startswith(LARGE):
        return LARGE_STAFF
    if identifier == "fiduciaire.atlas":
        return 2 + draw(5, "staff", company.number)
    return STAFF.get(identifier, 0)


def _drawn(line: int, *who: object) -> Worker:
    """The employee of a place with an employer: `who` is its affiliation number, and the place."""
    first, first_ar, surname, surname_ar = drawn_name(*who)
    hired = date(2023, 7, 1) - timedelta(days=draw(10 * 365, "hired", *who))
    return Worker(
        number=immatriculation(1 + draw(9_999_999, "immatriculation", *who)),
        cin=drawn_card(*who),
        first_name=first,
        first_name_ar=first_ar,
        surname=surname,
        surname_ar=surname_ar,
        born=hired - timedelta(days=19 * 365 + draw(24 * 365, "age", *who)),
        phone=phone(line) if draw(10, "phone", *who) else "",
        email=mailbox(first, surname, line) if draw(3, "mailbox", *who) else "",
        language="ar" if draw(2, "language", *who) else "fr",
        jobs=(_job(hired, *who),),
    )


def _job(hired: date, *who: object) -> Job:
    """Mostly whole months, some shorter; one job in twelve ended lately, one in ten is part-time."""
    ended = SITUATION - timedelta(days=1 + draw(90, "left", *who))
    left = ended if _one_in(12, "leaves", who) else None
    most = 13 if _one_in(10, "part-time", who) else WHOLE
    first = max(FIRST_DECLARED, hired.year * 100 + hired.month)
    last = min(LAST_DECLARED, left.year * 100 + left.month) if left else LAST_DECLARED
    days = {
        period: most - (draw(most - 1, "absent", period, *who) if _one_in(9, period, who) else 0)
        for period in periods_between(first, last)
    }
    return Job(str(who[0]), hired, left, days, _SMIG + draw(400_000, "wage", *who))


def _one_in(many: int, what: object, who: tuple[object, ...]) -> bool:
    return draw(many, what, *who) == 0
