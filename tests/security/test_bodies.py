"""Bodies written by hand: too long, no form of ours, files."""

from __future__ import annotations

import pytest

from tests.portal import Portal
from tests.security.attacker import POSTS, raw, raw_post


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
    answer = raw_post(
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
    "path", ["/_upload", "/_event/../_upload", "/_event/%2e%2e/_upload", "/fr"]
)
def test_nothing_is_uploaded(portal: Portal, path: str) -> None:
    body = b'--b\r\nContent-Disposition: form-data; name="f"; filename="x"\r\n\r\nx\r\n--b--\r\n'
    answer = raw_post(portal, path, body, "Content-Type: multipart/form-data; boundary=b",
                  "Reflex-Client-Token: t", "Reflex-Event-Handler: h")  # fmt: skip
    assert answer.status in {400, 404, 405}
