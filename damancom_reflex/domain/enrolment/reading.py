"""A whole request, from the characters typed to what is filed; and what of it does not stand yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from damancom_reflex.domain.enrolment.content import Content, DelegateContent, Identity
from damancom_reflex.domain.enrolment.field_reading import (
    YES,
    FieldError,
    read_field,
    read_identity,
)
from damancom_reflex.domain.enrolment.fields import Field, IdentityKind
from damancom_reflex.domain.errors import DomainError
from damancom_reflex.domain.text import plain_text

__all__ = ["ContentError", "field_errors", "read_content", "read_field", "read_identity"]

NAMES: Final = (Field.SURNAME, Field.FIRST_NAME, Field.SURNAME_AR, Field.FIRST_NAME_AR)
"""Asked for a representative that the register does not know."""

SCOPES: Final = (Field.SCOPE_DECLARE, Field.SCOPE_RECOVER, Field.SCOPE_SIGN)
"""What a delegate may be allowed; one at least."""

DELEGATE: Final = tuple(
    field
    for field in Field
    if field in SCOPES or (field.startswith("delegate_") and field is not Field.DELEGATED)
)
"""Asked when there is a delegate."""

_ALWAYS: Final = tuple(field for field in Field if field not in (*NAMES, *DELEGATE))
_KIND_OF: Final = {
    Field.IDENTITY_NUMBER: Field.IDENTITY_KIND,
    Field.DELEGATE_IDENTITY_NUMBER: Field.DELEGATE_IDENTITY_KIND,
}
_KINDS: Final = frozenset(IdentityKind)


class ContentError(DomainError):
    """A request that cannot be filed as it is.

    Attributes:
        errors: why, by name of the field to mend, in the order of the wizard.
    """

    code = "content_incomplete"

    def __init__(self, errors: dict[str, DomainError]) -> None:
        """Keep the errors."""
        super().__init__(fields=", ".join(errors))
        self.errors = errors


@dataclass(frozen=True, slots=True)
class _Read:
    """Values by field, and errors by field, of the fields that are in play."""

    values: dict[Field, Any]
    errors: dict[Field, DomainError]


def asked(typed: Mapping[str, str], *, representative_known: bool) -> tuple[Field, ...]:
    """Fields that this request asks for: names of a new representative, the delegate when there is one."""
    names = () if representative_known else NAMES
    delegate = DELEGATE if plain_text(typed.get(Field.DELEGATED, "")) == YES else ()
    wanted = {*_ALWAYS, *names, *delegate}
    return tuple(field for field in Field if field in wanted)


def field_errors(
    typed: Mapping[str, str],
    *,
    today: date,
    ice: str = "",
    representative_known: bool = False,
    whole: bool = False,
) -> dict[str, DomainError]:
    """Why fields do not stand, by field name, in the order of the wizard.

    Fields that the request does not ask for (the delegate's without delegation) are not looked at.

    Args:
        typed: characters by field name; a name that is absent was not typed.
        today: day on the business calendar.
        ice: the company's, which its delegate cannot have; empty when it has none.
        representative_known: the register knows the representative, so no name is asked.
        whole: tell of what is missing too; else only of what was typed.
    """
    read = _read(typed, today=today, ice=ice, representative_known=representative_known)
    return {
        field.value: error
        for field, error in read.errors.items()
        if whole or plain_text(typed.get(field, ""))
    }


def read_content(
    typed: Mapping[str, str],
    *,
    affiliate_number: str,
    legal_name: str,
    ice: str,
    representative: Identity | None,
    phone: str,
    email: str,
    today: date,
) -> Content:
    """The request that is filed.

    Args:
        typed: characters by field name.
        affiliate_number: seven digits.
        legal_name: from the register.
        ice: from the register; may be empty.
        representative: the register's, when it knows the identity that was typed; None for a new one.
        phone: the number that was proved, E.164; empty when none was.
        email: the address that was proved; empty when none was.
        today: day on the business calendar.

    Raises:
        ContentError: when a field does not stand, is missing, or is not the one that was proved.
    """
    read = _read(typed, today=today, ice=ice, representative_known=representative is not None)
    read.errors.update(_unproved(read, phone, email))
    if read.errors:
        raise ContentError(
            {field.value: read.errors[field] for field in Field if field in read.errors}
        )
    values = read.values
    return Content(
        affiliate_number=affiliate_number,
        legal_name=legal_name,
        ice=ice,
        representative=representative or _representative(values),
        representative_is_new=representative is None,
        operator=values[Field.OPERATOR],
        phone=phone,
        email=email,
        rib=values[Field.RIB],
        delegate=_delegate(values) if values[Field.DELEGATED] else None,
    )


def _read(typed: Mapping[str, str], *, today: date, ice: str, representative_known: bool) -> _Read:
    read = _Read({}, {})
    for field in asked(typed, representative_known=representative_known):
        try:
            read.values[field] = _value(field, typed, today)
        except DomainError as error:
            read.errors[field] = error
    for field, code in _contradictions(read.values, ice):
        read.errors[field] = FieldError(code)
    return _Read(
        read.values, {field: read.errors[field] for field in Field if field in read.errors}
    )


def _value(field: Field, typed: Mapping[str, str], today: date) -> object:
    text = typed.get(field, "")
    kind = plain_text(typed.get(_KIND_OF[field], "")) if field in _KIND_OF else ""
    # Without its kind a number is read as of any; that the kind is missing is told at the kind.
    return read_identity(kind, text)[1] if kind in _KINDS else read_field(field, text, today=today)


def _contradictions(values: Mapping[Field, Any], ice: str) -> Iterator[tuple[Field, str]]:
    """Fields that stand alone and not together."""
    if Field.SCOPE_SIGN in values and not any(values[scope] for scope in SCOPES):
        yield Field.SCOPE_DECLARE, "scope_missing"
    if ice and values.get(Field.DELEGATE_ICE) == ice:
        yield Field.DELEGATE_ICE, "delegate_is_company"


def _unproved(read: _Read, phone: str, email: str) -> dict[Field, DomainError]:
    """Contacts that stand, and are not those that were proved."""
    proved = {
        Field.PHONE: (phone, "phone_not_verified"),
        Field.EMAIL: (email, "email_not_verified"),
    }
    return {
        field: FieldError(code)
        for field, (value, code) in proved.items()
        if field in read.values and read.values[field] != value
    }


def _representative(values: Mapping[Field, Any]) -> Identity:
    return Identity(
        kind=values[Field.IDENTITY_KIND],
        number=values[Field.IDENTITY_NUMBER],
        surname=values[Field.SURNAME],
        first_name=values[Field.FIRST_NAME],
        surname_ar=values[Field.SURNAME_AR],
        first_name_ar=values[Field.FIRST_NAME_AR],
    )


def _delegate(values: Mapping[Field, Any]) -> DelegateContent:
    return DelegateContent(
        kind=values[Field.DELEGATE_KIND],
        legal_name=values[Field.DELEGATE_NAME],
        ice=values[Field.DELEGATE_ICE],
        signatory=Identity(
            kind=values[Field.DELEGATE_IDENTITY_KIND],
            number=values[Field.DELEGATE_IDENTITY_NUMBER],
            surname=values[Field.DELEGATE_SURNAME],
            first_name=values[Field.DELEGATE_FIRST_NAME],
        ),
        email=values[Field.DELEGATE_EMAIL],
        phone=values[Field.DELEGATE_PHONE],
        declare=values[Field.SCOPE_DECLARE],
        recover=values[Field.SCOPE_RECOVER],
        sign=values[Field.SCOPE_SIGN],
        until=values[Field.DELEGATE_UNTIL],
    )
