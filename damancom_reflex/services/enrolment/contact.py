"""Step 3: phone and e-mail, each proved by a code of its own. SPEC sections 4 and 6.

Wrong tries lock the request's field, whatever is typed in it, and never its owner's sign-in; a code proves the
destination it was sent to and no other. Codes sent are counted by destination, together with those of sign-in.
"""

from __future__ import annotations

from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex.clock import now
from damancom_reflex.domain.codes import CODES, same_code
from damancom_reflex.domain.enrolment.fields import Field
from damancom_reflex.domain.enrolment.life import EnrolmentStatus
from damancom_reflex.domain.enrolment.steps import EnrolmentStep
from damancom_reflex.domain.errors import DomainError
from damancom_reflex.services import audit, challenges, limits, locks, tries
from damancom_reflex.services.actors import Refused
from damancom_reflex.services.code_sending import RESEND_AFTER, Wait
from damancom_reflex.services.enrolment.access import Dossier, load, to_change
from damancom_reflex.services.enrolment.contacts import Contact, contact_of
from damancom_reflex.services.enrolment.messages import RESUME, tell
from damancom_reflex.services.enrolment.standing import standing
from damancom_reflex.services.enrolment.viewed import view
from damancom_reflex.services.enrolment.views import Applicant, CodeView, DraftView
from damancom_reflex.services.tries import Attempt
from damancom_reflex.store.accounts import CodeChallenge
from damancom_reflex.store.engine import reading, writing


async def send_code(applicant: Applicant, draft_id: str, field: str) -> CodeView:
    """Send a code to the phone or e-mail typed, the first or another; the older one dies.

    Under a lock or at a limit nothing is sent, and `waiting` says why.

    Raises:
        DomainError: the field's, when what is typed cannot be one.
        Refused: `field_unknown`; `already_verified`; `too_many_requests` (`until`); `step_not_reached` (`step`); or
            those of `opened`.
    """
    async with writing() as session:
        found = await to_change(session, applicant, draft_id)
        standing(found).at(EnrolmentStep.CONTACT)
        contact = contact_of(found.request, field)
        if contact.is_proved(found.request):
            raise Refused("already_verified")
        await limits.count_asking(applicant.visitor.address)
        row, wait = await challenges.send_or_wait(
            session, contact.purpose, contact.subject, contact.to, applicant.visitor
        )
        return await _view(session, contact, row, wait)


async def code_view(applicant: Applicant, draft_id: str, field: str) -> CodeView | None:
    """State of the code on its way to what is typed, or of the lock; none without either, or when it is proved.

    Raises:
        Refused: `field_unknown`; or those of `opened`.
    """
    async with reading() as session:
        found = await load(session, applicant, draft_id)
        found.may_change()
        contact = _readable(found, field)
        if contact is None or contact.is_proved(found.request):
            return None
        row = await challenges.latest(session, contact.purpose, contact.subject, contact.to)
        wait = await challenges.wait_to_send(session, contact.purpose, contact.subject, contact.to)
        if row is None and not (wait and wait.code == "locked"):
            return None
        return await _view(session, contact, row, wait, asked=False)


async def check_code(applicant: Applicant, draft_id: str, field: str, code: str) -> DraftView:
    """Compare a code with the one sent to what is typed, and prove it.

    Args:
        applicant: who asks.
        draft_id: the request.
        field: `phone` or `email`.
        code: as typed: spaces, Arabic digits and the message's prefix are taken.

    Raises:
        DomainError: the field's, when what is typed cannot be one.
        Refused: `field_unknown`; `code_missing` (no try is counted); `code_not_sent`; `code_expired`; `code_wrong`
            (`tries_left`); `locked` (`until`); `step_not_reached` (`step`); or those of `opened`.
    """
    if not code.strip():
        raise Refused("code_missing")
    attempt = await _take_try(applicant, draft_id, field)
    if isinstance(attempt, DraftView):
        return attempt
    if not same_code(tries.expected(attempt), code):
        raise await tries.wrong(attempt, "code_wrong")
    return await _prove(applicant, draft_id, field, attempt)


