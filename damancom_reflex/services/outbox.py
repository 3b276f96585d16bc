"""Messages to deliver.

Put in a transaction with what causes them, delivered by a worker, at least once.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal

from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex.i18n import Language
from damancom_reflex.services.delivery import deliver_due, run_worker
from damancom_reflex.store.trail import OutboxMessage

__all__ = ["Channel", "deliver_due", "put", "run_worker"]

Channel = Literal["SMS", "EMAIL"]


async def put(  # noqa: PLR0913 - a message is all of these
    session: AsyncSession,
    *,
    channel: Channel,
    destination: str,
    template: str,
    language: Language,
    params: Mapping[str, Any] | None = None,
    account_id: int | None = None,
    expires_at: datetime | None = None,
    discard: bool = False,
) -> OutboxMessage:
    """Put a message to be sent once the caller's transaction is committed.

    Args:
        session: a session of `writing()`.
        channel: `SMS` or `EMAIL`.
        destination: phone (E.164) or e-mail address.
        template: a name of `services.messages`.
        language: language the message is written in.
        params: plain JSON values for the sentences; never a code or a token.
        account_id: whose message it is.
        expires_at: moment after which it is of no use and is dropped.
        discard: write the row and never send it, so that an unknown identifier takes as long as a
            known one.
    """
    message = OutboxMessage(
        channel=channel,
        destination=destination,
        template=template,
        language=language,
        params=dict(params or {}),
        account_id=account_id,
        expires_at=expires_at,
        status="DISCARDED" if discard else "WAITING",
    )
    session.add(message)
    await session.flush()
    return message
