"""Whoever holds an account chooses the language it is written to in."""

from __future__ import annotations

from sqlmodel import col, select

from damancom_reflex.i18n import Language
from damancom_reflex.services import messages_language
from damancom_reflex.store.accounts import Account
from damancom_reflex.store.engine import reading
from damancom_reflex.store.trail import AuditEvent
from tests.factories import actor, an_account, id_of
from tests.services.people import received, sign_in_as

ACT = "messages.language_set"


async def noted(account: Account) -> list[AuditEvent]:
    """What the trail says of it."""
    async with reading() as session:
        acts = select(AuditEvent).where(
            AuditEvent.action == ACT, AuditEvent.subject == actor(account).name
        )
        return list((await session.exec(acts.order_by(col(AuditEvent.id)))).all())


async def written_in(account: Account) -> Language:
    """The language of an account now."""
    async with reading() as session:
        return actor(await session.get_one(Account, id_of(account))).language


async def test_the_next_message_is_in_the_language_chosen(database: str):
    account = await an_account()
    await sign_in_as(account)
    await messages_language.choose(actor(account), "ar")
    await sign_in_as(account)
    first, second = await received(account, "new_device")
    assert "nouvel appareil" in first.subject
    assert "جهاز جديد" in second.subject


async def test_it_is_noted_once_with_what_it_was(database: str):
    account = await an_account()
    for _ in range(2):
        await messages_language.choose(actor(account), "ar")
    (event,) = await noted(account)
    assert (event.before, event.after) == ({"language": "fr"}, {"language": "ar"})


async def test_choosing_what_one_has_notes_nothing(database: str):
    account = await an_account(language="ar")
    await messages_language.choose(actor(account), "ar")
    assert await noted(account) == []
    assert await written_in(account) == "ar"


async def test_it_goes_back_and_touches_no_other_account(database: str):
    mine, yours = await an_account(), await an_account()
    await messages_language.choose(actor(mine), "ar")
    assert [await written_in(mine), await written_in(yours)] == ["ar", "fr"]
    await messages_language.choose(actor(mine), "fr")
    assert await written_in(mine) == "fr"
