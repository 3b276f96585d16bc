from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
import time_machine

from damancom_reflex.clock import now
from damancom_reflex.services import outbox, sign_in
from damancom_reflex.services.delivery import LEASE, MOST_ATTEMPTS, pause_after
from damancom_reflex.services.outbox import deliver_due, run_worker
from damancom_reflex.settings import settings
from damancom_reflex.store.engine import writing
from damancom_reflex.store.trail import OutboxMessage
from tests.conftest import ON_BOTH_DATABASES
from tests.factories import PASSWORD, VISITOR, an_account, id_of, saved
from tests.gateways.servers import Mailbox, Phone, sms_server, smtp_server
from tests.services.noon import NOON
from tests.services.people import code_received, outbox_rows

IN_ANOTHER_PROCESS = """
import asyncio
from damancom_reflex.services.outbox import deliver_due
from damancom_reflex.store.engine import dispose

async def main():
    while await deliver_due(5):
        pass
    await dispose()

asyncio.run(main())
"""


@pytest.fixture
async def phone(monkeypatch: pytest.MonkeyPatch, database: str) -> AsyncIterator[Phone]:
    """An SMS gateway that the settings name."""
    async with sms_server() as server:
        monkeypatch.setenv("SMS_URL", server.url)
        settings.cache_clear()
        yield server


@pytest.fixture
async def mailbox(monkeypatch: pytest.MonkeyPatch, database: str) -> AsyncIterator[Mailbox]:
    """An SMTP server that the settings name."""
    async with smtp_server() as server:
        monkeypatch.setenv("SMTP_URL", server.url)
        settings.cache_clear()
        yield server


async def a_notice(count: int = 1) -> None:
    """Put e-mails that are not codes."""
    async with writing() as session:
        for n in range(count):
            await outbox.put(
                session,
                channel="EMAIL",
                destination=f"somebody{n}@exemple.ma",
                template="password_changed",
                language="fr",
                params={"at": now().isoformat()},
            )


async def only_row() -> OutboxMessage:
    (row,) = await outbox_rows()
    return row


async def test_the_code_on_the_phone_opens_the_door(phone: Phone):
    account = await an_account()
    challenge = await sign_in.start(account.identifier, VISITOR)
    assert await deliver_due() == 1
    code = phone.texts[0].rpartition("#")[2]
    await sign_in.finish(challenge, code, PASSWORD, VISITOR, "")
    assert phone.requests[0]["body"]["to"] == account.phone


async def test_a_message_is_sent_once_and_marked(phone: Phone):
    await sign_in.start((await an_account()).identifier, VISITOR)
    assert [await deliver_due(), await deliver_due()] == [1, 0]
    row = await only_row()
    assert (row.status, row.attempts, row.sent_at is not None) == ("SENT", 1, True)
    assert len(phone.requests) == 1


async def test_nobodys_message_is_never_sent(phone: Phone):
    await sign_in.start("nobody", VISITOR)
    assert await deliver_due() == 0
    assert phone.requests == []


async def test_an_email_carries_the_row_as_its_message_id(mailbox: Mailbox):
    await a_notice()
    await deliver_due()
    (mail,) = mailbox.mails
    assert mail["Message-ID"] == f"<{(await only_row()).id}@damancom.example>"
    assert mail["To"] == "somebody0@exemple.ma"


async def test_a_message_of_a_transaction_that_failed_does_not_exist(database: str):
    async def fail() -> None:
        async with writing() as session:
            await outbox.put(
                session, channel="SMS", destination="+2126", template="code_sms", language="fr"
            )
            raise LookupError

    with pytest.raises(LookupError):
        await fail()
    assert await outbox_rows() == []


async def test_a_refused_attempt_is_made_again_later_with_the_same_key(phone: Phone):
    account = await an_account()
    with time_machine.travel(NOON, tick=False) as clock:
        await sign_in.start(account.identifier, VISITOR)
        phone.status = 503
        await deliver_due()
        row = await only_row()
        assert (row.status, row.not_before) == ("WAITING", NOON + timedelta(seconds=10))
        assert row.last_error == "UnavailableError: HTTP 503"
        phone.status = 202
        clock.shift(timedelta(seconds=9))
        assert await deliver_due() == 0
        clock.shift(timedelta(seconds=1))
        assert await deliver_due() == 1
    assert (await only_row()).status == "SENT"
    assert len({request["idempotency-key"] for request in phone.requests}) == 1


def test_pauses_double_from_ten_seconds_to_an_hour():
    assert [pause_after(n).total_seconds() for n in (1, 2, 3, 9, 10, 12)] == [
        10,
        20,
        40,
        2560,
        3600,
        3600,
    ]


