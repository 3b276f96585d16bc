from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from damancom_reflex.domain.enrolment.fields import DelegateKind, Field, IdentityKind, Operator
from damancom_reflex.domain.enrolment.reading import read_field, read_identity
from damancom_reflex.domain.errors import DomainError

from .factories import read_or_code

TODAY = date(2023, 11, 8)

ICE = "001561191000066"
RIB = "001810007800020110620318"


def read(field: Field, text: str) -> object:
    """What a field's text is read into, or the code of its refusal."""
    return read_or_code(lambda typed: read_field(field, typed, today=TODAY), text)


@pytest.mark.parametrize(
    ("field", "typed", "value"),
    [
        (Field.IDENTITY_KIND, "CIN", IdentityKind.CIN),
        (Field.DELEGATE_IDENTITY_KIND, " PASSPORT ", IdentityKind.PASSPORT),
        (Field.IDENTITY_NUMBER, " ab 123456 ", "AB123456"),
        (Field.DELEGATE_IDENTITY_NUMBER, "ab1234567", "AB1234567"),
        (Field.SURNAME, " El  Fassi ", "El Fassi"),
        (Field.FIRST_NAME, "Zoé", "Zoé"),
        (Field.SURNAME_AR, "الفاسي", "الفاسي"),
        (Field.FIRST_NAME_AR, "", ""),
        (Field.OPERATOR, "INWI", Operator.INWI),
        (Field.PHONE, "06 12 34 56 78", "+212612345678"),
        (Field.PHONE, "+212 6 12 34 56 78", "+212612345678"),
        (Field.PHONE, "00212612345678", "+212612345678"),
        (Field.PHONE, "٠٦١٢٣٤٥٦٧٨", "+212612345678"),
        (Field.EMAIL, "Salma@Exemple.MA", "Salma@exemple.ma"),
        (Field.RIB, "", ""),
        (Field.RIB, "001 810 0078000201106203 18", RIB),
        (Field.DELEGATED, "yes", True),
        (Field.DELEGATED, "no", False),
        (Field.DELEGATE_KIND, "LAWYER", DelegateKind.LAWYER),
        (Field.DELEGATE_NAME, "Atlas & Cie", "Atlas & Cie"),
        (Field.DELEGATE_ICE, "001 561 191 000 066", ICE),
        (Field.DELEGATE_SURNAME, "Alaoui", "Alaoui"),
        (Field.DELEGATE_FIRST_NAME, "Omar", "Omar"),
        (Field.DELEGATE_EMAIL, "omar@atlas.example", "omar@atlas.example"),
        (Field.DELEGATE_PHONE, "0712345678", "+212712345678"),
        (Field.SCOPE_DECLARE, "yes", True),
        (Field.SCOPE_RECOVER, "", False),
        (Field.SCOPE_SIGN, "on", False),
        (Field.DELEGATE_UNTIL, "", None),
        (Field.DELEGATE_UNTIL, "31/12/2026", date(2026, 12, 31)),
    ],
)
def test_a_field_is_read_into_its_plain_value(field: Field, typed: str, value: object) -> None:
    assert read(field, typed) == value


