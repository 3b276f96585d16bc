"""`damancom remission`: what a collection office decides on a signed request, from the command line.

The staff page calls the same services.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from datetime import date
from typing import Any, Final, TypeVar

from damancom_reflex.commands.deciding import check_note, decide, shown
from damancom_reflex.commands.one_line import refuse, write
from damancom_reflex.domain.money import parse_amount, plain
from damancom_reflex.domain.remission import Reinstatement
from damancom_reflex.services.recouvrement import decisions
from damancom_reflex.services.signers import signer

ACTOR: Final = "system:remission"
"""Who decides, in the audit trail, when nobody is named by --by."""

Given = TypeVar("Given")

_SAID: Final = {
    "request_unknown": "no request has the reference {reference}",
    "staff_unknown": "--by names no staff account",
    "guarantees_missing": "{reference} has no guarantee yet",
    "guarantees_not_sufficient": "say --guarantees-sufficient: only an officer can",
    "down_payment_not_received": "say --down-payment-received: the plan has a down payment",
    "second_signature_same_person": "the second signature is somebody else's: name them with --by",
    "nothing_to_countersign": "{reference} has no first signature yet",
    "guarantee_kind_unknown": "the kind is one of {kinds}",
    "guarantee_document_missing": "--document names the paper",
    "guarantees_not_awaited": "{reference} awaits no guarantee",
    "guarantee_in_future": "--received-on is a day to come",
    "guarantee_before_request": "--received-on is before {signed}, day of the signature",
    "guarantee_late": "--received-on is after {due}, the last day",
    "empty_amount": "--amount is above zero",
    "debit_unknown": "{reference} has {most} debits",
    "debit_not_sent": "that debit is in no file that was signed off",
    "earlier_debit_open": "debit {number} comes before and is not settled",
    "debit_at_the_bank": "the debit of {day} is at the bank: wait for its end",
}


def guarantee(
    reference: str, kind: str, amount: str, document: str, received_on: str, by: str
) -> None:
    """Register a guarantee; exit code 2 and one line when it cannot be."""

    async def register(officer: str) -> None:
        await decisions.register_guarantee(
            reference,
            officer,
            kind=kind,
            amount=parse_amount(amount),
            document=document,
            received_on=a_day(received_on) if received_on else None,
        )

    decided(reference, by, register)
    write(f"{shown(reference)}: guarantee registered")


def validate(reference: str, by: str, *, sufficient: bool, received: bool) -> None:
    """Validate, or give the first of two signatures; exit code 2 and one line when it cannot be."""

    async def valid(officer: str) -> bool:
        return await decisions.validate(
            reference, officer, guarantees_sufficient=sufficient, down_payment_received=received
        )

    whole = decided(reference, by, valid)
    write(f"{shown(reference)}: {'validated' if whole else 'signed, a second signature is needed'}")


def countersign(reference: str, by: str) -> None:
    """Give the second signature; exit code 2 and one line when it cannot be."""
    decided(reference, by, lambda officer: decisions.countersign(reference, officer))
    write(f"{shown(reference)}: validated")


def turn_down(reference: str, reason: str, note: str, by: str) -> None:
    """Refuse for a reason on file; exit code 2 and one line when it cannot be."""
    check_note(note)
    decided(reference, by, lambda officer: decisions.refuse(reference, officer, reason, note))
    write(f"{shown(reference)}: refused")


def reject_debit(reference: str, number: int, reason: str, note: str, by: str) -> None:
    """Record a rejected debit, which breaks the request; exit code 2 and one line when it cannot be."""
    check_note(note)
    back = decided(
        reference,
        by,
        lambda officer: decisions.reject_debit(reference, officer, number, reason, note),
    )
    said = f"cancelled, {_back(back)}" if back else "rejected, the request was cancelled before"
    write(f"{shown(reference)}: {said}")


def cancel(reference: str, reason: str, note: str, by: str) -> None:
    """Cancel for a broken promise; exit code 2 and one line when it cannot be."""
    check_note(note)
    back = decided(
        reference, by, lambda officer: decisions.cancel(reference, officer, reason, note)
    )
    write(f"{shown(reference)}: cancelled, {_back(back)}")


def decided(
    reference: str,
    by: str,
    doing: Callable[[str], Coroutine[Any, Any, Given]],
    said: dict[str, str] = _SAID,
    nobody: str = ACTOR,
) -> Given:
    """Run a decision of who is named; what it gives."""

    async def named() -> Given:
        return await doing(await signer(by) if by else nobody)

    return decide(reference, named(), said)


def a_day(text: str) -> date:
    """A day written 2023-12-11; exit code 2 and one line when it is not one."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        refuse(f"a day is written 2023-12-11, not {text!r}")


def _back(back: Reinstatement) -> str:
    return f"{plain(back.reinstated)} MAD reinstated, {plain(back.owed)} MAD owed"
