"""What happened to a request, as staff see it: every act that the trail has of it, and who did it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex.clock import local
from damancom_reflex.domain.review import Kind
from damancom_reflex.services import business
from damancom_reflex.store.accounts import Account
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
    names = await _names(session, {actor for _, _, actor, _ in events})
    return tuple(
        Act(_day(after, at, shift), at, action, actor, names.get(actor, ""), _reason(after))
        for at, action, actor, after in events
    )


async def _names(session: AsyncSession, actors: set[str]) -> dict[str, str]:
    """Display names of those who are accounts, by their name in the trail."""
    ids = [int(number) for name in actors if (number := name.partition("account:")[2]).isdecimal()]
    rows = await session.exec(
        select(Account.id, Account.display_name).where(col(Account.id).in_(ids))
    )
    return {f"account:{number}": name for number, name in rows}


def _day(after: Mapping[str, Any], at: datetime, shift: timedelta) -> date:
    """The business day that an act notes; of one that notes none, the day it would be written now."""
    noted = after.get("business_day")
    return date.fromisoformat(noted) if noted else local(at + shift).date()


def _reason(after: Mapping[str, Any]) -> str:
    return str(after.get("reason") or "")
