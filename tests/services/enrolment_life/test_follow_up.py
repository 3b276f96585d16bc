"""Following a request: a code to its verified phone, and the same answers for what nobody asked for."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import timedelta

import pytest
import time_machine

from damancom_reflex import clock
from damancom_reflex.services import audit, enrolment
from damancom_reflex.services.enrolment import decisions
from damancom_reflex.services.enrolment.views import Applicant
from damancom_reflex.store.accounts import CodeChallenge
from damancom_reflex.store.enrolments import EnrolmentAccess
from damancom_reflex.store.trail import AuditEvent
from tests.conftest import ON_BOTH_DATABASES
from tests.factories import VISITOR, rows
from tests.services.enrolment.builders import EMAIL, NUMBER, PHONE, a_browser, code_sent
from tests.services.enrolment_life.builders import (
    a_filed,
    a_filed_of_another,
    a_filed_with_delegate,
    changed,
    followed,
)
from tests.services.people import another_than, outbox_rows, outcome, refusal

NOBODYS = "DA-2023-0000-0000"
pytestmark = pytest.mark.usefixtures("desk")


async def test_a_reference_and_a_code_open_the_request_for_an_hour_of_changes():
    filed = await a_filed()
    stranger = a_browser()
    assert await outcome(enrolment.filed(stranger, filed.reference)) == "enrolment_unknown"
    browser = await followed(f" {filed.reference.lower()} ", stranger)
    view = await enrolment.filed(browser, filed.reference)
    assert (view.reference, view.status) == (filed.reference, "SUBMITTED")
    assert (view.legal_name, view.affiliate_number) == ("Boulangerie Tamaris SARL", NUMBER)
    assert (view.may_change, view.needs_code) == (True, False)
    assert view.papers == ("demande", "prelevement", "dossier")
    assert [line.action for line in view.history] == ["submitted"]
    assert view.agency.name_fr == "Agence A1"
    with time_machine.travel(clock.now() + timedelta(minutes=61)):
        view = await enrolment.filed(browser, filed.reference)
    assert (view.may_change, view.needs_code) == (False, True)


async def test_the_browser_that_made_it_sees_it_and_proves_the_phone_before_a_change():
    filed = await a_filed()
    view = await enrolment.filed(filed.person.applicant, filed.reference)
    assert (view.may_change, view.needs_code) == (False, True)
    again = await followed(filed.reference, filed.person.applicant)
    assert again.key == filed.person.applicant.key
    assert (await enrolment.filed(again, filed.reference)).may_change
    assert len(await rows(EnrolmentAccess)) == 1


async def test_what_happened_is_told_in_order_and_only_what_concerns_the_applicant():
    filed = await a_filed_with_delegate()
    await changed(filed, rib="001810007800020110620318")
    await decisions.receive(filed.reference, "account:7")
    await decisions.request_correction(filed.reference, "account:7", "form_incomplete", "p. 2")
    view = await enrolment.filed(filed.person.applicant, filed.reference)
    words = [line.action for line in view.history]
    assert words == ["submitted", "amended", "received", "correction_requested"]
    assert {line.day for line in view.history} == {view.business_day}
    assert (view.reason_code, view.reason_note) == ("form_incomplete", "p. 2")
    assert view.papers == ("demande", "prelevement", "mandat", "dossier")
    assert view.expires_on
    assert view.content.delegate


async def test_a_new_representative_is_told_to_prove_it():
    filed = await a_filed_of_another()
    view = await enrolment.filed(filed.person.applicant, filed.reference)
    assert view.new_representative


async def test_a_decided_request_is_seen_and_not_changed():
    filed = await a_filed()
    await decisions.refuse(filed.reference, "account:7", "not_entitled")
    view = await enrolment.filed(await followed(filed.reference), filed.reference)
    assert (view.status, view.may_change, view.needs_code) == ("REFUSED", False, False)
    assert (view.expires_on, view.decided_at is not None) == (None, True)


@ON_BOTH_DATABASES
async def test_nobodys_reference_goes_the_same_way_and_sends_nothing(database: str):
    filed = await a_filed()
    shown = []
    for reference in (filed.reference, NOBODYS):
        browser = a_browser()
        challenge = await enrolment.start(reference, browser.visitor)
        view = await enrolment.challenge(challenge)
        assert view
        shown.append(
            {
                name: type(value) if name in {"expires_at", "resend_at"} else value
                for name, value in asdict(view).items()
                if name not in {"prefix", "destination_shown"}
            }
        )
        assert len(view.prefix) == 2
        assert view.destination_shown.startswith("+212")
        wrong = enrolment.finish(challenge, "000000", browser)
        assert (await refusal(wrong)).params == {"tries_left": 4}
    assert shown[0] == shown[1]
    sent = await outbox_rows("code_sms")
    assert [row.status for row in sent][-2:] == ["WAITING", "DISCARDED"]


async def test_nobodys_code_opens_nothing_even_if_it_is_guessed():
    browser = a_browser()
    challenge = await enrolment.start(NOBODYS, browser.visitor)
    code = await code_sent("")
    assert await outcome(enrolment.finish(challenge, code, browser)) == "code_wrong"
    assert await rows(EnrolmentAccess) == []


async def test_a_number_whose_request_is_under_way_leads_to_the_same_request():
    filed = await a_filed()
    browser = a_browser()
    challenge = await enrolment.start_for_number(NUMBER, browser.visitor)
    reference, key = await enrolment.finish(challenge, await code_sent(PHONE), browser)
    assert reference == filed.reference
    assert (await enrolment.filed(replace(browser, key=key), reference)).may_change


async def test_a_number_without_a_request_goes_the_same_way():
    await a_filed()
    challenge = await enrolment.start_for_number("4317542", a_browser().visitor)
    view = await enrolment.challenge(challenge)
    assert view
    assert view.sent
    (row,) = await rows(CodeChallenge, CodeChallenge.id == challenge)
    assert row.request_id is None


async def test_wrong_tries_by_reference_and_by_number_count_together_and_lock_only_the_request():
    filed = await a_filed()
    browser = a_browser()
    first = await enrolment.start(filed.reference, browser.visitor)
    wrong = another_than(await code_sent(PHONE))
    for _ in range(3):
        await outcome(enrolment.finish(first, wrong, browser))
    with time_machine.travel(clock.now() + timedelta(seconds=31)):
        other = a_browser()
        second = await enrolment.start_for_number(NUMBER, other.visitor)
        wrong = another_than(await code_sent(PHONE))
        assert (await refusal(enrolment.finish(second, wrong, other))).params == {"tries_left": 1}
        assert await outcome(enrolment.finish(second, wrong, other)) == "locked"
        view = await enrolment.challenge(
            await enrolment.start(filed.reference, a_browser().visitor)
        )
    assert view
    assert not view.sent
    assert view.locked_until


async def test_a_code_can_be_asked_again_and_by_mail():
    filed = await a_filed()
    browser = a_browser()
    challenge = await enrolment.start(filed.reference, browser.visitor)
    old = await code_sent(PHONE)
    assert await outcome(enrolment.resend(challenge, "SMS", browser.visitor)) == "resend_too_soon"
    with time_machine.travel(clock.now() + timedelta(seconds=31)):
        await enrolment.resend(challenge, "EMAIL", browser.visitor)
        new = await code_sent(EMAIL)
        if old != new:
            assert await outcome(enrolment.finish(challenge, old, browser)) == "code_wrong"
        reference, _ = await enrolment.finish(challenge, new, browser)
    assert reference == filed.reference


async def test_a_code_serves_once_within_ten_minutes():
    filed = await a_filed()
    browser = a_browser()
    challenge = await enrolment.start(filed.reference, browser.visitor)
    code = await code_sent(PHONE)
    with time_machine.travel(clock.now() + timedelta(minutes=10, seconds=1)):
        assert await outcome(enrolment.finish(challenge, code, browser)) == "code_expired"
    await enrolment.finish(challenge, code, browser)
    assert await outcome(enrolment.finish(challenge, code, browser)) == "code_used"
    assert await enrolment.challenge(challenge) is None


@pytest.mark.parametrize(
    ("reference", "refused"), [("", "reference_missing"), (" \0 ", "reference_missing")]
)
async def test_nothing_typed_is_told(reference: str, refused: str):
    assert await outcome(enrolment.start(reference, VISITOR)) == refused


@pytest.mark.parametrize("reference", ["x" * 5000, "DR-2023-7K3M-Q9XT", "' OR 1=1 --", "\0DA\0"])
async def test_whatever_is_typed_is_at_most_nobodys(reference: str):
    challenge = await enrolment.start(reference, a_browser().visitor)
    assert await enrolment.challenge(challenge)
    (row,) = await rows(CodeChallenge)
    assert row.request_id is None


async def test_no_code_typed_counts_no_try():
    filed = await a_filed()
    browser = a_browser()
    challenge = await enrolment.start(filed.reference, browser.visitor)
    assert await outcome(enrolment.finish(challenge, "  ", browser)) == "code_missing"
    view = await enrolment.challenge(challenge)
    assert view
    assert view.tries_left == 5


async def test_a_code_of_another_purpose_opens_no_request():
    filed = await a_filed()
    for other in await rows(CodeChallenge):
        assert (
            await outcome(enrolment.finish(other.id, "123456", a_browser())) == "challenge_unknown"
        )
        assert await enrolment.challenge(other.id) is None
    assert await filed.status() == "SUBMITTED"


async def test_a_cookie_that_is_not_ours_is_replaced():
    filed = await a_filed()
    browser = await followed(filed.reference, Applicant(a_browser().visitor, "mine"))
    assert len(browser.key) == 43


async def test_following_is_in_the_trail_and_a_lock_too():
    filed = await a_filed()
    await followed(filed.reference)
    browser = a_browser()
    challenge = await enrolment.start(filed.reference, browser.visitor)
    wrong = another_than(await code_sent(PHONE))
    for _ in range(5):
        await outcome(enrolment.finish(challenge, wrong, browser))

    actions = [event.action for event in await rows(AuditEvent)]
    assert actions[-2:] == ["enrolment.followed", "enrolment.follow_up_locked"]
    assert (await audit.verify()).ok
