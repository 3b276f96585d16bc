"""Forms and claims of IPE that are under way in the demo: typed in their rows, filed and decided as people do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex.demo.acting import actor_of
from damancom_reflex.demo.insured_cases import Stated, affiliate_of, cases
from damancom_reflex.demo.requests import OFFICER
from damancom_reflex.domain.errors import DomainError
from damancom_reflex.domain.job_loss import YES, ClaimField, ClaimStatus
from damancom_reflex.services import business, job_loss
from damancom_reflex.services.job_loss import decisions
from damancom_reflex.store.accounts import Account
from damancom_reflex.store.affiliates import Affiliate
from damancom_reflex.store.claims import ClaimDraft, JobLossClaim
from damancom_reflex.store.engine import reading
from damancom_reflex.store.insured import Employment, InsuredPerson

_TOO_LATE: Final = frozenset({"changed_elsewhere", "claim_live", "impossible_transition"})
"""How somebody else's quicker hand shows: another server that starts at the same moment, or a person."""


@dataclass(frozen=True, slots=True)
class _Form:
    """The first form for somebody, who typed it, and the claim it became."""

    stated: Stated
    draft: ClaimDraft
    account: Account
    claim: JobLossClaim | None


async def write_forms(session: AsyncSession) -> None:
    """Write the forms that are not there, as if typed today, in the caller's transaction: nobody else writes them too.

    Args:
        session: a session of `writing()`, with the accounts and the register of insured persons in it.
    """
    typed = {worker.number: case.stated for case, worker in cases() if case.stated}
    today = await business.today(session)
    query = (
        select(InsuredPerson.number, Affiliate.number, Employment.id)
        .select_from(Employment)
        .join(InsuredPerson, col(InsuredPerson.id) == Employment.person_id)
        .join(Affiliate, col(Affiliate.id) == Employment.affiliate_id)
        .outerjoin(ClaimDraft, col(ClaimDraft.employment_id) == Employment.id)
        .where(col(InsuredPerson.number).in_(typed), col(ClaimDraft.id).is_(None))
    )
    accounts = await _accounts(session, {stated.by for stated in typed.values()})
    for person, affiliate, job_id in await session.exec(query):
        stated = typed[person]
        if affiliate != affiliate_of(stated.by):
            continue
        loss = today - timedelta(days=stated.days_ago)
        fields = {
            ClaimField.LOSS_DATE: f"{loss:%d/%m/%Y}",
            ClaimField.REASON: stated.reason,
            ClaimField.ATTESTED: YES if stated.stage else "",
        }
        session.add(
            ClaimDraft(
                account_id=accounts[stated.by],
                employment_id=job_id or 0,
                typed={field.value: text for field, text in fields.items()},
            )
        )
    await session.flush()


async def file_claims() -> None:
    """File those forms and bring each claim to where it stands in the demo; nothing where it was, or went further."""
    for found in await _forms():
        try:
            await _bring(found)
        except DomainError as refused:
            if refused.code not in _TOO_LATE:
                raise


async def _bring(found: _Form) -> None:
    stated, claim, actor = found.stated, found.claim, actor_of(found.account)
    if stated.stage is None or (claim and not _untouched(claim)):
        return
    # Version 0: nobody has typed in the form since it was written.
    reference = claim.reference if claim else await job_loss.file(actor, found.draft.id, 0)
    match stated.stage:
        case ClaimStatus.UNDER_REVIEW:
            await decisions.take_up(reference, OFFICER)
        case ClaimStatus.CORRECTION_REQUESTED:
            await decisions.request_correction(reference, OFFICER, stated.decision)
        case ClaimStatus.ACCEPTED:
            await decisions.accept(reference, OFFICER)
        case ClaimStatus.REFUSED:
            await decisions.refuse(reference, OFFICER, stated.decision)
        case ClaimStatus.WITHDRAWN:
            await job_loss.withdraw(actor, reference)


def _untouched(claim: JobLossClaim) -> bool:
    """Whether a claim is as it was filed first: decided, corrected or withdrawn, it is left as it is."""
    return claim.status == ClaimStatus.SUBMITTED and claim.revision == 1


async def _forms() -> list[_Form]:
    """The first form of each of them; what a person began later is theirs."""
    stated = {worker.number: case.stated for case, worker in cases() if case.stated}
    query = (
        select(InsuredPerson.number, ClaimDraft, Account, JobLossClaim)
        .select_from(ClaimDraft)
        .join(Employment, col(Employment.id) == ClaimDraft.employment_id)
        .join(InsuredPerson, col(InsuredPerson.id) == Employment.person_id)
        .join(Account, col(Account.id) == ClaimDraft.account_id)
        .outerjoin(JobLossClaim, col(JobLossClaim.draft_id) == ClaimDraft.id)
        .where(col(InsuredPerson.number).in_(stated))
        .order_by(col(ClaimDraft.created_at).desc())
    )
    async with reading() as session:
        rows = (await session.exec(query)).all()
    # Newest first: the oldest one is what stays under its number.
    first = {row[0]: _Form(stated[row[0]], *row[1:]) for row in rows}
    return list(first.values())


async def _accounts(session: AsyncSession, identifiers: set[str]) -> dict[str, int]:
    query = select(Account.identifier, Account.id).where(col(Account.identifier).in_(identifiers))
    return {identifier: id_ or 0 for identifier, id_ in await session.exec(query)}
