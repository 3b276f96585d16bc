"""The proof that a document is ours, whatever it is: one page serves agreements and forms of adhésion."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlmodel import select

from damancom_reflex.domain.masks import mask_name
from damancom_reflex.services import recouvrement
from damancom_reflex.services.references import ENROLMENT, read_reference
from damancom_reflex.store.affiliates import Affiliate
from damancom_reflex.store.engine import reading
from damancom_reflex.store.enrolments import EnrolmentRequest


@dataclass(frozen=True, slots=True)
class Genuine:
    """The least that proves a document is ours.

    Attributes:
        kind: an agreement that was signed, or the forms of a request that was submitted.
        reference: as printed.
        day: of the signature, or of the last submission, on the business calendar.
        masked_name: first letters of the company's name.
    """

    kind: Literal["agreement", "enrolment"]
    reference: str
    day: date
    masked_name: str


async def verify(reference: str, verification_id: str | None = None) -> Genuine | None:
    """What proves a document is ours; none when it is not.

    Args:
        reference: as printed, however it is typed; its first letters say of what it is.
        verification_id: of the QR code; checked too when it is given.
    """
    if read_reference(ENROLMENT, reference):
        return await _enrolment(read_reference(ENROLMENT, reference), verification_id)
    found = await recouvrement.verification(reference, verification_id)
    if found is None:
        return None
    return Genuine("agreement", found.reference, found.day, found.masked_name)


async def _enrolment(reference: str, verification_id: str | None) -> Genuine | None:
    wanted = (
        select(EnrolmentRequest, Affiliate.legal_name)
        .join(Affiliate)
        .where(EnrolmentRequest.reference == reference)
    )
    if verification_id is not None:
        wanted = wanted.where(EnrolmentRequest.verification_id == verification_id[:32])
    async with reading() as session:
        found = (await session.exec(wanted)).first()
    if found is None or found[0].business_day is None:
        return None
    return Genuine("enrolment", reference, found[0].business_day, mask_name(found[1]))
