"""`damancom adhesion`: what an agency decides on a request of adhésion, from the command line.

The staff page will call the same services.
"""

from __future__ import annotations

from typing import Final

from damancom_reflex.commands.deciding import check_note, decide, shown
from damancom_reflex.commands.one_line import write
from damancom_reflex.services.enrolment import decisions

ACTOR: Final = "system:adhesion"
"""Who decides, in the audit trail: nobody has signed in here."""

_SAID: Final = {
    "enrolment_reference_unknown": "no request has the reference {reference}",
    "enrolment_account_exists": "the employer of {reference} has an account already",
    "empty_rib": "a RIB has 24 digits",
    "malformed_rib": "a RIB has digits only",
    "wrong_length_rib": "a RIB has {digits} digits, not {found}",
    "wrong_key_rib": "the key of that RIB is wrong",
}


def receive(reference: str) -> None:
    """Mark the signed forms received; exit code 2 and one line when it cannot be."""
    decide(reference, decisions.receive(reference, ACTOR), _SAID)
    write(f"{shown(reference)}: forms received")


def validate(reference: str, rib: str) -> None:
    """Open the account and send its activation link; exit code 2 and one line when it cannot be."""
    identifier = decide(reference, decisions.validate(reference, ACTOR, rib), _SAID)
    write(f"{shown(reference)}: validated, account {identifier}, activation link sent by e-mail")


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
