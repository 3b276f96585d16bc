"""Whatever refusal a field of adhésion meets, there is a sentence for it, with its figures written out."""

from __future__ import annotations

from datetime import date

import pytest

from damancom_reflex.domain.enrolment.fields import Field, IdentityKind
from damancom_reflex.domain.enrolment.reading import (
    ContentError,
    field_errors,
    read_content,
    read_field,
    read_identity,
)
from damancom_reflex.domain.errors import DomainError
from damancom_reflex.domain.identifiers import affiliation_number
from damancom_reflex.i18n import translator
from damancom_reflex.sentences import (
    FALLBACK,
    SENTENCES,
    adhesion,
    job_loss,
    recouvrement,
    review,
    sentence,
    sign_in,
)

TODAY = date(2023, 11, 8)
ICE = "001561191000066"
WRONG = (
    *("", "!", "12", "abc", "فاطمة", "Ali3", "A" * 200, "م" * 200, "yes", "---"),
    *("0522123456", "+33612345678", "a@b", "a@b.test", "a@b..ma", "001561191000067"),
    *("001810007800020110620319", "31/02/2026", "01/01/2020", "01/01/2090"),
)


def refusals() -> dict[str, DomainError]:
    """Every refusal that these wrong texts meet, by code."""
    found: list[DomainError] = []
    for text in WRONG:
        for field in Field:
            try:
                read_field(field, text, today=TODAY)
            except DomainError as refused:
                found.append(refused)
        for kind in ("", *IdentityKind):
            try:
                read_identity(kind, text)
            except DomainError as refused:
                found.append(refused)
        try:
            affiliation_number(text)
        except DomainError as refused:
            found.append(refused)
    delegate = {"delegated": "yes", "delegate_ice": ICE}
    found += field_errors(delegate, today=TODAY, ice=ICE, whole=True).values()
    try:
        read_content(
            {"phone": "0612345678", "email": "a@exemple.ma"},
            affiliate_number="4317542",
            legal_name="Atlas",
            ice="",
            representative=None,
            phone="",
            email="",
            today=TODAY,
        )
    except ContentError as refused:
        found += [refused, *refused.errors.values()]
    return {refused.code: refused for refused in found}


@pytest.mark.parametrize(("code", "refused"), sorted(refusals().items()))
def test_a_refused_field_has_its_sentence(code: str, refused: DomainError):
    _ = translator("fr")
    assert code in SENTENCES
    told = sentence(code, _, **refused.params)
    assert told != _(FALLBACK)
    assert "{" not in told


def test_the_wrong_texts_meet_every_refusal_of_the_fields():
    assert set(refusals()) >= {
        *("empty_affiliation", "malformed_affiliation", "wrong_length_affiliation"),
        *("identity_kind_missing", "empty_identity", "malformed_identity"),
        *("empty_cin", "malformed_cin", "empty_passport", "malformed_passport"),
        *("empty_residence_card", "malformed_residence_card"),
        *("empty_surname", "empty_first_name", "name_too_long", "malformed_name"),
        *("arabic_in_latin_name", "latin_in_arabic_name", "malformed_arabic_name"),
        *("empty_company_name", "malformed_company_name", "operator_missing"),
        *("empty_mobile", "malformed_mobile", "foreign_mobile", "not_mobile"),
        *("empty_email", "malformed_email", "email_domain_impossible"),
        *("phone_not_verified", "email_not_verified", "content_incomplete"),
        *("malformed_rib", "wrong_length_rib", "wrong_key_rib"),
        *("delegation_missing", "delegate_kind_missing", "delegate_is_company", "scope_missing"),
        *("empty_ice", "malformed_ice", "wrong_length_ice", "wrong_key_ice"),
        *("malformed_day", "impossible_day", "until_not_after_today", "until_too_far"),
    }


def test_no_code_has_two_sentences() -> None:
    parts = (sign_in, adhesion, recouvrement, job_loss, review)
    assert sum(len(part.SENTENCES) for part in parts) == len(SENTENCES)
