"""The link of a draft, sent to its verified e-mail: opens it in whatever browser follows it, as long as it lives."""

from __future__ import annotations

from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex.domain.enrolment.life import EnrolmentStatus
from damancom_reflex.services import audit, draft_links, limits
from damancom_reflex.services.actors import Refused
from damancom_reflex.services.enrolment.access import browser_key
from damancom_reflex.services.enrolment.grants import grant
from damancom_reflex.services.enrolment.views import Applicant
from damancom_reflex.services.kept import kept
from damancom_reflex.store.engine import writing
from damancom_reflex.store.enrolments import EnrolmentRequest


async def open_link(token: str, applicant: Applicant) -> tuple[str, str]:
    """Let this browser open a draft; its id, and the browser's key (a new one for a browser that had none).

    Raises:
        Refused: `link_unknown`; `enrolment_filed` (`reference`) once it was submitted: the follow-up opens it;
            `draft_expired`; `too_many_requests` (`until`): each browser that opens it leaves a row.
    """
    await limits.count_asking(applicant.visitor.address)
    key = browser_key(applicant)
    async with writing() as session:
        request = await _draft(session, token)
        if await grant(session, request.id, key, "LINK"):
            await audit.append(
                session,
                actor=applicant.visitor.name,
                action="enrolment.resumed",
                subject=f"enrolment:{request.id}",
                address=applicant.visitor.address,
            )
        return request.id, key


async def _draft(session: AsyncSession, token: str) -> EnrolmentRequest:
    request_id = kept(token.partition(".")[0], 32)
    request = await session.get(EnrolmentRequest, request_id, populate_existing=True)
    if request is None:
        raise Refused("link_unknown")
    if request.status == EnrolmentStatus.EXPIRED and request.reference is None:
        # Its e-mail was forgotten with all it held; whoever knows its id had the link.
        raise Refused("draft_expired")
    if not draft_links.fits(token, request.id, request.email):
        raise Refused("link_unknown")
    if request.status != EnrolmentStatus.DRAFT:
        raise Refused("enrolment_filed", reference=request.reference or "")
    return request
