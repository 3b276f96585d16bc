"""Forms, sockets and preflights of another origin are refused."""

from __future__ import annotations

import pytest

from tests.portal import Portal
from tests.security.attacker import POSTS, Visitor, raw, raw_get, raw_post
from tests.security.conftest import Dial
from tests.security.wire import NoSocketError

FOREIGN = (
    "https://evil.example",
    "null",
    "",
    "http://localhost:1",
    "http://localhost.evil.example",
)


@pytest.mark.parametrize("origin", FOREIGN)
@pytest.mark.parametrize("path", POSTS)
def test_no_form_is_taken_from_another_origin_or_from_none(
    portal: Portal, path: str, origin: str
) -> None:
    answer = raw_post(portal, path, b"identifier=x", f"Origin: {origin}")
    assert answer.status == 403
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("Origin:https://evil.example", 403),
        ("Origin:\thttps://evil.example", 403),
        ("Origin:", 403),
        ("Origin", 400),
        ("Origin https://evil.example", 400),
    ],
)
def test_an_origin_is_read_however_its_line_is_written(
    portal: Portal, line: str, status: int
) -> None:
    assert raw_post(portal, "/auth/sign-out", b"", line).status == status


@pytest.mark.parametrize("path", POSTS)
def test_no_form_is_taken_without_an_origin(portal: Portal, path: str) -> None:
    lines = (
        f"POST {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
    )
    assert raw(portal, lines.encode()).status == 403


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_no_form_is_taken_that_the_browser_says_is_foreign(portal: Portal, site: str) -> None:
    assert raw_post(portal, "/auth/sign-out", b"", f"Sec-Fetch-Site: {site}").status == 403


def test_signing_out_is_no_link(visitor: Visitor) -> None:
    visitor.sign_in("pharmacie.annour")
    visitor.get("/auth/sign-out")
    assert visitor.get("/auth/session").json()["seconds"] > 0


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://localhost:1"])
async def test_a_foreign_origin_gets_no_socket(dial: Dial, origin: str) -> None:
    with pytest.raises(NoSocketError):
        await dial(origin=origin)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1"])
async def test_both_names_of_this_machine_get_a_socket(
    dial: Dial, portal: Portal, host: str
) -> None:
    wire = await dial(origin=f"http://{host}:{portal.port}")
    assert wire.hydrated


@pytest.mark.parametrize(
    "path", ["/fr", "/health/live", "/auth/session", "/fr/nowhere", "/_event/"]
)
def test_a_foreign_origin_is_allowed_nothing(portal: Portal, path: str) -> None:
    answer = raw_get(portal, path, "Origin: https://evil.example", "Cookie: damancom_session=x")
    assert "access-control-allow-origin" not in answer.headers


def test_a_foreign_preflight_is_allowed_nothing(portal: Portal) -> None:
    request = (
        "OPTIONS /auth/code HTTP/1.1\r\nHost: localhost\r\nOrigin: https://evil.example\r\n"
        "Access-Control-Request-Method: POST\r\nConnection: close\r\n\r\n"
    )
    assert "access-control-allow-origin" not in raw(portal, request.encode()).headers
