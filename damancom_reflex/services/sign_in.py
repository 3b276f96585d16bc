"""Sign-in: an identifier, then the code sent to its owner and the password. SPEC section 4.

An identifier that nobody has goes through the same steps, rows and computations as any other; only
its message is never sent and no code or password fits.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import update
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex.clock import now
from damancom_reflex.domain.codes import CODES, derive_code, same_code
from damancom_reflex.i18n import Language, language_of
from damancom_reflex.services import audit, challenges, devices, limits, locks, sendings, sessions
from damancom_reflex.services.actors import Refused, Visitor, account_name
from damancom_reflex.services.challenges import ChallengeView
from damancom_reflex.services.destinations import destination
from damancom_reflex.services.hashing import matches
from damancom_reflex.services.identities import find_account, read_identifier, subject_hash
from damancom_reflex.services.outbox import Channel
from damancom_reflex.services.rows import changed
from damancom_reflex.services.turns import in_turn
from damancom_reflex.settings import settings
from damancom_reflex.store.accounts import CodeChallenge
from damancom_reflex.store.engine import reading, writing

__all__ = ["ChallengeView", "Opened", "challenge", "finish", "resend", "start"]


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
        account = await find_account(session, typed)
        to = destination(account, subject, "SMS")
        await in_turn(session, subject, to.hash)
        wait = await challenges.wait_to_send(session, subject, to)
        if wait and (row := await challenges.live(session, subject, visitor)):
            return row.id
        row = CodeChallenge(
            account_id=account.id if account else None,
            subject_hash=subject,
            destination_hash=to.hash,
            destination_shown=to.shown,
            visitor_hash=challenges.visitor_hash(visitor),
        )
        session.add(row)
        await session.flush()
        if wait is None:
            await challenges.send(session, row, to, visitor.language)
        return row.id


async def challenge(challenge_id: str) -> ChallengeView | None:
    """What the code screen shows; none when there is nothing to answer any more."""
    async with reading() as session:
        row = await challenges.find(session, challenge_id)
        if row is None or row.consumed_at or now() >= row.created_at + challenges.OPEN_FOR:
            return None
        return await challenges.view(session, row)


async def resend(challenge_id: str, channel: Channel, visitor: Visitor) -> None:
    """Send a new code, by SMS or by e-mail; the older one dies.

    Raises:
        Refused: `challenge_unknown`; `code_used`; and with `until`: `too_many_requests`, `locked`,
            `resend_too_soon`, `resend_exhausted`.
    """
    await limits.count_asking(visitor.address)
    async with writing() as session:
        row = await _known(session, challenge_id)
        to = destination(await challenges.account_of(session, row), row.subject_hash, channel)
        await in_turn(session, row.subject_hash, to.hash)
        row = await _known(session, challenge_id)
        if wait := await challenges.wait_to_send(session, row.subject_hash, to):
            raise Refused(wait.code, until=wait.until)
        if not challenges.is_open(row):
            raise Refused("challenge_unknown")
        await challenges.send(session, row, to, visitor.language)


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
    attempt = await _take_try(challenge_id, visitor)
    right_code = same_code(derive_code(settings().key, challenge_id, attempt.generation), code)
    right_password = await matches(password, attempt.password_hash)
    if not (right_code and right_password):
        raise await _refusal(attempt)
    return await _open(attempt, visitor, known_device_cookie)


@dataclass(frozen=True, slots=True)
class _Attempt:
    """A try that was counted and may be compared."""

    challenge_id: str
    generation: int
    subjects: tuple[str, ...]
    tries_left: int
    password_hash: str


async def _take_try(challenge_id: str, visitor: Visitor) -> _Attempt:
    """Count a try before anything is compared."""
    async with writing() as session:
        row = await _known(session, challenge_id)
        account = await challenges.account_of(session, row)
        subjects = (row.subject_hash, row.destination_hash)
        await in_turn(session, *subjects)
        if until := await locks.locked_until(session, *subjects):
            raise Refused("locked", until=until)
        left = await _count(session, challenge_id)
        if await locks.count_try(session, *subjects):
            left = 0
            await audit.append(
                session,
                actor=visitor.name,
                action="sign_in.locked",
                subject=account_name(row.account_id),
                address=visitor.address,
            )
        left = min(left, await locks.tries_left(session, *subjects))
        stored = account.password_hash if account else ""
        return _Attempt(challenge_id, row.generation, subjects, left, stored)


async def _count(session: AsyncSession, challenge_id: str) -> int:
    """Count a try on its challenge, in one statement that lets five through; how many it leaves."""
    row = await _known(session, challenge_id)
    counted = await changed(
        session,
        update(CodeChallenge)
        .where(
            col(CodeChallenge.id) == challenge_id,
            col(CodeChallenge.tries) < CODES.tries,
            col(CodeChallenge.consumed_at).is_(None),
            col(CodeChallenge.generation) == row.generation,
            col(CodeChallenge.generation) > 0,
            col(CodeChallenge.sent_at) > now() - challenges.LIFETIME,
        )
        .values(tries=col(CodeChallenge.tries) + 1),
    )
    if counted != 1:
        raise Refused("challenge_unknown" if row.tries >= CODES.tries else "code_expired")
    return CODES.tries - row.tries - 1


async def _refusal(attempt: _Attempt) -> Refused:
    """The one answer to whatever was wrong; after the last try, until when it is locked."""
    if attempt.tries_left == 0:
        async with reading() as session:
            if until := await locks.locked_until(session, *attempt.subjects):
                return Refused("locked", until=until)
    return Refused("code_wrong_or_password", tries_left=attempt.tries_left)


async def _open(attempt: _Attempt, visitor: Visitor, known_device_cookie: str) -> Opened:
    """Use the code up and open the session, in one transaction."""
    async with writing() as session:
        await in_turn(session, *attempt.subjects)
        await _consume(session, attempt)
        row = await _known(session, attempt.challenge_id, used=True)
        account = await challenges.account_of(session, row)
        if account is None or account.id is None or account.password_hash != attempt.password_hash:
            # Closed, or given another password, while this one was being compared.
            raise Refused("code_wrong_or_password", tries_left=attempt.tries_left)
        await locks.forget(session, *attempt.subjects)
        await sendings.forget(session, row.destination_hash)
        device, known = await devices.recognise(session, account.id, known_device_cookie)
        if not known:
            await devices.tell_new(session, account, visitor)
        cookie = await sessions.open_in(session, account.id, visitor)
        name = account_name(account.id)
        await audit.append(
            session,
            actor=name,
            action="session.opened",
            subject=name,
            address=visitor.address,
            after={"device": devices.describe(visitor.device), "known_device": known},
        )
    return Opened(cookie, device, account.id, language_of(account.language))


async def _consume(session: AsyncSession, attempt: _Attempt) -> None:
    """Use a code up; of any number of uses at once, one succeeds."""
    consumed = await changed(
        session,
        update(CodeChallenge)
        .where(
            col(CodeChallenge.id) == attempt.challenge_id,
            col(CodeChallenge.consumed_at).is_(None),
            col(CodeChallenge.generation) == attempt.generation,
        )
        .values(consumed_at=now()),
    )
    if consumed != 1:
        await _known(session, attempt.challenge_id)
        raise Refused("code_expired")


async def _known(session: AsyncSession, challenge_id: str, *, used: bool = False) -> CodeChallenge:
    """A challenge as it is now.

    Raises:
        Refused: `challenge_unknown`; `code_used`, unless `used` ones are wanted too.
    """
    row = await challenges.find(session, challenge_id)
    if row is None:
        raise Refused("challenge_unknown")
    if row.consumed_at and not used:
        raise Refused("code_used")
    return row
