"""What time brings: expiries, reminders, debits, removals, messages. Safe to run twice, and from two machines at once.

Each change is a conditional update that the database grants to one runner only; what comes with it (audit, messages) is
in the same transaction. Deadlines run on the business calendar, retention on real time.
"""

from __future__ import annotations

import operator
from dataclasses import astuple, dataclass, fields
from datetime import date, timedelta
from typing import Final

from sqlalchemy import ColumnElement, delete, update
from sqlalchemy.sql.dml import Update
from sqlmodel import col, exists, select
from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex import clock
from damancom_reflex.domain.requests import RemissionStatus, move
from damancom_reflex.services import audit, business, outbox
from damancom_reflex.services.enrolment import due as enrolments
from damancom_reflex.services.recouvrement import guarantees, messages, settling
from damancom_reflex.services.recouvrement.moving import DUE
from damancom_reflex.services.rows import changed
from damancom_reflex.services.turns import hold
from damancom_reflex.store.accounts import CodeChallenge, CodeSending
from damancom_reflex.store.claims import ClaimDraft, JobLossClaim
from damancom_reflex.store.engine import searching, writing
from damancom_reflex.store.enrolments import UsedProof
from damancom_reflex.store.remissions import RemissionDraft, RemissionRequest

REMINDER: Final = timedelta(days=2)
"""48 hours before the guarantees' deadline."""

DRAFTS_KEPT: Final = timedelta(days=90)
CODES_KEPT: Final = timedelta(days=1)
WAITING: Final = RemissionStatus.AWAITING_GUARANTEES


@dataclass(frozen=True, slots=True)
class Done:
    """How many of each thing were done."""

    expired: int
    reminded: int
    debit_files_produced: int
    debits_collected: int
    drafts_removed: int
    codes_removed: int
    enrolments_expired: int
    enrolment_drafts_expired: int
    enrolment_drafts_warned: int
    proofs_removed: int
    messages_sent: int

    def __add__(self, other: Done) -> Done:
        """What was done in two runs together."""
        return Done(*map(operator.add, astuple(self), astuple(other)))


NOTHING: Final = Done(*(0 for _ in fields(Done)))
"""What was done when nothing was due."""


async def run() -> Done:
    """Do all that is due now."""
    today = await business.today()
    return Done(
        expired=await expire(today),
        reminded=await remind(today),
        debit_files_produced=await settling.produce_files(today),
        debits_collected=await settling.collect(today),
        drafts_removed=await remove_drafts(),
        codes_removed=await remove_codes(),
        enrolments_expired=await enrolments.expire_filed(today),
        enrolment_drafts_expired=await enrolments.expire_drafts(today),
        enrolment_drafts_warned=await enrolments.warn_drafts(today),
        proofs_removed=await remove_proofs(),
        messages_sent=await send(),
    )


async def expire(today: date) -> int:
    """Expire the requests whose guarantees were not filed by the end of their last day."""
    after = move(WAITING, RemissionStatus.EXPIRED)
    late = col(RemissionRequest.guarantees_due) < today
    change = update(RemissionRequest).values(status=after.value, status_day=today)
    return await _each(late, change, messages.EXPIRED, "remission.expired")


async def remind(today: date) -> int:
    """Remind, once, of the guarantees that are to be filed within 48 hours."""
    due = col(RemissionRequest.guarantees_due)
    soon = due.between(today, today + REMINDER) & col(RemissionRequest.reminded_at).is_(None)
    change = update(RemissionRequest).values(reminded_at=clock.now())
    return await _each(soon, change, messages.REMINDER, "remission.reminded")


async def remove_drafts() -> int:
    """Remove the drafts of remissions and claims nobody touched for 90 days and that became no request."""
    signed = exists().where(col(RemissionRequest.draft_id) == RemissionDraft.id)
    filed = exists().where(col(JobLossClaim.draft_id) == ClaimDraft.id)
    limit = clock.now() - DRAFTS_KEPT
    drafts = delete(RemissionDraft).where(col(RemissionDraft.updated_at) < limit, ~signed)
    forms = delete(ClaimDraft).where(col(ClaimDraft.updated_at) < limit, ~filed)
    async with writing() as session:
        return await changed(session, drafts) + await changed(session, forms)


async def remove_codes() -> int:
    """Remove the traces of codes that are more than a day old."""
    limit = clock.now() - CODES_KEPT
    async with writing() as session:
        challenges = delete(CodeChallenge).where(col(CodeChallenge.created_at) < limit)
        await changed(session, delete(CodeSending).where(col(CodeSending.sent_at) < limit))
        return await changed(session, challenges)


async def remove_proofs() -> int:
    """Remove the uses of captchas that have expired: their date refuses them now."""
    async with writing() as session:
        return await changed(
            session, delete(UsedProof).where(col(UsedProof.expires_at) < clock.now())
        )


async def send() -> int:
    """Deliver the messages that wait."""
    sent = 0
    while delivered := await outbox.deliver_due():
        sent += delivered
    return sent


async def _each(concerned: ColumnElement[bool], change: Update, template: str, action: str) -> int:
    """Change every waiting request that is concerned, each in its own transaction; how many were ours to change.

    One that has a guarantee on file waits for the office, not for time.
    """
    waiting = (col(RemissionRequest.status) == WAITING.value) & ~guarantees.has_guarantee()
    change = change.values(revision=RemissionRequest.revision + 1)
    async with searching() as session:
        ids = (await session.exec(select(RemissionRequest.id).where(waiting, concerned))).all()
    done = 0
    for request_id in ids:
        still = change.where(col(RemissionRequest.id) == request_id, waiting, concerned)
        async with writing() as session:
            # Held before it is looked at: PostgreSQL would not see the guarantee of whoever it waited for.
            await hold(session, col(RemissionRequest.id) == request_id)
            if await changed(session, still):
                await _tell(session, request_id or 0, template, action)
                done += 1
    return done


async def _tell(session: AsyncSession, request_id: int, template: str, action: str) -> None:
    """Messages and audit event of a change that was made in this transaction."""
    request = await session.get_one(RemissionRequest, request_id)
    await messages.tell(session, template, request)
    await audit.append(
        session,
        actor=DUE,
        action=action,
        subject=f"remission:{request.reference}",
        before={"status": WAITING.value},
        after={"status": request.status},
    )
