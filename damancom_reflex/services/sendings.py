"""How many codes and links a destination may be sent: 5 an hour and 10 a day. SPEC section 4.

Counted are those that led to nothing: once a code was used, its owner has shown who asks. So an
accountant who signs in after each idle quarter of an hour is not stopped; a stranger is.

Anybody may type anybody's number in a request of theirs: what is not a sign-in stops one short of the hour's five and
two short of the day's ten, so that who types it never takes the last code of its owner's sign-in.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import delete
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex.clock import now
from damancom_reflex.domain.codes import CODES
from damancom_reflex.services.rows import changed
from damancom_reflex.store.accounts import CodeSending

_WINDOWS: Final = (
    (CODES.per_hour, 1, timedelta(hours=1)),
    (CODES.per_day, 2, timedelta(days=1)),
)
"""Most sendings, how many of them are left to the owner's sign-in, and the time they are counted in."""


async def next_at(
    session: AsyncSession, destination_hash: str, *, by_owner: bool = True
) -> datetime | None:
    """The moment one more may be sent there; none when that is now.

    Args:
        session: a session.
        destination_hash: where.
        by_owner: whether it is for its owner's account, and not for what anybody may type it in.
    """
    moment = now()
    query = (
        select(CodeSending.sent_at)
        .where(
            CodeSending.destination_hash == destination_hash,
            col(CodeSending.sent_at) > moment - timedelta(days=1),
        )
        .order_by(col(CodeSending.sent_at).desc())
        .limit(CODES.per_day)
    )
    sent = (await session.exec(query)).all()
    limits = [(most if by_owner else most - left, window) for most, left, window in _WINDOWS]
    free = [sent[most - 1] + window for most, window in limits if len(sent) >= most]
    return max((at for at in free if at > moment), default=None)


async def note(session: AsyncSession, destination_hash: str) -> None:
    """Count one sending, in the caller's transaction; the caller holds the destination's turn."""
    session.add(CodeSending(destination_hash=destination_hash, sent_at=now()))
    await session.flush()


async def forget(session: AsyncSession, destination_hash: str) -> None:
    """Forget what was sent there, in the caller's transaction: its owner used it."""
    sent = col(CodeSending.destination_hash) == destination_hash
    await changed(session, delete(CodeSending).where(sent))
