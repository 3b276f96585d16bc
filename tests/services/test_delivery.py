from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
import time_machine

from damancom_reflex.clock import now
from damancom_reflex.gateways import mail, sms
from damancom_reflex.services import outbox, sign_in
from damancom_reflex.services.delivery import LEASE, MOST_ATTEMPTS, pause_after
from damancom_reflex.services.outbox import deliver_due, run_worker
from damancom_reflex.settings import settings
from damancom_reflex.store.engine import writing
from damancom_reflex.store.trail import OutboxMessage
from tests.conftest import ON_BOTH_DATABASES
from tests.factories import PASSWORD, VISITOR, an_account, id_of, saved
from tests.gateways.servers import Mailbox, Phone, silent_server, sms_server, smtp_server
from tests.portal import free_port
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
    (sent,) = mailbox.mails
    assert sent["Message-ID"] == f"<{(await only_row()).id}@damancom.example>"
    assert sent["To"] == "somebody0@exemple.ma"


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


def test_attempts_go_on_for_three_days():
    waited = sum((pause_after(n) for n in range(1, MOST_ATTEMPTS)), timedelta())
    assert timedelta(days=3) <= waited < timedelta(days=4)


async def test_after_three_days_of_attempts_a_message_has_failed(mailbox: Mailbox):
    mailbox.answer = "451 not now"
    with time_machine.travel(NOON, tick=False) as clock:
        await a_notice()
        for _ in range(MOST_ATTEMPTS + 3):
            await deliver_due()
            clock.shift(timedelta(hours=1))
    row = await only_row()
    assert (row.status, row.attempts) == ("FAILED", MOST_ATTEMPTS)


async def test_a_mail_server_that_was_down_for_a_day_gets_each_message_once(
    database: str, monkeypatch: pytest.MonkeyPatch
):
    port = free_port()
    monkeypatch.setenv("SMTP_URL", f"smtp://127.0.0.1:{port}")
    settings.cache_clear()
    with time_machine.travel(NOON, tick=False) as clock:
        await a_notice(3)
        for _hour in range(24):
            while await deliver_due():
                pass
            clock.shift(timedelta(hours=1))
        await a_notice(1)
        waiting = await outbox_rows()
        assert {row.status for row in waiting} == {"WAITING"}
        assert {row.attempts > MOST_ATTEMPTS / 5 for row in waiting[:3]} == {True}
        async with smtp_server(port=port) as box:
            assert await deliver_due() == 4
            assert await deliver_due() == 0
    assert {row.status for row in await outbox_rows()} == {"SENT"}
    named = [f"<{row.id}@damancom.example>" for row in waiting]
    assert sorted(sent["Message-ID"] for sent in box.mails) == sorted(named)


async def test_codes_do_not_wait_for_a_mail_server_that_lets_everybody_wait(
    phone: Phone, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(mail, "TIMEOUT_SECONDS", 1)
    async with silent_server() as url:
        monkeypatch.setenv("SMTP_URL", url)
        settings.cache_clear()
        await a_notice(60)
        async with run_worker():
            # Every hand of the mail's worker is busy by now.
            await asyncio.sleep(0.5)
            await sign_in.start((await an_account()).identifier, VISITOR)
            async with asyncio.timeout(2):
                await phone.arrived.wait()
    assert {row.status for row in await outbox_rows("password_changed")} == {"WAITING"}


async def test_a_gateway_that_answers_too_late_is_given_the_same_message_again_under_the_same_key(
    phone: Phone, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(sms, "TIMEOUT_SECONDS", 0.1)
    account = await an_account()
    with time_machine.travel(NOON, tick=False) as clock:
        await sign_in.start(account.identifier, VISITOR)
        # It takes the message, and says so when nobody listens any more.
        phone.pause = 0.3
        await deliver_due()
        row = await only_row()
        assert (row.status, row.attempts) == ("WAITING", 1)
        phone.pause = 0
        clock.shift(timedelta(seconds=10))
        assert await deliver_due() == 1
    row = await only_row()
    assert (row.status, row.attempts) == ("SENT", 2)
    first, again = (request["body"] for request in phone.requests)
    assert first == again
    assert first["id"] == row.id


async def test_a_gateway_that_answers_twice_is_given_each_message_once(phone: Phone):
    phone.answers = 2
    accounts = [await an_account() for _ in range(12)]
    for account in accounts:
        await sign_in.start(account.identifier, VISITOR)
    assert await deliver_due() == 12
    assert await deliver_due() == 0
    sent = await outbox_rows()
    assert {(row.status, row.attempts) for row in sent} == {("SENT", 1)}
    taken = [request["body"]["id"] for request in phone.requests]
    assert sorted(taken) == sorted(row.id for row in sent)


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