@pytest.mark.parametrize(
    ("field", "typed", "code"),
    [
        (Field.IDENTITY_KIND, "", "identity_kind_missing"),
        (Field.DELEGATE_IDENTITY_KIND, "cin", "identity_kind_missing"),
        (Field.IDENTITY_NUMBER, " ", "empty_identity"),
        (Field.IDENTITY_NUMBER, "!", "malformed_identity"),
        (Field.DELEGATE_IDENTITY_NUMBER, "ABCDEFGHIJK1", "malformed_identity"),
        (Field.SURNAME, "", "empty_surname"),
        (Field.FIRST_NAME, "", "empty_first_name"),
        (Field.DELEGATE_SURNAME, "", "empty_surname"),
        (Field.DELEGATE_FIRST_NAME, "عمر", "arabic_in_latin_name"),
        (Field.SURNAME_AR, "Fassi", "latin_in_arabic_name"),
        (Field.OPERATOR, "", "operator_missing"),
        (Field.OPERATOR, "MEDITEL", "operator_missing"),
        (Field.PHONE, "", "empty_mobile"),
        (Field.PHONE, "0522123456", "not_mobile"),
        (Field.DELEGATE_PHONE, "+33612345678", "foreign_mobile"),
        (Field.EMAIL, "", "empty_email"),
        (Field.DELEGATE_EMAIL, "omar@atlas.invalid", "email_domain_impossible"),
        (Field.RIB, "001810007800020110620319", "wrong_key_rib"),
        (Field.RIB, "12", "wrong_length_rib"),
        (Field.DELEGATED, "", "delegation_missing"),
        (Field.DELEGATED, "maybe", "delegation_missing"),
        (Field.DELEGATE_KIND, "", "delegate_kind_missing"),
        (Field.DELEGATE_NAME, "", "empty_company_name"),
        (Field.DELEGATE_ICE, "001561191000067", "wrong_key_ice"),
        (Field.DELEGATE_ICE, "", "empty_ice"),
        (Field.DELEGATE_UNTIL, "demain", "malformed_day"),
        (Field.DELEGATE_UNTIL, "31/02/2026", "impossible_day"),
    ],
)
def test_a_field_that_does_not_stand_says_why(field: Field, typed: str, code: str) -> None:
    assert read(field, typed) == code


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("07/11/2023", "until_not_after_today"),
        ("08/11/2023", "until_not_after_today"),
        ("09/11/2023", date(2023, 11, 9)),
        ("08/11/2033", date(2033, 11, 8)),
        ("09/11/2033", "until_too_far"),
    ],
)
def test_a_mandate_ends_after_today_and_within_ten_years(typed: str, expected: object) -> None:
    assert read(Field.DELEGATE_UNTIL, typed) == expected


def test_a_mandate_that_is_too_long_is_told_its_latest_end() -> None:
    with pytest.raises(DomainError) as refused:
        read_field(Field.DELEGATE_UNTIL, "2050-01-01", today=TODAY)
    assert refused.value.params == {"latest": date(2033, 11, 8)}


@pytest.mark.parametrize(
    ("kind", "number", "expected"),
    [
        ("CIN", " ab 12-3456 ", (IdentityKind.CIN, "AB123456")),
        ("CIN", "AB1234567", "malformed_cin"),
        ("PASSPORT", "ab1234567", (IdentityKind.PASSPORT, "AB1234567")),
        ("PASSPORT", "A123456", "malformed_passport"),
        ("RESIDENCE_CARD", "c12345", (IdentityKind.RESIDENCE_CARD, "C12345")),
        ("RESIDENCE_CARD", "", "empty_residence_card"),
        ("CIN", "", "empty_cin"),
        ("PASSPORT", "", "empty_passport"),
        ("", "AB123456", "identity_kind_missing"),
        ("PERMIT", "AB123456", "identity_kind_missing"),
    ],
)
def test_an_identity_number_is_read_by_its_kind(kind: str, number: str, expected: object) -> None:
    assert read_or_code(lambda text: read_identity(kind, text), number) == expected


TEXTS = st.text(max_size=30) | st.sampled_from(["yes", "no", "CIN", "INWI", "0612345678", ICE, RIB])


@given(st.sampled_from(Field), TEXTS, st.dates(date(2000, 1, 1), date(2080, 1, 1)))
def test_any_text_in_any_field_is_a_plain_value_or_a_refusal(
    field: Field, text: str, today: date
) -> None:
    try:
        value: Any = read_field(field, text, today=today)
    except DomainError as refused:
        assert refused.code != DomainError.code
        return
    if isinstance(value, str):
        assert read_field(field, value, today=today) == value


@given(st.sampled_from(IdentityKind), st.text("abAB019 -٣", max_size=12))
def test_a_number_of_some_kind_is_a_number_of_any(kind: IdentityKind, number: str) -> None:
    try:
        plain = read_identity(kind, number)[1]
    except DomainError:
        return
    assert read_identity(kind, plain) == (kind, plain)
    assert read(Field.IDENTITY_NUMBER, number) == plain
