"""Cookies of a portal behind https, and of one on plain loopback."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.portal import ROOT, Portal
from tests.security.attacker import Visitor, password_of, raw_get
from tests.security.conftest import Dial
from tests.security.wire import Wire

WHO = "pharmacie.annour"
PUBLIC = "https://portail.example"
ALL = {"damancom_session", "damancom_device", "damancom_challenge", "damancom_link"}


@pytest.fixture(scope="module")
def behind_https(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """A portal whose public address is https."""
    folder = tmp_path_factory.mktemp("https")
    made = Portal(folder, PUBLIC_URL=PUBLIC, TRUSTED_PROXY_HOPS="1").start()
    yield made
    made.stop()


def cookies_given(visitor: Visitor) -> list[str]:
    """Every `Set-Cookie` of a sign-in and of a link."""
    first = visitor.start(WHO)
    second = visitor.finish(visitor.code, password_of(WHO))
    third = visitor.get("/fr/lien/mot-de-passe?k=a.b")
    return [line for a in (first, second, third) for line in a.headers.get_list("set-cookie")]


def attributes(line: str) -> set[str]:
    """Attributes of a cookie, in small letters."""
    return {part.strip().lower() for part in line.split(";")[1:]}


def test_on_loopback_every_cookie_is_hidden_from_scripts_and_from_other_sites(
    visitor: Visitor,
) -> None:
    given = cookies_given(visitor)
    assert {line.partition("=")[0] for line in given} == ALL
    for line in given:
        assert {"httponly", "samesite=lax", "path=/"} <= attributes(line)
        assert not any(part.startswith("domain") for part in attributes(line))


def test_behind_https_every_cookie_is_secure_and_of_this_host_only(behind_https: Portal) -> None:
    with Visitor(behind_https) as visitor:
        given = cookies_given(visitor)
    assert {line.partition("=")[0] for line in given} == {f"__Host-{name}" for name in ALL}
    for line in given:
        assert {"secure", "httponly", "samesite=lax", "path=/"} <= attributes(line)
        assert not any(part.startswith("domain") for part in attributes(line))


def test_behind_https_a_cookie_without_the_prefix_opens_nothing(behind_https: Portal) -> None:
    with Visitor(behind_https) as visitor:
        visitor.sign_in("hotel.ourika")
        value = visitor.jar["__Host-damancom_session"]
        assert visitor.get("/auth/session").json()["seconds"] > 0
        visitor.jar = {"damancom_session": value}
        assert visitor.get("/auth/session").json() == {"seconds": 0}


def test_behind_https_browsers_are_told_to_stay_there(behind_https: Portal, portal: Portal) -> None:
    assert "max-age=" in raw_get(behind_https, "/fr").headers["strict-transport-security"]
    assert "strict-transport-security" not in raw_get(portal, "/fr").headers


def test_behind_https_the_plain_origin_is_foreign(behind_https: Portal) -> None:
    with Visitor(behind_https) as visitor:
        for origin in (behind_https.url, "http://portail.example", "http://localhost:8000"):
            answer = visitor.client.post("/auth/sign-out", headers={"Origin": origin})
            assert answer.status_code == 403


async def test_behind_https_the_socket_is_for_the_public_origin(behind_https: Portal) -> None:
    async with Wire(behind_https.url, origin=PUBLIC) as wire:
        assert wire.hydrated


def holding(folder: Path, secret: str) -> list[Path]:
    """Files below a folder that hold a text."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return [path for path in files if secret.encode() in path.read_bytes()]


async def test_no_cookie_is_written_to_disk(dial: Dial, portal: Portal, visitor: Visitor) -> None:
    visitor.sign_in(WHO)
    wire = await dial("/fr/recouvrement", cookie=visitor.cookie)
    assert await wire.alive()
    await wire.socket.close()
    # Longer than a screen state may wait before it is written.
    await asyncio.sleep(3)
    for folder in (portal.folder, ROOT / ".states"):
        for name in ("damancom_session", "damancom_device"):
            assert holding(folder, visitor.jar[name]) == []
