"""`damancom adhesion`: what an agency decides on a request of adhésion, from the command line.

The staff page calls the same services.
"""

from __future__ import annotations

from typing import Final

from damancom_reflex.commands.deciding import Desk, shown
from damancom_reflex.commands.one_line import write
from damancom_reflex.services.enrolment import decisions

DESK: Final = Desk(
    "system:adhesion",
    decisions,
    {
        "enrolment_reference_unknown": "no request has the reference {reference}",
        "enrolment_account_exists": "the employer of {reference} has an account already",
        "empty_rib": "a RIB has 24 digits",
        "malformed_rib": "a RIB has digits only",
        "wrong_length_rib": "a RIB has {digits} digits, not {found}",
        "wrong_key_rib": "the key of that RIB is wrong",
    },
)


def receive(reference: str) -> None:
    """Mark the signed forms received; exit code 2 and one line when it cannot be."""
    DESK.decide(reference, decisions.receive(reference, DESK.actor))
    write(f"{shown(reference)}: forms received")


def validate(reference: str, rib: str) -> None:
    """Open the account and send its activation link; exit code 2 and one line when it cannot be."""
    identifier = DESK.decide(reference, decisions.validate(reference, DESK.actor, rib))
    write(f"{shown(reference)}: validated, account {identifier}, activation link sent by e-mail")
