"""One field of adhésion, from the characters typed to its plain value."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final, TypeVar

from damancom_reflex.domain import identifiers
from damancom_reflex.domain.calendar import add_months
from damancom_reflex.domain.dates import parse_day
from damancom_reflex.domain.enrolment.emails import email_address
from damancom_reflex.domain.enrolment.fields import DelegateKind, Field, IdentityKind, Operator
from damancom_reflex.domain.enrolment.names import arabic_name, company_name, latin_name
from damancom_reflex.domain.errors import DomainError
from damancom_reflex.domain.text import plain_text
from damancom_reflex.domain.words import Word

YES: Final = "yes"
NO: Final = "no"

LONGEST_MANDATE_MONTHS: Final = 120
"""A mandate may be given for ten years at most; one without an end is revoked when it is over. Ours."""

_Choice = TypeVar("_Choice", bound=Word)

_DOCUMENTS: Final[dict[IdentityKind, Callable[[str], str]]] = {
    IdentityKind.CIN: identifiers.cin,
    IdentityKind.RESIDENCE_CARD: identifiers.residence_card,
    IdentityKind.PASSPORT: identifiers.passport,
}


class FieldError(DomainError):
    """A field that does not stand.

    Codes: `identity_kind_missing`, `operator_missing`, `delegate_kind_missing`, `delegation_missing` (nothing
    chosen, or something not on the list); `empty_identity`, `malformed_identity` (of no kind chosen);
    `until_not_after_today`, `until_too_far` (`latest`, a day); `scope_missing`; `delegate_is_company`;
    `phone_not_verified`, `email_not_verified`.
    """


def read_field(field: Field, text: str, *, today: date) -> object:
    """The plain value of what was typed in a field.

    Words give their member, boxes and `delegated` a bool, `delegate_until` a day or None, all others a string: empty
    only where the field may be left empty (Arabic names, RIB). An identity number is checked by its kind in
    `read_identity`; here it has to fit any kind.

    Args:
        field: which one.
        text: as typed.
        today: day on the business calendar, which a mandate must outlive.

    Raises:
        DomainError: with a stable code, when it does not stand.
    """
    if field is Field.DELEGATE_UNTIL:
        return _until(text, today)
    return _READERS[field](text)


def read_identity(kind_text: str, number_text: str) -> tuple[IdentityKind, str]:
    """Kind and plain number of an identity document.

    Raises:
        FieldError: `identity_kind_missing`.
        IdentifierError: when no document of that kind has such a number.
    """
    kind = _choice(IdentityKind, "identity_kind_missing")(kind_text)
    return kind, _DOCUMENTS[kind](number_text)


def _choice(words: type[_Choice], missing: str) -> Callable[[str], _Choice]:
    """Reads one word of a list."""

    def read(text: str) -> _Choice:
        try:
            return words(plain_text(text))
        except ValueError as error:
            raise FieldError(missing) from error

    return read


def _any_identity(text: str) -> str:
    """A number that a document of some kind may bear."""
    if not plain_text(text):
        raise FieldError("empty_identity")
    for read in _DOCUMENTS.values():
        try:
            return read(text)
        except DomainError:
            continue
    raise FieldError("malformed_identity")


def _surname(text: str) -> str:
    return latin_name(text, "empty_surname")


def _first_name(text: str) -> str:
    return latin_name(text, "empty_first_name")


def _rib(text: str) -> str:
    return identifiers.rib(text).value if plain_text(text) else ""


def _box(text: str) -> bool:
    return plain_text(text) == YES


def _delegated(text: str) -> bool:
    if plain_text(text) not in (YES, NO):
        raise FieldError("delegation_missing")
    return _box(text)


def _until(text: str, today: date) -> date | None:
    """Last day of a mandate; none when it has no end."""
    if not plain_text(text):
        return None
    day = parse_day(text)
    if day <= today:
        raise FieldError("until_not_after_today")
    latest = add_months(today, LONGEST_MANDATE_MONTHS)
    if day > latest:
        raise FieldError("until_too_far", latest=latest)
    return day


_READERS: Final[dict[Field, Callable[[str], object]]] = {
    Field.IDENTITY_KIND: _choice(IdentityKind, "identity_kind_missing"),
    Field.IDENTITY_NUMBER: _any_identity,
    Field.SURNAME: _surname,
    Field.FIRST_NAME: _first_name,
    Field.SURNAME_AR: arabic_name,
    Field.FIRST_NAME_AR: arabic_name,
    Field.OPERATOR: _choice(Operator, "operator_missing"),
    Field.PHONE: identifiers.mobile,
    Field.EMAIL: email_address,
    Field.RIB: _rib,
    Field.DELEGATED: _delegated,
    Field.DELEGATE_KIND: _choice(DelegateKind, "delegate_kind_missing"),
    Field.DELEGATE_NAME: company_name,
    Field.DELEGATE_ICE: identifiers.ice,
    Field.DELEGATE_SURNAME: _surname,
    Field.DELEGATE_FIRST_NAME: _first_name,
    Field.DELEGATE_IDENTITY_KIND: _choice(IdentityKind, "identity_kind_missing"),
    Field.DELEGATE_IDENTITY_NUMBER: _any_identity,
    Field.DELEGATE_EMAIL: email_address,
    Field.DELEGATE_PHONE: identifiers.mobile,
    Field.SCOPE_DECLARE: _box,
    Field.SCOPE_RECOVER: _box,
    Field.SCOPE_SIGN: _box,
}
