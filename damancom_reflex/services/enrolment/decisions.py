"""What an agency decides on a filed request: forms received, validated, refused, to be corrected. SPEC section 6.

Each decision is one transaction: the change of status, which the database grants to the first who asks, with what it
brings (account, mandate, authorisation), its messages and its audit event.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex import rules
from damancom_reflex.clock import now
from damancom_reflex.domain.enrolment.life import EnrolmentStatus, move
from damancom_reflex.domain.identifiers import rib as read_rib
from damancom_reflex.services import audit, business, desk
from damancom_reflex.services.actors import Refused, account_name
from damancom_reflex.services.enrolment import messages
from damancom_reflex.services.enrolment.activation import activate
from damancom_reflex.services.enrolment.filed import by_reference
from damancom_reflex.services.enrolment.history import subject
from damancom_reflex.services.reasons import on_file, own_words
from damancom_reflex.services.references import ENROLMENT, read_reference
from damancom_reflex.services.rows import change_status
from damancom_reflex.services.turns import hold
from damancom_reflex.store.engine import writing
from damancom_reflex.store.enrolments import EnrolmentRequest

_S = EnrolmentStatus


async def receive(reference: str, actor_name: str) -> None:
    """The agency has the signed forms: from here on it decides on what they say, and nothing is changed any more.

    Args:
        reference: the request's, however it is typed.
        actor_name: who decides, as the audit trail names them.

    Raises:
        Refused: `enrolment_reference_unknown`.
        TransitionError: `impossible_transition` (`before`, `after`), also for the second of two who decide at once.
    """
    async with writing() as session:
        request = await _request(session, reference)
        await _receive(session, request, actor_name)
        await messages.tell(session, messages.RECEIVED, request)


async def validate(reference: str, actor_name: str, rib: str = "") -> str:
    """Open the account, the mandate and the debit authorisation, and send the link that activates the account.

    A request whose forms were not marked received is marked so first: both acts are in the trail.

    Args:
        reference: the request's, however it is typed.
        actor_name: who decides, as the audit trail names them.
        rib: account number on the form that the bank stamped; empty when the one typed stands, or none is known.

    Returns:
        The identifier to sign in with.

    Raises:
        IdentifierError: when the RIB cannot be one.
        Refused: `enrolment_reference_unknown`; `enrolment_account_exists`.
        TransitionError: as for `receive`.
    """
    plain_rib = read_rib(rib).value if rib.strip() else ""
    async with writing() as session:
        request = await _request(session, reference)
        if request.status == _S.SUBMITTED:
            await _receive(session, request, actor_name)
        await _decided(session, request, _S.VALIDATED)
        account = await activate(session, request, plain_rib)
        await messages.tell(session, messages.VALIDATED, request, identifier=account.identifier)
        made = {"account": account_name(account.id), "identifier": account.identifier}
        await _note(session, request, actor_name, _S.RECEIVED, **made)
        return account.identifier


async def refuse(reference: str, actor_name: str, reason: str, note: str = "") -> None:
    """Refuse for a reason on file, with the officer's own words.

    Args:
        reference: the request's, however it is typed.
        actor_name: who decides, as the audit trail names them.
        reason: code of a reason of refusal.
        note: what the officer adds, 500 characters at most.

    Raises:
        Refused: `reason_unknown` (`reasons`); `note_missing`; `enrolment_reference_unknown`.
        TransitionError: as for `receive`.
    """
    on_file(reason, rules.refusal_reasons(), note)
    async with writing() as session:
        request = await _request(session, reference)
        before = _S(request.status)
        given = {"reason_code": reason, "reason_note": own_words(note)}
        await _decided(session, request, _S.REFUSED, **given)
        await messages.tell(session, messages.REFUSED, request)
        await _note(session, request, actor_name, before, reason=reason)


async def request_correction(reference: str, actor_name: str, reason: str, note: str = "") -> None:
    """Give it back to be corrected and submitted again, within the days of the rule in force.

    Args:
        reference: the request's, however it is typed.
        actor_name: who decides, as the audit trail names them.
        reason: code of a correction that may be asked.
        note: what the officer adds, 500 characters at most.

    Raises:
        Refused: `reason_unknown` (`reasons`); `note_missing`; `enrolment_reference_unknown`.
        TransitionError: as for `receive`.
    """
    on_file(reason, rules.correction_reasons(), note)
    async with writing() as session:
        request = await _request(session, reference)
        before, today = _S(request.status), await business.today(session)
        last = today + timedelta(days=rules.enrolment_rule(today).correct_days)
        given = {"reason_code": reason, "reason_note": own_words(note)}
        await _moved(session, request, _S.CORRECTION_REQUESTED, expires_on=last, **given)
        await messages.tell(session, messages.CORRECTION, request)
        await _note(
            session, request, actor_name, before, reason=reason, expires_on=last.isoformat()
        )


async def _receive(session: AsyncSession, request: EnrolmentRequest, actor_name: str) -> None:
    before = _S(request.status)
    await _moved(session, request, _S.RECEIVED, received_at=now(), expires_on=None)
    await _note(session, request, actor_name, before)


async def _request(session: AsyncSession, reference: str) -> EnrolmentRequest:
    # Before the trail is written to, as all do who act on it: else two would wait for each other.
    await hold(session, col(EnrolmentRequest.reference) == read_reference(ENROLMENT, reference))
    request = await by_reference(session, reference)
    if request is None:
        raise Refused("enrolment_reference_unknown")
    await desk.admit(session, request)
    return request


async def _decided(
    session: AsyncSession, request: EnrolmentRequest, after: EnrolmentStatus, **values: object
) -> None:
    """Bring it to an end: from here on it waits for nobody."""
    at = await business.moment(session)
    await _moved(session, request, after, decided_at=at, expires_on=None, **values)


async def _moved(
    session: AsyncSession, request: EnrolmentRequest, after: EnrolmentStatus, **values: object
) -> None:
    """Change the status; whoever comes second is told."""
    before = _S(request.status)
    move(before, after)
    await change_status(session, request, before, after, updated_at=now(), **values)


async def _note(
    session: AsyncSession,
    request: EnrolmentRequest,
    actor_name: str,
    before: EnrolmentStatus,
    **more: Any,
) -> None:
    """The act's event: its name is the status it led to."""
    await audit.append(
        session,
        actor=actor_name,
        action=f"enrolment.{request.status.lower()}",
        subject=subject(request.reference or ""),
        address=desk.address(),
        before={"status": before.value},
        after={
            "status": request.status,
            "revision": request.revision,
            "business_day": (await business.today(session)).isoformat(),
            **more,
        },
    )
