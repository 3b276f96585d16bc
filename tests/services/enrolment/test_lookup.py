from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
import time_machine

from damancom_reflex.clock import now
from damancom_reflex.domain.enrolment.steps import EnrolmentFacts
from damancom_reflex.services import enrolment
from damancom_reflex.services.enrolment.views import Applicant
from damancom_reflex.store.accounts import Role
from damancom_reflex.store.enrolments import EnrolmentAccess, EnrolmentRequest
from tests.conftest import ON_BOTH_DATABASES
from tests.factories import a_right, an_account, rows
from tests.services.enrolment.builders import (
    NUMBER,
    WRONG_KEY,
    a_browser,
    a_company,
    acts_on,
    at_company,
    at_confirmation,
    solved,
)
from tests.services.people import outcome, refusal


@ON_BOTH_DATABASES
async def test_a_number_that_is_registered_begins_a_request(database: str):
    await a_company()
    person = await at_company(" 123 45 75 ")
    view = await person.view()
    assert (view.legal_name, view.affiliate_number) == ("Boulangerie Tamaris SARL", NUMBER)
    assert (view.number_key_ok, view.facts) == (True, EnrolmentFacts())
    assert view.expires_at == view.saved_at + timedelta(days=90)
    acts = [(act.action, act.actor, act.after) for act in await acts_on(person.draft_id)]
    assert acts == [("enrolment.began", "visitor", {"affiliate": NUMBER})]


async def test_the_row_of_a_browser_keeps_no_key(database: str):
    await a_company()
    person = await at_company()
    (access,) = await rows(EnrolmentAccess)
    assert access.how == "BEGAN"
    assert person.applicant.key not in access.model_dump_json()


async def test_a_number_whose_key_is_wrong_and_that_is_registered_goes_on(database: str):
    await a_company(WRONG_KEY)
    view = await (await at_company(WRONG_KEY)).view()
    assert view.number_key_ok is False


@pytest.mark.parametrize(
    ("number", "code"),
    [(NUMBER, "affiliate_not_found"), (WRONG_KEY, "affiliate_not_found_wrong_key")],
)
async def test_a_number_that_nobody_has_begins_nothing(database: str, number: str, code: str):
    assert await outcome(enrolment.look_up(number, solved(), a_browser())) == code
    assert await rows(EnrolmentRequest) == []


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("", "empty_affiliation"),
        ("12345", "wrong_length_affiliation"),
        ("12345\u00007o", "malformed_affiliation"),
        ("9" * 5000, "wrong_length_affiliation"),
    ],
)
async def test_what_is_no_number_costs_neither_captcha_nor_count(
    database: str, number: str, code: str
):
    await a_company()
    browser, proof = a_browser(), solved()
    for _ in range(12):
        assert await outcome(enrolment.look_up(number, proof, browser)) == code
    await enrolment.look_up(NUMBER, proof, browser)


@ON_BOTH_DATABASES
async def test_a_captcha_answers_for_one_number_even_one_that_is_refused(database: str):
    await a_company()
    proof, browser = solved(), a_browser()
    assert await outcome(enrolment.look_up(WRONG_KEY, proof, browser)) != "done"
    assert await outcome(enrolment.look_up(NUMBER, proof, browser)) == "captcha_used"


@pytest.mark.parametrize(("proof", "code"), [("", "captcha_missing"), ("e30=", "captcha_failed")])
async def test_without_a_captcha_no_number_is_looked_up(database: str, proof: str, code: str):
    await a_company()
    browser = a_browser()
    for _ in range(12):
        assert await outcome(enrolment.look_up(NUMBER, proof, browser)) == code
    await enrolment.look_up(NUMBER, solved(), browser)


async def test_an_address_looks_up_ten_numbers_an_hour(database: str):
    await a_company()
    with time_machine.travel(now(), tick=False) as clock:
        browser = a_browser()
        for n in range(10):
            await outcome(enrolment.look_up(f"{7000000 + n}", solved(), browser))
        refused = await refusal(enrolment.look_up(NUMBER, solved(), browser))
        assert refused.code == "too_many_lookups"
        assert refused.params["until"] == now() + timedelta(hours=1)
        await enrolment.look_up(NUMBER, solved(), a_browser())
        clock.shift(timedelta(hours=1, seconds=1))
        await enrolment.look_up(NUMBER, solved(), browser)


async def test_a_company_with_an_account_is_sent_to_sign_in(database: str):
    await a_right(await an_account(), await a_company())
    refused = enrolment.look_up(NUMBER, solved(), a_browser())
    assert await outcome(refused) == "enrolment_account_exists"


@pytest.mark.parametrize(
    ("account", "right"),
    [
        ({"active": False}, {}),
        ({"role": Role.DELEGATE}, {}),
        ({}, {"valid_to": date(2020, 1, 1)}),
    ],
)
async def test_an_account_that_is_not_the_companys_own_leaves_it_free(
    database: str, account: dict[str, object], right: dict[str, object]
):
    await a_right(await an_account(**account), await a_company(), **right)
    await at_company()


async def test_an_unfinished_request_of_this_browser_is_given_back(database: str):
    await a_company()
    first = await at_company()
    again = await at_company(browser=first.applicant)
    assert (again.draft_id, again.applicant.key) == (first.draft_id, first.applicant.key)
    assert len(await rows(EnrolmentRequest)) == 1


async def test_anybody_may_begin_beside_an_unfinished_request_of_somebody_else(database: str):
    await a_company()
    first, second = await at_company(), await at_company()
    assert second.draft_id != first.draft_id
    assert await outcome(enrolment.opened(second.applicant, first.draft_id)) == "enrolment_unknown"


@pytest.mark.parametrize("key", ["a", "x" * 44, "é" * 43])
async def test_a_key_that_is_not_ours_is_replaced(database: str, key: str):
    await a_company()
    looked_up = await enrolment.look_up(NUMBER, solved(), a_browser(key))
    assert looked_up.key != key
    assert len(looked_up.key) == 43


async def test_one_browser_keeps_its_key_for_several_companies(database: str):
    await a_company()
    await a_company("7654321")
    first = await at_company()
    second = await at_company("7654321", first.applicant)
    assert second.applicant.key == first.applicant.key
    drafts = await enrolment.drafts_of(first.applicant)
    assert [draft.id for draft in drafts] == [second.draft_id, first.draft_id]


async def test_a_request_under_way_tells_its_reference_to_its_own_browser_only(database: str):
    await a_company()
    person = await at_confirmation()
    reference = await person.submit()
    theirs = Applicant(a_browser().visitor, person.applicant.key)
    own = await refusal(enrolment.look_up(NUMBER, solved(), theirs))
    other = await refusal(enrolment.look_up(NUMBER, solved(), a_browser()))
    assert (own.code, own.params) == ("request_under_way", {"reference": reference})
    assert (other.code, other.params) == ("request_under_way", {"reference": ""})


async def test_a_draft_that_ended_is_not_given_back(database: str):
    await a_company()
    with time_machine.travel(now(), tick=False) as clock:
        first = await at_company()
        clock.shift(timedelta(days=90))
        assert await outcome(first.view()) == "draft_expired"
        assert await enrolment.drafts_of(first.applicant) == []
        visitor = replace(first.applicant.visitor, address="196.13.200.1")
        again = await at_company(browser=Applicant(visitor, first.applicant.key))
        assert again.draft_id != first.draft_id
