"""A filed claim as the employer follows it, and its withdrawal."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex.clock import local
from damancom_reflex.domain.job_loss import LIVE, ClaimStatus, Verdict
from damancom_reflex.services.actors import Actor
from damancom_reflex.services.job_loss import messages
from damancom_reflex.services.job_loss.access import load_claim
from damancom_reflex.services.job_loss.moving import moved, note, subject
from damancom_reflex.services.job_loss.register import person_view
from damancom_reflex.services.job_loss.views import ClaimView, PaperView
from damancom_reflex.store.affiliates import Affiliate
from damancom_reflex.store.claims import ClaimPaper, JobLossClaim
from damancom_reflex.store.engine import reading, writing
from damancom_reflex.store.insured import Employment, InsuredPerson
from damancom_reflex.store.trail import AuditEvent


async def claim(actor: Actor, reference: str) -> ClaimView:
    """A claim of an affiliate that the account acts for; any claim for an officer who decides on claims.

    Raises:
        Refused: `claim_unknown`; `not_allowed` for other staff.
    """
    async with reading() as session:
        found = await load_claim(session, actor, reference, to_read=True)
        papers = await papers_of(session, found[0])
        return _view(*found, papers=papers, history=await _history(session, found[0].reference))


async def withdraw(actor: Actor, reference: str) -> None:
    """Take a claim back while it is not decided.

    Raises:
        Refused: `claim_unknown`.
        TransitionError: `impossible_transition` when it was decided meanwhile.
    """
    async with writing() as session:
        found, *_ = await load_claim(session, actor, reference)
        if found.status == ClaimStatus.WITHDRAWN:
            return
        before = await moved(session, found, ClaimStatus.WITHDRAWN)
        await messages.tell(session, messages.WITHDRAWN, found)
        await messages.tell_person(session, found)
        await note(session, found, actor.name, before, address=actor.address)


async def papers_of(session: AsyncSession, found: JobLossClaim) -> tuple[PaperView, ...]:
    """Papers of a claim, in the order they came."""
    rows = await session.exec(
        select(ClaimPaper)
        .where(ClaimPaper.claim_id == found.id)
        .order_by(col(ClaimPaper.added_at), col(ClaimPaper.id))
    )
    return tuple(PaperView(row.id, row.kind, row.name, row.size, row.added_at) for row in rows)


def _view(
    found: JobLossClaim,
    job: Employment,
    person: InsuredPerson,
    affiliate: Affiliate,
    *,
    papers: tuple[PaperView, ...],
    history: tuple[tuple[date, str], ...],
) -> ClaimView:
    status = ClaimStatus(found.status)
    return ClaimView(
        reference=found.reference,
        draft_id=found.draft_id,
        status=status,
        affiliate_number=affiliate.number,
        legal_name=affiliate.legal_name,
        person=person_view(person, job),
        loss_date=found.loss_date,
        reason_code=found.reason_code,
        late_reason=found.late_reason,
        verdict=Verdict(found.told["verdict"]),
        amount=found.amount,
        months=found.months,
        filed_at=found.filed_at,
        business_day=found.business_day,
        status_day=found.status_day,
        decision_code=found.decision_code,
        decision_note=found.decision_note,
        can_withdraw=status in LIVE,
        can_add_papers=status in LIVE,
        papers=papers,
        history=history,
    )


async def _history(session: AsyncSession, reference: str) -> tuple[tuple[date, str], ...]:
    """The claim's changes of status as the trail tells them, oldest first: day on the business calendar, and status."""
    words = [f"claim.{status.value.lower()}" for status in ClaimStatus]
    events = await session.exec(
        select(AuditEvent.at, AuditEvent.action, AuditEvent.after)
        .where(AuditEvent.subject == subject(reference), col(AuditEvent.action).in_(words))
        .order_by(col(AuditEvent.position))
    )
    return tuple((_day(at, dict(after)), action) for at, action, after in events)


def _day(at: datetime, after: dict[str, Any]) -> date:
    noted = after.get("business_day")
    return date.fromisoformat(noted) if noted else local(at).date()
