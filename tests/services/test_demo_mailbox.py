from __future__ import annotations

import pytest

from damancom_reflex.services import demo_mailbox, passwords, sign_in
from damancom_reflex.services.outbox import deliver_due
from damancom_reflex.settings import settings
from tests.factories import PASSWORD, VISITOR, an_account
from tests.services.people import outcome


@pytest.fixture
def demo(monkeypatch: pytest.MonkeyPatch) -> None:
    """The portal as a demo."""
    monkeypatch.setenv("DEMO", "true")
    settings.cache_clear()


async def test_outside_the_demo_nobody_reads_messages(database: str):
    assert await outcome(demo_mailbox.messages()) == "demo_only"


async def test_the_visible_phone_shows_the_code_that_opens(database: str, demo: None):
    challenge = await sign_in.start((await an_account()).identifier, VISITOR)
    for _ in ("before the worker came by", "after"):
        (message,) = await demo_mailbox.messages()
        assert (message.channel, message.subject) == ("SMS", "")
        await deliver_due()
    await sign_in.finish(challenge, message.text[-6:], PASSWORD, VISITOR, "")


async def test_the_latest_come_first_and_only_as_many_as_asked(database: str, demo: None):
    for _ in range(3):
        await sign_in.start((await an_account()).identifier, VISITOR)
    latest = await an_account()
    await passwords.ask(latest.identifier, VISITOR)
    shown = await demo_mailbox.messages(2)
    assert [message.channel for message in shown] == ["EMAIL", "SMS"]
    assert shown[0].destination == latest.email
    assert [message.channel for message in await demo_mailbox.messages(9, "EMAIL")] == ["EMAIL"]


async def test_nobodys_messages_are_not_shown(database: str, demo: None):
    await sign_in.start("nobody", VISITOR)
    assert await demo_mailbox.messages() == []
