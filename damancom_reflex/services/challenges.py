"""Code challenges: their rows, when a code may be sent, and the sending itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex.clock import now
from damancom_reflex.domain.codes import CODES, derive_prefix
from damancom_reflex.i18n import Language
from damancom_reflex.services import locks, outbox, sendings
from damancom_reflex.services.actors import Refused, Visitor
from damancom_reflex.services.destinations import Destination, destination
from damancom_reflex.services.keys import keyed_hash
from damancom_reflex.services.outbox import Channel
from damancom_reflex.services.rows import changed
from damancom_reflex.settings import settings
from damancom_reflex.store.accounts import Account, CodeChallenge

LIFETIME: Final = timedelta(seconds=CODES.lifetime)
RESEND_AFTER: Final = timedelta(seconds=CODES.resend_after)
OPEN_FOR: Final = timedelta(hours=1)
"""How long new codes may be asked on one challenge.

After that one starts again with the identifier.
"""


@dataclass(frozen=True, slots=True)
class Wait:
    """Why no code may be sent yet, and until when."""

    code: str
    until: datetime


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


async def find(session: AsyncSession, challenge_id: str) -> CodeChallenge | None:
    """A challenge as it is now."""
    if not challenge_id:
        return None
    return await session.get(CodeChallenge, challenge_id, populate_existing=True)


async def account_of(session: AsyncSession, row: CodeChallenge) -> Account | None:
    """The active account behind a challenge, if there is one."""
    # A row without an account is looked up too: the time it takes must not tell.
    account = await session.get(Account, row.account_id or 0, populate_existing=True)
    return account if account and account.active else None


async def live(session: AsyncSession, subject: str, visitor: Visitor) -> CodeChallenge | None:
    """A challenge of this identifier and this browser whose code still opens."""
    query = (
        select(CodeChallenge)
        .where(
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


async def wait_to_send(session: AsyncSession, subject: str, to: Destination) -> Wait | None:
    """Why no code may be sent to a destination yet; none when one may.

    The caller holds the turns of the identifier and of the destination.
    """
    if until := await locks.locked_until(session, subject, to.hash):
        return Wait("locked", until)
    if until := await _too_soon_until(session, subject):
        return Wait("resend_too_soon", until)
    if until := await sendings.next_at(session, to.hash):
        return Wait("resend_exhausted", until)
    return None


async def send(
    session: AsyncSession, row: CodeChallenge, to: Destination, language: Language
) -> None:
    """Send the next code of a challenge; the older one dies.

    Raises:
        Refused: `resend_too_soon` when another sending of this challenge came first.
    """
    moment = now()
    generation = row.generation
    moved = await changed(
        session,
        update(CodeChallenge)
        .where(
            col(CodeChallenge.id) == row.id,
            col(CodeChallenge.generation) == generation,
            col(CodeChallenge.consumed_at).is_(None),
        )
        .values(
            generation=generation + 1,
            sent_at=moment,
            channel=to.channel,
            destination_hash=to.hash,
            destination_shown=to.shown,
        ),
    )
    if moved != 1:
        raise Refused("resend_too_soon", until=moment + RESEND_AFTER)
    await sendings.note(session, to.hash)
    await outbox.put(
        session,
        channel=to.channel,
        destination=to.value,
        template="code_sms" if to.channel == "SMS" else "code_email",
        language=language,
        params={"challenge": row.id, "generation": generation + 1},
        account_id=row.account_id,
        expires_at=moment + LIFETIME,
        discard=not to.value,
    )


async def view(session: AsyncSession, row: CodeChallenge) -> ChallengeView:
    """What the code screen shows of a challenge."""
    subjects = (row.subject_hash, row.destination_hash)
    channel: Channel = "EMAIL" if row.channel == "EMAIL" else "SMS"
    to = destination(await account_of(session, row), row.subject_hash, channel)
    wait = await wait_to_send(session, row.subject_hash, to)
    left = min(CODES.tries - row.tries, await locks.tries_left(session, *subjects))
    sent = row.generation > 0
    return ChallengeView(
        prefix=derive_prefix(settings().key, row.id, row.generation) if sent else "",
        destination_shown=row.destination_shown,
        channel=channel,
        sent=sent,
        expires_at=expires_at(row),
        resend_at=wait.until if wait else now(),
        tries_left=max(0, left),
        locked_until=await locks.locked_until(session, *subjects),
        other_channel_offered=channel == "SMS",
    )


async def _too_soon_until(session: AsyncSession, subject: str) -> datetime | None:
    """End of the pause after the latest unused code sent for an identifier, on any challenge."""
    query = (
        select(CodeChallenge.sent_at)
        .where(
            CodeChallenge.subject_hash == subject,
            col(CodeChallenge.consumed_at).is_(None),
            col(CodeChallenge.generation) > 0,
            col(CodeChallenge.sent_at) > now() - RESEND_AFTER,
        )
        .order_by(col(CodeChallenge.sent_at).desc())
    )
    sent_at = (await session.exec(query)).first()
    return sent_at + RESEND_AFTER if sent_at else None
