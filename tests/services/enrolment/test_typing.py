from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from sqlmodel import select

from damancom_reflex.clock import now
from damancom_reflex.domain.enrolment.fields import Field
from damancom_reflex.domain.enrolment.steps import EnrolmentFacts
from damancom_reflex.services import enrolment
from damancom_reflex.services.enrolment.views import Saved
from damancom_reflex.store.engine import dispose, reading
from damancom_reflex.store.enrolments import EnrolmentAccess, EnrolmentRequest
from tests.conftest import ON_BOTH_DATABASES
from tests.factories import saved
from tests.services.enrolment.builders import (
    CIN,
    DELEGATE,
    ICE,
    STRANGER,
    Person,
    a_browser,
    a_company,
    acts_on,
    at_company,
    at_contact,
    at_delegation,
    at_representative,
    row_of,
)
from tests.services.people import all_at_once, outcome, refusal


async def type_one(person: Person, version: int, field: str, text: str) -> Saved:
    return await enrolment.type_field(person.applicant, person.draft_id, version, field, text)


@ON_BOTH_DATABASES
async def test_yes_confirms_the_company_once(database: str):
    await a_company()
    person = await at_representative()
    view = await person.view()
    assert view.facts == EnrolmentFacts(company_confirmed=True)
    again = await enrolment.confirm_company(
        person.applicant, person.draft_id, view.version, yes=True
    )
    assert again.version == view.version
    actions = [act.action for act in await acts_on(person.draft_id)]
    assert actions == ["enrolment.began", "enrolment.company_confirmed"]


@ON_BOTH_DATABASES
async def test_no_forgets_the_request(database: str):
    await a_company()
    person = await at_company()
    version = (await person.view()).version
    last = await enrolment.confirm_company(person.applicant, person.draft_id, version, yes=False)
    assert last.legal_name == "Boulangerie Tamaris SARL"
    async with reading() as session:
        assert (await session.exec(select(EnrolmentRequest))).all() == []
        assert (await session.exec(select(EnrolmentAccess))).all() == []
    assert await outcome(person.view()) == "enrolment_unknown"


@ON_BOTH_DATABASES
async def test_every_character_typed_is_kept_valid_or_not(database: str):
    await a_company()
    person = await at_representative()
    view = await person.view()
    kept = await type_one(person, view.version, "identity_number", " ab-12 ")
    assert kept.version == view.version + 1
    assert kept.error == ("malformed_identity", {})
    found = await person.view()
    assert found.typed == {"identity_number": " ab-12 "}
    assert (found.version, found.saved_at) == (kept.version, kept.saved_at)
    assert found.errors == {"identity_number": ("malformed_identity", {})}


async def test_characters_no_database_takes_are_dropped_and_the_rest_is_kept(database: str):
    await a_company()
    person = await at_representative()
    view = await person.view()
    await type_one(person, view.version, "identity_number", "A\0B\ud800" + "9" * 500)
    assert (await person.view()).typed["identity_number"] == "AB" + "9" * 298


async def test_the_same_text_again_changes_nothing(database: str):
    await a_company()
    person = await at_representative()
    view = await person.type(identity_number=CIN)
    kept = await type_one(person, view.version, "identity_number", CIN)
    assert (kept.version, kept.saved_at) == (view.version, view.saved_at)


async def test_nothing_typed_in_an_optional_or_emptied_field_is_no_error(database: str):
    await a_company()
    person = await at_representative()
    view = await person.type(identity_number="x")
    kept = await type_one(person, view.version, "identity_number", "")
    assert kept.error is None


@ON_BOTH_DATABASES
async def test_a_second_tab_is_told_and_overwrites_nothing(database: str):
    await a_company()
    person = await at_representative()
    view = await person.view()
    await type_one(person, view.version, "identity_number", CIN)
    refused = await refusal(type_one(person, view.version, "identity_number", "CD654321"))
    assert refused.code == "changed_elsewhere"
    now_there = await person.view()
    assert refused.params == {"version": now_there.version, "saved_at": now_there.saved_at}
    assert now_there.typed == {"identity_number": CIN}


@ON_BOTH_DATABASES
async def test_of_twenty_tabs_at_once_one_is_kept(database: str):
    await a_company()
    person = await at_representative()
    version = (await person.view()).version
    answers = await all_at_once(
        *(type_one(person, version, "identity_number", f"AB1234{n:02d}") for n in range(20))
    )
    assert answers == {"done": 1, "changed_elsewhere": 19}
    assert (await person.view()).version == version + 1


@pytest.mark.parametrize(
    ("field", "step"),
    [("identity_number", "company"), ("phone", "company"), ("delegated", "company")],
)
async def test_a_step_that_is_not_reached_takes_nothing(database: str, field: str, step: str):
    await a_company()
    person = await at_company()
    view = await person.view()
    refused = await refusal(type_one(person, view.version, field, "x"))
    assert (refused.code, refused.params) == ("step_not_reached", {"step": step})
    assert (await person.view()).typed == {}


