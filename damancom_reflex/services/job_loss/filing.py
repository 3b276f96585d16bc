"""Filing a claim: one transaction gives the claim, the notice to the insured person, the messages and the audit event.

However often and from wherever a form is filed, there is one claim; and one live claim per person, whoever files it.
The database holds both (`job_loss_claim.draft_id` and the index of live claims); the code says it well.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex import clock
from damancom_reflex.domain.job_loss import (
    Assessment,
    ClaimContent,
    ClaimField,
    ClaimStatus,
    Estimate,
    read_form,
)
from damancom_reflex.services import audit, business
from damancom_reflex.services.actors import Actor, Refused
from damancom_reflex.services.job_loss import messages
from damancom_reflex.services.job_loss.access import Form, load_form
from damancom_reflex.services.job_loss.forms import facts_for, told_of
from damancom_reflex.services.job_loss.moving import moved, subject
from damancom_reflex.services.references import CLAIM, new_reference
from damancom_reflex.store.claims import JobLossClaim
from damancom_reflex.store.engine import reading, writing

MOST_A_DAY: Final = 5
"""Claims filed for one person within a day. Ours."""


async def file(actor: Actor, draft_id: str, version: int) -> str:
    """File the form as the employer has it before them: the reference of its claim, the same however often it is asked.

    Args:
        actor: who files.
        draft_id: public id of the form.
        version: what their screen shows; an older one files nothing.

    Raises:
        ClaimFormError: when a field does not stand.
        Refused: `claim_live` when the person has a live claim, whoever filed it; `changed_elsewhere`;
            `claim_form_unknown`; `not_allowed`; `too_many_requests` (`until`).
        TransitionError: when a correction comes after the claim was withdrawn.
    """
    try:
        async with writing() as session:
            return await _file(session, actor, draft_id, version)
    except IntegrityError as error:
        # Another process filed between our look and our writing: its claim is there to read.
        async with reading() as session:
            found = await load_form(session, actor, draft_id)
        if found.claim:
            return found.claim.reference
        if found.claimed_elsewhere:
            raise Refused("claim_live") from error
        raise


async def ready(actor: Actor, draft_id: str, version: int) -> ClaimContent:
    """What the form would file, to be read back and confirmed.

    Raises:
        ClaimFormError: when a field does not stand.
        Refused: those of `file`, and `claim_filed` (`reference`).
    """
    async with reading() as session:
        found = await load_form(session, actor, draft_id)
    found.may_change()
    return _content(found, version)


def _content(found: Form, version: int) -> ClaimContent:
    found.at_version(version)
    if found.claimed_elsewhere:
        raise Refused("claim_live")
    return read_form(found.draft.typed, facts_for(found))


async def _file(session: AsyncSession, actor: Actor, draft_id: str, version: int) -> str:
    found = await load_form(session, actor, draft_id, to_write=True)
    claim = found.claim
    if claim and claim.status != ClaimStatus.CORRECTION_REQUESTED:
        return claim.reference
    content = _content(found, version)
    told, paid = await told_of(session, found, content.loss_date)
    stated = _stated(content, told, paid)
    before = claim.status if claim else None
    if claim is None:
        # By the calendar that `found.today` was just read from.
        moment = clock.business_now(business.last_shift())
        await _not_too_many(session, found, moment)
        claim = _new(actor, found, stated, moment)
        session.add(claim)
    else:
        await _again(session, claim, found, stated)
    # What is attested holds for one filing; whoever removes old forms sees that this one is no longer old.
    found.draft.typed = {**found.draft.typed, ClaimField.ATTESTED.value: ""}
    found.touch()
    # Before anything else is held: who files for the same person at the same moment stops here.
    await session.flush()
    await messages.tell(session, messages.SUBMITTED, claim)
    await messages.tell_person(session, claim)
    await audit.append(
        session,
        actor=actor.name,
        action="claim.submitted",
        subject=subject(claim.reference),
        address=actor.address,
        before={"status": before},
        after=_audited(claim),
    )
    return claim.reference


async def _not_too_many(session: AsyncSession, found: Form, moment: datetime) -> None:
    """Refuse one more claim for a person of whom many were filed of late, whoever filed them.

    Each sends them an SMS and an e-mail: filed and withdrawn again and again, they would fill a stranger's phone.

    Raises:
        Refused: `too_many_requests` with `until`, the moment one more may be filed.
    """
    filed = (
        select(JobLossClaim.filed_at)
        .where(
            JobLossClaim.person_id == found.person.id,
            col(JobLossClaim.filed_at) > moment - timedelta(days=1),
        )
        .order_by(col(JobLossClaim.filed_at).desc())
        .limit(MOST_A_DAY)
    )
    rows = (await session.exec(filed)).all()
    if len(rows) == MOST_A_DAY:
        raise Refused("too_many_requests", until=rows[-1] + timedelta(days=1))


def _new(actor: Actor, found: Form, stated: dict[str, Any], at: datetime) -> JobLossClaim:
    return JobLossClaim(
        reference=new_reference(CLAIM, found.today.year),
        draft_id=found.draft.id,
        account_id=actor.account_id,
        affiliate_id=found.affiliate.id or 0,
        person_id=found.person.id or 0,
        employment_id=found.job.id or 0,
        status=ClaimStatus.SUBMITTED.value,
        status_day=found.today,
        language=actor.language,
        attested_at=clock.now(),
        filed_at=at,
        business_day=found.today,
        **stated,
    )


async def _again(
    session: AsyncSession, claim: JobLossClaim, found: Form, stated: dict[str, Any]
) -> None:
    """File the correction that was asked for, unless the claim was withdrawn meanwhile."""
    await moved(
        session,
        claim,
        ClaimStatus.SUBMITTED,
        attested_at=clock.now(),
        business_day=found.today,
        revision=claim.revision + 1,
        decision_code="",
        decision_note="",
        **stated,
    )


def _stated(content: ClaimContent, told: Assessment, paid: Estimate | None) -> dict[str, Any]:
    """What is claimed, and what was told of it, by column."""
    return {
        "loss_date": content.loss_date,
        "reason_code": content.reason.code,
        "late_reason": content.late_reason,
        "told": _told(told),
        "amount": paid.amount if paid else None,
        "months": len(paid.payments) if paid else 0,
    }


def _told(told: Assessment) -> dict[str, Any]:
    return {
        "verdict": told.verdict.value,
        "problems": [problem.value for problem in told.problems],
        "figures": {check.condition.value: [check.figure, check.limit] for check in told.checks},
    }


def _audited(claim: JobLossClaim) -> dict[str, Any]:
    """What the trail keeps of a filing: no name, no identity number."""
    return {
        "status": claim.status,
        "revision": claim.revision,
        "business_day": claim.business_day.isoformat(),
        "loss_date": claim.loss_date.isoformat(),
        "reason": claim.reason_code,
        "verdict": claim.told["verdict"],
    }
