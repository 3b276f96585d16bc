"""A captcha by proof of work (altcha): the browser computes for a moment, nothing leaves the machine. SPEC section 6.

The server picks a secret counter and signs what the browser needs to find it again by trying one after the other; it
keeps nothing of a challenge until its solution serves.
"""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import altcha
from sqlalchemy.exc import IntegrityError
from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex.clock import now
from damancom_reflex.services.actors import Refused
from damancom_reflex.services.keys import sealed, token_hash
from damancom_reflex.store.enrolments import UsedProof

LIFETIME: Final = timedelta(minutes=20)
ALGORITHM: Final = "PBKDF2/SHA-256"
"""Every browser computes it natively and off the page's own thread: no worker, no code of ours to slow down a phone."""

COST: Final = 5_000
"""Iterations of one trial: 1 ms on a desktop, which is also what a challenge costs the server."""

FEWEST_TRIALS: Final = 100
MOST_TRIALS: Final = 250
"""Bounds of the trials it takes: no one waits much longer than another."""

LONGEST_PAYLOAD: Final = 2_000
"""Characters of an answer; a right one has about 800."""


def challenge() -> dict[str, Any]:
    """A new challenge, as the JSON that altcha's solver reads; good for twenty minutes, once."""
    made = altcha.create_challenge(
        ALGORITHM,
        COST,
        counter=FEWEST_TRIALS + secrets.randbelow(MOST_TRIALS - FEWEST_TRIALS + 1),
        expires_at=now() + LIFETIME,
        hmac_secret=_signature_key(),
        hmac_key_secret=_solution_key(),
    )
    return made.to_dict()


async def check(session: AsyncSession, payload: str) -> None:
    """Take a solved challenge in the caller's transaction: no other transaction gets to use it again.

    The use is undone if that transaction is. A caller whose answer is worth asking for (what a number leads to) has to
    commit it even when it refuses, or one solution would buy many answers.

    Args:
        session: the caller's transaction.
        payload: what the form sent: base64 of the challenge and its solution.

    Raises:
        Refused: `captcha_missing`, `captcha_failed` (not ours, changed, or not solved), `captcha_expired`,
            `captcha_used`.
    """
    if not payload.strip():
        raise Refused("captcha_missing")
    solved = _read(payload)
    verdict = altcha.verify_solution(solved, _signature_key(), hmac_key_secret=_solution_key())
    if verdict.expired:
        raise Refused("captcha_expired")
    if not verdict.verified:
        raise Refused("captcha_failed")
    await _use(session, solved.challenge)


def _read(payload: str) -> altcha.Payload:
    """The challenge and solution of an answer, whose values may be anything."""
    if len(payload) > LONGEST_PAYLOAD:
        raise Refused("captcha_failed")
    try:
        return altcha.Payload.from_base64(payload)
    except (AttributeError, KeyError, RecursionError, TypeError, ValueError) as error:
        raise Refused("captcha_failed") from error


async def _use(session: AsyncSession, used: altcha.Challenge) -> None:
    """Write the use of a challenge down; the table's key lets one transaction through."""
    expires_at = datetime.fromtimestamp(used.parameters.expires_at or 0, UTC)
    try:
        async with session.begin_nested():
            session.add(
                UsedProof(signature_hash=token_hash(used.signature or ""), expires_at=expires_at)
            )
    except IntegrityError as error:
        raise Refused("captcha_used") from error


def _signature_key() -> bytes:
    return sealed("captcha", "challenge")


def _solution_key() -> bytes:
    return sealed("captcha", "solution")
