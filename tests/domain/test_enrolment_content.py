"""A request read whole from what was typed, or refused field by field."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from damancom_reflex.domain.enrolment.content import Content, DelegateContent, Identity
from damancom_reflex.domain.enrolment.fields import DelegateKind, Field, IdentityKind, Operator
from damancom_reflex.domain.enrolment.reading import (
    DELEGATE,
    NAMES,
    ContentError,
    asked,
    field_errors,
)

from .enrolment_factories import (
    ALONE,
    COMPANY_ICE,
    EMAIL,
    PHONE,
    REGISTERED,
    TODAY,
    WITH_DELEGATE,
    codes,
    content,
)


def refused(typed: dict[str, str], **facts: Any) -> dict[str, str]:
    """Codes by field of a request that cannot be filed."""
    with pytest.raises(ContentError) as caught:
        content(typed, **facts)
    assert caught.value.code == "content_incomplete"
    assert caught.value.params == {"fields": ", ".join(caught.value.errors)}
    return codes(caught.value.errors)


def errors(typed: dict[str, str], **given: Any) -> dict[str, str]:
    """Codes by field of what was typed so far."""
    return codes(field_errors(typed, today=TODAY, **given))


def test_a_request_without_delegate_is_read() -> None:
    assert content(ALONE) == Content(
        affiliate_number="4317542",
        legal_name="Pharmacie Annour",
        ice=COMPANY_ICE,
        representative=Identity(IdentityKind.CIN, "AB123456", "Bennani", "Salma", "بناني", ""),
        representative_is_new=True,
        operator=Operator.ORANGE,
        phone=PHONE,
        email=EMAIL,
        rib="",
        delegate=None,
    )


def test_a_request_with_a_delegate_is_read() -> None:
    made = content(WITH_DELEGATE)
    assert made.rib == "001810007800020110620318"
    assert made.delegate == DelegateContent(
        kind=DelegateKind.FIDUCIARY,
        legal_name="Atlas & Cie",
        ice="001561191000066",
        signatory=Identity(IdentityKind.PASSPORT, "XY1234567", "Alaoui", "Omar"),
        email="omar@atlas.example",
        phone="+212712345678",
        declare=True,
        recover=False,
        sign=True,
        until=date(2026, 12, 31),
    )
    assert made.representative.name == "Salma Bennani"


def test_a_representative_of_the_register_is_asked_for_no_name() -> None:
    typed = {name: text for name, text in ALONE.items() if name not in NAMES}
    made = content(typed, representative=REGISTERED)
    assert (made.representative, made.representative_is_new) == (REGISTERED, False)
    assert refused(typed) == {"surname": "empty_surname", "first_name": "empty_first_name"}


def test_names_typed_before_the_register_knew_them_are_not_looked_at() -> None:
    typed = {**ALONE, "surname": "123"}
    assert content(typed, representative=REGISTERED).representative is REGISTERED
    assert refused(typed) == {"surname": "malformed_name"}


def test_a_delegate_typed_and_given_up_is_not_looked_at() -> None:
    typed = {**WITH_DELEGATE, "delegated": "no", "delegate_ice": "1"}
    assert content(typed).delegate is None
    assert errors(typed, whole=True) == {}


def test_everything_missing_is_told_in_the_order_of_the_wizard() -> None:
    assert refused({}) == {
        "identity_kind": "identity_kind_missing",
        "identity_number": "empty_identity",
        "surname": "empty_surname",
        "first_name": "empty_first_name",
        "operator": "operator_missing",
        "phone": "empty_mobile",
        "email": "empty_email",
        "delegated": "delegation_missing",
    }
    missing = refused({"delegated": "yes"})
    assert list(missing) == [field.value for field in Field if field in missing]
    assert {name: code for name, code in missing.items() if "deleg" in name or "scope" in name} == {
        "delegate_kind": "delegate_kind_missing",
        "delegate_name": "empty_company_name",
        "delegate_ice": "empty_ice",
        "delegate_surname": "empty_surname",
        "delegate_first_name": "empty_first_name",
        "delegate_identity_kind": "identity_kind_missing",
        "delegate_identity_number": "empty_identity",
        "delegate_email": "empty_email",
        "delegate_phone": "empty_mobile",
        "scope_declare": "scope_missing",
    }


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"identity_number": "AB1234567"}, {"identity_number": "malformed_cin"}),
        ({"identity_number": ""}, {"identity_number": "empty_cin"}),
        (
            {"identity_kind": "x", "identity_number": "AB123456"},
            {"identity_kind": "identity_kind_missing"},
        ),
        ({"delegate_identity_number": "A1"}, {"delegate_identity_number": "malformed_passport"}),
        ({"delegate_ice": COMPANY_ICE}, {"delegate_ice": "delegate_is_company"}),
        ({"scope_declare": "", "scope_sign": ""}, {"scope_declare": "scope_missing"}),
        ({"delegate_until": "08/11/2023"}, {"delegate_until": "until_not_after_today"}),
        ({"phone": "0612345679"}, {"phone": "phone_not_verified"}),
        ({"email": "omar@exemple.ma"}, {"email": "email_not_verified"}),
        ({"phone": "061234567"}, {"phone": "malformed_mobile"}),
    ],
)
def test_a_field_that_does_not_stand_holds_the_request_back(
    change: dict[str, str], expected: dict[str, str]
) -> None:
    assert refused({**WITH_DELEGATE, **change}) == expected


def test_contacts_count_once_they_are_proved() -> None:
    assert refused(ALONE, phone="", email="") == {
        "phone": "phone_not_verified",
        "email": "email_not_verified",
    }


@pytest.mark.parametrize("scope", ["scope_declare", "scope_recover", "scope_sign"])
def test_one_scope_is_enough(scope: str) -> None:
    typed = {**WITH_DELEGATE, "scope_declare": "", "scope_sign": "", scope: "yes"}
    assert content(typed).delegate is not None


def test_a_company_without_ice_has_nothing_its_delegate_could_share() -> None:
    typed = {**WITH_DELEGATE, "delegate_ice": COMPANY_ICE}
    assert content(typed, ice="").delegate is not None


def test_only_what_was_typed_is_told_until_the_end() -> None:
    typed = {"surname": "بناني", "phone": "  ", "delegated": "yes", "delegate_ice": COMPANY_ICE}
    assert errors(typed, ice=COMPANY_ICE) == {
        "surname": "arabic_in_latin_name",
        "delegate_ice": "delegate_is_company",
    }
    assert errors({}) == {}
    assert errors({"identity_number": "AB123456"}) == {}
    assert errors({"surname": "1"}, representative_known=True) == {}
    assert errors({"surname": "1"}, representative_known=True, whole=True).get("surname") is None
    assert errors(typed, whole=True)["phone"] == "empty_mobile"


def test_fields_asked_for_depend_on_two_answers() -> None:
    everything = asked(WITH_DELEGATE, representative_known=False)
    assert everything == tuple(Field)
    without = asked(ALONE, representative_known=True)
    assert set(everything) - set(without) == {*NAMES, *DELEGATE}
    assert Field.DELEGATED in without
