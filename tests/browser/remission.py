"""The guides' worked examples, and a person brought to one's simulation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from damancom_reflex.i18n import Language
from tests.browser.conftest import Enter
from tests.browser.journeys import Person, persona
from tests.browser.records import Records


@dataclass(frozen=True)
class Worked:
    """One of the guides' examples: a persona, its plan, and the figures to find on the screen."""

    identifier: str
    mode: str
    total: str
    principal: str
    surcharges: str
    rate: str
    remission: str
    to_pay: str
    down_payment: str = ""
    months: int = 0
    monthly: str = ""
    last: str = ""
    due: tuple[date, ...] = ()


TWO_MONTHS = Worked(
    "atelier.zellige",
    "instalments",
    "27 707,49",
    "16 193,77",
    "11 513,72",
    "50 %",
    "5 756,93",
    "21 950,56",
    "5000",
    2,
    "8 475,28",
    "8 475,28",
    (date(2023, 12, 8), date(2024, 1, 8)),
)
FOUR_MONTHS = Worked(
    "transport.rif",
    "instalments",
    "22 195,58",
    "15 634,96",
    "6 560,62",
    "50 %",
    "3 280,45",
    "18 915,13",
    "5000",
    4,
    "3 478,78",
    "3 478,79",
    (date(2023, 12, 8), date(2024, 1, 8), date(2024, 2, 8), date(2024, 3, 8)),
)
FULL = Worked(
    "conserverie.agdal",
    "full",
    "114 664,08",
    "57 051,95",
    "57 612,13",
    "60 %",
    "34 567,22",
    "80 096,86",
)
EMPLOYER = TWO_MONTHS.identifier
"""Whom most tests of remission are about."""


def at_simulation(
    enter: Enter,
    records: Records,
    worked: Worked,
    *,
    down_payment: str = "5000",
    months: str = "",
    language: Language = "fr",
) -> tuple[Person, str]:
    """Somebody on the simulation of an example's plan, and their draft."""
    who = persona(worked.identifier)
    person = enter(who.identifier, language)
    draft = records.draft(who, "instalments", down_payment, months or str(worked.months))
    person.step("simulation", draft)
    person.sees_title("Votre simulation")
    return person, draft
