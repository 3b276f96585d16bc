"""`damancom adhesion`: what an agency decides on a request of adhésion, from the command line.

The staff page will call the same services.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, Final, TypeVar

from damancom_reflex.commands.one_line import quote, refuse, write
from damancom_reflex.domain.errors import DomainError
from damancom_reflex.services.enrolment import decisions
from damancom_reflex.services.reasons import LONGEST_NOTE
from damancom_reflex.store.engine import dispose

Given = TypeVar("Given")

ACTOR: Final = "system:adhesion"
"""Who decides, in the audit trail: nobody has signed in here."""

_SAID: Final = {
    "enrolment_reference_unknown": "no request has the reference {reference}",
    "impossible_transition": "{reference} is {before}: it cannot become {after}",
    "enrolment_account_exists": "the employer of {reference} has an account already",
    "reason_unknown": "the reason is one of {reasons}",
    "empty_rib": "a RIB has 24 digits",
    "malformed_rib": "a RIB has digits only",
    "wrong_length_rib": "a RIB has {digits} digits, not {found}",
    "wrong_key_rib": "the key of that RIB is wrong",
}


def receive(reference: str) -> None:
    """Mark the signed forms received; exit code 2 and one line when it cannot be."""
    _do(reference, decisions.receive(reference, ACTOR))
    write(f"{_shown(reference)}: forms received")


def validate(reference: str, rib: str) -> None:
    """Open the account and send its activation link; exit code 2 and one line when it cannot be."""
    identifier = _do(reference, decisions.validate(reference, ACTOR, rib))
    write(f"{_shown(reference)}: validated, account {identifier}, activation link sent by e-mail")


def turn_down(reference: str, reason: str, note: str) -> None:
    """Refuse for a reason on file; exit code 2 and one line when it cannot be."""
    _check_note(note)
    _do(reference, decisions.refuse(reference, ACTOR, reason, note))
    write(f"{_shown(reference)}: refused")


def request_correction(reference: str, reason: str, note: str) -> None:
    """Give it back to be corrected; exit code 2 and one line when it cannot be."""
    _check_note(note)
    _do(reference, decisions.request_correction(reference, ACTOR, reason, note))
    write(f"{_shown(reference)}: correction requested")


def _do(reference: str, doing: Coroutine[Any, Any, Given]) -> Given:
    try:
        return asyncio.run(_closed_after(doing))
    except DomainError as error:
        said = _SAID.get(error.code, str(error).replace("{", "{{").replace("}", "}}"))
        refuse(said.format(**{**error.params, "reference": quote(reference)}))


async def _closed_after(doing: Coroutine[Any, Any, Given]) -> Given:
    try:
        return await doing
    finally:
        await dispose()


def _check_note(note: str) -> None:
    """A note is never cut without a word."""
    if len(note) > LONGEST_NOTE:
        refuse(f"--note has {LONGEST_NOTE} characters at most, not {len(note)}")


def _shown(reference: str) -> str:
    return reference.strip().upper()
