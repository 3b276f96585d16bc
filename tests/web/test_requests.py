"""What a request says of its sender, and how much of it is believed."""

from __future__ import annotations

import pytest
from starlette.requests import Request

from damancom_reflex.settings import settings
from damancom_reflex.web.requests import (
    LONGEST_DEVICE,
    address_of,
    client_address,
    same_origin,
    visitor_of,
)


def request(*headers: tuple[str, str]) -> Request:
    """A post with these headers, from a neighbour."""
    raw = [(name.lower().encode(), value.encode("latin-1")) for name, value in headers]
    return Request({"type": "http", "method": "POST", "headers": raw, "client": ("10.0.0.9", 1)})


@pytest.mark.parametrize(
    ("forwarded_for", "hops", "found"),
    [
        ("", 0, "10.0.0.9"),
        ("8.8.8.8", 0, "10.0.0.9"),
        ("196.12.0.7", 1, "196.12.0.7"),
        ("forged, 196.12.0.7", 1, "196.12.0.7"),
        ("forged, forged, 196.12.0.7, 10.0.0.1", 2, "196.12.0.7"),
        ("", 1, "10.0.0.9"),
        ("196.12.0.7", 2, "10.0.0.9"),
        (" , ,196.12.0.7, ", 1, "196.12.0.7"),
        ("196.12.0.7:51234", 1, "196.12.0.7"),
        ("[2001:db8::1]:443", 1, "2001:db8::1"),
        ("[2001:db8::1]", 1, "2001:db8::1"),
        ("2001:db8::1", 1, "2001:db8::1"),
    ],
)
def test_only_what_trusted_proxies_wrote_is_believed(
    forwarded_for: str, hops: int, found: str
) -> None:
    assert client_address("10.0.0.9", forwarded_for, hops) == found


def test_every_line_of_the_header_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRUSTED_PROXY_HOPS", "1")
    settings.cache_clear()
    sent = request(("X-Forwarded-For", "forged"), ("X-Forwarded-For", "196.12.0.7"))
    assert address_of(sent) == "196.12.0.7"


def test_nothing_longer_than_a_row_takes_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRUSTED_PROXY_HOPS", "1")
    settings.cache_clear()
    sent = request(("X-Forwarded-For", "1" * 500), ("User-Agent", "u" * 5000))
    visitor = visitor_of(sent, "fr")
    assert len(visitor.address) == 45
    assert len(visitor.device) == LONGEST_DEVICE


@pytest.mark.parametrize(
    ("headers", "ours"),
    [
        ([("Origin", "http://localhost:8000")], True),
        ([("Origin", "http://127.0.0.1:8000")], True),
        ([("Origin", "http://localhost:8000"), ("Sec-Fetch-Site", "same-origin")], True),
        ([("Origin", "http://localhost:8000"), ("Sec-Fetch-Site", "cross-site")], False),
        ([("Origin", "http://localhost:8000"), ("Sec-Fetch-Site", "same-site")], False),
        ([("Origin", "http://localhost:8001")], False),
        ([("Origin", "https://localhost:8000")], False),
        ([("Origin", "http://localhost:8000.evil.example")], False),
        ([("Origin", "null")], False),
        ([("Origin", "")], False),
        ([("Referer", "http://localhost:8000/fr")], False),
        ([], False),
    ],
)
def test_a_post_comes_from_our_own_pages_or_not_at_all(
    headers: list[tuple[str, str]], *, ours: bool
) -> None:
    assert same_origin(request(*headers)) is ours


def test_behind_https_one_origin_is_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PUBLIC_URL", "https://portail.example/")
    monkeypatch.setenv("ENVIRONMENT", "demo")
    settings.cache_clear()
    assert set(settings().origins) == {"https://portail.example"}
