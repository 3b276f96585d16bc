"""The link of a draft: sent to its verified e-mail, good in any browser and several times, as long as it lives."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from sqlmodel import update

from damancom_reflex.clock import now
from damancom_reflex.services import due, enrolment
from damancom_reflex.services.draft_links import token
from damancom_reflex.store.engine import writing
from damancom_reflex.store.enrolments import EnrolmentAccess, EnrolmentRequest
from tests.factories import rows
from tests.services.enrolment.builders import (
    EMAIL,
    a_browser,
    a_company,
    at_contact,
    at_delegation,
    messages_to,
)
from tests.services.enrolment_life.builders import a_filed, changed
from tests.services.people import outcome, refusal

pytestmark = pytest.mark.usefixtures("desk")


async def link_sent(email: str = EMAIL) -> str:
    """Token of the latest link in a mailbox."""
    found = re.search(
        r"/fr/lien/adhesion\?k=(\S+)", (await messages_to(email, "enrolment_resume"))[-1].text
    )
    assert found
    return found[1]


async def test_the_link_opens_the_draft_in_another_browser_as_often_as_one_likes():
    await a_company()
    person = await at_delegation()
    link = await link_sent()
    for browser in (a_browser(), a_browser(), person.applicant):
        draft_id, key = await enrolment.open_link(link, browser)
        assert draft_id == person.draft_id
        view = await enrolment.opened(replace(browser, key=key), draft_id)
        assert view.email == EMAIL
    assert [row.how for row in await rows(EnrolmentAccess)] == ["BEGAN", "LINK", "LINK"]


async def test_the_browsers_own_key_stays():
    await a_company()
    await at_delegation()
    browser = a_browser("k" * 43)
    for _ in range(2):
        assert (await enrolment.open_link(await link_sent(), browser))[1] == browser.key
    assert len(await rows(EnrolmentAccess)) == 2


async def test_a_link_to_an_address_that_was_changed_opens_nothing():
    await a_company()
    person = await at_delegation()
    old = await link_sent()
    await person.type(email="autre@tamaris.ma")
    await person.prove("email")
    assert await outcome(enrolment.open_link(old, a_browser())) == "link_unknown"
    await enrolment.open_link(await link_sent("autre@tamaris.ma"), a_browser())


@pytest.mark.parametrize(
    "wrong", ["", ".", "x.y", "é.é", "{id}", "{id}.", "{id}.x", "{id}\0.{seal}"]
)
async def test_a_link_that_is_not_ours_opens_nothing(wrong: str):
    await a_company()
    await at_delegation()
    request_id, _, seal = (await link_sent()).partition(".")
    forged = wrong.format(id=request_id, seal=seal)
    assert await outcome(enrolment.open_link(forged, a_browser())) == "link_unknown"
    assert len(await rows(EnrolmentAccess)) == 1


async def test_no_link_can_be_made_for_a_draft_without_a_verified_address():
    await a_company()
    person = await at_contact()
    assert await messages_to(EMAIL, "enrolment_resume") == []
    # Not even with the portal's own key, before an address is proved: the seal would be of no address.
    link = token(person.draft_id, EMAIL)
    assert await outcome(enrolment.open_link(link, a_browser())) == "link_unknown"


async def test_after_submission_it_leads_to_the_follow_up():
    filed = await a_filed()
    found = await refusal(enrolment.open_link(await link_sent(), a_browser()))
    assert (found.code, found.params) == ("enrolment_filed", {"reference": filed.reference})


async def test_a_filed_request_whose_address_is_changed_sends_no_link():
    filed = await a_filed()
    sent = len(await messages_to(EMAIL, "enrolment_resume"))
    await changed(filed, rib="001810007800020110620318")
    assert len(await messages_to(EMAIL, "enrolment_resume")) == sent


async def test_an_expired_draft_says_so():
    await a_company()
    await at_delegation()
    link = await link_sent()
    async with writing() as session:
        await session.exec(update(EnrolmentRequest).values(updated_at=now().replace(year=2020)))
    await due.run()
    assert await outcome(enrolment.open_link(link, a_browser())) == "draft_expired"
