from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlmodel import select

from damancom_reflex.clock import now
from damancom_reflex.domain.enrolment.content_json import content_to_json
from damancom_reflex.domain.enrolment.fields import DelegateKind, Field
from damancom_reflex.domain.enrolment.life import EnrolmentStatus
from damancom_reflex.domain.enrolment.reading import ContentErrors
from damancom_reflex.services import enrolment
from damancom_reflex.services.enrolment.grants import grant
from damancom_reflex.services.enrolment.views import Applicant
from damancom_reflex.services.keys import new_token
from damancom_reflex.services.recouvrement import rulebook
from damancom_reflex.store.affiliates import Agency
from damancom_reflex.store.engine import dispose, reading, writing
from damancom_reflex.store.enrolments import EnrolmentConsent
from damancom_reflex.store.rules import Terms
from tests.conftest import ON_BOTH_DATABASES
from tests.factories import a_right, an_account, saved
from tests.services.enrolment.builders import (
    CIN,
    DELEGATE,
    DELEGATE_ICE,
    EMAIL,
    NUMBER,
    PHONE,
    Person,
    a_browser,
    a_company,
    acts_on,
    an_agency,
    at_confirmation,
    at_delegation,
    messages_to,
    row_of,
)
from tests.services.people import outbox_rows, outcome, refusal
from tests.services.recouvrement.builders import on_business_day

DAY = date(2023, 11, 8)


async def consents() -> list[EnrolmentConsent]:
    async with reading() as session:
        return list((await session.exec(select(EnrolmentConsent))).all())


async def prove(person: Person) -> None:
    """What a code to the verified phone gives a browser: an hour to change what was filed."""
    async with writing() as session:
        key, until = person.applicant.key, now() + timedelta(hours=1)
        await grant(session, person.draft_id, key, "CODE", until)


async def given(person: Person, **values: object) -> None:
    """Write on a request what an agency would."""
    row = await row_of(person.draft_id)
    row.sqlmodel_update(values)
    await saved(row)


@ON_BOTH_DATABASES
async def test_a_request_is_filed_as_it_was_shown(database: str):
    await on_business_day(DAY)
    agency = await an_agency("B2")
    await a_company(agency_id=agency.id)
    person = await at_confirmation()
    shown, _ = await enrolment.read_back(person.applicant, person.draft_id)
    reference = await person.submit()
    assert re.fullmatch(r"DA-2023-[0-9A-Z]{4}-[0-9A-Z]{4}", reference)
    row = await row_of(person.draft_id)
    assert (row.status, row.reference, row.revision) == ("SUBMITTED", reference, 1)
    assert (row.business_day, row.expires_on) == (DAY, date(2024, 1, 7))
    assert row.agency_id == agency.id
    assert row.filed == content_to_json(shown)
    assert (shown.representative.name, shown.representative_is_new) == ("Salma Bennani", False)
    assert (shown.phone, shown.email, shown.delegate) == (PHONE, EMAIL, None)


async def test_an_affiliate_without_an_agency_goes_to_the_first(database: str):
    await an_agency("A0")
    await a_company()
    person = await at_confirmation()
    await person.submit()
    agency_id = (await row_of(person.draft_id)).agency_id
    async with reading() as session:
        assert (await session.get_one(Agency, agency_id)).code == "A0"


@ON_BOTH_DATABASES
async def test_the_consent_keeps_what_was_agreed_to(database: str):
    await a_company()
    person = await at_confirmation()
    _, terms = await enrolment.read_back(person.applicant, person.draft_id)
    assert not terms.accepted
    view = await enrolment.accept_terms(person.applicant, person.draft_id, "ar")
    assert view.terms_accepted
    assert (await enrolment.read_back(person.applicant, person.draft_id))[1].accepted
    await enrolment.submit(person.applicant, person.draft_id)
    consent = (await consents())[0]
    assert (consent.request_id, consent.revision) == (person.draft_id, 1)
    assert (consent.terms_version, consent.language) == (terms.version, "ar")
    assert (consent.sha256_fr, consent.sha256_ar) == (terms.sha256_fr, terms.sha256_ar)
    assert consent.address == person.applicant.visitor.address
    assert (await row_of(person.draft_id)).language == "ar"


