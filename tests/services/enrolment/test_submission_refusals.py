"""What holds a request back: the terms, a step, a field, another request or an account."""

from __future__ import annotations

import pytest

from damancom_reflex.domain.enrolment.fields import Field
from damancom_reflex.domain.enrolment.life import EnrolmentStatus
from damancom_reflex.domain.enrolment.reading import ContentError
from damancom_reflex.services import enrolment
from damancom_reflex.services.recouvrement import rulebook
from damancom_reflex.store.enrolments import EnrolmentConsent
from damancom_reflex.store.rules import Terms
from tests.conftest import ON_BOTH_DATABASES
from tests.factories import a_right, an_account, rows, saved
from tests.services.enrolment.builders import (
    DELEGATE,
    a_company,
    at_confirmation,
    at_delegation,
    row_of,
)
from tests.services.people import outcome, refusal


async def test_without_the_terms_nothing_is_filed(database: str):
    await a_company()
    person = await at_confirmation()
    submitted = enrolment.submit(person.applicant, person.draft_id)
    assert await outcome(submitted) == "terms_not_accepted"
    assert (await row_of(person.draft_id)).status == EnrolmentStatus.DRAFT


@pytest.mark.parametrize(
    ("field", "text"), [("operator", "ORANGE"), ("rib", "001810007800020110620318")]
)
async def test_any_change_asks_for_the_terms_again(database: str, field: str, text: str):
    await a_company()
    person = await at_confirmation()
    await enrolment.accept_terms(person.applicant, person.draft_id, "fr")
    assert not (await person.type(**{field: text})).terms_accepted
    submitted = enrolment.submit(person.applicant, person.draft_id)
    assert await outcome(submitted) == "terms_not_accepted"


async def test_a_change_of_writing_alone_does_not(database: str):
    await a_company()
    person = await at_confirmation()
    await enrolment.accept_terms(person.applicant, person.draft_id, "fr")
    assert (await person.type(phone=" 06.12.34.56.78 ")).terms_accepted


async def test_terms_published_since_are_to_be_read_again(database: str):
    await a_company()
    person = await at_confirmation()
    await enrolment.accept_terms(person.applicant, person.draft_id, "fr")
    _, terms = await enrolment.read_back(person.applicant, person.draft_id)
    await saved(
        Terms(
            code="enrolment",
            version="99",
            text_fr=terms.text_fr,
            text_ar=terms.text_ar,
            sha256_fr="1" * 64,
            sha256_ar="2" * 64,
        )
    )
    submitted = enrolment.submit(person.applicant, person.draft_id)
    assert await outcome(submitted) == "terms_changed"
    await person.submit()
    assert (await rows(EnrolmentConsent))[0].terms_version == "99"
    rulebook.terms.clear()


async def test_the_steps_before_come_first(database: str):
    await a_company()
    person = await at_delegation()
    for doing in (
        enrolment.read_back(person.applicant, person.draft_id),
        enrolment.accept_terms(person.applicant, person.draft_id, "fr"),
        enrolment.submit(person.applicant, person.draft_id),
    ):
        refused = await refusal(doing)
        assert (refused.code, refused.params) == ("step_not_reached", {"step": "delegation"})


async def test_what_is_missing_beside_the_steps_is_named(database: str):
    await a_company()
    person = await at_confirmation()
    await person.type(operator="", rib="123")
    for doing in (
        enrolment.read_back(person.applicant, person.draft_id),
        enrolment.accept_terms(person.applicant, person.draft_id, "fr"),
        enrolment.submit(person.applicant, person.draft_id),
    ):
        refused = await refusal(doing)
        assert isinstance(refused, ContentError)
        assert {name: error.code for name, error in refused.errors.items()} == {
            "operator": "operator_missing",
            "rib": "wrong_length_rib",
        }


@ON_BOTH_DATABASES
async def test_one_request_under_way_per_affiliate(database: str):
    await a_company()
    first = await at_confirmation()
    second = await at_confirmation(phone="+212698765432", email="autre@tamaris.ma")
    await first.submit()
    refused = await refusal(second.submit())
    assert (refused.code, refused.params) == ("request_under_way", {"reference": ""})
    assert (await row_of(second.draft_id)).status == EnrolmentStatus.DRAFT


async def test_an_account_made_meanwhile_ends_it(database: str):
    company = await a_company()
    person = await at_confirmation()
    await a_right(await an_account(), company)
    assert await outcome(person.submit()) == "enrolment_account_exists"


async def test_every_field_that_is_asked_for_is_needed(database: str):
    await a_company()
    person = await at_delegation()
    whole = {field.value: text for field, text in DELEGATE.items()}
    await person.type(**whole)
    for field in set(DELEGATE) - {Field.DELEGATED, Field.SCOPE_DECLARE}:
        view = await person.type(**{field.value: ""})
        assert not view.facts.delegation_answered, field
        await person.type(**{field.value: whole[field]})
    assert (await person.view()).facts.delegation_answered