async def test_a_field_that_does_not_exist_is_refused(database: str):
    await a_company()
    person = await at_representative()
    version = (await person.view()).version
    assert await outcome(type_one(person, version, "status", "VALIDATED")) == "field_unknown"


@pytest.mark.parametrize("known", [True, False])
async def test_another_browser_gets_one_answer_for_what_exists_and_what_does_not(
    database: str, *, known: bool
):
    await a_company()
    person = await at_contact()
    draft_id = person.draft_id if known else "nothing\0" * 9
    for who in (STRANGER, a_browser(), replace(STRANGER, key="' OR 1=1 --")):
        doings = (
            enrolment.opened(who, draft_id),
            enrolment.confirm_company(who, draft_id, 0, yes=False),
            enrolment.type_field(who, draft_id, 0, "phone", "0612345678"),
            enrolment.lacking(who, draft_id, tuple(Field)),
            enrolment.check_identity(who, draft_id, 0),
            enrolment.send_code(who, draft_id, "phone"),
            enrolment.code_view(who, draft_id, "phone"),
            enrolment.check_code(who, draft_id, "phone", "123456"),
            enrolment.read_back(who, draft_id),
            enrolment.accept_terms(who, draft_id, "fr"),
            enrolment.submit(who, draft_id),
        )
        refusals = [await refusal(doing) for doing in doings]
        assert {(one.code, str(one.params)) for one in refusals} == {("enrolment_unknown", "{}")}
    assert await enrolment.drafts_of(STRANGER) == []


async def test_a_draft_lives_ninety_days_from_the_last_change(database: str):
    await a_company()
    with time_machine.travel(now(), tick=False) as clock:
        person = await at_representative()
        clock.shift(timedelta(days=89))
        view = await person.type(identity_number=CIN)
        assert view.expires_at == now() + timedelta(days=90)
        clock.shift(timedelta(days=90, seconds=-1))
        assert (await person.view()).typed == {"identity_number": CIN}
        clock.shift(timedelta(seconds=1))
        assert await outcome(person.view()) == "draft_expired"
        late = type_one(person, view.version, "identity_number", "x")
        assert await outcome(late) == "draft_expired"


async def test_nothing_is_lost_when_the_server_starts_again(database: str):
    await a_company()
    person = await at_contact()
    before = await person.type(phone="06 12", email="salma@")
    await dispose()
    assert await person.view() == before
    assert await enrolment.drafts_of(person.applicant) == [before]


async def test_what_is_lacking_names_every_field_of_the_step(database: str):
    await a_company()
    person = await at_delegation()
    await person.type(delegated="yes", delegate_ice=ICE, delegate_phone="0522000000")
    found = await enrolment.lacking(person.applicant, person.draft_id, tuple(DELEGATE))
    assert {name: error.code for name, error in found.items()} == {
        "delegate_kind": "delegate_kind_missing",
        "delegate_name": "empty_company_name",
        "delegate_ice": "delegate_is_company",
        "delegate_surname": "empty_surname",
        "delegate_first_name": "empty_first_name",
        "delegate_identity_kind": "identity_kind_missing",
        "delegate_identity_number": "empty_identity",
        "delegate_email": "empty_email",
        "delegate_phone": "not_mobile",
        "scope_declare": "scope_missing",
    }
    assert not (await person.view()).facts.delegation_answered


async def test_a_whole_delegate_answers_the_question_and_so_does_no(database: str):
    await a_company()
    person = await at_delegation()
    view = await person.type(**{field.value: text for field, text in DELEGATE.items()})
    assert view.facts.delegation_answered
    view = await person.type(delegate_ice="1")
    assert not view.facts.delegation_answered
    view = await person.type(delegated="no")
    assert view.facts.delegation_answered
    # What was typed of a delegate stays, should the answer change again.
    assert view.typed["delegate_name"] == DELEGATE[Field.DELEGATE_NAME]


async def test_the_error_of_a_field_typed_is_the_views(database: str):
    await a_company()
    person = await at_delegation()
    version = (await person.type(delegated="yes", delegate_identity_kind="PASSPORT")).version
    for field, text in {
        "delegate_identity_number": "A1",
        "delegate_ice": ICE,
        "delegate_phone": "+33612345678",
        "delegate_until": "31/02/2030",
        "rib": "001",
    }.items():
        kept = await type_one(person, version, field, text)
        version = kept.version
        assert kept.error == (await person.view()).errors[field]


async def test_typing_again_asks_for_a_new_warning(database: str):
    await a_company()
    person = await at_representative()
    row = await row_of(person.draft_id)
    row.warned_at = now()
    await saved(row)
    await person.type(identity_number=CIN)
    assert (await row_of(person.draft_id)).warned_at is None
