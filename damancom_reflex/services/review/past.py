"""What happened to a request, as staff see it: every act that the trail has of it, and who did it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex.domain.review import Kind
from damancom_reflex.services import business
from damancom_reflex.services.trail import day_of, names_of
from damancom_reflex.store.trail import AuditEvent

_SUBJECTS: Final = {Kind.ENROLMENT: "enrolment", Kind.REMISSION: "remission", Kind.CLAIM: "claim"}
MOST_ACTS: Final = 200
"""Acts shown, the latest."""


@dataclass(frozen=True, slots=True)
class Act:
    """An act on a request.

    Attributes:
        day: when on the business calendar.
        at: the same in real time, aware.
        action: what was done, `enrolment.received`.
        actor: as the trail names them: `account:12`, `system:due`, `visitor`.
        name: display name of an account; empty for others.
        reason: code of the reason given; empty for none.
    """

    day: date
    at: datetime
    action: str
    actor: str
    name: str
    reason: str


def subject(kind: Kind, reference: str) -> str:
    """Name of a request in the audit trail."""
    return f"{_SUBJECTS[kind]}:{reference}"


async def past(session: AsyncSession, of: str) -> tuple[Act, ...]:
    """The acts on a subject of the trail, latest first."""
    wanted = (
        select(AuditEvent.at, AuditEvent.action, AuditEvent.actor, AuditEvent.after)
        .where(AuditEvent.subject == of)
        .order_by(col(AuditEvent.position).desc())
        .limit(MOST_ACTS)
    )
    events = (await session.exec(wanted)).all()
    shift = await business.shift(session)
    names = await names_of(session, {actor for _, _, actor, _ in events})
    return tuple(
        Act(day_of(after, at, shift), at, action, actor, names.get(actor, ""), _reason(after))
        for at, action, actor, after in events
    )


def _reason(after: Mapping[str, Any]) -> str:
    return str(after.get("reason") or "")
