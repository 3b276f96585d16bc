"""What a request, its link and its old phone cannot be used for."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine

from damancom_reflex.clock import now
from damancom_reflex.services import enrolment
from damancom_reflex.services.draft_links import token
from damancom_reflex.store.enrolments import EnrolmentAccess, EnrolmentConsent
from tests.factories import rows
from tests.services.enrolment.builders import (
    EMAIL,
    PHONE,
    Person,
    a_browser,
    a_company,
    at_delegation,
    code_sent,
    messages_to,
)
from tests.services.enrolment_life.builders import OTHER_RIB, RIB, a_filed, followed
from tests.services.people import outcome

pytestmark = pytest.mark.usefixtures("desk")


async def test_a_request_is_filed_ten_times_a_day_at_most():
    filed = await a_filed()
    person = Person(await followed(filed.reference), filed.person.draft_id)
    answers: list[str] = []
    for n in range(10):
        await person.type(rib=(RIB, OTHER_RIB)[n % 2])
        answers.append(await outcome(person.submit()))
    assert answers == ["done"] * 9 + ["too_many_requests"]
    row = await filed.row()
    assert row.revision == 10
    assert len(await rows(EnrolmentConsent)) == 10
    assert len(await messages_to(PHONE, "enrolment_submitted")) == 10
    # Asked again for what is filed already, the answer is still the reference.
    await person.type(rib=RIB)
    assert await person.submit() == filed.reference


async def test_a_link_lets_twenty_five_browsers_of_an_address_in_and_no_more():
    await a_company()
    person = await at_delegation()
    link = token(person.draft_id, EMAIL)
    browser = a_browser()
    answers = [await outcome(enrolment.open_link(link, browser)) for _ in range(27)]
    assert answers == ["done"] * 25 + ["too_many_requests"] * 2
    assert len(await rows(EnrolmentAccess)) == 26
    assert await outcome(enrolment.open_link(link, a_browser())) == "done"


@pytest.mark.parametrize("link", ["\0", "\ud800", ".", "a" * 5000, "\0." + "a" * 43])
async def test_a_text_that_is_no_link_opens_nothing(link: str):
    assert await outcome(enrolment.open_link(link, a_browser())) == "link_unknown"


async def test_a_code_sent_to_a_phone_that_was_changed_meanwhile_opens_nothing():
    filed = await a_filed()
    thief = a_browser()
    challenge = await enrolment.start(filed.reference, thief.visitor)
    code = await code_sent(PHONE)

    with time_machine.travel(now() + timedelta(minutes=1)):
        owner = filed.person.applicant
        owner_challenge = await enrolment.start(filed.reference, owner.visitor)
        code_of_owner = await code_sent(PHONE)
        await enrolment.finish(owner_challenge, code_of_owner, owner)
        await filed.person.type(phone="0661999888")
        await filed.person.prove("phone")
        assert await outcome(enrolment.finish(challenge, code, thief)) == "code_expired"

    assert len(await rows(EnrolmentAccess)) == 1
    # A code that goes where the request is reached now does.
    with time_machine.travel(now() + timedelta(minutes=2)):
        again = a_browser()
        challenge = await enrolment.start(filed.reference, again.visitor)
        code = await code_sent("+212661999888")
        assert await outcome(enrolment.finish(challenge, code, again)) == "done"
