"""Headers of every answer: what a browser may run, frame, send and keep."""

from __future__ import annotations

import json

import pytest

from damancom_reflex.web.headers import inline_script_hashes
from tests.portal import Portal
from tests.security.attacker import Visitor, answer_of, raw, raw_get

HEADERS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "deny",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


@pytest.mark.parametrize(
    ("request_line", "status"),
    [
        ("GET /fr", 200),
        ("GET /ar/connexion", 200),
        ("GET /", 302),
        ("GET /fr/", 308),
        ("GET /fr/nowhere", 404),
        ("GET /styles/portal.css", 200),
        ("GET /fonts/fonts.css", 200),
        ("HEAD /fr", 200),
        ("DELETE /fr", 405),
        ("GET /health/live", 200),
        ("GET /health/ready", 200),
        ("GET /health/nothing", 404),
        ("GET /auth/session", 200),
        ("GET /auth/code", 404),
        ("POST /auth/code", 403),
        ("GET /telecharger/accord/X.pdf", 303),
        ("GET /telecharger/simulation/X.pdf", 303),
        ("GET /telecharger/ipe/historique.csv", 303),
        ("GET /telecharger/ipe/historique.xlsx", 303),
        ("GET /telecharger/nothing", 404),
        ("GET /fr/lien/mot-de-passe?k=x", 303),
        ("GET /_event/", 400),
        ("GET /_event/?EIO=4&transport=polling", 400),
        ("GET /%0d%0aX:y", 404),
        ("GET /fr/lien/mot-de-passe?k=%E4%B8%AD", 303),
    ],
)
def test_every_answer_carries_the_security_headers(
    portal: Portal, request_line: str, status: int
) -> None:
    line = f"{request_line} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    answer = raw(portal, line.encode())
    assert answer.status == status
    assert HEADERS.items() <= answer.headers.items()
    assert answer.headers["referrer-policy"] in {"same-origin", "no-referrer"}
    policy = answer.headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "form-action 'self'" in policy
    assert "unsafe-eval" not in policy
    assert "unsafe-inline" not in policy.partition("script-src")[2].partition(";")[0]


def test_a_preflight_carries_the_security_headers_too(portal: Portal) -> None:
    request = (
        f"OPTIONS /auth/code HTTP/1.1\r\nHost: localhost\r\nOrigin: {portal.url}\r\n"
        "Access-Control-Request-Method: POST\r\nConnection: close\r\n\r\n"
    )
    assert HEADERS.items() <= raw(portal, request.encode()).headers.items()


def test_every_inline_script_of_a_page_is_named_by_its_policy(portal: Portal) -> None:
    answer = raw_get(portal, "/fr/connexion")
    hashes = inline_script_hashes(answer.body.decode())
    assert hashes
    # `raw` lowers the case of headers.
    assert all(one.lower() in answer.headers["content-security-policy"] for one in hashes)


@pytest.mark.parametrize(
    "token",
    ["%E4%B8%AD", "%ED%A0%80", "%0d%0aSet-Cookie:stolen=1", "a%00b", "a%3bb%22%2c", "x" * 4000, ""],
)
def test_no_token_of_a_link_breaks_the_answer_or_adds_a_header(portal: Portal, token: str) -> None:
    for page in ("mot-de-passe", "fermer-les-sessions"):
        answer = raw_get(portal, f"/fr/lien/{page}?k={token}")
        assert answer.status == 303
        assert "stolen" not in answer.cookies
        assert answer.headers["cache-control"] == "no-store"


def test_a_header_that_slipped_into_an_answer_would_be_seen() -> None:
    """However it is written: what the test above looks for is there to be found."""
    for slipped in ("Set-Cookie: stolen=1", "Set-Cookie:stolen=1", "set-cookie :stolen=1"):
        told = f"HTTP/1.1 303 See Other\r\n{slipped}\r\nSet-Cookie: mine=1\r\n\r\n"
        assert answer_of(told.encode()).cookies == {"stolen", "mine"}
    with pytest.raises(AssertionError):
        answer_of(b"HTTP/1.1 303 See Other\r\nstolen\r\n\r\n")


def test_answers_to_a_person_are_kept_by_no_cache(visitor: Visitor) -> None:
    visitor.sign_in("pharmacie.annour")
    assert visitor.get("/auth/session").headers["cache-control"] == "no-store"
    assert visitor.post("/auth/extend").headers["cache-control"] == "no-store"
    assert json.loads(visitor.get("/auth/session").text)["seconds"] > 0
