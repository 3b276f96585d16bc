"""The addresses of the files of debits: how often, and what the trail keeps of who was refused."""

from __future__ import annotations

from datetime import date

import httpx
import pytest
from limits import RateLimitItemPerHour
from starlette.applications import Starlette

from damancom_reflex.services import limits, sessions
from damancom_reflex.store.accounts import Account, Role
from damancom_reflex.store.debits import DebitBatch, DebitFile
from damancom_reflex.store.engine import writing
from damancom_reflex.store.trail import AuditEvent
from damancom_reflex.web import cookies, downloads
from tests.factories import VISITOR, an_account, id_of, rows, saved
from tests.services.officers import an_officer

CSV, XML = (f"/telecharger/equipe/prelevements/PR-20231211.{kind}" for kind in ("csv", "xml"))


@pytest.fixture(autouse=True)
async def _file(database: str) -> None:
    """A day's files, as they were produced."""
    day = date(2023, 12, 11)
    batch = DebitBatch(number="PR-20231211", day=day, debits=1, total=1, produced_by="system:due")
    await saved(batch)
    for kind in ("CSV", "XML"):
        file = DebitFile(
            batch_id=batch.id or 0, kind=kind, sha256="0" * 64, content=kind.encode() + b"\xff"
        )
        await saved(file)


async def fetched(address: str, account: Account) -> httpx.Response:
    """What an address answers to the browser of an account."""
    async with writing() as session:
        cookie = await sessions.open_in(session, id_of(account), VISITOR)
    headers = {"cookie": f"{cookies.SESSION}={cookie}"}
    transport = httpx.ASGITransport(app=Starlette(routes=downloads.routes()))
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        return await client.get(address, headers=headers)


async def taken() -> int:
    """How many files were taken away, as the trail has it."""
    return len(await rows(AuditEvent, AuditEvent.action == "debits.downloaded"))


async def test_one_account_takes_so_many_files_and_no_more(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(limits, "EXPORTS", RateLimitItemPerHour(2))
    boss = await an_officer(Role.SUPERVISOR)
    for address, content in ((CSV, b"CSV\xff"), (XML, b"XML\xff")):
        answer = await fetched(address, boss)
        assert (answer.status_code, answer.content) == (200, content)
    answer = await fetched(CSV, boss)
    assert answer.status_code == 429
    assert 0 < int(answer.headers["retry-after"]) <= 3600
    assert await taken() == 2
    assert (await fetched(CSV, await an_officer(Role.SUPERVISOR))).status_code == 200


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.SUPERVISOR])
async def test_whoever_is_refused_leaves_no_trace_of_having_taken_it(role: Role):
    account = await an_account(role=role.value)
    for address in (CSV, XML):
        answer = await fetched(address, account)
        assert (answer.status_code, answer.text) == (403, "Forbidden")
    assert await taken() == 0


async def test_a_file_that_is_not_there_is_not_found_and_was_not_taken():
    answer = await fetched(CSV.replace("1211", "1212"), await an_officer(Role.SUPERVISOR))
    assert (answer.status_code, answer.text) == (404, "Not found")
    assert await taken() == 0