async def test_after_twelve_attempts_a_message_has_failed(mailbox: Mailbox):
    mailbox.answer = "451 not now"
    with time_machine.travel(NOON, tick=False) as clock:
        await a_notice()
        for _ in range(MOST_ATTEMPTS + 3):
            await deliver_due()
            clock.shift(timedelta(hours=1))
    row = await only_row()
    assert (row.status, row.attempts) == ("FAILED", 12)


async def test_what_a_gateway_will_never_take_is_not_tried_again(mailbox: Mailbox):
    mailbox.answer_to_recipient = "550 no such mailbox somebody0@exemple.ma"
    await a_notice()
    await deliver_due()
    row = await only_row()
    assert (row.status, row.attempts) == ("FAILED", 1)
    assert "exemple.ma" not in row.last_error


async def test_a_code_that_has_expired_is_dropped(phone: Phone):
    account = await an_account()
    with time_machine.travel(NOON, tick=False) as clock:
        await sign_in.start(account.identifier, VISITOR)
        clock.shift(timedelta(minutes=10))
        await deliver_due()
    row = await only_row()
    assert (row.status, row.last_error) == ("DISCARDED", "expired")
    assert phone.requests == []


async def test_a_code_that_a_newer_one_replaced_is_dropped(phone: Phone):
    account = await an_account()
    with time_machine.travel(NOON, tick=False) as clock:
        challenge = await sign_in.start(account.identifier, VISITOR)
        clock.shift(timedelta(seconds=30))
        await sign_in.resend(challenge, "SMS", VISITOR)
        await deliver_due()
    assert [row.status for row in await outbox_rows()] == ["DISCARDED", "SENT"]
    assert phone.texts[0].endswith(await code_received(account))


async def test_a_broken_message_does_not_stop_the_others(mailbox: Mailbox):
    await saved(
        OutboxMessage(channel="EMAIL", destination="a@b.ma", template="gone", language="fr"),
        OutboxMessage(
            channel="EMAIL", destination="a@b.ma", template="password_changed", language="fr"
        ),
    )
    await a_notice()
    await deliver_due()
    assert len(mailbox.mails) == 1
    assert sorted((row.status, row.last_error) for row in await outbox_rows()) == [
        ("FAILED", "UnknownTemplateError: gone"),
        ("SENT", ""),
        ("WAITING", "KeyError"),
    ]


async def test_what_one_worker_has_in_hand_another_leaves_alone(phone: Phone):
    phone.pause = 0.3
    await sign_in.start((await an_account()).identifier, VISITOR)
    first = asyncio.create_task(deliver_due())
    await phone.arrived.wait()
    assert await deliver_due() == 0
    assert await first == 1
    assert len(phone.requests) == 1


async def test_a_message_in_the_hands_of_a_dead_worker_goes_out_when_its_lease_ends(
    mailbox: Mailbox,
):
    with time_machine.travel(NOON, tick=False) as clock:
        await a_notice()
        row = await only_row()
        row.claimed_until, row.attempts = NOON + LEASE, 1
        await saved(row)
        assert await deliver_due() == 0
        clock.shift(LEASE)
        assert await deliver_due() == 1
    assert len(mailbox.mails) == 1


@ON_BOTH_DATABASES
async def test_two_workers_in_two_processes_send_each_message_once(database: str, mailbox: Mailbox):
    await a_notice(40)
    other = await asyncio.to_thread(subprocess.Popen, [sys.executable, "-c", IN_ANOTHER_PROCESS])
    while other.poll() is None:
        await deliver_due(5)
    assert other.returncode == 0
    assert sorted(mailbox.recipients) == sorted(f"somebody{n}@exemple.ma" for n in range(40))
    assert {(row.status, row.attempts) for row in await outbox_rows()} == {("SENT", 1)}


async def test_the_worker_delivers_beside_the_server_and_stops_with_it(phone: Phone):
    account = await an_account()
    async with run_worker():
        await sign_in.start(account.identifier, VISITOR)
        async with asyncio.timeout(5):
            await phone.arrived.wait()
    assert (await only_row()).status == "SENT"
    assert (await only_row()).account_id == id_of(account)


async def test_a_database_that_fails_for_a_while_does_not_end_the_worker(
    phone: Phone, monkeypatch: pytest.MonkeyPatch
):
    good = settings().database_url
    monkeypatch.setenv("DATABASE_URL", "sqlite:////proc/nowhere/damancom.sqlite3")
    settings.cache_clear()
    async with run_worker():
        await asyncio.sleep(0.1)
        monkeypatch.setenv("DATABASE_URL", good)
        settings.cache_clear()
        await sign_in.start((await an_account()).identifier, VISITOR)
        async with asyncio.timeout(5):
            await phone.arrived.wait()
