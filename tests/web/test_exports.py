"""The addresses of exported lists: who gets a file, in which language, of which rows, and how often."""

from __future__ import annotations

import httpx
import pytest
from limits import RateLimitItemPerHour
from starlette.applications import Starlette

from damancom_reflex.services import limits, sessions
from damancom_reflex.store.accounts import Account, Role
from damancom_reflex.store.engine import writing
from damancom_reflex.web import cookies, exports
from tests.documents.sheets import sheet_of
from tests.factories import VISITOR, an_account, id_of
from tests.services.job_loss.claimants import TODAY, Desk, a_claim, a_desk, a_person
from tests.services.recouvrement.builders import on_business_day

CSV, XLSX = "/telecharger/ipe/historique.csv", "/telecharger/ipe/historique.xlsx"


@pytest.fixture
async def desk(database: str) -> Desk:
    """An employer with two claims, on the guides' day."""
    await on_business_day(TODAY)
    desk = await a_desk()
    await a_claim(desk, await a_person(desk, surname="Berrada"), status="ACCEPTED")
    await a_claim(desk, await a_person(desk, surname="Alami"), reason_code="resignation")
    return desk


async def fetched(address: str, account: Account | None = None) -> httpx.Response:
    """What an address answers to the browser of an account, or to anybody's."""
    headers: dict[str, str] = {}
    if account:
        async with writing() as session:
            cookie = await sessions.open_in(session, id_of(account), VISITOR)
        headers["cookie"] = f"{cookies.SESSION}={cookie}"
    transport = httpx.ASGITransport(app=Starlette(routes=exports.routes()))
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        return await client.get(address, headers=headers)


async def test_the_owner_gets_both_files_and_no_cache_keeps_them(desk: Desk):
    for address, kind in ((CSV, "text/csv; charset=utf-8"), (XLSX, exports.XLSX)):
        answer = await fetched(address, desk.account)
        assert (answer.status_code, answer.headers["content-type"]) == (200, kind)
        assert answer.headers["cache-control"] == "private, no-store"
        ending = address.rpartition(".")[2]
        name = f'attachment; filename="demandes-ipe-2023-11-08.{ending}"'
        assert answer.headers["content-disposition"] == name
    assert sheet_of(answer.content).cells["D2"] == "Alami"


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["Alami", "Berrada"]),
        ("recherche=alami", ["Alami"]),
        ("situation=ACCEPTED", ["Berrada"]),
        ("motif=resignation", ["Alami"]),
        ("affilie=9999999", []),
        ("tri=surname&sens=asc", ["Alami", "Berrada"]),
        ("tri=surname&sens=desc", ["Berrada", "Alami"]),
        ("tri=%00&sens=%EF%BF%BD&langue=%27", ["Alami", "Berrada"]),
    ],
)
async def test_the_address_says_which_claims_and_in_which_order(
    desk: Desk, query: str, names: list[str]
):
    text = (await fetched(f"{CSV}?{query}", desk.account)).content.decode("utf-8-sig")
    assert [line.split(";")[3] for line in text.splitlines()[1:]] == names


async def test_the_file_is_in_the_language_of_the_page(desk: Desk):
    answer = await fetched(f"{CSV}?langue=ar", desk.account)
    assert "الاستقالة" in answer.content.decode("utf-8-sig")


@pytest.mark.parametrize("address", [CSV, XLSX])
async def test_whoever_is_not_signed_in_is_sent_to_sign_in_in_their_language(
    desk: Desk, address: str
):
    answer = await fetched(f"{address}?langue=ar")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/ar/connexion?e=session_ended"


@pytest.mark.parametrize("address", [CSV, XLSX])
async def test_staff_get_no_file_of_an_employer(desk: Desk, address: str):
    officer = await an_account(role=Role.CLAIMS_OFFICER.value)
    assert (await fetched(address, officer)).status_code == 403


async def test_another_employer_gets_a_list_without_rows(desk: Desk):
    stranger = await a_desk()
    answer = await fetched(f"{CSV}?affilie={desk.affiliate.number}", stranger.account)
    assert (answer.status_code, len(answer.text.splitlines())) == (200, 1)


async def test_one_account_takes_so_many_files_and_no_more(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(limits, "EXPORTS", RateLimitItemPerHour(2))
    for address in (CSV, XLSX):
        assert (await fetched(address, desk.account)).status_code == 200
    answer = await fetched(CSV, desk.account)
    assert answer.status_code == 429
    assert 0 < int(answer.headers["retry-after"]) <= 3600
    other = await a_desk()
    assert (await fetched(CSV, other.account)).status_code == 200
