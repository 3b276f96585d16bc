"""Which browsers may open a request, and until when they may change one that was filed."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final, Literal

from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex.services.keys import token_hash
from damancom_reflex.services.turns import in_turn
from damancom_reflex.store.enrolments import EnrolmentAccess

PROVED_FOR: Final = timedelta(hours=1)
"""How long a code to the verified phone lets a browser change a filed request."""

How = Literal["BEGAN", "LINK", "CODE"]


async def grant(
    session: AsyncSession,
    request_id: str,
    key: str,
    how: How,
    proved_until: datetime | None = None,
) -> bool:
    """Let a browser open a request, in the caller's transaction; whether it could not before.

    Args:
        session: a session of `writing()`.
        request_id: what it may open.
        key: value of its applicant cookie; its hash only is kept.
        how: why.
        proved_until: a filed request may be changed until then; none leaves what was proved before.
    """
    await in_turn(session, f"enrolment access:{request_id}")
    row = await found(session, request_id, key)
    new = row is None
    row = row or EnrolmentAccess(request_id=request_id, browser_hash=token_hash(key), how=how)
    row.proved_until = proved_until or row.proved_until
    session.add(row)
    await session.flush()
    return new


async def found(session: AsyncSession, request_id: str, key: str) -> EnrolmentAccess | None:
    """The right of a browser to open a request, as it is now; none when it has none."""
    query = select(EnrolmentAccess).where(
        EnrolmentAccess.request_id == request_id,
        EnrolmentAccess.browser_hash == token_hash(key),
    )
    row = (await session.exec(query.execution_options(populate_existing=True))).first()
    return row if key else None
