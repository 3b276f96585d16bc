"""Code challenges: opened, found again, sent another code, shown.

A challenge serves one purpose: whoever asks for it says which, and one of another purpose is not there.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex.clock import now
from damancom_reflex.domain.codes import CODES, derive_prefix
from damancom_reflex.i18n import Language
from damancom_reflex.services import locks
from damancom_reflex.services.actors import Refused, Visitor
from damancom_reflex.services.code_sending import LIFETIME, Wait, lock_subjects, send, wait_to_send
from damancom_reflex.services.destinations import Destination
from damancom_reflex.services.kept import kept
from damancom_reflex.services.keys import keyed_hash
from damancom_reflex.services.outbox import Channel
from damancom_reflex.services.turns import in_turn
from damancom_reflex.settings import settings
from damancom_reflex.store.accounts import CodeChallenge, CodePurpose

OPEN_FOR: Final = timedelta(hours=1)
"""How long new codes may be asked on one challenge.

After that one starts again with the identifier.
"""

_LONGEST_ID: Final = 32


@dataclass(frozen=True, slots=True)
class ChallengeView:
    """What the code screen shows.

    Attributes:
        prefix: two letters that name the message that counts; empty when nothing was sent.
        destination_shown: masked phone or e-mail address.
        channel: `SMS` or `EMAIL`.
        sent: whether a code was sent at all: at a limit or under a lock, none is.
        expires_at: end of the latest code's life.
        resend_at: moment another code may be asked by the same channel.
        tries_left: wrong tries before the lock.
        locked_until: end of the lock, if there is one.
        other_channel_offered: whether the code may be sent by e-mail instead.
    """

    prefix: str
    destination_shown: str
    channel: Channel
    sent: bool
    expires_at: datetime
    resend_at: datetime
    tries_left: int
    locked_until: datetime | None
    other_channel_offered: bool


def visitor_hash(visitor: Visitor) -> str:
    """Keyed hash of a browser at an address: the same person clicking twice."""
    return keyed_hash("visitor", f"{visitor.address}|{visitor.device}")


def is_open(row: CodeChallenge) -> bool:
    """Whether new codes may still be asked on a challenge."""
    return row.consumed_at is None and row.tries < CODES.tries and now() < row.created_at + OPEN_FOR


def expires_at(row: CodeChallenge) -> datetime:
    """End of the life of a challenge's latest code."""
    return row.sent_at + LIFETIME


async def find(
    session: AsyncSession, challenge_id: str, purpose: CodePurpose
) -> CodeChallenge | None:
    """A challenge as it is now; none when there is none of that purpose."""
    if not challenge_id:
        return None
    row = await session.get(CodeChallenge, kept(challenge_id, _LONGEST_ID), populate_existing=True)
    return row if row and row.purpose == purpose else None


async def known(session: AsyncSession, challenge_id: str, purpose: CodePurpose) -> CodeChallenge:
    """A challenge as it is now, that was not used.

    Raises:
        Refused: `challenge_unknown`; `code_used`.
    """
    row = await find(session, challenge_id, purpose)
    if row is None:
        raise Refused("challenge_unknown")
    if row.consumed_at:
        raise Refused("code_used")
    return row


async def begin(
    session: AsyncSession,
    purpose: CodePurpose,
    subject: str,
    to: Destination,
    visitor: Visitor,
    *,
    account_id: int | None = None,
) -> CodeChallenge:
    """Open a challenge and send its first code, in the caller's transaction.

    Under a lock or at a limit nothing is sent, and `wait_to_send` says until when. Asked again by the same browser
    while a code has just been sent, it gives the same challenge.

    Args:
        session: a session of `writing()`.
        purpose: what the code opens.
        subject: keyed hash of what it is asked for: an identifier, a request's phone…
        to: where the code goes.
        visitor: who asks.
        account_id: whose sign-in it is; none for any other purpose, and for an identifier that nobody has.
    """
    await in_turn(session, subject, to.hash)
    wait = await wait_to_send(session, purpose, subject, to)
    if wait and (row := await live(session, purpose, subject, visitor)):
        return row
    row = _row(purpose, subject, to, visitor)
    row.account_id = account_id
    session.add(row)
    await session.flush()
    if wait is None:
        await send(session, row, to, visitor.language)
    return row


