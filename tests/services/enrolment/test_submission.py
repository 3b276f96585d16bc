"""A request is submitted: filed as it was shown, told of, on the trail, and once."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from damancom_reflex.domain.enrolment.content_json import content_to_json
from damancom_reflex.domain.enrolment.fields import DelegateKind
from damancom_reflex.services import enrolment
from damancom_reflex.services.enrolment.grants import grant
from damancom_reflex.services.enrolment.views import Applicant
from damancom_reflex.services.keys import new_token
from damancom_reflex.store.affiliates import Agency
from damancom_reflex.store.engine import dispose, reading, writing
from damancom_reflex.store.enrolments import EnrolmentConsent
from tests.conftest import ON_BOTH_DATABASES
from tests.factories import rows
from tests.services.enrolment.builders import (
    CIN,
    DELEGATE,
    DELEGATE_ICE,
    EMAIL,
    NUMBER,
    PHONE,
    a_browser,
    a_company,
    acts_on,
    an_agency,
    at_confirmation,
    at_delegation,
    messages_to,
    overwritten,
    row_of,
)
from tests.services.people import outbox_rows, outcome, refusal
from tests.services.recouvrement.builders import SITUATION, on_business_day


@ON_BOTH_DATABASES
async def test_a_request_is_filed_as_it_was_shown(database: str):
    await on_business_day(SITUATION)
    agency = await an_agency("B2")
    await a_company(agency_id=agency.id)
    person = await at_confirmation()
    shown, _ = await enrolment.read_back(person.applicant, person.draft_id)
    reference = await person.submit()
    assert re.fullmatch(r"DA-2023-[0-9A-Z]{4}-[0-9A-Z]{4}", reference)
    row = await row_of(person.draft_id)
    assert (row.status, row.reference, row.revision) == ("SUBMITTED", reference, 1)
    assert (row.business_day, row.expires_on) == (SITUATION, date(2024, 1, 7))
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
    consent = (await rows(EnrolmentConsent))[0]
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
    await on_business_day(SITUATION)
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
    assert len(await rows(EnrolmentConsent)) == 1
    assert len(await outbox_rows("enrolment_submitted")) == 2


@pytest.mark.parametrize("status", ["RECEIVED", "VALIDATED", "REFUSED"])
async def test_it_gives_the_reference_whatever_the_agency_did_meanwhile(database: str, status: str):
    await a_company()
    person = await at_confirmation()
    reference = await person.submit()
    await overwritten(person, status=status)
    assert await enrolment.submit(person.applicant, person.draft_id) == reference
    refused = await refusal(person.view())
    assert (refused.code, refused.params) == ("enrolment_filed", {"reference": reference})


async def test_another_browser_with_a_right_gets_the_same_reference(database: str):
    await a_company()
    person = await at_confirmation()
    reference = await person.submit()
    other = Applicant(replace(a_browser().visitor, address="196.13.99.9"), new_token())
    assert await outcome(enrolment.submit(other, person.draft_id)) == "enrolment_unknown"
    async with writing() as session:
        await grant(session, person.draft_id, other.key, "LINK")
    assert await enrolment.submit(other, person.draft_id) == reference
