"""Bodies of a post of papers: too large, too slow, cut, or no form at all."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import anyio
import pytest
from starlette.requests import Request

from damancom_reflex.web import uploads
from tests.paper_files import a_pdf, of_size
from tests.services.job_loss.paper_claims import Claimed, on_disk, paper_rows
from tests.web.papers.browsers import MB, PART, Browser, refusal


async def test_a_body_that_is_too_large_is_told_in_the_language_of_its_page(
    browser: Browser, claimed: Claimed
):
    browser.page = "/ar/ipe/demandes?r=IP"
    place = await browser.hand_in(claimed.reference, of_size(6 * MB))
    assert place == f"/ar/ipe/demandes?e=paper_too_large&r={claimed.reference}"


async def test_a_body_too_large_is_read_to_its_end_and_kept_nowhere(
    browser: Browser, claimed: Claimed
):
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        while sent < 100 * MB:
            sent += MB
            yield bytes(MB)

    answer = await browser.post(
        f"/televerser/ipe/{claimed.reference}",
        endless(),
        **{"content-type": "multipart/form-data; boundary=x"},
    )
    assert refusal(answer.headers["location"]) == "paper_too_large"
    # Within reason: nobody is listened to for ever.
    assert 30 * MB < sent < 40 * MB


async def test_a_form_without_a_file_is_told(browser: Browser, claimed: Claimed):
    # What browsers send when nothing was chosen.
    body = (
        b'--x\r\ncontent-disposition: form-data; name="language"\r\n\r\nar\r\n'
        b'--x\r\ncontent-disposition: form-data; name="kind"\r\n\r\nFORM\r\n'
        b'--x\r\ncontent-disposition: form-data; name="paper"; filename=""\r\n'
        b"content-type: application/octet-stream\r\n\r\n\r\n--x--\r\n"
    )
    for sent in (body, body.replace(b'; filename=""', b""), b"--x--\r\n"):
        answer = await browser.post(
            f"/televerser/ipe/{claimed.reference}",
            sent,
            **{"content-type": "multipart/form-data; boundary=x"},
        )
        assert refusal(answer.headers["location"]) == "paper_not_chosen"


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("", a_pdf()),
        ("application/pdf", a_pdf()),
        ("application/x-www-form-urlencoded", b"language=fr&kind=FORM&paper=x"),
        ("multipart/form-data", PART % a_pdf()),
        ("multipart/form-data; boundary=", PART % a_pdf()),
        ("multipart/form-data; boundary=y", PART % a_pdf()),
        (f"multipart/form-data; boundary={'y' * 5000}", PART % a_pdf()),
        ("multipart/form-data; boundary=x", PART % a_pdf() + PART % a_pdf() + b"--x--"),
        ("multipart/form-data; boundary=x", b"--x\r\n\r\nz\r\n--x--"),
        ("multipart/form-data; boundary=x", PART.replace(b"a", b"\0") % b"" * 30 + b"--x--"),
        (
            "multipart/form-data; boundary=x",
            b'--x\r\ncontent-disposition: form-data; name="kind"\r\n\r\n'
            + b"z" * 5000
            + b"\r\n--x--",
        ),
        ("multipart/form-data; boundary=x; charset=undefined", PART % b"a" + b"--x--"),
    ],
)
async def test_a_body_that_is_no_form_is_refused(
    browser: Browser, claimed: Claimed, content_type: str, body: bytes
):
    answer = await browser.post(
        f"/televerser/ipe/{claimed.reference}", body, **{"content-type": content_type}
    )
    assert answer.status_code == 400
    assert (await paper_rows(), on_disk()) == ([], [])


async def test_a_body_that_never_ends_is_waited_for_no_longer(
    browser: Browser, claimed: Claimed, monkeypatch: pytest.MonkeyPatch
):
    async def stalled() -> AsyncIterator[bytes]:
        yield b"--x\r\n"
        await anyio.sleep(30)

    monkeypatch.setattr(uploads, "PATIENCE_SECONDS", 0.05)
    answer = await browser.post(
        f"/televerser/ipe/{claimed.reference}",
        stalled(),
        **{"content-type": "multipart/form-data; boundary=x"},
    )
    assert refusal(answer.headers["location"]) == "upload_too_slow"


async def test_a_line_that_is_cut_leaves_nothing(browser: Browser, claimed: Claimed):
    sent = iter([{"type": "http.request", "body": PART[:40], "more_body": True}])
    request = Request(
        {
            "type": "http",
            "method": "POST",
            "path_params": {"reference": claimed.reference},
            "headers": [(name.encode(), text.encode()) for name, text in browser.headers().items()],
            "client": ("127.0.0.1", 1),
        },
        receive=lambda: _next(sent),
    )
    assert (await uploads.add(request)).status_code == 400
    assert on_disk() == []


async def _next(sent: Any) -> Any:  # noqa: ANN401 - messages of ASGI
    return next(sent, {"type": "http.disconnect"})
