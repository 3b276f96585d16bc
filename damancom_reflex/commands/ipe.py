"""`damancom ipe`: what the fund decides on a claim of IPE, from the command line.

The staff page calls the same services.
"""

from __future__ import annotations

from typing import Final

from damancom_reflex.commands.deciding import Desk, check_note, shown
from damancom_reflex.commands.one_line import write
from damancom_reflex.services.job_loss import decisions

DESK: Final = Desk(
    "system:ipe",
    decisions,
    {"claim_reference_unknown": "no claim has the reference {reference}"},
)


def take_up(reference: str) -> None:
    """Begin to examine a claim; exit code 2 and one line when it cannot be."""
    DESK.decide(reference, decisions.take_up(reference, DESK.actor))
    write(f"{shown(reference)}: under review")


def accept(reference: str, note: str) -> None:
    """Grant the indemnity; exit code 2 and one line when it cannot be."""
    check_note(note)
    DESK.decide(reference, decisions.accept(reference, DESK.actor, note))
    write(f"{shown(reference)}: accepted")
