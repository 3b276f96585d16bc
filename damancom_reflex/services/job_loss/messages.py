"""Who is told what of a claim: the employer at each step, the insured person of what concerns them."""

from __future__ import annotations

from typing import Any, Final

from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex.i18n import language_of
from damancom_reflex.services import outbox
from damancom_reflex.services.outbox import Channel
from damancom_reflex.services.recipients import told_of
from damancom_reflex.services.rights import Scope
from damancom_reflex.store.affiliates import Affiliate
from damancom_reflex.store.claims import JobLossClaim
from damancom_reflex.store.insured import InsuredPerson

SUBMITTED: Final = "claim_submitted"
ACCEPTED: Final = "claim_accepted"
REFUSED: Final = "claim_refused"
CORRECTION: Final = "claim_correction"
WITHDRAWN: Final = "claim_withdrawn"
"""Templates of `services.messages.job_loss` for the employer."""

FOR_THE_PERSON: Final = {
    "SUBMITTED": "claim_filed_for_you",
    "ACCEPTED": "claim_accepted_for_you",
    "REFUSED": "claim_refused_for_you",
    "WITHDRAWN": "claim_withdrawn_for_you",
}
"""Templates for the insured person, by the status they are told of."""


async def tell(session: AsyncSession, template: str, claim: JobLossClaim) -> None:
    """Tell who filed a claim, or who acts for its affiliate once they no longer do, in their own language.

    Args:
        session: of the transaction that changes the claim.
        template: one of the templates above.
        claim: what it is about.
    """
    params = await _params(session, claim)
    for account in await told_of(
        session,
        affiliate_id=claim.affiliate_id,
        made_by=claim.account_id,
        scope=Scope.DECLARE,
        today=claim.status_day,
    ):
        await _put(
            session,
            template,
            params,
            language=account.language,
            to={"EMAIL": account.email, "SMS": account.phone},
            account_id=account.id,
        )


async def tell_person(session: AsyncSession, claim: JobLossClaim) -> None:
    """Tell the insured person of the status a claim came to, in their language, where the register can reach them.

    The employer's address is not theirs to know, nor theirs the employer's: the message names the company alone.
    """
    template = FOR_THE_PERSON.get(claim.status)
    if template is None:
        return
    person = await session.get_one(InsuredPerson, claim.person_id)
    await _put(
        session,
        template,
        await _params(session, claim),
        language=person.language,
        to={"EMAIL": person.email, "SMS": person.phone},
        account_id=None,
    )


async def _put(
    session: AsyncSession,
    template: str,
    params: dict[str, Any],
    *,
    language: str,
    to: dict[Channel, str],
    account_id: int | None,
) -> None:
    for channel, destination in to.items():
        if destination:
            await outbox.put(
                session,
                channel=channel,
                destination=destination,
                template=template,
                language=language_of(language),
                params=params,
                account_id=account_id,
            )


async def _params(session: AsyncSession, claim: JobLossClaim) -> dict[str, Any]:
    affiliate = await session.get_one(Affiliate, claim.affiliate_id)
    person = await session.get_one(InsuredPerson, claim.person_id)
    return {
        "reference": claim.reference,
        "legal_name": affiliate.legal_name,
        "person": f"{person.first_name} {person.surname}",
        "person_ar": f"{person.first_name_ar} {person.surname_ar}".strip(),
        "loss_date": claim.loss_date.isoformat(),
        "reason": claim.reason_code,
        "decision_code": claim.decision_code,
        "decision_note": claim.decision_note,
    }
