"""Requests of adhésion that are under way in the demo, made as a person would make them: captcha, codes and all."""

from __future__ import annotations

import re
from typing import Final

import altcha
from sqlmodel import col, select

from damancom_reflex.demo.enrolments import Enrolment
from damancom_reflex.domain.enrolment.fields import Field, Operator
from damancom_reflex.domain.enrolment.life import EnrolmentStatus
from damancom_reflex.services import captcha, demo_mailbox, enrolment
from damancom_reflex.services.actors import Refused, Visitor
from damancom_reflex.services.enrolment import decisions
from damancom_reflex.services.enrolment.views import Applicant
from damancom_reflex.services.held import held
from damancom_reflex.services.outbox import Channel
from damancom_reflex.store.affiliates import Affiliate
from damancom_reflex.store.engine import reading
from damancom_reflex.store.enrolments import EnrolmentRequest

OFFICER: Final = "system:demo"
"""Who asks for the correction, in the audit trail."""

REASON: Final = "bank_stamp_missing"
_LATEST: Final = 20
_TOO_LATE: Final = frozenset({"request_under_way", "enrolment_account_exists", "code_not_sent"})
"""How somebody else's quicker request shows: another server that starts at the same moment."""


async def file(found: Enrolment) -> None:
    """Bring an employer's request to where it stands in the demo; nothing when it was, or went further."""
    row = await _filed(found.number)
    try:
        if row is None:
            await _ask(found)
            row = await _filed(found.number)
        if row and row.reference and _to_correct(found, row):
            await decisions.request_correction(row.reference, OFFICER, REASON)
    except Refused as refused:
        if refused.code not in _TOO_LATE:
            raise


def _to_correct(found: Enrolment, row: EnrolmentRequest) -> bool:
    """Whether the correction is still to be asked for: a person may have answered it since."""
    first = row.status == EnrolmentStatus.SUBMITTED and row.revision == 1
    return first and found.stage == EnrolmentStatus.CORRECTION_REQUESTED


async def _filed(number: str) -> EnrolmentRequest | None:
    query = (
        select(EnrolmentRequest)
        .join(Affiliate, col(Affiliate.id) == EnrolmentRequest.affiliate_id)
        .where(Affiliate.number == number, col(EnrolmentRequest.reference).is_not(None))
        .order_by(col(EnrolmentRequest.created_at).desc())
    )
    async with reading() as session:
        return (await session.exec(query)).first()


async def _ask(found: Enrolment) -> None:
    visitor = Visitor(address="127.0.0.1", device="", language=found.language)
    looked_up = await enrolment.look_up(found.number, _solved(), Applicant(visitor, ""))
    applicant, draft_id = Applicant(visitor, looked_up.key), looked_up.draft_id
    version = (await enrolment.opened(applicant, draft_id)).version
    await enrolment.confirm_company(applicant, draft_id, version, yes=True)
    await _type(
        applicant,
        draft_id,
        {
            Field.IDENTITY_KIND: found.identity_kind,
            Field.IDENTITY_NUMBER: found.identity_number,
        },
    )
    version = (await enrolment.opened(applicant, draft_id)).version
    await enrolment.check_identity(applicant, draft_id, version)
    contact = {Field.OPERATOR: Operator.INWI, Field.PHONE: found.phone, Field.EMAIL: found.email}
    await _type(applicant, draft_id, contact)
    await _prove(applicant, draft_id, Field.PHONE, "SMS")
    await _prove(applicant, draft_id, Field.EMAIL, "EMAIL")
    await _type(applicant, draft_id, {Field.DELEGATED: "no"})
    await enrolment.accept_terms(applicant, draft_id, found.language)
    await enrolment.submit(applicant, draft_id)


async def _type(applicant: Applicant, draft_id: str, fields: dict[Field, str]) -> None:
    version = (await enrolment.opened(applicant, draft_id)).version
    for field, text in fields.items():
        saved = await enrolment.type_field(applicant, draft_id, version, field, text)
        version = saved.version


async def _prove(applicant: Applicant, draft_id: str, field: Field, channel: Channel) -> None:
    """Ask for a code, read it on the visible phone or in the mailbox, and type it."""
    sent = await enrolment.send_code(applicant, draft_id, field)
    # The two letters on screen say which message counts.
    named = re.compile(rf"{sent.prefix}-[0-9]{{6}}")
    messages = await demo_mailbox.messages(_LATEST, channel)
    codes = [code[0] for code in (named.search(message.text) for message in messages) if code]
    if not sent.sent or not codes:
        raise Refused("code_not_sent")
    await enrolment.check_code(applicant, draft_id, field, codes[0])


def _solved() -> str:
    """The answer to a captcha, worked out as a browser does."""
    challenge = altcha.Challenge.from_dict(captcha.challenge())
    # Without a limit of its own the solver only stops at the counter it looks for.
    solution = held(altcha.solve_challenge(challenge), "the counter of a captcha")
    return altcha.Payload(challenge, solution).to_base64()
