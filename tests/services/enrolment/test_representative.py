from __future__ import annotations

import pytest

from damancom_reflex.services import enrolment
from damancom_reflex.store.affiliates import LegalRepresentative
from damancom_reflex.store.engine import writing
from tests.conftest import ON_BOTH_DATABASES
from tests.services.enrolment.builders import (
    CIN,
    a_company,
    a_representative_of,
    acts_on,
    at_company,
    at_contact,
    at_representative,
    row_of,
)
from tests.services.people import all_at_once, outcome, refusal


@ON_BOTH_DATABASES
async def test_an_identity_of_the_register_shows_its_name_and_goes_on(database: str):
    await a_company()
    person = await at_representative()
    await person.type(identity_kind="CIN", identity_number=" ab 123 456")
    view = await person.check_identity()
    assert (view.representative_in_register, view.representative_is_new) == (True, False)
    assert view.representative_name == "Salma Bennani"
    assert view.facts.representative_known
    assert view.identity_tries_left == 4


async def test_one_that_the_register_has_not_asks_for_names(database: str):
    await a_company()
    person = await at_representative()
    await person.type(identity_kind="PASSPORT", identity_number="CD765432")
    view = await person.check_identity()
    assert (view.representative_in_register, view.representative_is_new) == (False, True)
    assert (view.representative_name, view.facts.representative_known) == ("", False)
    view = await person.type(surname="D'Alençon", first_name="Aïcha")
    assert view.facts.representative_known


async def test_a_number_is_looked_up_by_its_kind(database: str):
    await a_company()
    person = await at_representative()
    await person.type(identity_kind="PASSPORT", identity_number=CIN)
    assert (await person.check_identity()).representative_is_new


@ON_BOTH_DATABASES
async def test_the_register_of_another_company_is_not_asked(database: str):
    await a_company()
    await a_representative_of(await a_company("7654321"), identity_number="ZZ999999")
    answers = []
    for number in ("ZZ999999", "ZZ999998"):
        person = await at_representative()
        await person.type(identity_kind="CIN", identity_number=number)
        view = await person.check_identity()
        answers.append(
            (view.representative_is_new, view.representative_name, view.identity_tries_left)
        )
    assert answers[0] == answers[1] == (True, "", 4)


async def test_a_representative_who_left_is_not_in_the_register(database: str):
    company = await a_company()
    await a_representative_of(company, identity_number="GO123456", active=False)
    person = await at_representative()
    await person.type(identity_kind="CIN", identity_number="GO123456")
    assert (await person.check_identity()).representative_is_new


async def test_one_who_leaves_after_the_look_up_becomes_new(database: str):
    await a_company()
    person = await at_contact()
    async with writing() as session:
        row = await session.get_one(
            LegalRepresentative, (await row_of(person.draft_id)).representative_id
        )
        row.active = False
        session.add(row)
    view = await person.view()
    assert (view.representative_in_register, view.representative_is_new) == (False, True)
    assert not view.facts.representative_known


async def test_another_number_typed_is_to_be_looked_up_again(database: str):
    await a_company()
    person = await at_contact()
    view = await person.type(identity_number="CD654321")
    assert (view.representative_in_register, view.representative_is_new) == (False, False)
    assert not view.facts.representative_known
    lacking = await enrolment.lacking(person.applicant, person.draft_id, ["identity_number"])
    assert [error.code for error in lacking.values()] == ["identity_not_checked"]
    # Back to the one that was looked up last, nothing is asked.
    assert (await person.type(identity_number=CIN)).representative_in_register


async def test_the_same_identity_again_costs_no_try(database: str):
    await a_company()
    person = await at_contact()
    for _ in range(6):
        await person.check_identity()
    assert (await person.view()).identity_tries_left == 4


@pytest.mark.parametrize(
    ("kind", "number", "code"),
    [
        ("", CIN, "identity_kind_missing"),
        ("CIN", "", "empty_cin"),
        ("CIN", "123456", "malformed_cin"),
        ("PASSPORT", "١٢٣", "malformed_passport"),
    ],
)
async def test_what_is_no_identity_costs_no_try(database: str, kind: str, number: str, code: str):
    await a_company()
    person = await at_representative()
    await person.type(identity_kind=kind, identity_number=number)
    assert await outcome(person.check_identity()) == code
    assert (await row_of(person.draft_id)).identity_tries == 0


@ON_BOTH_DATABASES
async def test_after_five_look_ups_no_other_is_made_and_the_last_one_goes_on(database: str):
    await a_company()
    person = await at_representative()
    for n in range(5):
        await person.type(identity_kind="CIN", identity_number=f"CD65432{n}")
        await person.check_identity()
    view = await person.view()
    assert (view.identity_tries_left, view.representative_is_new) == (0, True)
    await person.type(identity_number=CIN)
    assert await outcome(person.check_identity()) == "identity_tries_exhausted"
    assert not (await person.view()).representative_in_register
    await person.type(identity_number="CD654324")
    assert (await person.check_identity()).representative_is_new
    assert (await person.type(surname="Alami", first_name="Omar")).facts.representative_known


@ON_BOTH_DATABASES
async def test_fifty_look_ups_at_once_make_one(database: str):
    await a_company()
    person = await at_representative()
    version = (await person.type(identity_kind="CIN", identity_number=CIN)).version
    checks = (
        enrolment.check_identity(person.applicant, person.draft_id, version) for _ in range(50)
    )
    assert await all_at_once(*checks) == {"done": 1, "changed_elsewhere": 49}
    assert (await row_of(person.draft_id)).identity_tries == 1


async def test_an_older_tab_looks_nothing_up(database: str):
    await a_company()
    person = await at_representative()
    version = (await person.type(identity_kind="CIN", identity_number=CIN)).version
    await person.type(identity_number="CD654321")
    late = enrolment.check_identity(person.applicant, person.draft_id, version)
    assert await outcome(late) == "changed_elsewhere"


async def test_the_company_comes_first(database: str):
    await a_company()
    person = await at_company()
    refused = await refusal(person.check_identity())
    assert (refused.code, refused.params) == ("step_not_reached", {"step": "company"})


async def test_the_trail_tells_of_the_look_up_and_not_of_the_identity(database: str):
    await a_company()
    person = await at_contact()
    act = (await acts_on(person.draft_id))[-1]
    assert act.action == "enrolment.identity_looked_up"
    assert act.after == {"tries": 1, "in_register": True}
    assert CIN not in act.model_dump_json()
