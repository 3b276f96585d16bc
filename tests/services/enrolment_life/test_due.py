"""What time brings to requests of adhésion: once, whoever runs it, on the right calendar."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, datetime, timedelta

import pytest
from sqlmodel import col, update

from damancom_reflex import clock
from damancom_reflex.domain.enrolment.life import EnrolmentStatus
from damancom_reflex.services import audit, due, enrolment
from damancom_reflex.services.enrolment import decisions
from damancom_reflex.services.enrolment import due as enrolments
from damancom_reflex.store.engine import writing
from damancom_reflex.store.enrolments import EnrolmentRequest, UsedProof
from damancom_reflex.store.trail import AuditEvent
from tests.factories import rows, saved
from tests.services.enrolment.builders import (
    EMAIL,
    PHONE,
    Person,
    a_company,
    at_confirmation,
    at_contact,
    messages_to,
    row_of,
)
from tests.services.enrolment_life.builders import a_filed, changed, walk
from tests.services.people import outcome
from tests.services.recouvrement.builders import on_business_day

TODAY = date(2023, 11, 8)
LAST_DAY = TODAY + timedelta(days=60)
pytestmark = pytest.mark.usefixtures("desk")


async def untouched_for(**ago: float) -> datetime:
    """Make every request look as if nobody had touched it for so long."""
    moment = clock.now() - timedelta(**ago)
    async with writing() as session:
        await session.exec(update(EnrolmentRequest).values(updated_at=moment))
    return moment


def two_runs() -> list[dict[str, str]]:
    """What `damancom due` says, run by two processes at once."""
    command = [sys.executable, "-c", "from damancom_reflex.cli import main; main()", "due"]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    said = [process.communicate(timeout=60)[0] for process in both]
    assert [process.returncode for process in both] == [0, 0]
    return [dict(part.split(": ") for part in text.strip().split(", ")) for text in said]


async def test_forms_not_brought_expire_the_request_the_day_after_the_last():
    filed = await a_filed()
    assert (await filed.row()).expires_on == LAST_DAY
    assert await enrolments.expire_filed(LAST_DAY) == 0
    assert await enrolments.expire_filed(LAST_DAY + timedelta(days=1)) == 1
    row = await filed.row()
    assert (row.status, row.phone) == ("EXPIRED", PHONE)
    (mail,) = await messages_to(EMAIL, "enrolment_expired")
    assert "07/01/2024" in mail.text
    assert len(await messages_to(PHONE, "enrolment_expired")) == 1
    assert (await walk(filed.reference))[-1] == ("SUBMITTED", "EXPIRED")
    assert (await rows(AuditEvent))[-1].actor == "system:due"


async def test_a_correction_that_does_not_come_expires_after_thirty_days():
    filed = await a_filed()
    await decisions.request_correction(filed.reference, "account:7", "form_incomplete")
    assert await enrolments.expire_filed(TODAY + timedelta(days=30)) == 0
    assert await enrolments.expire_filed(TODAY + timedelta(days=31)) == 1
    assert await filed.status() == "EXPIRED"


async def test_submitting_again_gives_the_days_again():
    filed = await a_filed()
    await on_business_day(TODAY + timedelta(days=50))
    await changed(filed, rib="001810007800020110620318")
    assert await enrolments.expire_filed(LAST_DAY + timedelta(days=1)) == 0
    assert await enrolments.expire_filed(LAST_DAY + timedelta(days=51)) == 1


@pytest.mark.parametrize("decided", ["receive", "validate", "refuse"])
async def test_what_waits_for_nobody_never_expires(decided: str):
    filed = await a_filed()
    given = ("not_entitled",) if decided == "refuse" else ()
    await getattr(decisions, decided)(filed.reference, "account:7", *given)
    status = await filed.status()
    assert await enrolments.expire_filed(date(2099, 1, 1)) == 0
    assert await filed.status() == status


async def test_an_expired_request_leaves_the_way_free_for_another():
    filed = await a_filed()
    await on_business_day(LAST_DAY + timedelta(days=1))
    assert (await due.run()).enrolments_expired == 1
    again = await (await at_confirmation()).submit()
    assert again != filed.reference


async def test_a_draft_nobody_touches_for_ninety_days_expires_and_is_emptied():
    await a_company()
    person = await at_confirmation()
    await enrolment.accept_terms(person.applicant, person.draft_id, "fr")
    await untouched_for(days=89, hours=23)
    assert await enrolments.expire_drafts(TODAY) == 0
    await untouched_for(days=90)
    assert await outcome(enrolment.submit(person.applicant, person.draft_id)) == "draft_expired"
    assert await enrolments.expire_drafts(TODAY) == 1
    row = await row_of(person.draft_id)
    assert row.status == EnrolmentStatus.EXPIRED
    assert (row.typed, row.filed, row.phone, row.email, row.identity_proved) == ({}, {}, "", "", "")
    assert (row.phone_verified_at, row.email_verified_at, row.representative_id) == (None,) * 3
    assert await walk(person.draft_id) == [("DRAFT", "EXPIRED")]
    assert await outcome(enrolment.opened(person.applicant, person.draft_id)) == "draft_expired"
    assert await messages_to(EMAIL, "enrolment_expired") == []


async def test_moving_the_business_calendar_does_not_make_a_draft_old():
    await a_company()
    await at_confirmation()
    await on_business_day(TODAY + timedelta(days=400))
    done = await due.run()
    assert (done.enrolment_drafts_expired, done.enrolment_drafts_warned) == (0, 0)


@pytest.mark.parametrize(("days", "warned"), [(75.9, 0), (76, 1), (89.9, 1), (90, 0)])
async def test_the_warning_goes_out_in_the_last_fourteen_days(days: float, warned: int):
    await a_company()
    await at_confirmation()
    await untouched_for(days=days)
    assert await enrolments.warn_drafts(TODAY) == warned
    assert len(await messages_to(EMAIL, "enrolment_draft_warning")) == warned


async def test_it_is_warned_once_with_its_last_day_and_again_after_new_typing():
    await a_company()
    person = await at_confirmation()
    touched = await untouched_for(days=80)
    assert [await enrolments.warn_drafts(TODAY) for _ in range(2)] == [1, 0]
    (mail,) = await messages_to(EMAIL, "enrolment_draft_warning")
    last = clock.local(touched + timedelta(days=90))
    assert f"{last:%d/%m/%Y}" in mail.text
    assert "/fr/lien/adhesion?k=" in mail.text
    await person.type(rib="001810007800020110620318")
    assert await enrolments.warn_drafts(TODAY) == 0
    await untouched_for(days=80)
    assert await enrolments.warn_drafts(TODAY) == 1


async def test_a_draft_without_a_verified_address_is_not_warned():
    await a_company()
    await at_contact()
    await untouched_for(days=80)
    assert await enrolments.warn_drafts(TODAY) == 0


async def test_proofs_of_work_that_served_go_once_they_are_too_old_to_be_taken():
    moment = clock.now()
    for name, age in (("old", 1), ("new", -60)):
        await saved(UsedProof(signature_hash=name, expires_at=moment - timedelta(seconds=age)))
    assert await due.remove_proofs() == 1
    assert [row.signature_hash for row in await rows(UsedProof)] == ["new"]


async def test_running_again_changes_nothing_and_tells_nobody_twice():
    await a_filed()
    await on_business_day(LAST_DAY + timedelta(days=1))
    first, again = await due.run(), await due.run()
    assert (first.enrolments_expired, again.enrolments_expired, again.messages_sent) == (1, 0, 0)
    assert len(await messages_to(EMAIL, "enrolment_expired")) == 1
    assert (await audit.verify()).ok


async def test_two_processes_at_once_do_each_thing_once(database: str):
    filed = await a_filed()
    await a_company("4317542")
    person: Person = await at_confirmation("4317542", "+212612345679", "autre@tamaris.ma")
    async with writing() as session:
        old = update(EnrolmentRequest).where(col(EnrolmentRequest.status) == "DRAFT")
        await session.exec(old.values(updated_at=clock.now() - timedelta(days=80)))
    await on_business_day(LAST_DAY + timedelta(days=1))
    counts = two_runs()
    for name in ("enrolments expired", "enrolment drafts warned"):
        assert sum(int(count[name]) for count in counts) == 1
    assert await filed.status() == "EXPIRED"
    assert (await row_of(person.draft_id)).status == "DRAFT"
    assert len(await messages_to(EMAIL, "enrolment_expired")) == 1
    assert len(await messages_to("autre@tamaris.ma", "enrolment_draft_warning")) == 1
    assert (await audit.verify()).ok
