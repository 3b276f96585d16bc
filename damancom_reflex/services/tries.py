"""Trying a code: counted before it is compared, used up once, whatever it opens. SPEC section 4, races.

Three moments, of which the middle one holds no transaction: `take` counts a try, the caller compares the code (and
whatever else is asked) with `expected`, then `use` uses it up together with what it opens, or `wrong` says no.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import update
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex.clock import now
from damancom_reflex.domain.codes import CODES, derive_code
from damancom_reflex.services import challenges, locks, sendings
from damancom_reflex.services.actors import Refused
from damancom_reflex.services.code_sending import LIFETIME, lock_subjects
from damancom_reflex.services.rows import changed
from damancom_reflex.services.turns import in_turn
from damancom_reflex.settings import settings
from damancom_reflex.store.accounts import CodeChallenge, CodePurpose
from damancom_reflex.store.engine import reading


@dataclass(frozen=True, slots=True)
class Attempt:
    """A try that was counted and may be compared.

    Attributes:
        challenge_id: its challenge; `generation`: the sending whose code counts.
        purpose: what the code opens.
        account_id: whose sign-in it is; none for any other purpose.
        destination_hash: where the code was sent.
        subjects: what wrong tries lock.
        tries_left: tries left after this one.
        locked_now: this was the last one allowed: a lock began.
    """

    challenge_id: str
    generation: int
    purpose: CodePurpose
    account_id: int | None
    destination_hash: str
    subjects: tuple[str, ...]
    tries_left: int
    locked_now: bool


async def take(session: AsyncSession, challenge_id: str, purpose: CodePurpose) -> Attempt:
    """Count a try, in the caller's transaction, before anything is compared.

    Raises:
        Refused: `challenge_unknown`; `code_used`; `code_expired`; `locked` (`until`).
    """
    row = await challenges.known(session, challenge_id, purpose)
    subjects = lock_subjects(purpose, row.subject_hash, row.destination_hash)
    await in_turn(session, *subjects)
    if until := await locks.locked_until(session, *subjects):
        raise Refused("locked", until=until)
    row = await challenges.known(session, challenge_id, purpose)
    left = await _count(session, row)
    locked, left_of_subjects = await locks.count_try(session, *subjects)
    return Attempt(
        challenge_id=challenge_id,
        generation=row.generation,
        purpose=purpose,
        account_id=row.account_id,
        destination_hash=row.destination_hash,
        subjects=subjects,
        tries_left=0 if locked else min(left, left_of_subjects),
        locked_now=locked is not None,
    )


def expected(attempt: Attempt) -> str:
    """The code that was sent."""
    return derive_code(settings().key, attempt.challenge_id, attempt.generation)


async def use(session: AsyncSession, attempt: Attempt) -> None:
    """Use a code up, in the transaction that does what it opens; of any number of uses at once, one succeeds.

    Its wrong tries and sendings are forgotten: its owner has shown who asks.

    Raises:
        Refused: `code_used`; `code_expired` when a newer one replaced it; `challenge_unknown`.
    """
    await in_turn(session, *attempt.subjects)
    consumed = await changed(
        session,
        update(CodeChallenge)
        .where(
            col(CodeChallenge.id) == attempt.challenge_id,
            col(CodeChallenge.purpose) == attempt.purpose,
            col(CodeChallenge.consumed_at).is_(None),
            col(CodeChallenge.generation) == attempt.generation,
        )
        .values(consumed_at=now()),
    )
    if consumed != 1:
        await challenges.known(session, attempt.challenge_id, attempt.purpose)
        raise Refused("code_expired")
    await locks.forget(session, *attempt.subjects)
    await sendings.forget(session, attempt.destination_hash)


async def wrong(attempt: Attempt, code: str) -> Refused:
    """The one answer to whatever was wrong: `code` with `tries_left`; after the last try `locked` with `until`."""
    if attempt.tries_left == 0:
        async with reading() as session:
            if until := await locks.locked_until(session, *attempt.subjects):
                return Refused("locked", until=until)
    return Refused(code, tries_left=attempt.tries_left)


async def _count(session: AsyncSession, row: CodeChallenge) -> int:
    """Count a try on its challenge, in one statement that lets five through; how many it leaves."""
    counted = await changed(
        session,
        update(CodeChallenge)
        .where(
            col(CodeChallenge.id) == row.id,
            col(CodeChallenge.tries) < CODES.tries,
            col(CodeChallenge.consumed_at).is_(None),
            col(CodeChallenge.generation) == row.generation,
            col(CodeChallenge.generation) > 0,
            col(CodeChallenge.sent_at) > now() - LIFETIME,
        )
        .values(tries=col(CodeChallenge.tries) + 1),
    )
    if counted != 1:
        raise Refused("challenge_unknown" if row.tries >= CODES.tries else "code_expired")
    return CODES.tries - row.tries - 1
