"""Who may hand papers in, have them back and take them away; all others are turned away."""

from __future__ import annotations

import httpx
import pytest

from damancom_reflex.domain.job_loss import ClaimStatus
from damancom_reflex.store.accounts import Role
from damancom_reflex.web.frontend import SERVED
from tests.factories import an_account
from tests.paper_files import a_pdf, a_png, of_size
from tests.services.job_loss.paper_claims import Claimed, a_claimed, on_disk, paper_rows
from tests.web.papers.browsers import MB, PART, Browser, signed_in


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


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH"])
async def test_papers_are_only_posted(browser: Browser, claimed: Claimed, method: str):
    for path in ("", "/x/retirer"):
        answer = await browser.client.request(method, f"/televerser/ipe/{claimed.reference}{path}")
        assert answer.status_code == 405


def test_the_server_answers_these_addresses_itself():
    assert "/televerser/ipe/x".startswith(SERVED)
    assert "/telecharger/ipe/x/pieces/y".startswith(SERVED)