async def test_phone_and_mailbox_are_told(database: str):
    await a_company()
    person = await at_confirmation()
    reference = await person.submit()
    sms = await messages_to(PHONE, "enrolment_submitted")
    mail = await messages_to(EMAIL, "enrolment_submitted")
    assert (len(sms), len(mail)) == (1, 1)
    assert reference in sms[0].text
    assert reference in mail[0].text


async def test_the_trail_tells_the_story_and_no_secret(database: str):
    await on_business_day(DAY)
    await a_company()
    person = await at_confirmation()
    reference = await person.submit()
    acts = await acts_on(person.draft_id)
    assert [act.action.removeprefix("enrolment.") for act in acts] == [
        *("began", "company_confirmed", "identity_looked_up"),
        *("phone_verified", "email_verified", "submitted"),
    ]
    last = acts[-1]
    assert (last.subject, last.actor) == (f"enrolment:{reference}", "visitor")
    assert last.before == {"status": "DRAFT", "draft": person.draft_id}
    assert last.after == {
        "reference": reference,
        "status": "SUBMITTED",
        "revision": 1,
        "agency_id": 1,
        "business_day": "2023-11-08",
        "expires_on": "2024-01-07",
        "affiliate": NUMBER,
        "new_representative": False,
        "delegate": False,
    }
    told = "".join(act.model_dump_json() for act in acts)
    assert not [secret for secret in (CIN, PHONE, EMAIL, person.applicant.key) if secret in told]


async def test_a_delegate_is_filed_with_its_scope(database: str):
    await a_company()
    person = await at_delegation()
    await person.type(**{field.value: text for field, text in DELEGATE.items()})
    delegate = (await enrolment.read_back(person.applicant, person.draft_id))[0].delegate
    assert delegate
    assert (delegate.kind, delegate.ice) == (DelegateKind.FIDUCIARY, DELEGATE_ICE)
    assert (delegate.declare, delegate.recover, delegate.sign) == (True, False, False)
    assert delegate.signatory.number == "BE654321"
    await person.submit()
    assert (await row_of(person.draft_id)).filed["delegate"]["phone"] == "+212661234567"


@ON_BOTH_DATABASES
async def test_submitted_again_it_gives_the_same_reference_and_does_nothing(database: str):
    await a_company()
    person = await at_confirmation()
    reference = await person.submit()
    await dispose()
    for _ in range(3):
        assert await enrolment.submit(person.applicant, person.draft_id) == reference
    assert len(await consents()) == 1
    assert len(await outbox_rows("enrolment_submitted")) == 2


@pytest.mark.parametrize("status", ["RECEIVED", "VALIDATED", "REFUSED"])
async def test_it_gives_the_reference_whatever_the_agency_did_meanwhile(database: str, status: str):
    await a_company()
    person = await at_confirmation()
    reference = await person.submit()
    await given(person, status=status)
    assert await enrolment.submit(person.applicant, person.draft_id) == reference
    refused = await refusal(person.view())
    assert (refused.code, refused.params) == ("enrolment_filed", {"reference": reference})


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
    assert (await consents())[0].terms_version == "99"
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
        assert isinstance(refused, ContentErrors)
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


@ON_BOTH_DATABASES
async def test_what_was_filed_opens_for_a_change_after_a_code_only(database: str):
    await a_company()
    person = await at_confirmation()
    reference = await person.submit()
    version = (await row_of(person.draft_id)).version
    for doing in (
        person.view(),
        enrolment.type_field(person.applicant, person.draft_id, version, "operator", "ORANGE"),
        enrolment.accept_terms(person.applicant, person.draft_id, "fr"),
        enrolment.send_code(person.applicant, person.draft_id, "phone"),
        enrolment.check_identity(person.applicant, person.draft_id, version),
    ):
        refused = await refusal(doing)
        assert (refused.code, refused.params) == ("enrolment_needs_code", {"reference": reference})
    await prove(person)
    view = await person.view()
    assert (view.status, view.reference) == (EnrolmentStatus.SUBMITTED, reference)
    assert view.expires_at is None
    denied = enrolment.confirm_company(person.applicant, person.draft_id, view.version, yes=False)
    assert await outcome(denied) == "enrolment_filed"


