"""Step 5: the summary, the terms, and the submission, which happens once. SPEC section 6.

However often and from wherever a request is submitted, it is filed once; and one request under way per affiliate,
whoever files it. The database holds the second (`uq_enrolment_request_filed`); the code says it well.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex import rules
from damancom_reflex.clock import now
from damancom_reflex.domain.enrolment.content import Content
from damancom_reflex.domain.enrolment.content_json import content_to_json
from damancom_reflex.domain.enrolment.life import EnrolmentStatus, move
from damancom_reflex.domain.enrolment.steps import EnrolmentStep
from damancom_reflex.i18n import Language
from damancom_reflex.services import audit, business, limits
from damancom_reflex.services.actors import Refused
from damancom_reflex.services.enrolment.access import Dossier, load, look, to_change
from damancom_reflex.services.enrolment.messages import SUBMITTED, tell
from damancom_reflex.services.enrolment.standing import (
    fingerprint,
    standing,
    terms_accepted,
    whole,
)
from damancom_reflex.services.enrolment.taken import refuse_taken
from damancom_reflex.services.enrolment.viewed import view
from damancom_reflex.services.enrolment.views import Applicant, DraftView, TermsView
from damancom_reflex.services.held import held
from damancom_reflex.services.references import ENROLMENT, new_reference
from damancom_reflex.store.affiliates import Agency
from damancom_reflex.store.engine import reading, writing
from damancom_reflex.store.enrolments import EnrolmentConsent


async def read_back(applicant: Applicant, draft_id: str) -> tuple[Content, TermsView]:
    """The request as it would be filed now, and the terms in force with whether they were accepted for it.

    Raises:
        ContentError: when a field does not stand, is missing or is not proved.
        Refused: `step_not_reached` (`step`); or those of `opened`.
    """
    found = await look(applicant, draft_id)
    found.may_change()
    content = _content(found)
    return content, replace(_current(found), accepted=terms_accepted(found, standing(found)))


async def accept_terms(applicant: Applicant, draft_id: str, language: Language) -> DraftView:
    """Accept the terms in force for the content as it stands; any later change of it asks again.

    Args:
        applicant: who accepts.
        draft_id: the request.
        language: language in which the page was shown.

    Raises:
        ContentError: when a field does not stand, is missing or is not proved.
        Refused: `step_not_reached` (`step`); or those of `opened`.
    """
    async with writing() as session:
        found = await to_change(session, applicant, draft_id)
        request = found.request
        request.terms_fingerprint = fingerprint(found, _content(found))
        request.terms_id = _current(found).id
        request.terms_accepted_at = now()
        request.terms_language = request.language = language
        found.touch()
        return view(found)


async def submit(applicant: Applicant, draft_id: str) -> str:
    """File the request: its reference, the same however often it is asked.

    A filed request that was changed is filed again, with the same reference, and its forms are to be brought anew.

    Raises:
        ContentError: when a field does not stand, is missing or is not proved.
        Refused: `terms_not_accepted`, or `terms_changed` when others were published since; `enrolment_account_exists`;
            `request_under_way` (`reference`, empty unless this browser has access) when another request of the
            affiliate was filed; `too_many_requests` (`until`) of one that was filed ten times in a day;
            `step_not_reached` (`step`); or those of `opened`.
    """
    try:
        async with writing() as session:
            return await _submit(session, applicant, draft_id)
    except IntegrityError:
        # Another process filed between our look and our writing: its request is there to read.
        async with reading() as session:
            found = await load(session, applicant, draft_id)
            await refuse_taken(session, found.request.affiliate_id, applicant, found.today)
        raise


async def _submit(session: AsyncSession, applicant: Applicant, draft_id: str) -> str:
    found = await load(session, applicant, draft_id, to_write=True)
    request = found.request
    if request.reference and _unchanged(found):
        return request.reference
    found.may_change()
    content = _content(found)
    _refuse_terms(found)
    before = found.status
    if before is EnrolmentStatus.DRAFT:
        await refuse_taken(session, request.affiliate_id, applicant, found.today)
    await limits.count_filing(request.id)
    await _file(session, found, content)
    # Before anything else is held: who files for the same affiliate at the same moment stops here.
    await session.flush()
    session.add(_consent(found, applicant))
    await tell(session, SUBMITTED, request)
    await audit.append(
        session,
        actor=applicant.visitor.name,
        action="enrolment.submitted" if before is EnrolmentStatus.DRAFT else "enrolment.amended",
        subject=found.subject,
        address=applicant.visitor.address,
        before={"status": before.value, "draft": request.id},
        after=_audited(found, content),
    )
    return request.reference or ""


def _unchanged(found: Dossier) -> bool:
    """Whether filing again would change nothing: the agency waits for no correction, and what is typed was filed."""
    if found.status is EnrolmentStatus.CORRECTION_REQUESTED:
        return False
    seen = standing(found)
    return not seen.lacking and content_to_json(whole(found, seen)) == found.request.filed


def _content(found: Dossier) -> Content:
    """The content of a request that has reached its last step."""
    seen = standing(found)
    seen.at(EnrolmentStep.CONFIRMATION)
    return whole(found, seen)


def _current(found: Dossier) -> TermsView:
    # Rules are loaded before the first page is served.
    return held(found.terms, "the terms of adhésion")


def _refuse_terms(found: Dossier) -> None:
    if terms_accepted(found, standing(found)):
        return
    older = found.request.terms_id not in (None, _current(found).id)
    raise Refused("terms_changed" if older else "terms_not_accepted")


async def _file(session: AsyncSession, found: Dossier, content: Content) -> None:
    """Make what is typed what is filed."""
    request, today = found.request, found.today
    agency_id = found.affiliate.agency_id or await _first_agency(session)
    if found.status is not EnrolmentStatus.SUBMITTED:
        request.status = move(found.status, EnrolmentStatus.SUBMITTED).value
    request.reference = request.reference or new_reference(ENROLMENT, today.year)
    request.filed = content_to_json(content)
    request.revision += 1
    request.agency_id = agency_id
    request.submitted_at = await business.moment(session)
    request.business_day = today
    request.expires_on = today + timedelta(days=rules.enrolment_rule(today).bring_days)
    request.reason_code = request.reason_note = ""
    found.touch()


async def _first_agency(session: AsyncSession) -> int | None:
    """The agency of an affiliate that has none of its own."""
    return (await session.exec(select(Agency.id).order_by(col(Agency.code)).limit(1))).first()


def _consent(found: Dossier, applicant: Applicant) -> EnrolmentConsent:
    request, accepted = found.request, _current(found)
    return EnrolmentConsent(
        request_id=request.id,
        revision=request.revision,
        terms_id=accepted.id,
        terms_version=accepted.version,
        language=request.terms_language or applicant.visitor.language,
        address=applicant.visitor.address,
        accepted_at=request.terms_accepted_at or now(),
        sha256_fr=accepted.sha256_fr,
        sha256_ar=accepted.sha256_ar,
    )


def _audited(found: Dossier, content: Content) -> dict[str, Any]:
    """What the trail keeps of a submission: nothing that says who, or where to reach them."""
    kept = {"reference", "status", "revision", "agency_id", "business_day", "expires_on"}
    return {
        **found.request.model_dump(mode="json", include=kept),
        "affiliate": content.affiliate_number,
        "new_representative": content.representative_is_new,
        "delegate": content.delegate is not None,
    }
