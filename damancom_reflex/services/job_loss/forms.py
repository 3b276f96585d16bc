"""The form of a claim: opened, resumed, typed. Everything typed is kept at once, and what filing it gives is told."""

from __future__ import annotations

from datetime import date
from typing import Final

from sqlmodel import col, or_, select
from sqlmodel.ext.asyncio.session import AsyncSession
from sqlmodel.sql.expression import SelectOfScalar

from damancom_reflex import rules
from damancom_reflex.domain.errors import DomainError
from damancom_reflex.domain.job_loss import (
    LONGEST_LATE_REASON,
    Assessment,
    ClaimField,
    ClaimStatus,
    Estimate,
    FormFacts,
    JobLossReason,
    assess,
    assess_without_loss,
    estimate,
    field_errors,
    is_late,
    read_loss_date,
)
from damancom_reflex.domain.text import without_spaces
from damancom_reflex.services import business
from damancom_reflex.services.actors import Actor, Refused
from damancom_reflex.services.job_loss.access import Form, load_form, my_affiliate
from damancom_reflex.services.job_loss.register import (
    declared_months,
    facts_of,
    person_view,
    standing_day,
)
from damancom_reflex.services.job_loss.views import ClaimFormView
from damancom_reflex.services.kept import kept
from damancom_reflex.store.claims import ClaimDraft, JobLossClaim
from damancom_reflex.store.engine import reading, writing
from damancom_reflex.store.insured import Employment, InsuredPerson

LONGEST_TYPED: Final = LONGEST_LATE_REASON + 100


async def begin(actor: Actor, affiliate_number: str, insured_number: str) -> str:
    """Open a form for a person of an affiliate, or take up the one that was left: its id.

    Raises:
        Refused: `not_allowed` for staff; `affiliate_unknown`; `insured_unknown`, another affiliate's person included.
    """
    async with writing() as session:
        today = await business.today(session)
        affiliate = await my_affiliate(session, actor, affiliate_number, today)
        wanted = (
            select(Employment.id)
            .join(InsuredPerson, col(InsuredPerson.id) == Employment.person_id)
            .where(
                Employment.affiliate_id == affiliate.id,
                InsuredPerson.number == without_spaces(kept(insured_number, 32)),
            )
        )
        job_id = (await session.exec(wanted)).first()
        if job_id is None:
            raise Refused("insured_unknown")
        left = (await session.exec(_left_open(actor, job_id))).first()
        if left is not None:
            return left
        opened = ClaimDraft(account_id=actor.account_id, employment_id=job_id)
        session.add(opened)
        await session.flush()
        return opened.id


async def form(actor: Actor, draft_id: str) -> ClaimFormView:
    """A form of this account.

    Raises:
        Refused: `claim_form_unknown`; `claim_filed` (`reference`) unless a correction is asked.
    """
    async with reading() as session:
        found = await load_form(session, actor, draft_id)
        found.may_change()
        return await view(session, found)


async def type_field(
    actor: Actor, draft_id: str, version: int, field: str, text: str
) -> ClaimFormView:
    """Keep what was typed in a field, whether it stands or not, and tell what filing would give.

    Raises:
        Refused: `field_unknown`; `changed_elsewhere` (`version`, `saved_at`), and nothing is overwritten; those of
            `form`.
    """
    if field not in set(ClaimField):
        raise Refused("field_unknown")
    async with writing() as session:
        found = await load_form(session, actor, draft_id, to_write=True)
        found.may_change()
        found.at_version(version)
        plain = kept(text, LONGEST_TYPED)
        if found.draft.typed.get(field, "") != plain:
            # Another dict, not the same one changed: only so does the row know.
            found.draft.typed = {**found.draft.typed, field: plain}
            found.touch()
        return await view(session, found)


async def view(session: AsyncSession, found: Form) -> ClaimFormView:
    """A form as screens get it."""
    facts, typed = facts_for(found), found.draft.typed
    loss, known = _loss_day(found, facts)
    errors = field_errors(typed, facts)
    if ClaimField.LOSS_DATE in errors:
        told, paid = assess_without_loss(facts.person, found.today, _reason(found, facts)), None
    else:
        told, paid = await told_of(session, found, loss)
    claim = found.claim
    return ClaimFormView(
        id=found.draft.id,
        version=found.draft.version,
        saved_at=found.draft.updated_at,
        affiliate_number=found.affiliate.number,
        legal_name=found.affiliate.legal_name,
        person=person_view(found.person, found.job),
        typed=dict(typed),
        errors=errors,
        today=found.today,
        loss_known=known,
        late=is_late(typed, facts),
        rule=facts.rule(loss),
        assessment=told,
        estimate=paid,
        claim_reference=claim.reference if claim else "",
        decision_code=claim.decision_code if claim else "",
        decision_note=claim.decision_note if claim else "",
    )


def facts_for(found: Form) -> FormFacts:
    """What a form is read against, on the business day."""
    return FormFacts(
        person=facts_of(
            found.person,
            found.job,
            live_claim=found.claimed_elsewhere,
            job_claimed=found.accepted_claim is not None,
        ),
        today=found.today,
        rule=rules.job_loss_rule,
        reasons=reasons_on(found.today),
    )


def reasons_on(day: date) -> dict[str, JobLossReason]:
    """Reasons a job may be lost for, that are on record on a day."""
    known = rules.job_loss_reasons().values()
    return {reason.code: reason for reason in known if reason.valid_from <= day}


async def told_of(
    session: AsyncSession, found: Form, loss: date
) -> tuple[Assessment, Estimate | None]:
    """Every condition, and the amount, for a job lost on a day, with the reason as typed."""
    facts = facts_for(found)
    months = await declared_months(session, [found.person.id or 0], [loss])
    declared, rule = months.get(found.person.id or 0, []), facts.rule(loss)
    told = assess(facts.person, declared, loss, found.today, _reason(found, facts), rule)
    return told, estimate(declared, loss, rule, rules.minimum_wages(), facts.person.born)


def _reason(found: Form, facts: FormFacts) -> JobLossReason | None:
    return facts.reasons.get(found.draft.typed.get(ClaimField.REASON, ""))


def _loss_day(found: Form, facts: FormFacts) -> tuple[date, bool]:
    """The day of the loss that figures are told for, and whether it is the one typed."""
    try:
        return read_loss_date(found.draft.typed, facts), True
    except DomainError:
        return standing_day(found.job, found.today), False


def _left_open(actor: Actor, job_id: int) -> SelectOfScalar[str]:
    """The account's latest form for a job that is not filed, or is given back to be corrected."""
    correction = col(JobLossClaim.status) == ClaimStatus.CORRECTION_REQUESTED.value
    return (
        select(ClaimDraft.id)
        .outerjoin(JobLossClaim, col(JobLossClaim.draft_id) == ClaimDraft.id)
        .where(ClaimDraft.account_id == actor.account_id, ClaimDraft.employment_id == job_id)
        .where(or_(col(JobLossClaim.id).is_(None), correction))
        .order_by(col(ClaimDraft.updated_at).desc())
        .limit(1)
    )
