"""When the code of a challenge may be sent, and the sending itself. SPEC section 4."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex.clock import now
from damancom_reflex.domain.codes import CODES
from damancom_reflex.i18n import Language
from damancom_reflex.services import locks, outbox, sendings
from damancom_reflex.services.actors import Refused
from damancom_reflex.services.destinations import Destination
from damancom_reflex.services.rows import changed
from damancom_reflex.store.accounts import CodeChallenge, CodePurpose

LIFETIME: Final = timedelta(seconds=CODES.lifetime)
RESEND_AFTER: Final = timedelta(seconds=CODES.resend_after)


@dataclass(frozen=True, slots=True)
class Wait:
    """Why no code may be sent yet, and until when."""

    code: str
    until: datetime


def lock_subjects(purpose: str, subject: str, destination_hash: str) -> tuple[str, ...]:
    """What wrong tries count against, and lock.

    Those of sign-in count against the identifier and the destination. Those of another purpose never against the
    destination: a stranger who types somebody's number in a form of theirs must not lock its owner's sign-in.
    """
    if purpose == CodePurpose.SIGN_IN:
        return (subject, destination_hash)
    return (subject,)


async def wait_to_send(
    session: AsyncSession, purpose: CodePurpose, subject: str, to: Destination
) -> Wait | None:
    """Why no code may be sent to a destination yet; none when one may.

    The caller holds the turns of the subject and of the destination.
    """
    if until := await locks.locked_until(session, *lock_subjects(purpose, subject, to.hash)):
        return Wait("locked", until)
    if until := await _too_soon_until(session, subject):
        return Wait("resend_too_soon", until)
    if until := await sendings.next_at(session, to.hash, by_owner=purpose == CodePurpose.SIGN_IN):
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
        params=_params(row, generation + 1),
        account_id=row.account_id,
        expires_at=moment + LIFETIME,
        discard=not to.value,
    )


def _params(row: CodeChallenge, generation: int) -> dict[str, Any]:
    """What the message is written from; without a purpose it is sign-in's."""
    params: dict[str, Any] = {"challenge": row.id, "generation": generation}
    return params if row.purpose == CodePurpose.SIGN_IN else {**params, "purpose": row.purpose}


async def _too_soon_until(session: AsyncSession, subject: str) -> datetime | None:
    """End of the pause after the latest unused code sent for a subject, on any challenge."""
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
