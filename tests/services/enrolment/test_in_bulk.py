"""What one address, or one number typed again and again, cannot have."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine

from damancom_reflex.services import enrolment, limits, sign_in
from damancom_reflex.services.enrolment.views import Applicant
from tests.factories import PASSWORD, VISITOR, an_account
from tests.services.enrolment.builders import (
    PHONE,
    Person,
    a_browser,
    a_company,
    at_contact,
    at_representative,
    row_of,
)
from tests.services.noon import MINUTE
from tests.services.people import code_received, outbox_rows, outcome

OTHER = "1234583"


async def tried(person: Person, numbers: range) -> list[str]:
    """What looking up so many identities answers."""
    answers: list[str] = []
    for n in numbers:
        await person.type(identity_kind="CIN", identity_number=f"CD{n:06d}")
        answers.append(await outcome(person.check_identity()))
    return answers


async def at_the_same_address(number: str, address: str) -> Person:
    """A new browser of an address, at the representative of a company."""
    browser = a_browser()
    visitor = replace(browser.visitor, address=address)
    return await at_representative(number, Applicant(visitor, ""))


async def test_an_address_looks_up_ten_identities_of_a_company_whatever_it_begins(
    clock: time_machine.Traveller,
):
    await a_company()
    await a_company(OTHER)
    first, second, third = [await at_the_same_address("1234575", "196.14.0.1") for _ in range(3)]
    assert await tried(first, range(5)) == ["done"] * 5
    assert await tried(second, range(5, 10)) == ["done"] * 5
    assert await tried(third, range(10, 12)) == ["too_many_requests"] * 2
    assert (await row_of(third.draft_id)).identity_tries == 0
    # Neither another company of the same accountant, nor the same company from elsewhere.
    elsewhere = await at_the_same_address("1234575", "196.14.0.2")
    other = await at_the_same_address(OTHER, "196.14.0.1")
    assert await tried(elsewhere, range(1)) == await tried(other, range(1)) == ["done"]
    clock.shift(61 * MINUTE)
    assert await tried(third, range(10, 11)) == ["done"]


async def test_codes_anybody_asks_for_leave_the_owner_of_a_phone_a_sign_in(
    clock: time_machine.Traveller,
):
    owner = await an_account(phone=PHONE)
    await a_company()
    stranger = await at_contact()
    await stranger.type(operator="INWI", phone=PHONE)
    answers: list[str] = []
    for _ in range(24 * 60):
        view = await enrolment.send_code(stranger.applicant, stranger.draft_id, "phone")
        answers.append(view.waiting)
        clock.shift(timedelta(minutes=15))
        if len(answers) == 95:
            break
    # Four an hour, eight a day.
    assert answers.count("") == 8
    assert answers[:4] == [""] * 4
    view = await sign_in.challenge(challenge := await sign_in.start(owner.identifier, VISITOR))
    assert view
    assert view.sent
    await sign_in.finish(challenge, await code_received(owner), PASSWORD, VISITOR)


async def test_within_an_hour_the_fifth_code_is_the_owners(clock: time_machine.Traveller):
    owner = await an_account(phone=PHONE)
    await a_company()
    stranger = await at_contact()
    await stranger.type(operator="INWI", phone=PHONE)
    waiting: list[str] = []
    for _ in range(5):
        view = await enrolment.send_code(stranger.applicant, stranger.draft_id, "phone")
        waiting.append(view.waiting)
        clock.shift(MINUTE)
    assert waiting == ["", "", "", "", "resend_exhausted"]
    await sign_in.start(owner.identifier, VISITOR)
    assert len(await outbox_rows("code_")) == 5


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("196.12.3.4", "196.12.3.4"),
        ("::ffff:196.12.3.4", "196.12.3.4"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("unknown", "unknown"),
        ("", ""),
    ],
)
def test_a_home_is_one_address_or_one_ipv6_network(address: str, network: str):
    assert limits.home(address) == network
