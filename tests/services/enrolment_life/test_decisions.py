"""What an agency decides: each move and each refusal, its messages, its trail; one winner when two decide at once."""

from __future__ import annotations

import asyncio
from datetime import date

import pytest

from damancom_reflex.domain.requests import TransitionError
from damancom_reflex.services import audit
from damancom_reflex.services.actors import Refused
from damancom_reflex.services.enrolment import decisions
from damancom_reflex.store.accounts import Account
from damancom_reflex.store.trail import AuditEvent
from tests.conftest import ON_BOTH_DATABASES
from tests.factories import rows
from tests.services.enrolment.builders import EMAIL, NUMBER, PHONE, messages_to
from tests.services.enrolment_life.builders import a_filed, changed, walk
from tests.services.people import outcome, refusal

OFFICER = "account:7"
pytestmark = pytest.mark.usefixtures("desk")


async def test_forms_received_stop_changes_and_are_told():
    filed = await a_filed()
    await decisions.receive(filed.reference.lower(), OFFICER)
    row = await filed.row()
    assert (row.status, row.expires_on) == ("RECEIVED", None)
    assert row.received_at
    assert await outcome(changed(filed, rib="")) == "enrolment_filed"
    (mail,) = await messages_to(EMAIL, "enrolment_received")
    assert filed.reference in mail.subject
    assert "Boulangerie Tamaris SARL" in mail.text
    assert len(await messages_to(PHONE, "enrolment_received")) == 1


async def test_a_correction_gives_thirty_days_says_why_and_can_be_answered():
    filed = await a_filed()
    await decisions.receive(filed.reference, OFFICER)
    note = "Le cachet est illisible."
    await decisions.request_correction(
        filed.reference, OFFICER, "bank_stamp_missing", f" {note}\0 "
    )
    row = await filed.row()
    assert (row.status, row.expires_on) == ("CORRECTION_REQUESTED", date(2023, 12, 8))
    assert (row.reason_code, row.reason_note) == ("bank_stamp_missing", note)
    (mail,) = await messages_to(EMAIL, "enrolment_correction")
    assert "cachet de la banque" in mail.text
    assert note in mail.text
    assert "08/12/2023" in mail.text
    assert note not in (await messages_to(PHONE, "enrolment_correction"))[0].text
    assert await changed(filed, rib="001810007800020110620318") == filed.reference
    row = await filed.row()
    assert (row.status, row.revision, row.reason_code) == ("SUBMITTED", 2, "")
    assert row.expires_on == date(2024, 1, 7)
    assert await walk(filed.reference) == [
        ("DRAFT", "SUBMITTED"),
        ("SUBMITTED", "RECEIVED"),
        ("RECEIVED", "CORRECTION_REQUESTED"),
        ("CORRECTION_REQUESTED", "SUBMITTED"),
    ]


async def test_a_refusal_says_why_what_can_be_done_and_leaves_the_way_free():
    filed = await a_filed()
    await decisions.refuse(filed.reference, OFFICER, "not_entitled")
    row = await filed.row()
    assert (row.status, row.reason_code, row.expires_on) == ("REFUSED", "not_entitled", None)
    assert row.decided_at
    (mail,) = await messages_to(EMAIL, "enrolment_refused")
    assert "n'a pas prouvé qu'elle représente" in mail.text
    assert "Refaites la demande" in mail.text
    (sms,) = await messages_to(PHONE, "enrolment_refused")
    assert "représente" not in sms.text
    assert await rows(Account) == []


async def test_validation_of_what_was_not_received_marks_it_received_first():
    filed = await a_filed()
    identifier = await decisions.validate(filed.reference, OFFICER)
    assert identifier.startswith(f"{NUMBER}-")
    assert await walk(filed.reference) == [
        ("DRAFT", "SUBMITTED"),
        ("SUBMITTED", "RECEIVED"),
        ("RECEIVED", "VALIDATED"),
    ]
    assert await messages_to(EMAIL, "enrolment_received") == []


