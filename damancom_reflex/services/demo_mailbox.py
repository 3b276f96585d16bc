"""The demo's visible phone and mailbox.

Outbox rows written out for everybody to read. Demo only.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from damancom_reflex.services.actors import Refused
from damancom_reflex.services.messages import write_out
from damancom_reflex.services.outbox import Channel
from damancom_reflex.settings import settings
from damancom_reflex.store.engine import reading
from damancom_reflex.store.trail import OutboxMessage


@dataclass(frozen=True, slots=True)
class DemoMessage:
    """A message as the phone or the mailbox shows it.

    Attributes:
        channel: `SMS` or `EMAIL`.
        destination: phone or e-mail address of the persona.
        created_at: moment it was put.
        subject: of an e-mail; empty for an SMS.
        text: what it says.
        language: of the text, `fr` or `ar`.
    """

    channel: Channel
    destination: str
    created_at: datetime
    subject: str
    text: str
    language: str


async def messages(limit: int = 12, channel: Channel | None = None) -> list[DemoMessage]:
    """The latest messages, newest first; those still waiting for the worker too.

    Args:
        limit: how many at most.
        channel: only the phone's or only the mailbox's; both when none.

    Raises:
        Refused: `demo_only`, outside the demo.
    """
    if not settings().demo:
        raise Refused("demo_only")
    query = (
        select(OutboxMessage)
        .where(col(OutboxMessage.status).in_(("WAITING", "SENT")))
        .order_by(col(OutboxMessage.created_at).desc())
        .limit(limit)
    )
    if channel:
        query = query.where(OutboxMessage.channel == channel)
    async with reading() as session:
        rows = (await session.exec(query)).all()
    return [_shown(row) for row in rows]


def _shown(row: OutboxMessage) -> DemoMessage:
    written = write_out(row)
    return DemoMessage(
        channel="EMAIL" if row.channel == "EMAIL" else "SMS",
        destination=row.destination,
        created_at=row.created_at,
        subject=written.subject,
        text=written.text,
        language=row.language,
    )
