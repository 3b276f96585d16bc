"""Step 1: from an affiliation number to a request. SPEC section 6.

Numbers cannot be tried in bulk: each try costs a solved captcha, and an address has ten an hour.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex.clock import now
from damancom_reflex.domain.enrolment.life import EnrolmentStatus
from damancom_reflex.domain.identifiers import Checked, affiliation_number
from damancom_reflex.services import audit, business, captcha, limits
from damancom_reflex.services.actors import Refused
from damancom_reflex.services.enrolment.access import browser_key, draft_life, subject_of
from damancom_reflex.services.enrolment.taken import refuse_taken
from damancom_reflex.services.enrolment.views import Applicant
from damancom_reflex.services.kept import kept
from damancom_reflex.services.keys import token_hash
from damancom_reflex.services.turns import in_turn
from damancom_reflex.store.affiliates import Affiliate
from damancom_reflex.store.engine import writing
from damancom_reflex.store.enrolments import EnrolmentAccess, EnrolmentRequest

_LONGEST_NUMBER = 64


@dataclass(frozen=True, slots=True)
class LookedUp:
    """A company that was found.

    Attributes:
        draft_id: id of its request.
        key: value of the applicant cookie: the browser's own, or a new one when it had none.
    """

    draft_id: str
    key: str


async def look_up(number: str, proof: str, applicant: Applicant) -> LookedUp:
    """Begin a request for an affiliate, or go on with this browser's unfinished one.

    Args:
        number: as typed.
        proof: the captcha's answer.
        applicant: who asks.

    Raises:
        IdentifierError: when it is not seven digits; nothing is counted then.
        Refused: `captcha_missing`, `captcha_failed`, `captcha_expired`, `captcha_used`; `too_many_lookups` (`until`);
            `affiliate_not_found`, or `affiliate_not_found_wrong_key` when the key does not fit either;
            `enrolment_account_exists`; `request_under_way` (`reference`, empty unless this browser has access).
    """
    checked = affiliation_number(kept(number, _LONGEST_NUMBER))
    async with writing() as session:
        # Committed by itself: a number that is refused must not give the solution back.
        await captcha.check(session, proof)
    await limits.count_lookup(applicant.visitor.address)
    applicant = replace(applicant, key=browser_key(applicant))
    async with writing() as session:
        affiliate_id = await _affiliate_id(session, checked)
        today = await business.today(session)
        await refuse_taken(session, affiliate_id, applicant, today)
        # The same browser twice at once: the second finds what the first began.
        await in_turn(session, f"enrolment {token_hash(applicant.key)} {affiliate_id}")
        draft_id = await _unfinished(session, affiliate_id, applicant, today)
        if draft_id is None:
            draft_id = await _begin(session, affiliate_id, checked, applicant)
        return LookedUp(draft_id, applicant.key)


async def _affiliate_id(session: AsyncSession, checked: Checked) -> int:
    named = select(Affiliate.id).where(Affiliate.number == checked.value)
    found = (await session.exec(named)).first()
    if found is None:
        code = "affiliate_not_found" if checked.key_ok else "affiliate_not_found_wrong_key"
        raise Refused(code)
    return found


async def _unfinished(
    session: AsyncSession, affiliate_id: int, applicant: Applicant, today: date
) -> str | None:
    """Id of this browser's latest draft for the affiliate."""
    mine = (
        select(EnrolmentRequest.id)
        .join(EnrolmentAccess, col(EnrolmentAccess.request_id) == EnrolmentRequest.id)
        .where(
            EnrolmentAccess.browser_hash == token_hash(applicant.key),
            EnrolmentRequest.affiliate_id == affiliate_id,
            EnrolmentRequest.status == EnrolmentStatus.DRAFT.value,
            col(EnrolmentRequest.updated_at) > now() - draft_life(today),
        )
        .order_by(col(EnrolmentRequest.updated_at).desc())
        .limit(1)
    )
    return (await session.exec(mine)).first()


async def _begin(
    session: AsyncSession, affiliate_id: int, checked: Checked, applicant: Applicant
) -> str:
    request = EnrolmentRequest(affiliate_id=affiliate_id, language=applicant.visitor.language)
    session.add(request)
    await session.flush()
    session.add(
        EnrolmentAccess(request_id=request.id, browser_hash=token_hash(applicant.key), how="BEGAN")
    )
    await audit.append(
        session,
        actor=applicant.visitor.name,
        action="enrolment.began",
        subject=subject_of(request),
        address=applicant.visitor.address,
        after={"affiliate": checked.value},
    )
    return request.id
