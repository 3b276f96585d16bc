"""Builders of ledgers and decisions, and the strategies that invent them."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TypeVar

from hypothesis import strategies as st

from damancom_reflex.domain.calendar import periods_between
from damancom_reflex.domain.errors import DomainError
from damancom_reflex.domain.ledger import Branch, DebtLine, Ledger, Nature
from damancom_reflex.domain.remission import FACILITY, PaymentMode, RemissionPolicy, Tier
from damancom_reflex.domain.surcharges import SurchargeRate

T = TypeVar("T")

SITUATION = date(2023, 11, 8)

LEDGERS = Path(__file__).parents[1] / "data" / "ledgers"
"""Folder of the guides' ledgers."""

RATES = (
    SurchargeRate(Branch.SS, date(1960, 1, 1), 300, 100, "test"),
    SurchargeRate(Branch.TFP, date(1960, 1, 1), 300, 100, "test"),
    SurchargeRate(Branch.AMO, date(1960, 1, 1), 100, 100, "test"),
    SurchargeRate(Branch.SS, date(2025, 3, 1), 300, 50, "test"),
    SurchargeRate(Branch.TFP, date(2025, 3, 1), 300, 50, "test"),
    SurchargeRate(Branch.AMO, date(2025, 3, 1), 100, 50, "test"),
)

FULL = Tier(PaymentMode.FULL, 0, 0, surcharge_rate=6000, penalty_rate=9000)
SHORT = Tier(PaymentMode.INSTALMENTS, 1, 24, surcharge_rate=5000, penalty_rate=8000)
LONG = Tier(PaymentMode.INSTALMENTS, 25, None, surcharge_rate=4000, penalty_rate=7000)

DECISION = RemissionPolicy(
    number="05/2023",
    title="Décision",
    title_ar="قرار",
    signed=date(2023, 10, 17),
    opens=date(2023, 11, 7),
    closes=date(2025, 1, 15),
    last_period=202412,
    tiers=(FULL, SHORT, LONG),
    lowest_down_payment=0,
    most_months=60,
    guarantee_days=30,
    debit_day=10,
    source="test",
)


def decision(**changes: object) -> RemissionPolicy:
    """The decision in force, with changes."""
    return replace(DECISION, **changes)


def everything_remitted() -> RemissionPolicy:
    """A decision that forgives every surcharge, fee and penalty, whatever the way of paying."""
    tiers = tuple(
        replace(tier, surcharge_rate=10_000, penalty_rate=10_000) for tier in DECISION.tiers
    )
    return decision(tiers=tiers)


def outcome(call: Callable[[], T]) -> T | DomainError:
    """What a call returns, or the domain's error it raises; any other error passes."""
    try:
        return call()
    except DomainError as error:
        return error


def read_or_code(read: Callable[[str], T], text: str) -> T | str:
    """What a reader makes of a text, or the code of its refusal."""
    result = outcome(lambda: read(text))
    return result.code if isinstance(result, DomainError) else result


def line(
    amount: int,
    nature: Nature = Nature.PRINCIPAL,
    branch: Branch = Branch.SS,
    period: int = 202001,
) -> DebtLine:
    """A debt line, principal of the social-security branch unless told otherwise."""
    return DebtLine(period, branch, nature, amount)


def ledger_of(*lines: DebtLine, situation: date = SITUATION) -> Ledger:
    """A ledger on the guides' day."""
    return Ledger(lines, situation=situation, surcharges_to=situation)


def principal(amount: int, situation: date = SITUATION) -> Ledger:
    """A ledger of one contribution: nothing to remit, so what is to pay is the amount."""
    return ledger_of(line(amount), situation=situation)


EVERY_NATURE = ledger_of(
    line(100_001, Nature.PRINCIPAL),
    line(2001, Nature.LATE_SURCHARGE),
    line(2003, Nature.RECOVERY_FEE),
    line(1003, Nature.PENALTY, Branch.PEN_BDS),
)


def long_ledger(seed: int, first: int = 196901, last: int = 202311) -> Ledger:
    """A ledger of every month, branch and nature that fits: about 6,000 lines over 659 periods."""
    chance = random.Random(seed)
    natures = (Nature.PRINCIPAL, Nature.LATE_SURCHARGE, Nature.RECOVERY_FEE)
    lines = (
        line(chance.randrange(900_000), nature, branch, period)
        for period in periods_between(first, last)
        for branch in (Branch.SS, Branch.AMO, Branch.TFP)
        for nature in natures
    )
    return ledger_of(*lines)


debt_lines = st.builds(
    DebtLine,
    period=st.integers(1990, 2026).flatmap(
        lambda year: st.integers(1, 12).map(lambda month: year * 100 + month)
    ),
    branch=st.sampled_from(Branch),
    nature=st.sampled_from(Nature),
    amount=st.integers(0, 10**9),
)
situations = st.dates(date(2000, 1, 1), date(2060, 12, 31))
ledgers = st.builds(
    lambda lines, day: Ledger(tuple(lines), situation=day, surcharges_to=day),
    st.lists(debt_lines, max_size=40),
    situations,
)
indebted = ledgers.filter(lambda ledger: ledger.principal >= 10_000)
"""Ledgers that every tier leaves something to pay of, at least 1 MAD a month over 60 months and more."""

policies = st.sampled_from(
    [DECISION, FACILITY, decision(last_period=201012), everything_remitted()]
)