async def send_or_wait(
    session: AsyncSession, purpose: CodePurpose, subject: str, to: Destination, visitor: Visitor
) -> tuple[CodeChallenge | None, Wait | None]:
    """Send a code, the first or another, whoever asked for the one before; the older one dies.

    The challenge of this subject and destination (none when there is none yet and nothing is sent); and, when nothing
    was sent, why. For a subject that only its owner can name, and whose destination may change: what an identifier or
    a reference leads to is for `begin` and `send_again`.
    """
    await in_turn(session, subject, to.hash)
    wait = await wait_to_send(session, purpose, subject, to)
    row = await latest(session, purpose, subject, to)
    if wait:
        return row, wait
    if row is None:
        row = _row(purpose, subject, to, visitor)
        session.add(row)
        await session.flush()
    await send(session, row, to, visitor.language)
    return await find(session, row.id, purpose), None


async def latest(
    session: AsyncSession, purpose: CodePurpose, subject: str, to: Destination
) -> CodeChallenge | None:
    """The latest challenge of this subject and destination that is open."""
    query = (
        select(CodeChallenge)
        .where(
            CodeChallenge.purpose == purpose,
            CodeChallenge.subject_hash == subject,
            CodeChallenge.destination_hash == to.hash,
            col(CodeChallenge.consumed_at).is_(None),
            col(CodeChallenge.tries) < CODES.tries,
            col(CodeChallenge.created_at) > now() - OPEN_FOR,
        )
        .order_by(col(CodeChallenge.created_at).desc())
        .limit(1)
        .execution_options(populate_existing=True)
    )
    return (await session.exec(query)).first()


async def send_again(
    session: AsyncSession, row: CodeChallenge, to: Destination, language: Language
) -> None:
    """Send a new code on a challenge of `known`; the older one dies.

    Raises:
        Refused: `challenge_unknown`; `code_used`; and with `until`: `locked`, `resend_too_soon`, `resend_exhausted`.
    """
    purpose = CodePurpose(row.purpose)
    await in_turn(session, row.subject_hash, to.hash)
    row = await known(session, row.id, purpose)
    if wait := await wait_to_send(session, purpose, row.subject_hash, to):
        raise Refused(wait.code, until=wait.until)
    if not is_open(row):
        raise Refused("challenge_unknown")
    await send(session, row, to, language)


async def live(
    session: AsyncSession, purpose: CodePurpose, subject: str, visitor: Visitor
) -> CodeChallenge | None:
    """A challenge of this subject and this browser whose code still opens."""
    query = (
        select(CodeChallenge)
        .where(
            CodeChallenge.purpose == purpose,
            CodeChallenge.subject_hash == subject,
            CodeChallenge.visitor_hash == visitor_hash(visitor),
            col(CodeChallenge.consumed_at).is_(None),
            col(CodeChallenge.generation) > 0,
            col(CodeChallenge.sent_at) > now() - LIFETIME,
            col(CodeChallenge.tries) < CODES.tries,
        )
        .order_by(col(CodeChallenge.sent_at).desc())
    )
    return (await session.exec(query)).first()


async def view(session: AsyncSession, row: CodeChallenge, to: Destination) -> ChallengeView:
    """What the code screen shows of a challenge; `to` is where its next code would go by the same channel."""
    purpose = CodePurpose(row.purpose)
    subjects = lock_subjects(purpose, row.subject_hash, row.destination_hash)
    channel: Channel = "EMAIL" if row.channel == "EMAIL" else "SMS"
    wait = await wait_to_send(session, purpose, row.subject_hash, to)
    locked, left = await locks.lock_and_tries(session, *subjects)
    return ChallengeView(
        prefix=prefix(row),
        destination_shown=row.destination_shown,
        channel=channel,
        sent=row.generation > 0,
        expires_at=expires_at(row),
        resend_at=wait.until if wait else now(),
        tries_left=max(0, min(CODES.tries - row.tries, left)),
        locked_until=locked,
        other_channel_offered=channel == "SMS",
    )


def prefix(row: CodeChallenge) -> str:
    """Two letters that name the message that counts; empty while none was sent."""
    return derive_prefix(settings().key, row.id, row.generation) if row.generation > 0 else ""


def _row(purpose: CodePurpose, subject: str, to: Destination, visitor: Visitor) -> CodeChallenge:
    return CodeChallenge(
        purpose=purpose.value,
        subject_hash=subject,
        destination_hash=to.hash,
        channel=to.channel,
        destination_shown=to.shown,
        visitor_hash=visitor_hash(visitor),
    )
