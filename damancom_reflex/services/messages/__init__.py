"""Messages written out.

An outbox row becomes the words a person reads, in the row's language, at the last moment.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex.i18n import Translator, language_of, translator
from damancom_reflex.services.messages import (
    codes,
    enrolment,
    enrolment_decision,
    job_loss,
    job_loss_person,
    remission,
    remission_life,
    sign_in,
    staff,
)
from damancom_reflex.services.messages.letter import Letter, page, plain, text_message
from damancom_reflex.store.accounts import CodeChallenge
from damancom_reflex.store.trail import OutboxMessage

_WRITERS: Final[dict[str, Callable[[Mapping[str, Any], Translator], Letter]]] = {
    "code_sms": codes.code,
    "code_email": codes.code,
    "new_device": sign_in.new_device,
    "password_link": sign_in.password_link,
    "activation_link": sign_in.activation_link,
    "password_changed": sign_in.password_changed,
    "account_activated": sign_in.account_activated,
    "authenticator_enrolled": staff.authenticator_enrolled,
    "authenticator_reset": staff.authenticator_reset,
    "backup_codes_made": staff.backup_codes_made,
    "backup_code_used": staff.backup_code_used,
    "remission_accepted": remission.accepted,
    "remission_registered": remission.registered,
    "remission_guarantees_reminder": remission.guarantees_reminder,
    "remission_expired": remission.expired,
    "remission_guarantee": remission_life.guarantee,
    "remission_validated": remission_life.validated,
    "remission_refused": remission_life.refused,
    "remission_broken": remission_life.broken,
    "remission_completed": remission_life.completed,
    "enrolment_resume": enrolment.resume,
    "enrolment_draft_warning": enrolment.draft_warning,
    "enrolment_submitted": enrolment.submitted,
    "enrolment_received": enrolment_decision.received,
    "enrolment_validated": enrolment_decision.validated,
    "enrolment_refused": enrolment_decision.refused,
    "enrolment_correction": enrolment_decision.correction,
    "enrolment_expired": enrolment_decision.expired,
    "enrolment_mandated": enrolment_decision.mandated,
    "claim_submitted": job_loss.submitted,
    "claim_accepted": job_loss.accepted,
    "claim_refused": job_loss.refused,
    "claim_correction": job_loss.correction,
    "claim_withdrawn": job_loss.withdrawn,
    "claim_filed_for_you": job_loss_person.filed_for_you,
    "claim_accepted_for_you": job_loss_person.accepted_for_you,
    "claim_refused_for_you": job_loss_person.refused_for_you,
    "claim_withdrawn_for_you": job_loss_person.withdrawn_for_you,
}


class UnknownTemplateError(LookupError):
    """A row names a template that this version does not have."""


@dataclass(frozen=True, slots=True)
class Written:
    """A message as it is sent.

    Attributes:
        subject: of an e-mail; empty for an SMS.
        text: the SMS, or the e-mail as plain text.
        html: the e-mail as a page; none for an SMS.
    """

    subject: str
    text: str
    html: str | None


def write_out(message: OutboxMessage) -> Written:
    """The words of an outbox row. Codes and link tokens are derived here and kept nowhere.

    Raises:
        UnknownTemplateError: when the row's template is not one of this version's.
    """
    _ = translator(language_of(message.language))
    letter = _letter(message, _)
    if message.channel == "SMS":
        code = codes.the_code(message.params) if message.template in codes.TEMPLATES else ""
        return Written("", text_message(letter, code), None)
    return Written(letter.subject, plain(letter, _), page(letter, _))


async def still_wanted(session: AsyncSession, message: OutboxMessage) -> bool:
    """Whether a message is still of use.

    A code that was used, or that a newer one replaced, is not.
    """
    if message.template not in codes.TEMPLATES:
        return True
    challenge = await session.get(
        CodeChallenge, message.params["challenge"], populate_existing=True
    )
    return (
        challenge is not None
        and challenge.consumed_at is None
        and challenge.generation == message.params["generation"]
    )


def _letter(message: OutboxMessage, _: Translator) -> Letter:
    writer = _WRITERS.get(message.template)
    if writer is None:
        raise UnknownTemplateError(message.template)
    return writer(message.params, _)
