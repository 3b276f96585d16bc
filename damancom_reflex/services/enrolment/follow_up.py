"""The way to a filed request: its reference or its company's number, then the code sent to its verified phone.

A reference that nobody has, and a company that asked for nothing, go through the same steps, rows and computations as
any other; only their message is never sent and no code fits.
"""

from __future__ import annotations

from typing import Final

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex.clock import now
from damancom_reflex.domain.codes import same_code
from damancom_reflex.domain.enrolment.life import FILED
from damancom_reflex.domain.identifiers import affiliation_number
from damancom_reflex.domain.text import without_spaces
from damancom_reflex.services import audit, challenges, limits, tries
from damancom_reflex.services.actors import Refused, Visitor
from damancom_reflex.services.challenges import ChallengeView
from damancom_reflex.services.destinations import Destination, nobodys, somebodys
from damancom_reflex.services.enrolment.access import browser_key
from damancom_reflex.services.enrolment.filed import by_reference
from damancom_reflex.services.enrolment.grants import PROVED_FOR, grant
from damancom_reflex.services.enrolment.history import subject
from damancom_reflex.services.enrolment.views import Applicant
from damancom_reflex.services.keys import keyed_hash
from damancom_reflex.services.outbox import Channel
from damancom_reflex.services.references import ENROLMENT, read_reference
from damancom_reflex.services.tries import Attempt
from damancom_reflex.store.accounts import CodeChallenge, CodePurpose
from damancom_reflex.store.affiliates import Affiliate
from damancom_reflex.store.engine import reading, writing
from damancom_reflex.store.enrolments import EnrolmentRequest

_PURPOSE: Final = CodePurpose.ENROLMENT_ACCESS
_WRONG: Final = "code_wrong"
_LONGEST: Final = 64


async def start(reference: str, visitor: Visitor) -> str:
    """Send a code to the verified phone of a request; the id of the challenge.

    Under a lock or at a limit nothing is sent, and the challenge's view says until when. Asked again by the same
    browser while a code has just been sent, it gives the same challenge.

    Raises:
        Refused: `reference_missing`; `too_many_requests` (`until`).
    """
    typed = without_spaces(reference)[:_LONGEST].replace("\0", "")
    if not typed:
        raise Refused("reference_missing")
    await limits.count_asking(visitor.address)
    async with writing() as session:
        request = await by_reference(session, typed)
        return await _begin(session, request, read_reference(ENROLMENT, typed) or typed, visitor)


async def start_for_number(number: str, visitor: Visitor) -> str:
    """The same for the request under way of a company, by its affiliation number.

    Raises:
        IdentifierError: when it is not seven digits.
        Refused: `too_many_requests` (`until`).
    """
    plain = affiliation_number(number).value
    await limits.count_asking(visitor.address)
    async with writing() as session:
        wanted = (
            select(EnrolmentRequest)
            .join(Affiliate, col(Affiliate.id) == EnrolmentRequest.affiliate_id)
            .where(Affiliate.number == plain, col(EnrolmentRequest.status).in_(FILED))
        )
        return await _begin(session, (await session.exec(wanted)).first(), plain, visitor)


async def challenge(challenge_id: str) -> ChallengeView | None:
    """What the code screen shows; none when there is nothing to answer any more."""
    async with reading() as session:
        row = await challenges.find(session, challenge_id, _PURPOSE)
        if row is None or row.consumed_at or now() >= row.created_at + challenges.OPEN_FOR:
            return None
        return await challenges.view(session, row, await _destination(session, row, row.channel))


async def resend(challenge_id: str, channel: Channel, visitor: Visitor) -> None:
    """Send a new code, by SMS or by e-mail; the older one dies.

    Raises:
        Refused: `challenge_unknown`; `code_used`; and with `until`: `too_many_requests`, `locked`, `resend_too_soon`,
            `resend_exhausted`.
    """
    await limits.count_asking(visitor.address)
    async with writing() as session:
        row = await challenges.known(session, challenge_id, _PURPOSE)
        to = await _destination(session, row, channel)
        await challenges.send_again(session, row, to, visitor.language)


async def finish(challenge_id: str, code: str, applicant: Applicant) -> tuple[str, str]:
    """Check a code, and let this browser open the request, and change it for an hour.

    Returns:
        The request's reference, and the browser's key: a new one for a browser that had none.

    Raises:
        Refused: `code_missing` (no try is counted); `challenge_unknown`; `code_used`; `code_expired`; `locked`
            (`until`); `code_wrong` (`tries_left`).
    """
    if not code.strip():
        raise Refused("code_missing")
    attempt, request_id = await _take_try(challenge_id, applicant.visitor)
    right = same_code(tries.expected(attempt), code)
    if not right or not request_id:
        raise await tries.wrong(attempt, _WRONG)
    return await _open(attempt, request_id, applicant)


async def _begin(
    session: AsyncSession, request: EnrolmentRequest | None, typed: str, visitor: Visitor
) -> str:
    """Open the challenge of a request, or nobody's, in just the same way."""
    # Asked for by reference or by number, a request is the same: wrong tries count together.
    hashed = keyed_hash("enrolment follow-up", request.id if request else f"nobody:{typed}")
    to = somebodys(request.phone, "SMS") if request else nobodys(hashed, "SMS")
    row = await challenges.begin(session, _PURPOSE, hashed, to, visitor)
    row.request_id = request.id if request else None
    session.add(row)
    return row.id


async def _take_try(challenge_id: str, visitor: Visitor) -> tuple[Attempt, str]:
    """Count a try before anything is compared; with it, the id of the request or nothing."""
    async with writing() as session:
        attempt = await tries.take(session, challenge_id, _PURPOSE)
        row = await challenges.known(session, challenge_id, _PURPOSE)
        request_id = row.request_id or ""
        if attempt.locked_now:
            await audit.append(
                session,
                actor=visitor.name,
                action="enrolment.follow_up_locked",
                subject=f"enrolment:{request_id}" if request_id else "nobody",
                address=visitor.address,
            )
        return attempt, request_id


async def _open(attempt: Attempt, request_id: str, applicant: Applicant) -> tuple[str, str]:
    """Use the code up and let the browser in, in one transaction."""
    key = browser_key(applicant)
    async with writing() as session:
        await tries.use(session, attempt)
        request = await session.get_one(EnrolmentRequest, request_id, populate_existing=True)
        if attempt.destination_hash not in _reached_at(request):
            # Another phone or e-mail was proved while this code was on its way.
            raise Refused("code_expired")
        reference = request.reference or ""
        await grant(session, request_id, key, "CODE", now() + PROVED_FOR)
        await audit.append(
            session,
            actor=applicant.visitor.name,
            action="enrolment.followed",
            subject=subject(reference),
            address=applicant.visitor.address,
        )
    return reference, key


def _reached_at(request: EnrolmentRequest) -> set[str]:
    """Where codes of a request go now, by the hashes that challenges keep."""
    return {somebodys(request.phone, "SMS").hash, somebodys(request.email, "EMAIL").hash}


async def _destination(session: AsyncSession, row: CodeChallenge, channel: str) -> Destination:
    """Where the next code of a challenge goes: to its request's phone or e-mail, or to nobody."""
    by: Channel = "EMAIL" if channel == "EMAIL" else "SMS"
    # Nobody's is looked up too: the time it takes must not tell.
    request = await session.get(EnrolmentRequest, row.request_id or "", populate_existing=True)
    if request is None:
        return nobodys(row.subject_hash, by)
    return somebodys(request.phone if by == "SMS" else request.email, by)
