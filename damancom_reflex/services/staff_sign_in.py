"""Sign-in of staff: an identifier, then the code of their authenticator and their password. SPEC sections 3 and 4.

The door is their own, so that no screen tells whose identifier was typed: at this one every identifier is asked for the
code of an app, at the employers' every one for the code of a message. One that is nobody's here goes through the same
steps, rows and computations, and no code or password fits.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex.clock import now
from damancom_reflex.domain.authenticator import matching_step
from damancom_reflex.domain.codes import CODES
from damancom_reflex.services import authenticators, backup_codes, challenges, limits, locks, tries
from damancom_reflex.services.actors import Refused, Visitor
from damancom_reflex.services.code_sending import LIFETIME
from damancom_reflex.services.hashing import matches
from damancom_reflex.services.identities import (
    active_account,
    find_account,
    of_staff,
    read_identifier,
)
from damancom_reflex.services.keys import keyed_hash
from damancom_reflex.services.sign_in import Opened, note_lock, open_in
from damancom_reflex.services.tries import Attempt
from damancom_reflex.store.accounts import Account, CodeChallenge, CodePurpose
from damancom_reflex.store.engine import reading, writing

WRONG: Final = "staff_code_or_password"
_APP: Final = "APP"


@dataclass(frozen=True, slots=True)
class StaffChallenge:
    """What the second screen shows: wrong tries before the lock, and the end of the lock if there is one."""

    tries_left: int
    locked_until: datetime | None


@dataclass(frozen=True, slots=True)
class _Compared:
    """What a try is compared with: nothing that is nobody's fits."""

    password_hash: str
    secret: str
    enrolled: bool
    backup_id: int | None


async def start(identifier: str, visitor: Visitor) -> str:
    """Ask for the code and the password of an identifier, anybody's or nobody's; the id of the challenge.

    Raises:
        Refused: `identifier_missing`; `too_many_requests` (`until`).
    """
    typed = read_identifier(identifier)
    await limits.count_asking(visitor.address)
    # Of this door alone: what a stranger does here with an employer's identifier is nothing to the employer's own door.
    subject = keyed_hash("identifier at the staff's door", typed)
    async with writing() as session:
        account = of_staff(await find_account(session, typed))
        row = CodeChallenge(
            purpose=CodePurpose.STAFF_SIGN_IN.value,
            account_id=account.id if account else None,
            subject_hash=subject,
            destination_hash=keyed_hash("authenticator", subject),
            destination_shown="",
            channel=_APP,
            visitor_hash=challenges.visitor_hash(visitor),
            # Nothing is sent: the code is at hand from the start.
            generation=1,
        )
        session.add(row)
        await session.flush()
        return row.id


async def challenge(challenge_id: str) -> StaffChallenge | None:
    """What the second screen shows; none when there is nothing to answer any more."""
    async with reading() as session:
        row = await challenges.find(session, challenge_id, CodePurpose.STAFF_SIGN_IN)
        if row is None or row.consumed_at or now() >= _ends(row):
            return None
        until, left = await locks.lock_and_tries(session, row.subject_hash)
        return StaffChallenge(max(0, min(CODES.tries - row.tries, left)), until)


async def finish(
    challenge_id: str, code: str, password: str, visitor: Visitor, known_device_cookie: str = ""
) -> Opened:
    """Check the code of the app, or a backup code, and the password together, and open a session.

    One answer for a wrong code, one that was used before, a wrong password, an account that is inactive, that has no
    authenticator or is not one of staff, and an identifier that nobody has.

    Args:
        challenge_id: from `start`.
        code: as typed: spaces, hyphens and Arabic digits are taken.
        password: as typed.
        visitor: who asks.
        known_device_cookie: the browser's device cookie, if it has one.

    Raises:
        Refused: `challenge_unknown`; `authenticator_code_missing`, `password_missing` (no try is counted);
            `code_used`; `code_expired`; `locked` (`until`); `staff_code_or_password` (`tries_left`).
    """
    if not code.strip() or not password:
        raise Refused("password_missing" if code.strip() else "authenticator_code_missing")
    attempt, given = await _take_try(challenge_id, code, visitor)
    step = matching_step(given.secret, code, now())
    right_code = given.enrolled and (step is not None or given.backup_id is not None)
    right_password = await matches(password, given.password_hash)
    if not (right_code and right_password):
        raise await tries.wrong(attempt, WRONG)
    async with writing() as session:
        account = await _use(session, attempt, given, step)
        return await open_in(session, account, visitor, known_device_cookie)


async def _take_try(challenge_id: str, code: str, visitor: Visitor) -> tuple[Attempt, _Compared]:
    """Count a try before anything is compared; with it, what to compare."""
    async with writing() as session:
        attempt = await tries.take(session, challenge_id, CodePurpose.STAFF_SIGN_IN)
        account = of_staff(await active_account(session, attempt.account_id))
        row = await authenticators.confirmed(session, attempt.account_id)
        backup_id = await backup_codes.find(session, attempt.account_id, code)
        await note_lock(session, attempt, visitor)
    return attempt, _Compared(
        password_hash=account.password_hash if account else "",
        secret=authenticators.secret_of(row),
        enrolled=account is not None and row is not None,
        backup_id=backup_id,
    )


async def _use(
    session: AsyncSession, attempt: Attempt, given: _Compared, step: int | None
) -> Account:
    """Use the code up, in the caller's transaction; the account that it opens."""
    await tries.use(session, attempt)
    account = of_staff(await active_account(session, attempt.account_id))
    row = await authenticators.confirmed(session, attempt.account_id)
    if (
        account is None
        or account.password_hash != given.password_hash
        or authenticators.secret_of(row) != given.secret
        or not await _first_use(session, account, given, step)
    ):
        # Used before; or closed, or given another password or app, while this one was being compared.
        raise Refused(WRONG, tries_left=attempt.tries_left)
    return account


async def _first_use(
    session: AsyncSession, account: Account, given: _Compared, step: int | None
) -> bool:
    if step is not None:
        return await authenticators.use(session, account.id or 0, step)
    return given.backup_id is not None and await backup_codes.use(session, account, given.backup_id)


def _ends(row: CodeChallenge) -> datetime:
    """Moment the second screen has waited too long."""
    return row.sent_at + LIFETIME
