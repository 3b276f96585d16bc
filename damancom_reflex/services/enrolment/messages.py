"""What an applicant is told: to the phone and the e-mail they proved, put in the transaction that causes it."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex import rules
from damancom_reflex.domain.enrolment.content import DelegateContent
from damancom_reflex.domain.enrolment.life import EnrolmentStatus
from damancom_reflex.i18n import language_of
from damancom_reflex.services import outbox
from damancom_reflex.services.outbox import Channel
from damancom_reflex.store.affiliates import Affiliate, Agency
from damancom_reflex.store.enrolments import EnrolmentRequest

SUBMITTED: Final = "enrolment_submitted"
RESUME: Final = "enrolment_resume"
DRAFT_WARNING: Final = "enrolment_draft_warning"
RECEIVED: Final = "enrolment_received"
VALIDATED: Final = "enrolment_validated"
REFUSED: Final = "enrolment_refused"
CORRECTION: Final = "enrolment_correction"
EXPIRED: Final = "enrolment_expired"
MANDATED: Final = "enrolment_mandated"
"""Templates of `services.messages.enrolment` and `enrolment_decision`."""

_CHANNELS: Final[dict[str, tuple[Channel, ...]]] = {
    RESUME: ("EMAIL",),
    DRAFT_WARNING: ("EMAIL",),
    # By e-mail goes the link that activates the account.
    VALIDATED: ("SMS",),
}
_BOTH: Final[tuple[Channel, ...]] = ("EMAIL", "SMS")


async def tell(
    session: AsyncSession, template: str, request: EnrolmentRequest, **more: Any
) -> None:
    """Tell whoever asks, in the language of the request, by the channels of the template.

    Args:
        session: of the transaction that changes the request.
        template: one of the templates above.
        request: what it is about.
        more: what the template says besides: `expires_on` of a draft as an ISO day, `identifier` of an account.
    """
    params = {**await _params(session, request), **more}
    to = {"EMAIL": request.email, "SMS": request.phone}
    for channel in _CHANNELS.get(template, _BOTH):
        if to[channel]:
            await outbox.put(
                session,
                channel=channel,
                destination=to[channel],
                template=template,
                language=language_of(request.language),
                params=params,
            )


async def tell_delegate(
    session: AsyncSession,
    request: EnrolmentRequest,
    delegate: DelegateContent,
    *,
    has_account: bool,
) -> None:
    """Tell the delegate of the mandate that was validated, and how they act on it."""
    params = await _params(session, request)
    scope = {"declare": delegate.declare, "recover": delegate.recover, "sign": delegate.sign}
    until = _iso(delegate.until)
    for channel, destination in (("EMAIL", delegate.email), ("SMS", delegate.phone)):
        await outbox.put(
            session,
            channel="EMAIL" if channel == "EMAIL" else "SMS",
            destination=destination,
            template=MANDATED,
            language=language_of(request.language),
            params={**params, **scope, "until": until, "has_account": has_account},
        )


async def _params(session: AsyncSession, request: EnrolmentRequest) -> dict[str, Any]:
    affiliate = await session.get_one(Affiliate, request.affiliate_id)
    agency_id = request.agency_id or affiliate.agency_id
    agency = await session.get(Agency, agency_id) if agency_id else None
    draft = request.status == EnrolmentStatus.DRAFT
    reason = rules.reason(request.reason_code)
    return {
        "legal_name": affiliate.legal_name,
        "reference": request.reference or "",
        "revision": request.revision,
        "expires_on": _iso(request.expires_on),
        **({"request": request.id, "email": request.email} if draft else {}),
        **(_place(agency) if agency else {}),
        **({"reason": request.reason_code, "note": request.reason_note} if reason else {}),
    }


def _place(agency: Agency) -> dict[str, str]:
    names = ("name_fr", "name_ar", "address_fr", "address_ar", "hours_fr", "hours_ar")
    return {name: getattr(agency, name) for name in names}


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
