"""Sign-in: an identifier, then the code sent to its owner and the password. SPEC section 4.

An identifier that nobody has goes through the same steps, rows and computations as any other; only
its message is never sent and no code or password fits. One of staff is nobody's at this door: theirs is
`staff_sign_in`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex.clock import now
from damancom_reflex.domain.codes import same_code
from damancom_reflex.i18n import Language, language_of
from damancom_reflex.services import audit, challenges, devices, limits, sessions, tries
from damancom_reflex.services.actors import Refused, Visitor, account_name
from damancom_reflex.services.challenges import ChallengeView
from damancom_reflex.services.destinations import Destination, destination
from damancom_reflex.services.hashing import matches
from damancom_reflex.services.identities import (
    active_account,
    find_account,
    of_employer,
    read_identifier,
    subject_hash,
)
from damancom_reflex.services.outbox import Channel
from damancom_reflex.services.tries import Attempt
from damancom_reflex.store.accounts import Account, CodeChallenge, CodePurpose
from damancom_reflex.store.engine import reading, writing

__all__ = [
    "ChallengeView",
    "Opened",
    "challenge",
    "finish",
    "note_lock",
    "open_in",
    "resend",
    "start",
]

_WRONG: Final = "code_wrong_or_password"


@dataclass(frozen=True, slots=True)
class Opened:
    """A sign-in that succeeded.

    Attributes:
        session_cookie: value of the session cookie; the database keeps its hash only.
        device_cookie: value of the cookie that makes this browser known.
        account_id: who signed in.
        language: language of the account's messages.
    """

    session_cookie: str
    device_cookie: str
    account_id: int
    language: Language


async def start(identifier: str, visitor: Visitor) -> str:
    """Send a code to the owner of an identifier; the id of the challenge.

    Under a lock or at a limit nothing is sent, and the challenge's view says until when. Asked
    again by the same browser while a code has just been sent, it gives the same challenge.

    Raises:
        Refused: `identifier_missing`; `too_many_requests` (`until`).
    """
    typed = read_identifier(identifier)
    await limits.count_asking(visitor.address)
    subject = subject_hash(typed)
    async with writing() as session:
        account = of_employer(await find_account(session, typed))
        to = destination(account, subject, "SMS")
        row = await challenges.begin(
            session,
            CodePurpose.SIGN_IN,
            subject,
            to,
            visitor,
            account_id=account.id if account else None,
        )
        return row.id


async def challenge(challenge_id: str) -> ChallengeView | None:
    """What the code screen shows; none when there is nothing to answer any more."""
    async with reading() as session:
        row = await challenges.find(session, challenge_id, CodePurpose.SIGN_IN)
        if row is None or row.consumed_at or now() >= row.created_at + challenges.OPEN_FOR:
            return None
        return await challenges.view(session, row, await _destination(session, row, row.channel))


async def resend(challenge_id: str, channel: Channel, visitor: Visitor) -> None:
    """Send a new code, by SMS or by e-mail; the older one dies.

    Raises:
        Refused: `challenge_unknown`; `code_used`; and with `until`: `too_many_requests`, `locked`,
            `resend_too_soon`, `resend_exhausted`.
    """
    await limits.count_asking(visitor.address)
    async with writing() as session:
        row = await challenges.known(session, challenge_id, CodePurpose.SIGN_IN)
        to = await _destination(session, row, channel)
        await challenges.send_again(session, row, to, visitor.language)


async def finish(
    challenge_id: str, code: str, password: str, visitor: Visitor, known_device_cookie: str = ""
) -> Opened:
    """Check code and password together, and open a session.

    One answer for a wrong code, a wrong password, an inactive account and an identifier that nobody
    has.

    Args:
        challenge_id: from `start`.
        code: as typed: spaces, Arabic digits and the message's prefix are taken.
        password: as typed.
        visitor: who asks.
        known_device_cookie: the browser's device cookie, if it has one.

    Raises:
        Refused: `challenge_unknown`; `code_missing`, `password_missing` (no try is counted);
            `code_used`; `code_expired`; `locked` (`until`); `code_wrong_or_password`
            (`tries_left`).
    """
    if not code.strip() or not password:
        raise Refused("password_missing" if code.strip() else "code_missing")
    attempt, password_hash = await _take_try(challenge_id, visitor)
    right_code = same_code(tries.expected(attempt), code)
    right_password = await matches(password, password_hash)
    if not (right_code and right_password):
        raise await tries.wrong(attempt, _WRONG)
    return await _open(attempt, password_hash, visitor, known_device_cookie)


async def _take_try(challenge_id: str, visitor: Visitor) -> tuple[Attempt, str]:
    """Count a try before anything is compared; with it, the hash of the password to compare."""
    async with writing() as session:
        attempt = await tries.take(session, challenge_id, CodePurpose.SIGN_IN)
        account = await _account(session, attempt.account_id)
        await note_lock(session, attempt, visitor)
        return attempt, account.password_hash if account else ""


async def _open(
    attempt: Attempt, password_hash: str, visitor: Visitor, known_device_cookie: str
) -> Opened:
    """Use the code up and open the session, in one transaction."""
    async with writing() as session:
        await tries.use(session, attempt)
        account = await _account(session, attempt.account_id)
        if account is None or account.password_hash != password_hash:
            # Closed, or given another password, while this one was being compared.
            raise Refused(_WRONG, tries_left=attempt.tries_left)
        return await open_in(session, account, visitor, known_device_cookie)


async def note_lock(session: AsyncSession, attempt: Attempt, visitor: Visitor) -> None:
    """Note in the trail that a try was the last one allowed, in the caller's transaction."""
    if not attempt.locked_now:
        return
    await audit.append(
        session,
        actor=visitor.name,
        action="sign_in.locked",
        subject=account_name(attempt.account_id),
        address=visitor.address,
    )


async def open_in(
    session: AsyncSession, account: Account, visitor: Visitor, known_device_cookie: str
) -> Opened:
    """Open the session of an account that has proved who it is, in the caller's transaction."""
    account_id = account.id or 0
    device, known = await devices.recognise(session, account_id, known_device_cookie)
    if not known:
        await devices.tell_new(session, account, visitor)
    cookie = await sessions.open_in(session, account_id, visitor)
    name = account_name(account_id)
    await audit.append(
        session,
        actor=name,
        action="session.opened",
        subject=name,
        address=visitor.address,
        after={"device": devices.describe(visitor.device), "known_device": known},
    )
    return Opened(cookie, device, account_id, language_of(account.language))


async def _destination(session: AsyncSession, row: CodeChallenge, channel: str) -> Destination:
    """Where the next code of a challenge goes: to its account, or to nobody."""
    account = await _account(session, row.account_id)
    return destination(account, row.subject_hash, "EMAIL" if channel == "EMAIL" else "SMS")


async def _account(session: AsyncSession, account_id: int | None) -> Account | None:
    """The employer's account of an id, as it is now."""
    return of_employer(await active_account(session, account_id))
