"""Several workers, PostgreSQL and Redis: one portal to the person in front of it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any, LiteralString

import httpx
import psutil
import psycopg
import pytest
from sqlmodel import select

import servers
from damancom_reflex.demo import personas
from damancom_reflex.domain.codes import derive_code
from damancom_reflex.services import recouvrement
from damancom_reflex.services.actors import Actor
from damancom_reflex.settings import settings
from damancom_reflex.store import engine
from damancom_reflex.store.accounts import Account, Role
from tests.portal import Portal
from tests.security.wire import STATE, Wire

pytestmark = pytest.mark.services

WORKERS = 2
SOCKETS = 8
SIGNATURE = f"{STATE}.damancom_reflex___state___recouvrement___signature____signature_state"
REQUESTS = f"{STATE}.damancom_reflex___state___recouvrement___requests____requests_state"


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """The demo on two workers, with a PostgreSQL and a Redis of its own."""
    folder: Path = tmp_path_factory.mktemp("workers")
    with servers.postgresql() as database, servers.redis() as redis:
        made = Portal(folder, DATABASE_URL=database, REDIS_URL=redis, WORKERS=str(WORKERS)).start()
        yield made
        made.stop()


@pytest.fixture
async def services(portal: Portal, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[None]:
    """The services of this process, on the portal's database."""
    for name in ("DATABASE_URL", "SECRET_KEY", "DEMO", "ENVIRONMENT"):
        monkeypatch.setenv(name, portal.environment[name])
    settings.cache_clear()
    yield
    await engine.dispose()


def rows(portal: Portal, statement: LiteralString, *values: object) -> list[tuple[Any, ...]]:
    """What the portal's database answers."""
    with psycopg.connect(portal.environment["DATABASE_URL"]) as connection:
        return connection.execute(statement, values).fetchall()


def post(portal: Portal, path: str, cookies: dict[str, str], **fields: str) -> httpx.Response:
    """Post a form as a page does, on a connection of its own: whichever worker takes it."""
    return httpx.post(
        f"{portal.url}{path}",
        data={"language": "fr", **fields},
        headers={"Origin": portal.url},
        cookies=cookies,
    )


def sign_in(portal: Portal, identifier: str) -> dict[str, str]:
    """Cookies of a signed-in persona."""
    who = next(found for found in personas() if found.identifier == identifier)
    cookies = dict(post(portal, "/auth/identifier", {}, identifier=identifier).cookies)
    challenge = cookies["damancom_challenge"]
    ((generation,),) = rows(
        portal, "select generation from code_challenge where id = %s", challenge
    )
    code = derive_code(portal.environment["SECRET_KEY"].encode(), challenge, generation)
    answer = post(portal, "/auth/code", cookies, code=code, password=who.password)
    assert answer.headers["location"] == "/fr/espace"
    return dict(answer.cookies)


async def ready_draft(identifier: str) -> str:
    """A draft of a persona with everything but the signature."""
    async with engine.reading() as session:
        found = (await session.exec(select(Account).where(Account.identifier == identifier))).one()
    actor = Actor(found.id or 0, 0, Role.EMPLOYER, found.display_name, "fr", "127.0.0.1")
    draft = await recouvrement.begin(actor)
    await recouvrement.choose_mode(actor, draft.id, "full")
    accounts = await recouvrement.bank_accounts(actor, draft.id)
    await recouvrement.choose_bank_account(actor, draft.id, accounts[0].id)
    await recouvrement.accept_terms(actor, draft.id, "fr")
    return draft.id


def header(cookies: dict[str, str]) -> str:
    """Cookies as a header."""
    return "; ".join(f"{name}={value}" for name, value in cookies.items())


def redirects(answers: list[dict[str, Any]]) -> list[str]:
    """Where answers send the browser."""
    return [
        event["payload"]["path"]
        for answer in answers
        for event in answer.get("events") or []
        if event["name"] == "_redirect"
    ]


def listening(portal: Portal) -> int:
    """How many processes of the portal take connections on its port."""
    assert portal.process
    top = psutil.Process(portal.process.pid)
    return sum(
        any(
            line.status == "LISTEN" and line.laddr.port == portal.port
            for line in process.net_connections()
        )
        for process in (top, *top.children(recursive=True))
    )


def test_every_worker_listens(portal: Portal) -> None:
    end = time.monotonic() + 30
    while listening(portal) < WORKERS and time.monotonic() < end:
        time.sleep(0.2)
    assert listening(portal) == WORKERS


async def test_signing_on_many_sockets_at_once_gives_one_request(
    portal: Portal, services: None
) -> None:
    cookies = sign_in(portal, "conserverie.agdal")
    draft = await ready_draft("conserverie.agdal")
    page = f"/fr/recouvrement/signature?d={draft}"
    sockets = [Wire(portal.url, cookie=header(cookies)) for _ in range(SOCKETS)]
    for wire in sockets:
        await wire.open(page)
        await wire.send(f"{SIGNATURE}.load", page=page)
    answers = await asyncio.gather(*(wire.send(f"{SIGNATURE}.sign", page=page) for wire in sockets))
    for wire in sockets:
        await wire.close()
    ((reference,),) = rows(
        portal, "select reference from remission_request where draft_id = %s", draft
    )
    assert [redirects(answer) for answer in answers] == [
        [f"/fr/recouvrement/demande?r={reference}&signe=oui"]
    ] * SOCKETS


async def test_a_session_closed_on_one_worker_is_closed_on_all(portal: Portal) -> None:
    cookies = sign_in(portal, "hotel.ourika")
    sockets = [Wire(portal.url, cookie=header(cookies)) for _ in range(SOCKETS)]
    for wire in sockets:
        await wire.open("/fr/recouvrement")
        answers = await wire.send(f"{REQUESTS}.load", page="/fr/recouvrement")
        assert redirects(answers) == []
    post(portal, "/auth/sign-out", cookies)
    for wire in sockets:
        answers = await wire.send(f"{REQUESTS}.load", page="/fr/recouvrement")
        assert redirects(answers) == ["/fr/connexion?e=session_closed&suite=%2Ffr%2Frecouvrement"]
        await wire.close()


async def test_a_page_on_any_worker_shows_what_another_has_saved(portal: Portal) -> None:
    cookies = sign_in(portal, "atelier.zellige")
    first = Wire(portal.url, cookie=header(cookies))
    await first.open("/fr/recouvrement")
    (address,) = redirects(await first.send(f"{REQUESTS}.begin", page="/fr/recouvrement"))
    draft = address.rpartition("d=")[2]
    mode = f"{STATE}.damancom_reflex___state___recouvrement___mode____mode_state"
    page = f"/fr/recouvrement/modalite?d={draft}"
    await first.send(f"{mode}.load", page=page)
    await first.send(f"{mode}.choose", {"mode": "instalments"}, page=page)
    await first.close()
    for _ in range(SOCKETS):
        wire = Wire(portal.url, cookie=header(cookies))
        await wire.open(page)
        answers = await wire.send(f"{mode}.load", page=page)
        assert "instalments" in str(answers)
        await wire.close()


def test_askings_of_one_address_are_counted_across_workers(portal: Portal) -> None:
    locations = [
        post(portal, "/auth/identifier", {}, identifier=f"personne.{number}").headers["location"]
        for number in range(30)
    ]
    refused = [where for where in locations if "too_many_requests" in where]
    assert refused
    assert len(locations) - len(refused) <= 25
