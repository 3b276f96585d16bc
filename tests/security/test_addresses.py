"""Addresses written by hand: none leads out of the site, or to a file that is not a page's."""

from __future__ import annotations

import pytest

from tests.portal import Portal
from tests.security.attacker import Visitor, password_of, raw, raw_get


@pytest.mark.parametrize(
    "address",
    [
        "//evil.example",
        "\\\\evil.example",
        "/\\evil.example",
        "https:evil.example",
        "https://evil.example",
        "/fr//evil.example",
        "/fr/\\evil.example",
        "/fr/..//evil.example",
        "/fr/%0d%0aSet-Cookie:x=1",
        "/fr/\r\nSet-Cookie: stolen=1",
        "/fr/\tx",
        "/%2f%2fevil.example",
        "%2f%2fevil.example",
        "javascript:alert(1)",
        " //evil.example",
        "/fr@evil.example",
        "/fr.evil.example",
        "/frevil",
        "/fr/a\x00b",
        "/fr/é中\u202e",
        "/en/x",
    ],
)
def test_next_never_leads_out_of_the_site(visitor: Visitor, address: str) -> None:
    first = visitor.start("pharmacie.annour", next=address)
    second = visitor.finish(visitor.code, password_of("pharmacie.annour"), next=address)
    for answer in (first, second):
        target = answer.headers["location"]
        assert target.startswith("/fr/")
        assert "//" not in target
        assert "\\" not in target
        assert "stolen" not in visitor.jar
    assert "damancom_session" in visitor.jar


def test_next_leads_back_to_a_page_of_ours_in_the_language_of_the_form(visitor: Visitor) -> None:
    visitor.start("pharmacie.annour")
    answer = visitor.finish(
        visitor.code,
        password_of("pharmacie.annour"),
        next="/ar/recouvrement/creance?d=x",
        language="fr",
    )
    assert answer.headers["location"] == "/fr/recouvrement/creance?d=x"


@pytest.mark.parametrize(
    "target",
    [
        "/../../../../etc/passwd",
        "/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
        "/..%2f..%2f..%2frxconfig.py",
        "/assets/../../../../rxconfig.py",
        "/assets/%2e%2e/%2e%2e/%2e%2e/%2e%2e/rxconfig.py",
        "/..\\..\\rxconfig.py",
        "/fr/%00",
        "/%00/../rxconfig.py",
        "/fr%00.html",
        "//etc/passwd",
        "/file:///etc/passwd",
        "/.web/reflex.json",
        "/rxconfig.py",
        "/damancom_reflex/settings.py",
        "/.env",
        "/damancom.sqlite3",
        "/uploaded_files/x",
        "/ping",
        "/_health",
        "/_upload",
        "/_all_routes",
        "/auth-codespace",
        "/fr/index.html",
        "/index.html",
    ],
)
def test_the_pages_server_gives_its_own_files_only(portal: Portal, target: str) -> None:
    answer = raw_get(portal, target)
    assert answer.status == 404
    assert b"root:" not in answer.body
    assert b"import" not in answer.body[:200]


@pytest.mark.parametrize("target", ["//evil.example/", "/\\evil.example/", "/%2f%2fevil.example/",
                                    "/%5cevil.example/", "/.//evil.example/"])  # fmt: skip
def test_the_other_spelling_of_an_address_never_leads_out(portal: Portal, target: str) -> None:
    place = raw_get(portal, target).headers.get("location", "/")
    assert place.startswith("/")
    assert place[1:2] not in {"/", "\\"}


@pytest.mark.parametrize(
    "host", ["evil.example", "[", "a b", "evil.example/fr?", "x" * 5000, "\xff"]
)
def test_a_forged_host_moves_nobody(portal: Portal, host: str) -> None:
    request = f"GET /fr/ HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode("latin-1")
    answer = raw(portal, request)
    assert answer.status in {308, 400, 404}
    assert "evil" not in answer.headers.get("location", "")
