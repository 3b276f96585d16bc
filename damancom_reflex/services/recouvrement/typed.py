"""What a person typed for a plan, read into a choice; the characters stay as they are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from damancom_reflex.domain.errors import DomainError
from damancom_reflex.domain.ledger import Ledger
from damancom_reflex.domain.money import parse_amount
from damancom_reflex.domain.remission import (
    Choice,
    FullPayment,
    Instalments,
    PaymentMode,
    RemissionPolicy,
    limits,
)
from damancom_reflex.domain.text import without_spaces

FIRST_MONTHS: Final = 6
"""Months offered before any is typed, as the CNSS guide's slider stands at first."""

LONGEST_MONTHS: Final = 6
"""Digits read of a number of months; longer is not one, and costs nothing to refuse."""


class MonthsError(DomainError):
    """A number of months that cannot be read. Code: `malformed_months`."""

    code = "malformed_months"


@dataclass(frozen=True, slots=True)
class TypedPlan:
    """A plan as far as it can be read: `choice` is None and `error` says why when it cannot."""

    choice: Choice | None
    down_payment: int
    months: int
    error: DomainError | None = None
    error_field: str = ""


def read_plan(
    ledger: Ledger, policy: RemissionPolicy, mode: PaymentMode, down_payment: str, months: str
) -> TypedPlan:
    """The choice typed; nothing typed is no down payment, and the months offered at first."""
    if mode is PaymentMode.FULL:
        return TypedPlan(FullPayment(), 0, 0)
    try:
        amount = read_down_payment(down_payment)
    except DomainError as error:
        offered = _offered(ledger, policy, 0)
        return TypedPlan(None, 0, offered, error, "down_payment")
    offered = _offered(ledger, policy, amount)
    try:
        read = read_months(months)
    except MonthsError as error:
        return TypedPlan(None, amount, offered, error, "months")
    # Where no plan at all is possible, one month says why best.
    number = max(1, offered) if read is None else read
    return TypedPlan(Instalments(amount, number), amount, number)


def read_down_payment(text: str) -> int:
    """Centimes of a down payment typed, 0 for nothing typed.

    Raises:
        AmountError: when it cannot be read.
    """
    return parse_amount(text) if without_spaces(text) else 0


def read_months(text: str) -> int | None:
    """Months typed, None for nothing typed.

    Raises:
        MonthsError: when it is not a whole number.
    """
    plain = without_spaces(text)
    if not plain:
        return None
    if not re.fullmatch(rf"[0-9]{{1,{LONGEST_MONTHS}}}", plain):
        raise MonthsError
    return int(plain)


def _offered(ledger: Ledger, policy: RemissionPolicy, down_payment: int) -> int:
    return min(FIRST_MONTHS, limits(ledger, policy, down_payment=down_payment).most_months)
