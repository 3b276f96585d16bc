"""Forms, addresses and headers, written by hand."""

from __future__ import annotations

import json

import pytest

from damancom_reflex.web.headers import inline_script_hashes
from tests.portal import Portal
from tests.security.attacker import Answer, Visitor, password_of, raw, raw_get
from tests.security.conftest import Dial
from tests.security.wire import NoSocketError

WHO = "pharmacie.annour"
POSTS = (
    "/auth/identifier",
    "/auth/code",
    "/auth/resend",
    "/auth/sign-out",
    "/auth/forgotten",
    "/auth/new-password",
    "/auth/close-sessions",
    "/auth/extend",
)
FOREIGN = (
    "https://evil.example",
    "null",
    "",
    "http://localhost:1",
    "http://localhost.evil.example",
)
HEADERS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "deny",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


def post(portal: Portal, path: str, body: bytes, *headers: str) -> Answer:
    """A form post, written by hand, from our own origin unless `headers` name another."""
    own = [] if any(h.startswith("Origin") for h in headers) else [f"Origin: {portal.url}"]
    lines = [f"POST {path} HTTP/1.1", "Host: localhost", "Connection: close", *own, *headers]
    lines.append(f"Content-Length: {len(body)}")
    return raw(portal, "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body)


@pytest.mark.parametrize("origin", FOREIGN)
@pytest.mark.parametrize("path", POSTS)
def test_no_form_is_taken_from_another_origin_or_from_none(
    portal: Portal, path: str, origin: str
) -> None:
    answer = post(portal, path, b"identifier=x", f"Origin: {origin}")
    assert answer.status == 403
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("path", POSTS)
def test_no_form_is_taken_without_an_origin(portal: Portal, path: str) -> None:
    lines = (
        f"POST {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
    )
    assert raw(portal, lines.encode()).status == 403


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_no_form_is_taken_that_the_browser_says_is_foreign(portal: Portal, site: str) -> None:
    assert post(portal, "/auth/sign-out", b"", f"Sec-Fetch-Site: {site}").status == 403


def test_signing_out_is_no_link(visitor: Visitor) -> None:
    visitor.sign_in(WHO)
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


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        (b"identifier=" + b"a" * 16_384, (), 413),
        (b"\xff\xfe=\xff", (), 400),
        (b"&".join(b"f%d=1" % n for n in range(21)), (), 400),
        (b"", (), 303),
        (b"identifier=%ff%fe%00", (), 303),
        (b"identifier=%ED%A0%80", (), 303),
        (b'{"identifier": "x"}', ("Content-Type: application/json",), 303),
        (b"--b\r\nbroken", ("Content-Type: multipart/form-data; boundary=b",), 303),
        (b"--b", ("Content-Type: multipart/form-data",), 303),
        (b"identifier=x&identifier=y&language=%00&next=%0d%0a", (), 303),
        (b"=&&==&%=%&identifier", (), 303),
    ],
)
@pytest.mark.parametrize("path", POSTS)
def test_a_body_that_is_no_form_of_ours_is_answered_plainly(
    portal: Portal, path: str, body: bytes, headers: tuple[str, ...], status: int
) -> None:
    answer = post(
        portal, path, body, f"X-Forwarded-For: 10.200.{len(path)}.{len(body) % 250}", *headers
    )
    expected = {status, 200} if path == "/auth/extend" else {status}
    assert answer.status in expected
    assert b"Traceback" not in answer.body


def test_a_body_of_ten_megabytes_is_cut_off(portal: Portal) -> None:
    head = f"POST /auth/identifier HTTP/1.1\r\nHost: localhost\r\nOrigin: {portal.url}\r\n"
    head += "Connection: close\r\nContent-Length: 10000000\r\n\r\nidentifier="
    # The answer comes though the rest never does.
    assert raw(portal, head.encode() + b"a" * 100_000).status == 413


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
    first = visitor.start(WHO, next=address)
    second = visitor.finish(visitor.code, password_of(WHO), next=address)
    for answer in (first, second):
        target = answer.headers["location"]
        assert target.startswith("/fr/")
        assert "//" not in target
        assert "\\" not in target
        assert "stolen" not in visitor.jar
    assert "damancom_session" in visitor.jar


def test_next_leads_back_to_a_page_of_ours_in_the_language_of_the_form(visitor: Visitor) -> None:
    visitor.start(WHO)
    answer = visitor.finish(
        visitor.code, password_of(WHO), next="/ar/recouvrement/creance?d=x", language="fr"
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


@pytest.mark.parametrize(
    "path", ["/_upload", "/_event/../_upload", "/_event/%2e%2e/_upload", "/fr"]
)
def test_nothing_is_uploaded(portal: Portal, path: str) -> None:
    body = b'--b\r\nContent-Disposition: form-data; name="f"; filename="x"\r\n\r\nx\r\n--b--\r\n'
    answer = post(portal, path, body, "Content-Type: multipart/form-data; boundary=b",
                  "Reflex-Client-Token: t", "Reflex-Event-Handler: h")  # fmt: skip
    assert answer.status in {400, 404, 405}


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
        assert "stolen" not in answer.headers.get("set-cookie", "").partition("=")[0]
        assert answer.headers["cache-control"] == "no-store"


def test_answers_to_a_person_are_kept_by_no_cache(visitor: Visitor) -> None:
    visitor.sign_in(WHO)
    assert visitor.get("/auth/session").headers["cache-control"] == "no-store"
    assert visitor.post("/auth/extend").headers["cache-control"] == "no-store"
    assert json.loads(visitor.get("/auth/session").text)["seconds"] > 0
