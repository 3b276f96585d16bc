"""`damancom ipe`: what the fund decides on a claim of IPE, from the command line.

The staff page will call the same services.
"""

from __future__ import annotations

from typing import Final

from damancom_reflex.commands.deciding import check_note, decide, shown
from damancom_reflex.commands.one_line import write
from damancom_reflex.services.job_loss import decisions

ACTOR: Final = "system:ipe"
"""Who decides, in the audit trail: nobody has signed in here."""

_SAID: Final = {"claim_reference_unknown": "no claim has the reference {reference}"}


def take_up(reference: str) -> None:
    """Begin to examine a claim; exit code 2 and one line when it cannot be."""
    decide(reference, decisions.take_up(reference, ACTOR), _SAID)
    write(f"{shown(reference)}: under review")


def accept(reference: str, note: str) -> None:
    """Grant the indemnity; exit code 2 and one line when it cannot be."""
    check_note(note)
    decide(reference, decisions.accept(reference, ACTOR, note), _SAID)
    write(f"{shown(reference)}: accepted")


def turn_down(reference: str, reason: str, note: str) -> None:
    """Refuse for a reason on file; exit code 2 and one line when it cannot be."""
    check_note(note)
    decide(reference, decisions.refuse(reference, ACTOR, reason, note), _SAID)
    write(f"{shown(reference)}: refused")


def request_correction(reference: str, reason: str, note: str) -> None:
    """Give it back to be corrected; exit code 2 and one line when it cannot be."""
    check_note(note)
    decide(reference, decisions.request_correction(reference, ACTOR, reason, note), _SAID)
    write(f"{shown(reference)}: correction requested")