async def _take_try(applicant: Applicant, draft_id: str, field: str) -> Attempt | DraftView:
    """Count a try before anything is compared; the request as it is when that contact is proved already."""
    async with writing() as session:
        found = await to_change(session, applicant, draft_id)
        standing(found).at(EnrolmentStep.CONTACT)
        contact = contact_of(found.request, field)
        if contact.is_proved(found.request):
            return view(found)
        row = await challenges.latest(session, contact.purpose, contact.subject, contact.to)
        if row is None:
            until = await locks.locked_until(session, contact.subject)
            raise Refused("locked", until=until) if until else Refused("code_not_sent")
        try:
            attempt = await tries.take(session, row.id, contact.purpose)
        except Refused as refused:
            raise _of_contact(refused) from refused
        if attempt.locked_now:
            await _audit(session, applicant, found, "enrolment.code_locked", contact)
        return attempt


async def _prove(applicant: Applicant, draft_id: str, field: str, attempt: Attempt) -> DraftView:
    """Use the code up and keep what it proved, in one transaction."""
    async with writing() as session:
        found = await to_change(session, applicant, draft_id)
        contact = contact_of(found.request, field)
        if contact.is_proved(found.request):
            # The same code twice at once: the other one was first.
            return view(found)
        if contact.to.hash != attempt.destination_hash:
            # Another number was typed while the code was compared.
            raise Refused("code_expired")
        try:
            await tries.use(session, attempt)
        except Refused as refused:
            raise _of_contact(refused) from refused
        _keep(found, contact)
        found.touch()
        if contact.field is Field.EMAIL and found.status is EnrolmentStatus.DRAFT:
            await tell(session, RESUME, found.request)
        await _audit(session, applicant, found, f"enrolment.{field}_verified", contact)
        return view(found)


def _keep(found: Dossier, contact: Contact) -> None:
    """Write what was proved in place of what was proved before."""
    if contact.field is Field.PHONE:
        found.request.phone, found.request.phone_verified_at = contact.to.value, now()
    else:
        found.request.email, found.request.email_verified_at = contact.to.value, now()


async def _audit(
    session: AsyncSession, applicant: Applicant, found: Dossier, action: str, contact: Contact
) -> None:
    await audit.append(
        session,
        actor=applicant.visitor.name,
        action=action,
        subject=found.subject,
        address=applicant.visitor.address,
        after={"field": contact.field.value},
    )


async def _view(
    session: AsyncSession,
    contact: Contact,
    row: CodeChallenge | None,
    wait: Wait | None,
    *,
    asked: bool = True,
) -> CodeView:
    """The code on its way, and when another may be asked; `asked` says whether one was just asked for."""
    locked, left = await locks.lock_and_tries(session, contact.subject)
    sent = row is not None and row.generation > 0
    moment = now()
    return CodeView(
        sent=sent,
        prefix=challenges.prefix(row) if row else "",
        destination_shown=contact.shown,
        expires_at=challenges.expires_at(row) if row and sent else moment,
        resend_at=wait.until if wait else _another_at(row, moment),
        tries_left=max(0, min(CODES.tries - (row.tries if row else 0), left)),
        locked_until=locked,
        waiting=wait.code if wait and asked else "",
    )


def _another_at(row: CodeChallenge | None, moment: datetime) -> datetime:
    """When another code may be asked, where nothing else forbids it: a code that has just left counts too."""
    sent = row is not None and row.generation > 0
    return max(moment, row.sent_at + RESEND_AFTER) if row and sent else moment


def _readable(found: Dossier, field: str) -> Contact | None:
    """The contact typed; none while it cannot be read as one."""
    try:
        return contact_of(found.request, field)
    except Refused:
        raise
    except DomainError:
        return None


def _of_contact(refused: Refused) -> Refused:
    """A refusal about a challenge, which nobody sees here, as one about its code."""
    if refused.code in {"challenge_unknown", "code_used"}:
        return Refused("code_expired")
    return refused
