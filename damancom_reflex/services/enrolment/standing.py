"""What of a request stands: its fields, its proofs, its steps, its content as a whole."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from damancom_reflex.domain.enrolment.content import Content, Identity
from damancom_reflex.domain.enrolment.content_json import content_to_json
from damancom_reflex.domain.enrolment.emails import email_address
from damancom_reflex.domain.enrolment.field_reading import YES, FieldError
from damancom_reflex.domain.enrolment.fields import Field, IdentityKind
from damancom_reflex.domain.enrolment.reading import (
    DELEGATE,
    NAMES,
    ContentError,
    field_errors,
    read_content,
    read_identity,
)
from damancom_reflex.domain.enrolment.steps import (
    EnrolmentFacts,
    EnrolmentStep,
    next_step,
    reachable,
)
from damancom_reflex.domain.errors import DomainError
from damancom_reflex.domain.identifiers import mobile
from damancom_reflex.services.actors import Refused
from damancom_reflex.services.enrolment.access import Dossier
from damancom_reflex.store.affiliates import LegalRepresentative
from damancom_reflex.store.enrolments import EnrolmentRequest

_CONTACT: Final = frozenset({Field.OPERATOR, Field.PHONE, Field.EMAIL, Field.RIB})
_KINDS: Final = (Field.IDENTITY_KIND.value, Field.DELEGATE_IDENTITY_KIND.value)
_IDENTITY: Final = frozenset({Field.IDENTITY_KIND, Field.IDENTITY_NUMBER, *NAMES})


@dataclass(frozen=True, slots=True)
class Standing:
    """A request looked at once.

    Attributes:
        errors: why each field that the request asks for does not stand, what is missing included, by field name.
        unproved: fields that stand and are still to be looked up or proved by a code.
        facts: what is complete.
        in_register: the identity typed was looked up, and the register has it.
        is_new: it was looked up, and the register has not.
    """

    errors: dict[str, DomainError]
    unproved: dict[str, DomainError]
    facts: EnrolmentFacts
    in_register: bool
    is_new: bool

    def at(self, step: EnrolmentStep) -> None:
        """Refuse a step that may not be opened yet.

        Raises:
            Refused: `step_not_reached` (`step`, the one to go to).
        """
        if not reachable(step, self.facts):
            raise Refused("step_not_reached", step=next_step(self.facts).value)

    @property
    def lacking(self) -> dict[str, DomainError]:
        """Everything that stops the request from being filed, in the order of the wizard."""
        every = {**self.errors, **self.unproved}
        return {field.value: every[field] for field in Field if field in every}


def standing(found: Dossier) -> Standing:
    """What of a request stands now."""
    request = found.request
    looked_up = identity_looked_up(request)
    in_register = looked_up and found.representative is not None
    errors = field_errors(
        request.typed,
        today=found.today,
        ice=found.affiliate.ice,
        representative_known=in_register,
        whole=True,
    )
    unproved = _unproved(request, errors, looked_up=looked_up)
    return Standing(
        errors=errors,
        unproved=unproved,
        facts=EnrolmentFacts(
            company_confirmed=request.company_confirmed,
            representative_known=looked_up and not _IDENTITY & errors.keys(),
            phone_verified=not {Field.PHONE} & (errors.keys() | unproved.keys()),
            email_verified=not {Field.EMAIL} & (errors.keys() | unproved.keys()),
            delegation_answered=not {Field.DELEGATED, *DELEGATE} & errors.keys(),
        ),
        in_register=in_register,
        is_new=looked_up and not in_register,
    )


def step_of(field: Field) -> EnrolmentStep:
    """Step in which a field is typed."""
    if field in _IDENTITY:
        return EnrolmentStep.REPRESENTATIVE
    return EnrolmentStep.CONTACT if field in _CONTACT else EnrolmentStep.DELEGATION


def field_error(found: Dossier, field: Field) -> DomainError | None:
    """Why what is typed in one field does not stand; none for nothing typed."""
    typed = found.request.typed
    looked_at = {name: typed[name] for name in (*_KINDS, field.value) if name in typed}
    if field is not Field.DELEGATED:
        # So that a delegate's field is looked at, whatever was answered.
        looked_at[Field.DELEGATED.value] = YES
    errors = field_errors(looked_at, today=found.today, ice=found.affiliate.ice)
    return errors.get(field)


def whole(found: Dossier, seen: Standing | None = None) -> Content:
    """The request as it would be filed now.

    Raises:
        ContentError: when a field does not stand, is missing or is not proved.
    """
    seen = seen or standing(found)
    if seen.lacking:
        raise ContentError(seen.lacking)
    request, affiliate = found.request, found.affiliate
    return read_content(
        request.typed,
        affiliate_number=affiliate.number,
        legal_name=affiliate.legal_name,
        ice=affiliate.ice,
        representative=_registered(found.representative) if seen.in_register else None,
        phone=request.phone,
        email=request.email,
        today=found.today,
    )


def fingerprint(found: Dossier, content: Content) -> str:
    """SHA-256 of what the terms are accepted for: any change of the content or of the terms asks again."""
    agreed = {"content": content_to_json(content), "terms": found.terms.id if found.terms else 0}
    plain = json.dumps(agreed, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(plain.encode()).hexdigest()


def terms_accepted(found: Dossier, seen: Standing) -> bool:
    """Whether the terms in force were accepted for this very content."""
    if not found.request.terms_fingerprint or seen.lacking:
        return False
    return found.request.terms_fingerprint == fingerprint(found, whole(found, seen))


def typed_identity(typed: Mapping[str, str]) -> str:
    """Kind and plain number of the identity typed, `CIN:AB123456`.

    Raises:
        DomainError: when no document of that kind has such a number.
    """
    kind, number = read_identity(
        typed.get(Field.IDENTITY_KIND, ""), typed.get(Field.IDENTITY_NUMBER, "")
    )
    return f"{kind.value}:{number}"


def identity_looked_up(request: EnrolmentRequest) -> bool:
    """Whether the identity typed is the one that was looked up last."""
    if not request.identity_proved:
        return False
    try:
        return typed_identity(request.typed) == request.identity_proved
    except DomainError:
        return False


def _unproved(
    request: EnrolmentRequest, errors: Mapping[str, DomainError], *, looked_up: bool
) -> dict[str, DomainError]:
    """What stands as typed, and is not what was proved."""
    phone = request.phone if request.phone_verified_at else ""
    email = request.email if request.email_verified_at else ""
    codes: dict[str, DomainError] = {}
    if not (looked_up or {Field.IDENTITY_KIND, Field.IDENTITY_NUMBER} & errors.keys()):
        codes[Field.IDENTITY_NUMBER.value] = FieldError("identity_not_checked")
    if Field.PHONE not in errors and mobile(request.typed[Field.PHONE]) != phone:
        codes[Field.PHONE.value] = FieldError("phone_not_verified")
    if Field.EMAIL not in errors and email_address(request.typed[Field.EMAIL]) != email:
        codes[Field.EMAIL.value] = FieldError("email_not_verified")
    return codes


def _registered(row: LegalRepresentative | None) -> Identity | None:
    """A representative as the register has them."""
    if row is None:
        return None
    return Identity(
        kind=IdentityKind(row.identity_kind),
        number=row.identity_number,
        surname=row.surname,
        first_name=row.first_name,
        surname_ar=row.surname_ar,
        first_name_ar=row.first_name_ar,
    )
