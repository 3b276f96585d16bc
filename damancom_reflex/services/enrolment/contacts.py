"""The two contacts of a request: how each is read, shown, and what its code is known by."""

from __future__ import annotations

from dataclasses import dataclass

from damancom_reflex.domain.enrolment.emails import email_address
from damancom_reflex.domain.enrolment.fields import Field
from damancom_reflex.domain.identifiers import mobile
from damancom_reflex.services.actors import Refused
from damancom_reflex.services.destinations import Destination, somebodys
from damancom_reflex.services.keys import keyed_hash
from damancom_reflex.store.accounts import CodePurpose
from damancom_reflex.store.enrolments import EnrolmentRequest


@dataclass(frozen=True, slots=True)
class Contact:
    """A phone or an e-mail address typed in a request, in its plain form.

    Attributes:
        field: which of the two.
        purpose: what its code opens.
        subject: keyed hash its tries and pauses are known by: the request's, whatever destination is typed.
        to: where its code goes.
        shown: as it was read; its owner is on the screen.
    """

    field: Field
    purpose: CodePurpose
    subject: str
    to: Destination
    shown: str

    def is_proved(self, request: EnrolmentRequest) -> bool:
        """Whether this very destination was proved by its code."""
        if self.field is Field.PHONE:
            return request.phone_verified_at is not None and request.phone == self.to.value
        return request.email_verified_at is not None and request.email == self.to.value


def contact_of(request: EnrolmentRequest, field: str) -> Contact:
    """The contact typed in a request.

    Raises:
        Refused: `field_unknown` when `field` is neither `phone` nor `email`.
        DomainError: the field's own, when what is typed cannot be one.
    """
    if field == Field.PHONE:
        phone = mobile(request.typed.get(Field.PHONE, ""))
        shown = f"{phone[:4]} {phone[4]} {phone[5:7]} {phone[7:9]} {phone[9:11]} {phone[11:]}"
        purpose, to = CodePurpose.ENROLMENT_PHONE, somebodys(phone, "SMS")
    elif field == Field.EMAIL:
        shown = email_address(request.typed.get(Field.EMAIL, ""))
        purpose, to = CodePurpose.ENROLMENT_EMAIL, somebodys(shown, "EMAIL")
    else:
        raise Refused("field_unknown")
    subject = keyed_hash("enrolment contact", f"{request.id}:{field}")
    return Contact(Field(field), purpose, subject, to, shown)
