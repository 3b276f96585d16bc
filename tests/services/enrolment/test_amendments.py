"""What was filed is changed: after a code only, and filed again."""

from __future__ import annotations

from datetime import date, timedelta

from damancom_reflex.clock import now
from damancom_reflex.domain.enrolment.life import EnrolmentStatus
from damancom_reflex.services import enrolment
from damancom_reflex.services.enrolment.grants import grant
from damancom_reflex.store.engine import writing
from damancom_reflex.store.enrolments import EnrolmentConsent
from tests.conftest import ON_BOTH_DATABASES
from tests.factories import rows
from tests.services.enrolment.builders import (
    PHONE,
    Person,
    a_company,
    acts_on,
    at_confirmation,
    overwritten,
    row_of,
)
from tests.services.people import outbox_rows, outcome, refusal
from tests.services.recouvrement.builders import SITUATION, on_business_day


async def prove(person: Person) -> None:
    """What a code to the verified phone gives a browser: an hour to change what was filed."""
    async with writing() as session:
        key, until = person.applicant.key, now() + timedelta(hours=1)
        await grant(session, person.draft_id, key, "CODE", until)


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
    await on_business_day(SITUATION)
    await a_company()
    person = await at_confirmation()
    reference = await person.submit()
    filed = (await row_of(person.draft_id)).filed
    await on_business_day(SITUATION + timedelta(days=10))
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
    assert [consent.revision for consent in await rows(EnrolmentConsent)] == [1, 2]
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
    await overwritten(
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
