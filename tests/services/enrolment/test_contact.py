from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine

from damancom_reflex.services import enrolment, sign_in
from damancom_reflex.services.enrolment.views import CodeView
from damancom_reflex.services.messages import write_out
from tests.conftest import ON_BOTH_DATABASES
from tests.factories import PASSWORD, VISITOR, an_account
from tests.services.enrolment.builders import (
    EMAIL,
    PHONE,
    Person,
    a_company,
    acts_on,
    at_contact,
    at_delegation,
    at_representative,
    code_sent,
    messages_to,
    row_of,
)
from tests.services.noon import MINUTE, NOON
from tests.services.people import another_than, code_received, outbox_rows, outcome, refusal


async def somebody(phone: str = "06 12 34 56 78", email: str = EMAIL) -> Person:
    """At the contact step, with phone and e-mail typed."""
    await a_company()
    person = await at_contact()
    await person.type(operator="ORANGE", phone=phone, email=email)
    return person


async def send(person: Person, field: str = "phone") -> CodeView:
    return await enrolment.send_code(person.applicant, person.draft_id, field)


async def shown(person: Person, field: str = "phone") -> CodeView | None:
    return await enrolment.code_view(person.applicant, person.draft_id, field)


async def check(person: Person, code: str, field: str = "phone") -> object:
    return await enrolment.check_code(person.applicant, person.draft_id, field, code)


@ON_BOTH_DATABASES
async def test_a_code_proves_the_phone_in_whatever_form_it_was_typed(database: str):
    person = await somebody("00212 6 12-34-56-78")
    view = await send(person)
    assert (view.sent, view.waiting, view.tries_left) == (True, "", 5)
    assert view.destination_shown == "+212 6 12 34 56 78"
    text = (await messages_to(PHONE))[-1].text
    code = await code_sent(PHONE)
    assert f"{view.prefix}-{code}" in text
    assert "code de vérification" in text
    assert (await person.view()).phone == ""
    found = await enrolment.check_code(person.applicant, person.draft_id, "phone", f" {code} ")
    assert (found.phone, found.facts.phone_verified) == (PHONE, True)
    assert await shown(person) is None


@ON_BOTH_DATABASES
async def test_a_code_proves_the_email_and_the_link_to_come_back_is_sent(database: str):
    person = await somebody(email="Contact@Tamaris.MA")
    address = (await send(person, "email")).destination_shown
    view = await check(person, await code_sent(address), "email")
    assert (await person.view()) == view
    assert (await person.view()).facts.email_verified
    rows = await outbox_rows("enrolment_resume")
    assert [(row.destination, row.params["request"]) for row in rows] == [
        (address, person.draft_id)
    ]
    assert "/lien/adhesion?k=" in write_out(rows[0]).text


async def test_both_proved_complete_the_step_and_the_trail_names_neither(database: str):
    await a_company()
    person = await at_delegation()
    view = await person.view()
    assert (view.facts.phone_verified, view.facts.email_verified) == (True, True)
    acts = await acts_on(person.draft_id)
    assert [act.action for act in acts][-2:] == [
        "enrolment.phone_verified",
        "enrolment.email_verified",
    ]
    told = "".join(act.model_dump_json() for act in acts)
    assert PHONE not in told
    assert EMAIL not in told


async def test_no_row_holds_the_code(database: str):
    person = await somebody()
    await send(person)
    row = (await outbox_rows("code_sms"))[0]
    assert set(row.params) == {"challenge", "generation", "purpose"}
    assert await code_sent(PHONE) not in row.model_dump_json()


@pytest.mark.parametrize(
    ("phone", "code"),
    [("", "empty_mobile"), ("0522123456", "not_mobile"), ("+33612345678", "foreign_mobile")],
)
async def test_what_is_no_mobile_number_is_sent_nothing(database: str, phone: str, code: str):
    person = await somebody(phone)
    assert await outcome(send(person)) == code
    assert await outcome(check(person, "123456")) == code
    assert await shown(person) is None
    assert await outbox_rows() == []


async def test_an_unknown_field_is_sent_nothing(database: str):
    person = await somebody()
    for doing in (send(person, "rib"), shown(person, "rib"), check(person, "123456", "rib")):
        assert await outcome(doing) == "field_unknown"


async def test_the_representative_comes_first(database: str):
    await a_company()
    person = await at_representative()
    refused = await refusal(send(person))
    assert (refused.code, refused.params) == ("step_not_reached", {"step": "representative"})
    assert await outcome(check(person, "123456")) == "step_not_reached"


async def test_a_code_not_asked_for_is_not_compared(database: str):
    person = await somebody()
    assert await outcome(check(person, "123456")) == "code_not_sent"
    assert await outcome(check(person, " ")) == "code_missing"
    assert await shown(person) is None


async def test_a_wrong_code_costs_a_try_and_an_empty_one_none(database: str):
    person = await somebody()
    await send(person)
    wrong = another_than(await code_sent(PHONE))
    refused = await refusal(check(person, wrong))
    assert (refused.code, refused.params) == ("code_wrong", {"tries_left": 4})
    assert await outcome(check(person, "")) == "code_missing"
    view = await shown(person)
    assert view
    assert (view.tries_left, view.sent, view.waiting) == (4, True, "")