@ON_BOTH_DATABASES
async def test_a_change_of_what_was_filed_is_filed_again(database: str):
    await on_business_day(DAY)
    await a_company()
    person = await at_confirmation()
    reference = await person.submit()
    filed = (await row_of(person.draft_id)).filed
    await on_business_day(DAY + timedelta(days=10))
    await prove(person)
    await person.type(operator="ORANGE", email="direction@tamaris.ma")
    assert (await row_of(person.draft_id)).filed == filed
    changed = enrolment.submit(person.applicant, person.draft_id)
    assert await outcome(changed) == "step_not_reached"
    await person.prove("email")
    assert await outcome(enrolment.submit(person.applicant, person.draft_id)) == (
        "terms_not_accepted"
    )
    assert await person.submit() == reference
    row = await row_of(person.draft_id)
    assert (row.filed["operator"], row.filed["email"]) == ("ORANGE", "direction@tamaris.ma")
    assert (row.status, row.revision, row.reference) == ("SUBMITTED", 2, reference)
    assert row.expires_on == date(2024, 1, 17)
    assert [consent.revision for consent in await consents()] == [1, 2]
    assert (await acts_on(person.draft_id))[-1].action == "enrolment.amended"
    # A draft has a link to come back by; what was filed has its reference.
    assert len(await outbox_rows("enrolment_resume")) == 1


async def test_an_hour_after_the_code_nothing_changes_any_more(database: str):
    await a_company()
    person = await at_confirmation()
    await person.submit()
    async with writing() as session:
        await grant(session, person.draft_id, person.applicant.key, "CODE", now())
    assert await outcome(person.view()) == "enrolment_needs_code"


async def test_a_correction_asked_for_is_filed_even_when_nothing_typed_changed(database: str):
    await a_company()
    person = await at_confirmation()
    reference = await person.submit()
    await given(
        person, status="CORRECTION_REQUESTED", reason_code="bank_stamp_missing", reason_note="RIB"
    )
    assert await outcome(enrolment.submit(person.applicant, person.draft_id)) == (
        "enrolment_needs_code"
    )
    await prove(person)
    view = await person.view()
    assert (view.reason_code, view.reason_note) == ("bank_stamp_missing", "RIB")
    assert await person.submit() == reference
    row = await row_of(person.draft_id)
    assert (row.status, row.revision, row.reason_code) == ("SUBMITTED", 2, "")
    assert await enrolment.submit(person.applicant, person.draft_id) == reference
    assert (await row_of(person.draft_id)).revision == 2


async def test_the_phone_that_was_filed_stays_until_another_is_proved(database: str):
    await a_company()
    person = await at_confirmation()
    await person.submit()
    await prove(person)
    await person.type(phone="0698765432")
    row = await row_of(person.draft_id)
    assert (row.phone, row.filed["phone"]) == (PHONE, PHONE)
    await person.prove("phone")
    row = await row_of(person.draft_id)
    assert (row.phone, row.filed["phone"]) == ("+212698765432", PHONE)


async def test_another_browser_with_a_right_gets_the_same_reference(database: str):
    await a_company()
    person = await at_confirmation()
    reference = await person.submit()
    other = Applicant(replace(a_browser().visitor, address="196.13.99.9"), new_token())
    assert await outcome(enrolment.submit(other, person.draft_id)) == "enrolment_unknown"
    async with writing() as session:
        await grant(session, person.draft_id, other.key, "LINK")
    assert await enrolment.submit(other, person.draft_id) == reference


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
