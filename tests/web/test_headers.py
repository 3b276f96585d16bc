"""The policy that browsers hold the pages to."""

from __future__ import annotations

import base64
import hashlib

import pytest
from starlette.types import Message, Receive, Scope, Send

from damancom_reflex.settings import settings
from damancom_reflex.web.headers import (
    SecurityHeaders,
    content_security_policy,
    inline_script_hashes,
    security_headers,
)

PAGE = (
    '<html><script>let a = "<b>";</script><script src="/x.js"></script>'
    '<script type="module">\nimport "y"\n</script><script>let a = "<b>";</script></html>'
)


def source(script: str) -> str:
    """How a policy names an inline script."""
    digest = hashlib.sha256(script.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def test_each_inline_script_is_named_once_and_linked_ones_are_not() -> None:
    expected = sorted([source('let a = "<b>";'), source('\nimport "y"\n')])
    assert inline_script_hashes(PAGE) == expected


def test_a_page_allows_its_own_scripts_and_no_eval() -> None:
    rules = dict(rule.split(" ", 1) for rule in content_security_policy(PAGE).split("; "))
    assert rules["script-src"].split() == ["'self'", *inline_script_hashes(PAGE)]
    assert rules["object-src"] == rules["base-uri"] == rules["frame-ancestors"] == "'none'"
    assert rules["form-action"] == rules["default-src"] == "'self'"


def test_another_answer_allows_no_inline_script() -> None:
    assert "script-src 'self';" in content_security_policy()


@pytest.mark.parametrize(
    ("public", "sockets"),
    [
        ("https://portail.example", ["wss://portail.example"]),
        ("http://localhost:8000", ["ws://127.0.0.1:8000", "ws://localhost:8000"]),
    ],
)
def test_sockets_are_allowed_to_ourselves_only(
    monkeypatch: pytest.MonkeyPatch, public: str, sockets: list[str]
) -> None:
    monkeypatch.setenv("PUBLIC_URL", public)
    monkeypatch.setenv("ENVIRONMENT", "demo")
    settings.cache_clear()
    rules = dict(rule.split(" ", 1) for rule in content_security_policy().split("; "))
    assert rules["connect-src"].split() == ["'self'", *sockets]


def test_browsers_are_told_to_stay_on_https_only_where_there_is_https(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert "strict-transport-security" not in security_headers()
    monkeypatch.setenv("PUBLIC_URL", "https://portail.example")
    monkeypatch.setenv("ENVIRONMENT", "demo")
    settings.cache_clear()
    assert "strict-transport-security" in security_headers()


async def _headers_through(own: list[tuple[bytes, bytes]]) -> dict[bytes, list[bytes]]:
    sent: list[Message] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        del scope, receive
        await send({"type": "http.response.start", "status": 200, "headers": own})

    async def keep(message: Message) -> None:
        sent.append(message)

    async def nothing() -> Message:
        return {}

    await SecurityHeaders(app)({"type": "http"}, nothing, keep)
    found: dict[bytes, list[bytes]] = {}
    for name, value in sent[0]["headers"]:
        found.setdefault(name, []).append(value)
    return found


async def test_every_header_is_added_once() -> None:
    found = await _headers_through([])
    assert {name.decode(): value[0].decode() for name, value in found.items()} == security_headers()
    assert all(len(values) == 1 for values in found.values())


async def test_what_an_answer_says_of_itself_stands() -> None:
    found = await _headers_through([(b"content-security-policy", b"its own")])
    assert found[b"content-security-policy"] == [b"its own"]