async def test_the_trail_tells_who_decided_and_keeps_no_phone_identity_or_mail():
    filed = await a_filed()
    await decisions.receive(filed.reference, OFFICER)
    await decisions.validate(filed.reference, OFFICER)
    with_events = await rows(AuditEvent)
    assert [event.actor for event in with_events][-2:] == [OFFICER, OFFICER]
    told = " ".join(f"{event.before}{event.after}{event.subject}" for event in with_events)
    for secret in (PHONE, EMAIL, "AB123456"):
        assert secret not in told
    assert (await audit.verify()).ok


@pytest.mark.parametrize(
    ("decided", "again"),
    [
        ("refuse", ("receive", "validate", "refuse", "request_correction")),
        ("validate", ("receive", "validate", "refuse", "request_correction")),
        ("request_correction", ("receive", "validate", "refuse", "request_correction")),
        ("receive", ("receive",)),
    ],
)
async def test_what_may_not_follow_is_refused_and_changes_nothing(
    decided: str, again: tuple[str, ...]
):
    filed = await a_filed()
    await _decide(decided, filed.reference)
    before = await filed.row()
    for name in again:
        found = await refusal(_decide(name, filed.reference))
        assert (found.code, found.params["before"]) == ("impossible_transition", before.status)
    assert await filed.row() == before


@pytest.mark.parametrize("name", ["receive", "validate", "refuse", "request_correction"])
@pytest.mark.parametrize("reference", ["DA-2023-0000-0000", "DR-2023-7K3M-Q9XT", "", "' OR 1=1"])
async def test_nobodys_reference_is_refused(name: str, reference: str):
    assert await outcome(_decide(name, reference)) == "enrolment_reference_unknown"


async def test_a_reason_of_the_other_list_is_refused():
    filed = await a_filed()
    wrong = decisions.refuse(filed.reference, OFFICER, "form_incomplete")
    found = await refusal(wrong)
    assert found.code == "reason_unknown"
    assert "not_entitled" in str(found.params["reasons"])
    other = decisions.request_correction(filed.reference, OFFICER, "not_entitled")
    assert await outcome(other) == "reason_unknown"
    assert await filed.status() == "SUBMITTED"


@ON_BOTH_DATABASES
async def test_of_two_who_decide_at_once_the_second_is_told(database: str):
    filed = await a_filed()
    await decisions.receive(filed.reference, OFFICER)
    done = await asyncio.gather(
        decisions.validate(filed.reference, "account:1"),
        decisions.refuse(filed.reference, "account:2", "not_entitled"),
        decisions.validate(filed.reference, "account:3"),
        return_exceptions=True,
    )
    lost = [found for found in done if isinstance(found, TransitionError)]
    assert len(lost) == 2
    assert {found.code for found in lost} == {"impossible_transition"}
    assert len(await walk(filed.reference)) == 3
    status = await filed.status()
    assert len(await rows(Account)) == (1 if status == "VALIDATED" else 0)
    assert (await audit.verify()).ok


@ON_BOTH_DATABASES
async def test_a_decision_and_a_change_at_once_never_decide_on_what_was_not_read(database: str):
    filed = await a_filed()
    done = await asyncio.gather(
        changed(filed, rib="001810007800020110620318"),
        decisions.receive(filed.reference, OFFICER),
        return_exceptions=True,
    )
    for failed in done:
        assert not isinstance(failed, BaseException) or isinstance(
            failed, TransitionError | Refused
        )
    row = await filed.row()
    changes = [move for move in await walk(filed.reference) if move == ("SUBMITTED", "SUBMITTED")]
    assert len(changes) == row.revision - 1
    assert (row.filed["rib"] != "") == (row.revision == 2)


async def _decide(name: str, reference: str) -> object:
    given: dict[str, tuple[str, ...]] = {
        "refuse": ("not_entitled",),
        "request_correction": ("form_incomplete",),
    }
    return await getattr(decisions, name)(reference, OFFICER, *given.get(name, ()))
