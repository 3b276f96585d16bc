"""What time brings, on the business calendar and on real time; once, whoever runs it."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta

import pytest
from sqlmodel import func, select, update

from damancom_reflex import clock
from damancom_reflex.domain.remission import PaymentMode
from damancom_reflex.domain.requests import RemissionStatus
from damancom_reflex.services import audit, due, recouvrement
from damancom_reflex.store.accounts import CodeChallenge, CodeSending
from damancom_reflex.store.engine import reading, writing
from damancom_reflex.store.remissions import RemissionDraft, RemissionRequest
from damancom_reflex.store.trail import OutboxMessage
from tests.factories import saved
from tests.services.recouvrement.builders import an_employer, on_business_day, signed

LAST_DAY = date(2023, 12, 8)


async def status_of(reference: str) -> str:
    async with reading() as session:
        wanted = select(RemissionRequest.status).where(RemissionRequest.reference == reference)
        return (await session.exec(wanted)).one()


async def messages_of(template: str) -> list[OutboxMessage]:
    async with reading() as session:
        wanted = select(OutboxMessage).where(OutboxMessage.template == template)
        return list((await session.exec(wanted)).all())


async def test_a_request_expires_the_day_after_its_deadline_and_not_before():
    employer = await an_employer()
    reference = await signed(employer.actor)
    assert await due.expire(LAST_DAY) == 0
    assert await due.expire(LAST_DAY + timedelta(days=1)) == 1
    assert await status_of(reference) == RemissionStatus.EXPIRED.value
    assert {message.channel for message in await messages_of("remission_expired")} == {
        "EMAIL",
        "SMS",
    }


async def test_an_expired_request_leaves_the_way_free_for_another():
    employer = await an_employer()
    await signed(employer.actor)
    await on_business_day(LAST_DAY + timedelta(days=1))
    assert (await due.run()).expired == 1
    assert await signed(employer.actor)


async def test_an_accepted_full_payment_never_expires():
    employer = await an_employer()
    await signed(employer.actor, PaymentMode.FULL)
    assert await due.expire(date(2099, 1, 1)) == 0


@pytest.mark.parametrize(
    ("day", "reminded"),
    [
        (date(2023, 12, 5), 0),
        (date(2023, 12, 6), 1),
        (date(2023, 12, 8), 1),
        (date(2023, 12, 9), 0),
    ],
)
async def test_the_reminder_goes_out_in_the_last_48_hours(day: date, reminded: int):
    employer = await an_employer()
    await signed(employer.actor)
    assert await due.remind(day) == reminded
    assert len(await messages_of("remission_guarantees_reminder")) == 2 * reminded


async def test_running_again_changes_nothing_and_tells_nobody_twice():
    employer = await an_employer()
    await signed(employer.actor)
    await on_business_day(LAST_DAY)
    first, again = await due.run(), await due.run()
    assert (first.reminded, again.reminded) == (1, 0)
    await on_business_day(LAST_DAY + timedelta(days=1))
    first, again = await due.run(), await due.run()
    assert (first.expired, again.expired, again.messages_sent) == (1, 0, 0)
    assert len(await messages_of("remission_expired")) == 2
    assert (await audit.verify()).ok


async def test_a_draft_untouched_for_ninety_days_goes_and_a_signed_one_stays():
    old, recent, signer = await an_employer(), await an_employer(), await an_employer()
    await recouvrement.begin(old.actor)
    await signed(signer.actor)
    async with writing() as session:
        long_ago = clock.now() - timedelta(days=90, minutes=1)
        await session.exec(update(RemissionDraft).values(updated_at=long_ago))
    kept = await recouvrement.begin(recent.actor)
    assert await due.remove_drafts() == 1
    async with reading() as session:
        drafts = (await session.exec(select(RemissionDraft))).all()
    assert {draft.account_id for draft in drafts} == {
        recent.actor.account_id,
        signer.actor.account_id,
    }
    assert kept.id in {draft.id for draft in drafts}


async def test_traces_of_codes_go_after_a_day():
    now, old = clock.now(), clock.now() - timedelta(days=1, minutes=1)
    for moment in (now, old):
        await saved(
            CodeSending(destination_hash="d", sent_at=moment),
            CodeChallenge(
                subject_hash="s", destination_hash="d", destination_shown="…", created_at=moment
            ),
        )
    assert await due.remove_codes() == 1
    async with reading() as session:
        for table in (CodeSending, CodeChallenge):
            assert (await session.exec(select(func.count()).select_from(table))).one() == 1


def test_the_command_says_how_much_of_each_was_done(database: str):
    command = [sys.executable, "-c", "from damancom_reflex.cli import main; main()", "due"]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert said == (
        "expired: 0, reminded: 0, debit files produced: 0, debits collected: 0, drafts removed: 0, "
        "codes removed: 0, enrolments expired: 0, enrolment drafts expired: 0, "
        "enrolment drafts warned: 0, proofs removed: 0, messages sent: 0\n"
    )
