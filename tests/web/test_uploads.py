"""Papers of a claim over HTTP: from a browser's form to a file on the disk, and back."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import anyio
import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request

from damancom_reflex.domain.job_loss import ClaimStatus
from damancom_reflex.domain.job_loss.papers import LARGEST_PAPER, MOST_PAPERS
from damancom_reflex.services import limits, sessions
from damancom_reflex.services.job_loss import papers
from damancom_reflex.store.accounts import Account, Role
from damancom_reflex.store.engine import writing
from damancom_reflex.web import downloads, uploads
from damancom_reflex.web.cookies import SESSION
from damancom_reflex.web.frontend import SERVED
from damancom_reflex.web.headers import SecurityHeaders
from tests.documents.reading import text as text_of
from tests.factories import VISITOR, an_account, id_of
from tests.paper_files import HTML, a_bomb, a_pdf, a_png, of_size
from tests.services.job_loss.paper_claims import Claimed, a_claimed, on_disk, paper_rows

ORIGIN = "http://localhost:8000"
MB = 1024 * 1024


@dataclass
class Browser:
    """A browser that is signed in, or not."""

    client: httpx.AsyncClient
    cookie: str = ""
    page: str = "/fr/ipe/demandes"

    def headers(self, **more: str) -> dict[str, str]:
        """Headers of a post from our own pages."""
        cookie = {"cookie": f"{SESSION}={self.cookie}"} if self.cookie else {}
        return {"origin": ORIGIN, "referer": ORIGIN + self.page, **cookie, **more}

    async def hand_in(
        self,
        reference: str,
        content: bytes | None = None,
        name: str = "contrat.pdf",
        *,
        kind: str = "CONTRACT",
        language: str = "fr",
        **more: str,
    ) -> str:
        """Post the form of the page; where the answer leads."""
        answer = await self.client.post(
            f"/televerser/ipe/{reference}",
            data={"language": language, "kind": kind},
            files={"paper": (name, a_pdf() if content is None else content, "application/pdf")},
            headers=self.headers(**more),
        )
        assert answer.status_code == 303, answer.text
        assert answer.headers["cache-control"] == "no-store"
        return answer.headers["location"]

    async def post(
        self, path: str, content: bytes | AsyncIterator[bytes] = b"", **headers: str
    ) -> httpx.Response:
        """Post anything."""
        return await self.client.post(path, content=content, headers=self.headers(**headers))

    async def take_away(self, reference: str, paper: str, language: str = "fr") -> str:
        """Post the button of a paper; where the answer leads."""
        answer = await self.client.post(
            f"/televerser/ipe/{reference}/{paper}/retirer",
            data={"language": language},
            headers=self.headers(),
        )
        assert answer.status_code == 303, answer.text
        return answer.headers["location"]

    async def get(self, path: str) -> httpx.Response:
        """Open an address."""
        return await self.client.get(path, headers=self.headers())


def refusal(place: str) -> str:
    """Why the answer leads back to the page."""
    return httpx.URL(place).params["e"]


@pytest.fixture
async def client(database: str) -> AsyncIterator[httpx.AsyncClient]:
    """Asks the routes of papers, as the portal answers them."""
    app = SecurityHeaders(Starlette(routes=[*uploads.routes(), *downloads.routes()]))
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url=ORIGIN) as made:
        yield made


async def signed_in(client: httpx.AsyncClient, account: Account) -> Browser:
    """A browser with a session of an account."""
    async with writing() as session:
        cookie = await sessions.open_in(session, id_of(account), VISITOR)
    return Browser(client, cookie)


@pytest.fixture
async def claimed(database: str) -> Claimed:
    """A claim that was filed."""
    return await a_claimed()


@pytest.fixture
async def browser(client: httpx.AsyncClient, claimed: Claimed) -> Browser:
    """The browser of who filed it."""
    return await signed_in(client, claimed.desk.account)


async def test_a_paper_goes_in_and_comes_back(browser: Browser, claimed: Claimed):
    place = await browser.hand_in(claimed.reference)
    assert place == f"/fr/ipe/demandes?r={claimed.reference}&ok=paper_added"
    (row,) = await paper_rows()
    assert (row.kind, row.name, row.size) == ("CONTRACT", "contrat.pdf", len(a_pdf()))
    answer = await browser.get(f"/telecharger/ipe/{claimed.reference}/pieces/{row.id}")
    assert (answer.status_code, answer.content) == (200, a_pdf())


async def test_the_answer_is_in_the_language_of_the_page(browser: Browser, claimed: Claimed):
    place = await browser.hand_in(claimed.reference, language="ar")
    assert place == f"/ar/ipe/demandes?r={claimed.reference}&ok=paper_added"
    place = await browser.hand_in(claimed.reference, HTML, language="ar")
    assert place == f"/ar/ipe/demandes?e=paper_type_unknown&r={claimed.reference}"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "paper_empty"),
        (HTML, "paper_type_unknown"),
        (b"%PDF-1.4\n" + HTML, "paper_damaged"),
        (a_pdf()[:-30], "paper_damaged"),
        (a_bomb(), "paper_too_detailed"),
        (of_size(LARGEST_PAPER + 1), "paper_too_large"),
        (of_size(6 * MB), "paper_too_large"),
        (of_size(20 * MB), "paper_too_large"),
        (of_size(40 * MB), "paper_too_large"),
    ],
    ids=["0 byte", "html", "html in pdf", "cut", "bomb", "5 MB and 1", "6 MB", "20 MB", "40 MB"],
)
async def test_what_is_no_paper_is_told_on_the_page(
    browser: Browser, claimed: Claimed, content: bytes, code: str
):
    place = await browser.hand_in(claimed.reference, content)
    assert place == f"/fr/ipe/demandes?e={code}&r={claimed.reference}"
    assert (await paper_rows(), on_disk()) == ([], [])


async def test_five_mebibytes_go_through(browser: Browser, claimed: Claimed):
    place = await browser.hand_in(claimed.reference, of_size(LARGEST_PAPER))
    assert place.endswith("ok=paper_added")


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


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../x", "x.pdf"),
        ("..\\..\\x.pdf", "x.pdf"),
        ("/etc/passwd", "passwd.pdf"),
        ("عقد الشغل.pdf", "عقد الشغل.pdf"),
        ("x\u202efdp.exe", "xfdp.exe.pdf"),
        ("é" * 400, "é" * 116 + ".pdf"),
    ],
)
async def test_a_name_is_only_shown(browser: Browser, claimed: Claimed, name: str, shown: str):
    await browser.hand_in(claimed.reference, name=name)
    (row,) = await paper_rows()
    assert row.name == shown
    assert [file.name for file in on_disk()] == [row.stored]


async def test_a_picture_called_pdf_comes_back_as_a_picture(browser: Browser, claimed: Claimed):
    await browser.hand_in(claimed.reference, a_png(), "scan.pdf")
    (row,) = await paper_rows()
    answer = await browser.get(f"/telecharger/ipe/{claimed.reference}/pieces/{row.id}")
    assert answer.headers["content-type"] == "image/png"
    assert answer.headers["content-disposition"].endswith("filename*=UTF-8''scan.png")


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


async def test_a_kind_that_is_none_is_told(browser: Browser, claimed: Claimed):
    place = await browser.hand_in(claimed.reference, kind="PASSPORT")
    assert refusal(place) == "paper_kind_unknown"


PART = b'--x\r\ncontent-disposition: form-data; name="paper"; filename="a"\r\n\r\n%b\r\n'


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


async def test_a_form_of_another_site_is_refused_before_it_is_read(
    browser: Browser, claimed: Claimed
):
    form = {"language": "fr", "kind": "FORM"}
    files = {"paper": ("a.pdf", a_pdf(), "application/pdf")}
    await browser.hand_in(claimed.reference)
    (row,) = await paper_rows()
    for told in (
        {"origin": "https://evil.example"},
        {"origin": ""},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ):
        adding, removing = [
            await browser.client.post(path, data=form, files=given, headers=browser.headers(**told))
            for path, given in (
                (f"/televerser/ipe/{claimed.reference}", files),
                (f"/televerser/ipe/{claimed.reference}/{row.id}/retirer", None),
            )
        ]
        assert (adding.status_code, removing.status_code) == (403, 403)
    assert len(await paper_rows()) == 1


async def test_who_is_signed_out_is_sent_to_sign_in(client: httpx.AsyncClient, claimed: Claimed):
    for cookie in ("", "x" * 43):
        visitor = Browser(client, cookie, "/ar/ipe/demandes")
        place = await visitor.hand_in(claimed.reference, of_size(MB), language="ar")
        assert place == "/ar/connexion?e=session_ended"
        place = await visitor.take_away(claimed.reference, "x", "ar")
        assert place == "/ar/connexion?e=session_ended"
        for path in ("pieces/x?langue=ar", "formulaire.pdf?langue=ar"):
            answer = await visitor.get(f"/telecharger/ipe/{claimed.reference}/{path}")
            assert answer.headers["location"] == "/ar/connexion?e=session_ended"
    assert on_disk() == []


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.EMPLOYER, Role.DELEGATE}))
async def test_a_session_of_staff_changes_nothing_and_reads_what_it_decides_on(
    client: httpx.AsyncClient, claimed: Claimed, role: Role
):
    officer = await signed_in(client, await an_account(role=role))
    answers = [
        await officer.post(
            f"/televerser/ipe/{claimed.reference}",
            PART % a_pdf(),
            **{"content-type": "multipart/form-data; boundary=x"},
        ),
        await officer.post(f"/televerser/ipe/{claimed.reference}/x/retirer"),
        await officer.get(f"/telecharger/ipe/{claimed.reference}/pieces/x"),
        await officer.get(f"/telecharger/ipe/{claimed.reference}/formulaire.pdf"),
    ]
    read = [404, 200] if role in {Role.CLAIMS_OFFICER, Role.SUPERVISOR} else [403, 403]
    assert [answer.status_code for answer in answers] == [403, 403, *read]
    assert on_disk() == []


async def test_somebody_elses_claim_is_answered_like_nobodys(
    client: httpx.AsyncClient, browser: Browser, claimed: Claimed
):
    await browser.hand_in(claimed.reference)
    (row,) = await paper_rows()
    stranger = await signed_in(client, (await a_claimed()).desk.account)
    for reference in (claimed.reference, "IP-2023-0000-0000"):
        page = f"/fr/ipe/demandes?e=claim_unknown&r={reference}"
        assert await stranger.hand_in(reference, a_png()) == page
        assert await stranger.take_away(reference, row.id) == page
        answer = await stranger.get(f"/telecharger/ipe/{reference}/pieces/{row.id}")
        assert (answer.status_code, answer.headers["location"]) == (303, page)
        answer = await stranger.get(f"/telecharger/ipe/{reference}/formulaire.pdf")
        assert answer.status_code == 404
    assert [paper.id for paper in await paper_rows()] == [row.id]


async def test_papers_of_a_decided_claim_are_given_back_and_not_changed(
    browser: Browser, claimed: Claimed
):
    await browser.hand_in(claimed.reference)
    (row,) = await paper_rows()
    await claimed.come_to(ClaimStatus.ACCEPTED)
    page = f"/fr/ipe/demandes?e=claim_closed&r={claimed.reference}"
    assert await browser.hand_in(claimed.reference, a_png()) == page
    assert await browser.take_away(claimed.reference, row.id) == page
    answer = await browser.get(f"/telecharger/ipe/{claimed.reference}/pieces/{row.id}")
    assert answer.content == a_pdf()


async def test_a_paper_is_taken_away_once(browser: Browser, claimed: Claimed):
    await browser.hand_in(claimed.reference)
    (row,) = await paper_rows()
    places = [await browser.take_away(claimed.reference, row.id, "ar") for _ in range(2)]
    assert places == [
        f"/ar/ipe/demandes?r={claimed.reference}&ok=paper_removed",
        f"/ar/ipe/demandes?e=paper_unknown&r={claimed.reference}",
    ]
    assert (await paper_rows(), on_disk()) == ([], [])


async def test_a_paper_runs_nothing_and_no_cache_keeps_it(browser: Browser, claimed: Claimed):
    await browser.hand_in(claimed.reference, name='عقد; filename=x.html".pdf')
    (row,) = await paper_rows()
    answer = await browser.get(f"/telecharger/ipe/{claimed.reference}/pieces/{row.id}")
    told = answer.headers
    assert told["content-type"] == "application/pdf"
    assert told["content-security-policy"] == "sandbox; default-src 'none'"
    assert told["x-content-type-options"] == "nosniff"
    assert told["cache-control"] == "private, no-store"
    assert told["cross-origin-resource-policy"] == "same-origin"
    disposition = told["content-disposition"]
    assert disposition.startswith("attachment; filename=\"piece.pdf\"; filename*=UTF-8''%D8%B9")
    assert disposition.count(";") == 2
    assert disposition.count('"') == 2


async def test_an_account_hands_in_thirty_papers_an_hour(
    client: httpx.AsyncClient, browser: Browser, claimed: Claimed
):
    places = [await browser.hand_in(claimed.reference, HTML) for _ in range(30)]
    assert {refusal(place) for place in places} == {"paper_type_unknown"}
    place = await browser.hand_in(claimed.reference)
    assert place.startswith("/fr/ipe/demandes?e=too_many_uploads&a=")
    assert place.endswith(f"&r={claimed.reference}")
    other = await a_claimed()
    neighbour = await signed_in(client, other.desk.account)
    assert (await neighbour.hand_in(other.reference)).endswith("ok=paper_added")
    limits.forget()
    assert (await browser.hand_in(claimed.reference)).endswith("ok=paper_added")


async def test_a_claim_that_is_full_is_told(browser: Browser, claimed: Claimed):
    for number in range(MOST_PAPERS):
        await papers.add_paper(claimed.actor, claimed.reference, "OTHER", "a", a_png(10 + number))
    assert refusal(await browser.hand_in(claimed.reference)) == "too_many_papers"


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


async def test_no_paper_lies_in_a_folder_of_the_system_meanwhile(
    browser: Browser, claimed: Claimed, monkeypatch: pytest.MonkeyPatch
):
    def rolled_over(*_: object, **__: object) -> None:
        raise AssertionError("a paper was written to a temporary file")

    monkeypatch.setattr("tempfile.TemporaryFile", rolled_over)
    place = await browser.hand_in(claimed.reference, of_size(LARGEST_PAPER))
    assert place.endswith("ok=paper_added")


async def test_the_form_is_served_in_both_languages(browser: Browser, claimed: Claimed):
    for language in ("fr", "ar"):
        answer = await browser.get(
            f"/telecharger/ipe/{claimed.reference}/formulaire.pdf?langue={language}"
        )
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "application/pdf"
        assert answer.headers["content-disposition"] == (
            f'attachment; filename="310-1-26-{claimed.reference}.pdf"'
        )
        assert claimed.reference in text_of(answer.content)


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH"])
async def test_papers_are_only_posted(browser: Browser, claimed: Claimed, method: str):
    for path in ("", "/x/retirer"):
        answer = await browser.client.request(method, f"/televerser/ipe/{claimed.reference}{path}")
        assert answer.status_code == 405


def test_the_server_answers_these_addresses_itself():
    assert "/televerser/ipe/x".startswith(SERVED)
    assert "/telecharger/ipe/x/pieces/y".startswith(SERVED)
