"""What time brings to requests of adhésion. Safe to run twice, and from two machines at once.

Deadlines of filed requests run on the business calendar; a draft's ninety days, and its warning, on real time.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, or_, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex import clock, rules
from damancom_reflex.domain.enrolment.life import ENROLMENT_MOVES, EnrolmentStatus
from damancom_reflex.services import audit, business
from damancom_reflex.services.enrolment import messages
from damancom_reflex.services.enrolment.access import subject_of
from damancom_reflex.services.rows import changed
from damancom_reflex.store.engine import reading, writing
from damancom_reflex.store.enrolments import EnrolmentRequest

ACTOR: Final = "system:due"
_S = EnrolmentStatus
_MAY_EXPIRE: Final = [
    status.value
    for status, after in ENROLMENT_MOVES.items()
    if _S.EXPIRED in after and status is not _S.DRAFT
]
_FORGOTTEN: Final[dict[str, Any]] = {
    "typed": {},
    "filed": {},
    "representative_id": None,
    "identity_proved": "",
    "phone": "",
    "phone_verified_at": None,
    "email": "",
    "email_verified_at": None,
    "terms_fingerprint": "",
}
"""What an expired draft no longer says: nothing typed, nothing proved."""


async def expire_filed(today: date) -> int:
    """Expire the requests whose forms, or whose correction, did not come by the end of their last day."""
    late = and_(
        col(EnrolmentRequest.status).in_(_MAY_EXPIRE), col(EnrolmentRequest.expires_on) < today
    )
    done = 0
    for request_id, status in await _concerned(late):
        async with writing() as session:
            still = and_(late, col(EnrolmentRequest.status) == status)
            if await _changed(session, request_id, still, status=_S.EXPIRED.value):
                request = await session.get_one(EnrolmentRequest, request_id)
                await messages.tell(session, messages.EXPIRED, request)
                await _note(session, request, "enrolment.expired", status)
                done += 1
    return done


async def expire_drafts(today: date) -> int:
    """Expire the drafts that nobody touched for as long as the rule keeps them, and forget what they held."""
    kept = timedelta(days=rules.enrolment_rule(today).draft_days)
    old = and_(
        col(EnrolmentRequest.status) == _S.DRAFT.value,
        col(EnrolmentRequest.updated_at) <= clock.now() - kept,
    )
    done = 0
    for request_id, status in await _concerned(old):
        async with writing() as session:
            if await _changed(session, request_id, old, status=_S.EXPIRED.value, **_FORGOTTEN):
                request = await session.get_one(EnrolmentRequest, request_id)
                await _note(session, request, "enrolment.expired", status)
                done += 1
    return done


async def warn_drafts(today: date) -> int:
    """Warn, once after each last change, those who verified an e-mail that their draft will soon be removed."""
    rule = rules.enrolment_rule(today)
    touched = col(EnrolmentRequest.updated_at)
    unwarned = or_(
        col(EnrolmentRequest.warned_at).is_(None), col(EnrolmentRequest.warned_at) < touched
    )
    soon = and_(
        col(EnrolmentRequest.status) == _S.DRAFT.value,
        col(EnrolmentRequest.email_verified_at).is_not(None),
        touched <= clock.now() - timedelta(days=rule.draft_days - rule.warning_days),
        touched > clock.now() - timedelta(days=rule.draft_days),
        unwarned,
    )
    done = 0
    for request_id, status in await _concerned(soon):
        async with writing() as session:
            if await _changed(session, request_id, soon, warned_at=clock.now()):
                request = await session.get_one(EnrolmentRequest, request_id)
                last = request.updated_at + timedelta(days=rule.draft_days)
                day = clock.local(last).date().isoformat()
                await messages.tell(session, messages.DRAFT_WARNING, request, expires_on=day)
                await _note(session, request, "enrolment.warned", status)
                done += 1
    return done


async def _concerned(which: ColumnElement[bool]) -> list[tuple[str, str]]:
    """Id and status of the requests a condition holds for."""
    async with reading() as session:
        found = await session.exec(
            select(EnrolmentRequest.id, EnrolmentRequest.status).where(which)
        )
        return list(found.all())


async def _changed(
    session: AsyncSession, request_id: str, still: ColumnElement[bool], **values: Any
) -> bool:
    """Change a request that a condition still holds for; of two runners, one is granted it."""
    this = col(EnrolmentRequest.id) == request_id
    statement = update(EnrolmentRequest).where(this, still).values(**values)
    return await changed(session, statement) == 1


async def _note(session: AsyncSession, request: EnrolmentRequest, action: str, before: str) -> None:
    await audit.append(
        session,
        actor=ACTOR,
        action=action,
        subject=subject_of(request),
        before={"status": before},
        after={
            "status": request.status,
            "revision": request.revision,
            "business_day": (await business.today(session)).isoformat(),
        },
    )
