"""A request that was submitted, for a browser that may follow it, and for an officer of its agency."""

from __future__ import annotations

from datetime import date
from typing import Final

from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex import rules
from damancom_reflex.clock import now
from damancom_reflex.domain.enrolment.content_json import content_from_json
from damancom_reflex.domain.enrolment.life import EDITABLE, EnrolmentStatus
from damancom_reflex.domain.review import Kind
from damancom_reflex.i18n import Language
from damancom_reflex.services.actors import Actor, Refused
from damancom_reflex.services.enrolment import grants
from damancom_reflex.services.enrolment.history import history
from damancom_reflex.services.enrolment.views import Applicant, FiledView
from damancom_reflex.services.held import held
from damancom_reflex.services.places import PlaceView, place_view
from damancom_reflex.services.references import ENROLMENT, read_reference
from damancom_reflex.services.reviewers import reviewer
from damancom_reflex.store.affiliates import Affiliate, Agency
from damancom_reflex.store.engine import reading
from damancom_reflex.store.enrolments import EnrolmentAccess, EnrolmentRequest

WITH_DEADLINE: Final = (EnrolmentStatus.SUBMITTED, EnrolmentStatus.CORRECTION_REQUESTED)
"""Statuses in which something is waited for from the applicant."""


async def filed(who: Applicant | Actor, reference: str) -> FiledView:
    """A filed request that this browser, or this officer, may open.

    Raises:
        Refused: `enrolment_unknown` when there is none of that reference, or it is not theirs to open; `not_allowed`
            for an account that is no staff.
    """
    async with reading() as session:
        row, access = await opened(session, who, reference)
        affiliate = await session.get_one(Affiliate, row.affiliate_id)
        return await _view(session, row, access, affiliate)


async def opened(
    session: AsyncSession, who: Applicant | Actor, reference: str
) -> tuple[EnrolmentRequest, EnrolmentAccess | None]:
    """The row of a filed request and this browser's right to open it; none for an officer, who changes nothing typed.

    Raises:
        Refused: `enrolment_unknown`; `not_allowed`.
    """
    row = await by_reference(session, reference)
    if isinstance(who, Actor):
        officer = await reviewer(session, who)
        if row is None or not officer.sees(Kind.ENROLMENT, row.agency_id):
            raise Refused("enrolment_unknown")
        return row, None
    access = await grants.found(session, row.id if row else "", who.key)
    if row is None or access is None:
        raise Refused("enrolment_unknown")
    return row, access


async def by_reference(session: AsyncSession, reference: str) -> EnrolmentRequest | None:
    """A filed request by its reference, however it is typed."""
    plain = read_reference(ENROLMENT, reference)
    query = select(EnrolmentRequest).where(EnrolmentRequest.reference == plain)
    found = await session.exec(query.execution_options(populate_existing=True))
    return found.first()


def reason_text(code: str, language: Language) -> str:
    """Why a request was refused or is to be corrected; empty for no reason on file."""
    reason = rules.reason(code)
    return reason.text(language) if reason else ""


def reason_advice(code: str, language: Language) -> str:
    """What can be done then; empty for no reason on file."""
    reason = rules.reason(code)
    return reason.advice(language) if reason else ""


async def agency_of(session: AsyncSession, row: EnrolmentRequest) -> PlaceView:
    """Where the forms of a filed request are brought; empty words when there is no agency at all."""
    found = await session.get(Agency, row.agency_id or 0)
    return place_view(found) if found else PlaceView()


def deadline(row: EnrolmentRequest) -> date | None:
    """Last day on which something is waited for from the applicant; none otherwise."""
    return row.expires_on if row.status in WITH_DEADLINE else None


async def _view(
    session: AsyncSession,
    row: EnrolmentRequest,
    access: EnrolmentAccess | None,
    affiliate: Affiliate,
) -> FiledView:
    status, content = EnrolmentStatus(row.status), content_from_json(row.filed)
    until = access.proved_until if access else None
    proved = until is not None and until > now()
    editable = status in EDITABLE and access is not None
    # Every filed request was submitted, on a business day.
    reference = held(row.reference, "the reference of a filed request")
    return FiledView(
        id=row.id,
        reference=reference,
        revision=row.revision,
        status=status,
        legal_name=affiliate.legal_name,
        affiliate_number=affiliate.number,
        content=content,
        has_delegate=content.delegate is not None,
        new_representative=content.representative_is_new,
        agency=await agency_of(session, row),
        submitted_at=held(row.submitted_at, "the moment of a filed request"),
        business_day=held(row.business_day, "the day of a filed request"),
        expires_on=deadline(row),
        decided_at=row.decided_at,
        reason_code=row.reason_code,
        reason_note=row.reason_note,
        may_change=editable and proved,
        needs_code=editable and not proved,
        papers=papers_of(delegated=content.delegate is not None),
        history=await history(session, reference),
    )


def papers_of(*, delegated: bool) -> tuple[str, ...]:
    """Names of a request's papers, in order; the mandate when there is a delegate."""
    return ("demande", "prelevement", *(("mandat",) if delegated else ()), "dossier")
