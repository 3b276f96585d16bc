"""What happened to a request, as staff see it: every act that the trail has of it, and who did it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex.domain.review import Kind
from damancom_reflex.store.accounts import Account
from damancom_reflex.store.trail import AuditEvent

_SUBJECTS: Final = {Kind.ENROLMENT: "enrolment", Kind.REMISSION: "remission", Kind.CLAIM: "claim"}
MOST_ACTS: Final = 200
"""Acts shown, the latest."""


@dataclass(frozen=True, slots=True)
class Act:
    """An act on a request.

    Attributes:
        at: when, aware.
        action: what was done, `enrolment.received`.
        actor: as the trail names them: `account:12`, `system:due`, `visitor`.
        name: display name of an account; empty for others.
        reason: code of the reason given; empty for none.
    """

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
    names = await _names(session, {actor for _, _, actor, _ in events})
    return tuple(
        Act(at, action, actor, names.get(actor, ""), _reason(after))
        for at, action, actor, after in events
    )


async def _names(session: AsyncSession, actors: set[str]) -> dict[str, str]:
    """Display names of those who are accounts, by their name in the trail."""
    ids = [int(number) for name in actors if (number := name.partition("account:")[2]).isdecimal()]
    rows = await session.exec(
        select(Account.id, Account.display_name).where(col(Account.id).in_(ids))
    )
    return {f"account:{number}": name for number, name in rows}


def _reason(after: Mapping[str, Any]) -> str:
    return str(after.get("reason") or "")
