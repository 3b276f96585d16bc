"""Loading the demo: whole, quick, once, and never where it would open doors."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta

import pytest
from sqlmodel import SQLModel, func, select

from damancom_reflex import clock, demo
from damancom_reflex.demo import DemoOffError, personas
from damancom_reflex.domain.requests import RemissionStatus
from damancom_reflex.services import audit, business, hashing, recouvrement
from damancom_reflex.services.actors import Actor
from damancom_reflex.settings import settings
from damancom_reflex.store.accounts import Account, Role
from damancom_reflex.store.affiliates import Affiliate, CollectionOffice
from damancom_reflex.store.claims import ClaimDraft, JobLossClaim
from damancom_reflex.store.debts import LedgerLine
from damancom_reflex.store.engine import reading, writing
from damancom_reflex.store.insured import Employment, InsuredPerson
from damancom_reflex.store.remissions import RemissionRequest
from damancom_reflex.store.staff import Authenticator, StaffPosting
from tests.conftest import ON_BOTH_DATABASES

TABLES: tuple[type[SQLModel], ...] = (
    *(Account, Affiliate, CollectionOffice, LedgerLine, RemissionRequest),
    *(InsuredPerson, Employment, ClaimDraft, JobLossClaim, StaffPosting, Authenticator),
)


async def counts() -> list[int]:
    async with reading() as session:
        return [
            (await session.exec(select(func.count()).select_from(table))).one() for table in TABLES
        ]


async def actor_of(identifier: str) -> Actor:
    async with reading() as session:
        row = (await session.exec(select(Account).where(Account.identifier == identifier))).one()
    language = "ar" if row.language == "ar" else "fr"
    return Actor(row.id or 0, 1, Role(row.role), row.display_name, language, "127.0.0.1")


async def test_every_persona_is_there_and_its_password_fits(demo_database: str):
    async with reading() as session:
        accounts = {row.identifier: row for row in (await session.exec(select(Account))).all()}
    assert set(accounts) == {persona.identifier for persona in personas()}
    for persona in personas():
        assert await hashing.matches(persona.password, accounts[persona.identifier].password_hash)


async def test_loading_again_changes_nothing(demo_database: str):
    before = await counts()
    await demo.load()
    assert await counts() == before
    assert (await audit.verify()).ok


async def test_the_business_calendar_starts_on_the_guides_day_and_is_not_set_back(
    demo_database: str,
):
    assert await business.today() == date(2023, 11, 8)
    async with writing() as session:
        await business.move_to(session, date(2023, 12, 10))
    await demo.load()
    assert await business.today() == date(2023, 12, 10)


async def test_a_load_that_was_cut_is_finished_by_the_next(demo_database: str):
    whole = await counts()
    async with writing() as session:
        officer = (
            await session.exec(select(Account).where(Account.identifier == "perception.casablanca"))
        ).one()
        for table in (StaffPosting, Authenticator):
            await session.delete(await session.get_one(table, officer.id))
        await session.flush()
        await session.delete(officer)
    await demo.load()
    assert await counts() == whole


async def test_requests_in_progress_were_signed_through_the_portal(demo_database: str):
    joiner = await actor_of("menuiserie.cedre")
    (row,) = (await recouvrement.requests(joiner)).rows
    assert row.status is RemissionStatus.AWAITING_GUARANTEES
    found = await recouvrement.request(joiner, row.reference)
    assert found.simulation.plan
    assert found.simulation.plan.months == 18
    draft = await recouvrement.begin(joiner)
    assert draft.open_request == row.reference


async def test_the_group_sees_55_affiliations_one_with_a_request(demo_database: str):
    group = await actor_of("fiduciaire.atlas")
    first = await recouvrement.affiliations(group)
    assert (first.first, first.last, first.total) == (1, 10, 55)
    everything = await recouvrement.affiliations(group, page_size=100)
    assert sum(row.open_reference is not None for row in everything.rows) == 1


@pytest.mark.parametrize(
    "persona",
    [found for found in personas() if len(found.companies) == 1],
    ids=lambda found: found.identifier,
)
async def test_every_employer_opens_its_debt_or_is_told_why_not(
    demo_database: str, persona: demo.Persona
):
    draft = await recouvrement.begin(await actor_of(persona.identifier))
    assert draft.affiliate_number == persona.companies[0].number
    assert draft.nothing_owed == (persona.companies[0].debt is None)
    assert bool(draft.open_request) == bool(persona.companies[0].signs)


async def test_the_demo_is_refused_where_it_is_off(database: str):
    with pytest.raises(DemoOffError):
        await demo.load()
    assert await counts() == [0] * len(TABLES)


@ON_BOTH_DATABASES
async def test_two_servers_that_start_together_load_it_once(
    database: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("DEMO", "true")
    settings.cache_clear()
    started = clock.now()
    await asyncio.gather(demo.load(), demo.load())
    assert clock.now() - started < timedelta(seconds=20)
    assert (await counts())[:3] == [17, 70, 6]
    assert (await counts())[4:] == [2, 629, 631, 8, 7, 4, 7]
