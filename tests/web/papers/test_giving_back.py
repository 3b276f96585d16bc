"""Papers of a claim and its form, given back over HTTP; and a paper taken away."""

from __future__ import annotations

from tests.documents.reading import text as text_of
from tests.paper_files import a_png
from tests.services.job_loss.paper_claims import Claimed, on_disk, paper_rows
from tests.web.papers.browsers import Browser


async def test_a_picture_called_pdf_comes_back_as_a_picture(browser: Browser, claimed: Claimed):
    await browser.hand_in(claimed.reference, a_png(), "scan.pdf")
    (row,) = await paper_rows()
    answer = await browser.get(f"/telecharger/ipe/{claimed.reference}/pieces/{row.id}")
    assert answer.headers["content-type"] == "image/png"
    assert answer.headers["content-disposition"].endswith("filename*=UTF-8''scan.png")


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
