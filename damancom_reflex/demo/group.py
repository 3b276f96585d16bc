"""The 55 clients of the invented accountant: names drawn from two lists, debts of every size."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

from damancom_reflex.demo.debts import Lines, Payroll, of_payroll
from damancom_reflex.demo.numbers import draw
from damancom_reflex.domain.calendar import periods_between

TRADES: Final = (
    *("Boulangerie", "Garage", "Confection", "Transport", "Café", "Menuiserie"),
    *("Auto-école", "Imprimerie", "Plomberie", "Pépinière", "Laiterie"),
)
NAMES: Final = ("Al Amal", "Oum Rabia", "Tafoukt", "Ennakhil", "Sidi Yahya")
FORMS: Final = ("SARL", "SARL AU", "SA", "SNC")
OFFICES: Final = ("CASA", "RABAT", "FES", "MARRAKECH", "TANGER", "AGADIR")

UNPAID: Final = periods_between(201501, 202309)
"""Periods their debts lie in."""

LONGEST: Final = 60
"""Months between the first and the last period of a debt, at most."""

WITH_A_REQUEST: Final = 17
"""Place of the client whose request is already signed."""


@dataclass(frozen=True, slots=True)
class Client:
    """One of them; `signs` is the way of paying of a request that is already signed."""

    legal_name: str
    office: str
    debt: Callable[[], Lines] | None
    signs: str = ""


def group() -> tuple[Client, ...]:
    """All 55; one in eleven owes nothing, one has a request in progress."""
    names = [f"{trade} {name}" for name in NAMES for trade in TRADES]
    return tuple(_client(place, name) for place, name in enumerate(names))


def _client(place: int, name: str) -> Client:
    return Client(
        legal_name=f"{name} {FORMS[place % len(FORMS)]}",
        office=OFFICES[place % len(OFFICES)],
        debt=None
        if place % len(TRADES) == len(TRADES) - 1
        else partial(of_payroll, _payroll(name)),
        signs="full" if place == WITH_A_REQUEST else "",
    )


def _payroll(name: str) -> Payroll:
    months = 1 + draw(LONGEST, name, "months")
    first = draw(len(UNPAID) - months, name, "first")
    employees = 1 + draw(40, name, "employees")
    return Payroll(
        name=name,
        first=UNPAID[first],
        last=UNPAID[first + months - 1],
        wages=employees * (3_200 + draw(4_000, name, "wages")) * 100,
        employees=employees,
        owed_one_in=1 + draw(3, name, "regular"),
        fee_one_in=draw(5, name, "fees"),
        penalties=draw(3, name, "penalties") == 0,
        family=draw(2, name, "family") == 0,
    )
