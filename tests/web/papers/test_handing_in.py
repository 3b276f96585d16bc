"""Papers of a claim over HTTP: from a browser's form to a file on the disk."""

from __future__ import annotations

import httpx
import pytest

from damancom_reflex.domain.job_loss.papers import LARGEST_PAPER, MOST_PAPERS
from damancom_reflex.services import limits
from damancom_reflex.services.job_loss import papers
from tests.paper_files import HTML, a_bomb, a_pdf, a_png, of_size
from tests.services.job_loss.paper_claims import Claimed, a_claimed, on_disk, paper_rows
from tests.web.papers.browsers import MB, Browser, refusal, signed_in


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


async def test_a_kind_that_is_none_is_told(browser: Browser, claimed: Claimed):
    place = await browser.hand_in(claimed.reference, kind="PASSPORT")
    assert refusal(place) == "paper_kind_unknown"


async def test_the_same_file_as_another_kind_changes_nothing_and_is_told(
    browser: Browser, claimed: Claimed
):
    page = f"/fr/ipe/demandes?r={claimed.reference}"
    assert await browser.hand_in(claimed.reference) == f"{page}&ok=paper_added"
    # Pressed twice, it is added once.
    assert await browser.hand_in(claimed.reference) == f"{page}&ok=paper_added"
    place = await browser.hand_in(claimed.reference, kind="REPORT")
    assert place == f"{page}&ok=paper_there&k=CONTRACT"
    assert [row.kind for row in await paper_rows()] == ["CONTRACT"]


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


async def test_no_paper_lies_in_a_folder_of_the_system_meanwhile(
    browser: Browser, claimed: Claimed, monkeypatch: pytest.MonkeyPatch
):
    def rolled_over(*_: object, **__: object) -> None:
        raise AssertionError("a paper was written to a temporary file")

    monkeypatch.setattr("tempfile.TemporaryFile", rolled_over)
    place = await browser.hand_in(claimed.reference, of_size(LARGEST_PAPER))
    assert place.endswith("ok=paper_added")
