"""What happened to a filed request, as the audit trail tells it to who may follow it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex.clock import local
from damancom_reflex.services.enrolment.views import HistoryLine
from damancom_reflex.store.trail import AuditEvent

SHOWN: Final = (
    *("submitted", "amended", "received", "correction_requested", "validated", "refused"),
    "expired",
)
"""Acts that concern the applicant; who looked at a request, or opened it again, does not."""


def subject(reference: str) -> str:
    """Name of a filed request in the trail."""
    return f"enrolment:{reference}"


async def history(session: AsyncSession, reference: str) -> tuple[HistoryLine, ...]:
    """The acts on a request, oldest first; `action` is the word after `enrolment.`."""
    actions = [f"enrolment.{word}" for word in SHOWN]
    events = await session.exec(
        select(AuditEvent.at, AuditEvent.action, AuditEvent.after)
        .where(AuditEvent.subject == subject(reference), col(AuditEvent.action).in_(actions))
        .order_by(col(AuditEvent.position))
    )
    return tuple(
        HistoryLine(_day(at, dict(after)), action.removeprefix("enrolment."))
        for at, action, after in events
    )


def _day(at: datetime, after: dict[str, Any]) -> date:
    """The day an act happened on the business calendar, which its event notes; the day it was written otherwise."""
    noted = after.get("business_day")
    return date.fromisoformat(noted) if noted else local(at).date()