@ON_BOTH_DATABASES
async def test_five_wrong_codes_lock_the_field_ten_minutes_and_nothing_else(
    database: str,
):
    with time_machine.travel(NOON, tick=False) as clock:
        owner = await an_account(phone=PHONE)
        person = await somebody()
        await send(person)
        code = await code_sent(PHONE)
        for _ in range(4):
            assert await outcome(check(person, another_than(code))) == "code_wrong"
        fifth = await refusal(check(person, another_than(code)))
        assert (fifth.code, fifth.params) == ("locked", {"until": NOON + 10 * MINUTE})
        assert await outcome(check(person, code)) == "locked"
        locked = await shown(person)
        assert locked
        assert (locked.sent, locked.tries_left) == (False, 5)
        assert locked.locked_until == locked.resend_at == NOON + 10 * MINUTE
        clock.shift(MINUTE)
        view = await send(person)
        assert (view.waiting, view.locked_until) == ("locked", NOON + 10 * MINUTE)
        # The lock is the field's: typing another number does not get around it.
        await person.type(phone="0698765432")
        assert (await send(person)).waiting == "locked"
        assert (await send(person, "email")).sent
        theirs = await sign_in.start(owner.identifier, VISITOR)
        await sign_in.finish(theirs, await code_received(owner), PASSWORD, VISITOR)
        assert (await acts_on(person.draft_id))[-1].action == "enrolment.code_locked"
        clock.shift(10 * MINUTE)
        await person.prove("phone")


async def test_another_code_may_be_asked_after_thirty_seconds_and_the_older_one_dies(
    clock: time_machine.Traveller,
):
    person = await somebody()
    first = await send(person)
    old = await code_sent(PHONE)
    clock.shift(timedelta(seconds=29))
    early = await send(person)
    assert (early.waiting, early.prefix) == ("resend_too_soon", first.prefix)
    assert early.resend_at == NOON + timedelta(seconds=30)
    clock.shift(timedelta(seconds=1))
    again = await send(person)
    assert (again.waiting, again.expires_at) == ("", NOON + timedelta(seconds=630))
    assert await outcome(check(person, old)) == "code_wrong"
    await check(person, await code_sent(PHONE))


async def test_a_code_expires_after_ten_minutes_and_another_may_be_asked(
    clock: time_machine.Traveller,
):
    person = await somebody()
    await send(person)
    clock.shift(10 * MINUTE)
    assert await outcome(check(person, await code_sent(PHONE))) == "code_expired"
    await person.prove("phone")
    assert (await person.view()).facts.phone_verified


async def test_codes_to_a_phone_are_counted_with_those_of_its_owners_sign_in(
    clock: time_machine.Traveller,
):
    owner = await an_account(phone=PHONE)
    person = await somebody()
    challenge = await sign_in.start(owner.identifier, VISITOR)
    for _ in range(3):
        clock.shift(MINUTE)
        await sign_in.resend(challenge, "SMS", VISITOR)
    clock.shift(MINUTE)
    view = await send(person)
    assert (view.sent, view.waiting) == (False, "resend_exhausted")
    assert view.resend_at == NOON + 60 * MINUTE


async def test_an_address_may_ask_twenty_five_codes_in_five_minutes(
    clock: time_machine.Traveller,
):
    person = await somebody()
    for _ in range(25):
        await send(person)
    refused = await refusal(send(person))
    assert (refused.code, refused.params) == ("too_many_requests", {"until": NOON + 5 * MINUTE})


async def test_a_code_proves_the_number_it_was_sent_to_and_no_other(
    clock: time_machine.Traveller,
):
    person = await somebody()
    await send(person)
    code = await code_sent(PHONE)
    await person.type(phone="0698765432")
    assert await outcome(check(person, code)) == "code_not_sent"
    clock.shift(timedelta(seconds=30))
    await send(person)
    other = await code_sent("+212698765432")
    assert await outcome(check(person, code)) == "code_wrong"
    # Back to the first number, its own code still counts.
    await person.type(phone=PHONE)
    assert await outcome(check(person, other)) == "code_wrong"
    await check(person, code)
    assert (await person.view()).phone == PHONE


async def test_another_number_typed_is_to_be_proved_and_the_old_one_stays_until_then(
    database: str,
):
    await a_company()
    person = await at_delegation()
    view = await person.type(phone="0698765432")
    assert (view.facts.phone_verified, view.phone) == (False, PHONE)
    lacking = await enrolment.lacking(person.applicant, person.draft_id, ["phone", "email"])
    assert {name: error.code for name, error in lacking.items()} == {"phone": "phone_not_verified"}
    back = await person.type(phone="+212 612 345 678")
    assert back.facts.phone_verified
    await person.type(phone="0698765432")
    await send(person)
    await check(person, await code_sent("+212698765432"))
    view = await person.view()
    assert (view.facts.phone_verified, view.phone) == (True, "+212698765432")


async def test_what_is_proved_needs_no_code(database: str):
    await a_company()
    person = await at_delegation()
    assert await outcome(send(person)) == "already_verified"
    version = (await person.view()).version
    await check(person, "000000")
    assert (await person.view()).version == version


async def test_a_code_for_sign_in_proves_no_phone(database: str):
    owner = await an_account(phone=PHONE)
    person = await somebody()
    await sign_in.start(owner.identifier, VISITOR)
    code = await code_received(owner)
    assert await outcome(check(person, code)) == "code_not_sent"
    assert (await row_of(person.draft_id)).phone == ""
