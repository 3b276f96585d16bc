from __future__ import annotations

import pytest
from sqlmodel import select

from damancom_reflex.services import links, sessions
from damancom_reflex.services.devices import describe
from damancom_reflex.store.accounts import KnownDevice
from damancom_reflex.store.engine import reading
from tests.factories import VISITOR, an_account
from tests.services.people import link_received, outcome, received, sign_in_as

EDGE = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0"
)
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1"
)


async def test_a_new_browser_is_told_by_email_and_a_known_one_is_not(database: str):
    account = await an_account()
    first = await sign_in_as(account)
    assert len(await received(account, "new_device")) == 1
    second = await sign_in_as(account, device=first.device_cookie)
    assert second.device_cookie == first.device_cookie
    assert len(await received(account, "new_device")) == 1


async def test_the_email_says_when_from_what_and_where(database: str):
    account = await an_account()
    await sign_in_as(account)
    text = (await received(account, "new_device"))[0].text
    assert "Firefox, Windows" in text
    assert VISITOR.address in text


async def test_its_link_closes_every_session_once(database: str):
    account = await an_account()
    opened = await sign_in_as(account)
    token = await link_received(account, "new_device")
    await links.close_sessions(token, VISITOR)
    assert await sessions.actor_of(opened.session_cookie, "") is None
    assert await outcome(links.close_sessions(token, VISITOR)) == "link_used"


async def test_a_second_new_browser_leaves_the_first_link_good(database: str):
    account = await an_account()
    await sign_in_as(account)
    first = await link_received(account, "new_device")
    await sign_in_as(account)
    await links.close_sessions(first, VISITOR)


async def test_one_browser_of_two_accounts_keeps_its_one_cookie(database: str):
    mine, yours = await an_account(), await an_account()
    first = await sign_in_as(mine)
    second = await sign_in_as(yours, device=first.device_cookie)
    assert second.device_cookie == first.device_cookie
    assert len(await received(yours, "new_device")) == 1
    await sign_in_as(mine, device=second.device_cookie)
    assert len(await received(mine, "new_device")) == 1


@pytest.mark.parametrize("planted", ["x" * 43, "short", "a" * 500, "'; --"])
async def test_a_cookie_we_did_not_give_is_replaced(database: str, planted: str):
    opened = await sign_in_as(await an_account(), device=planted)
    assert opened.device_cookie != planted
    async with reading() as session:
        row = (await session.exec(select(KnownDevice))).one()
    assert opened.device_cookie not in row.model_dump_json()


@pytest.mark.parametrize(
    ("says", "name"),
    [
        (EDGE, "Edge, Windows"),
        (IPHONE, "Safari, iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0", "Firefox, Linux"),
        ("curl/8.0", ""),
        ("Appelez le 0600000000 pour débloquer Windows", "Windows"),
    ],
)
def test_only_names_we_know_are_repeated(says: str, name: str):
    assert describe(says) == name
