"""Invented debts, line by line: the guides' three from files, the others worked out from a payroll.

Late surcharges are the rules' own at 08/11/2023. Penalties are 50 MAD an employee and period, 5,000 at most. A
recovery fee is the 2 % of the claim that a *commandement* adds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Final

from damancom_reflex import demo, rules
from damancom_reflex.demo.numbers import draw
from damancom_reflex.domain.calendar import contribution_due, periods_between
from damancom_reflex.domain.ledger import Branch, DebtLine, Nature, read_ledger
from damancom_reflex.domain.money import share
from damancom_reflex.domain.surcharges import late_surcharge

SITUATION: Final = date(2023, 11, 8)
"""The guides' own day: the demo starts on it."""

FEE_RATE: Final = 200
PENALTY_EACH: Final = 50_00
HIGHEST_PENALTY: Final = 5_000_00
RATES: Final = {Branch.SS: 1986, Branch.AMO: 637, Branch.TFP: 160}
"""Contributions on wages, employer and employee together, basis points."""

SINCE: Final = {Branch.TFP: 197405, Branch.AMO: 200603}
"""First period of a branch that is younger than the scheme."""

SINCE_ONLINE: Final = 202004
"""First period that had to be declared and paid online."""

Lines = tuple[DebtLine, ...]


@dataclass(frozen=True, slots=True)
class Payroll:
    """What a debt is worked out from.

    Attributes:
        name: makes the chance of this employer its own.
        first: first period owed, `YYYYMM`.
        last: last one.
        wages: monthly wages of all employees, centimes.
        employees: how many they are.
        owed_one_in: one period in this many was left unpaid; 1 for all of them.
        fee_one_in: one unpaid period in this many was pursued; 0 for none.
        penalties: whether late declarations were fined.
        family: whether family allowances paid in excess are to be paid back.
    """

    name: str
    first: int
    last: int
    wages: int
    employees: int = 5
    owed_one_in: int = 1
    fee_one_in: int = 0
    penalties: bool = False
    family: bool = False


def guide(name: str) -> Lines:
    """One of the CNSS guides' ledgers, by the name of its file."""
    text = files(demo).joinpath("ledgers", f"{name}.csv").read_text(encoding="utf-8")
    return read_ledger(text)


def of_payroll(payroll: Payroll) -> Lines:
    """Debt of an employer that left periods unpaid."""
    return tuple(
        line
        for period in periods_between(payroll.first, payroll.last)
        if draw(payroll.owed_one_in, payroll.name, period) == 0
        for line in _period(payroll, period)
    )


def long_history() -> Lines:
    """Every period from 01/1969 to 11/2023, all branches and natures: some 6,000 lines."""
    lines: list[DebtLine] = []
    for period in periods_between(196901, 202311):
        years = period // 100 - 1969
        payroll = Payroll(
            name="long",
            first=period,
            last=period,
            wages=(1_200 + years * 310 + draw(400, "long", period)) * 100,
            employees=12 + years // 4,
            fee_one_in=1,
            penalties=True,
            family=True,
        )
        lines.extend(_period(payroll, period))
    return tuple(lines)


def beyond_last_period() -> Lines:
    """Debt that reaches past 12/2024, although it is looked at on 08/11/2023.

    The invented reason: the employer sells its business, so what would fall due later is claimed at once, here the
    contributions of contracts that run to 03/2025, each with its fee. Periods up to 12/2024 fall under the decision;
    the three of 2025 do not and stay to be paid whole.
    """
    late = of_payroll(Payroll("sebou", 202301, 202309, 62_000_00, fee_one_in=2))
    ahead = Payroll("sebou-ahead", 202310, 202503, 31_000_00, fee_one_in=1)
    return late + of_payroll(ahead)


def _period(payroll: Payroll, period: int) -> Iterator[DebtLine]:
    pursued = payroll.fee_one_in and draw(payroll.fee_one_in, payroll.name, "fee", period) == 0
    for branch, owed in _principal(payroll, period):
        yield DebtLine(period, branch, Nature.PRINCIPAL, owed)
        surcharge = late_surcharge(owed, branch, period, SITUATION, rules.surcharge_rates())
        if surcharge:
            yield DebtLine(period, branch, Nature.LATE_SURCHARGE, surcharge)
        if pursued:
            yield DebtLine(period, branch, Nature.RECOVERY_FEE, share(owed, FEE_RATE))
    if payroll.penalties and contribution_due(period) < SITUATION:
        yield from _penalties(payroll, period)


def _principal(payroll: Payroll, period: int) -> Iterator[tuple[Branch, int]]:
    """Contributions of a period, somewhat different each month; allowances to pay back, one month in two."""
    wages = payroll.wages + draw(payroll.wages // 8, payroll.name, "wages", period)
    for branch, rate in RATES.items():
        if period >= SINCE.get(branch, 0):
            yield branch, share(wages, rate)
    if payroll.family and draw(2, payroll.name, "family", period) == 0:
        yield Branch.AF, (1 + draw(6, payroll.name, "children", period)) * 300_00


def _penalties(payroll: Payroll, period: int) -> Iterator[DebtLine]:
    fine = min(HIGHEST_PENALTY, payroll.employees * PENALTY_EACH)
    if draw(2, payroll.name, "late", period) == 0:
        yield DebtLine(period, Branch.PEN_BDS, Nature.PENALTY, fine)
    if period >= SINCE_ONLINE:
        yield DebtLine(period, Branch.PEN_TD, Nature.PENALTY, fine)
