"""Historique des demandes: found, filtered, sorted and cut; of every affiliate of the account and of no other."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import text

from damancom_reflex.domain.job_loss import ClaimStatus
from damancom_reflex.services import job_loss
from damancom_reflex.services.job_loss import ClaimsWanted
from damancom_reflex.services.job_loss.history import COLUMNS
from damancom_reflex.services.job_loss.views import ClaimRow
from damancom_reflex.services.paging import Page
from damancom_reflex.store.accounts import Role
from damancom_reflex.store.claims import JobLossClaim
from damancom_reflex.store.engine import reading
from tests.conftest import ON_BOTH_DATABASES
from tests.factories import actor, an_account
from tests.services.job_loss.claimants import (
    TODAY,
    Desk,
    a_claim,
    a_desk,
    a_person,
    another_affiliate,
)
from tests.services.people import outcome
from tests.services.recouvrement.builders import on_business_day, statements


def references(found: Page[ClaimRow]) -> list[str]:
    """References of a page, in order."""
    return [row.reference for row in found.rows]


async def test_a_row_has_what_the_table_shows(desk: Desk):
    person = await a_person(desk, surname_ar="العلمي", first_name_ar="سارة")
    claim = await a_claim(
        desk,
        person,
        status="REFUSED",
        status_day=date(2023, 11, 20),
        decision_code="file_incomplete",
    )
    (row,) = (await job_loss.claims(desk.actor)).rows
    assert row == ClaimRow(
        reference=claim.reference,
        number=person.number,
        cin=person.cin,
        surname="Alami",
        first_name="Sara",
        surname_ar="العلمي",
        first_name_ar="سارة",
        affiliate_number=desk.affiliate.number,
        reason_code="closure",
        loss_date=date(2023, 10, 30),
        status=ClaimStatus.REFUSED,
        status_day=date(2023, 11, 20),
        decision_code="file_incomplete",
    )


async def test_a_correction_that_was_asked_is_no_refusal(desk: Desk):
    for status in ("CORRECTION_REQUESTED", "WITHDRAWN"):
        await a_claim(desk, status=status, decision_code="paper_missing")
    assert {row.decision_code for row in (await job_loss.claims(desk.actor)).rows} == {""}


async def test_claims_of_every_affiliate_come_the_latest_first_ten_a_page(desk: Desk):
    other = await another_affiliate(desk)
    made = [await a_claim(desk if n % 2 else other) for n in range(23)]
    latest = [claim.reference for claim in reversed(made)]
    pages = [await job_loss.claims(desk.actor, page=n) for n in (1, 2, 3)]
    assert [reference for page in pages for reference in references(page)] == latest
    assert (pages[2].first, pages[2].last, pages[2].total, pages[2].pages) == (21, 23, 23, 3)
    assert (await job_loss.claims(desk.actor, page=99)).page == 3
    assert (await job_loss.claims(desk.actor, page=-1)).page == 1
    assert len((await job_loss.claims(desk.actor, page_size=1000)).rows) == 23


async def test_a_page_has_a_hundred_rows_at_most(desk: Desk):
    assert (await job_loss.claims(desk.actor, page_size=1000)).page_size == 100
    assert (await job_loss.claims(desk.actor, page_size=0)).page_size == 1


async def test_nobody_sees_the_claims_of_another_and_an_ended_right_shows_nothing(desk: Desk):
    await a_claim(desk)
    stranger = await a_desk()
    assert (await job_loss.claims(stranger.actor)).total == 0
    wanted = ClaimsWanted(affiliate=desk.affiliate.number)
    assert (await job_loss.claims(stranger.actor, wanted)).total == 0
    day_before = TODAY - timedelta(days=1)
    await a_claim(await another_affiliate(desk, valid_to=day_before))
    await a_claim(await another_affiliate(desk, valid_from=TODAY + timedelta(days=1)))
    held = await another_affiliate(desk, valid_from=TODAY, valid_to=TODAY)
    await a_claim(held)
    numbers = {row.affiliate_number for row in (await job_loss.claims(desk.actor)).rows}
    assert numbers == {desk.affiliate.number, held.affiliate.number}


async def test_whoever_of_the_affiliate_filed_it_the_claim_is_there(desk: Desk):
    colleague = await an_account()
    claim = await a_claim(desk, account_id=colleague.id)
    assert references(await job_loss.claims(desk.actor)) == [claim.reference]


async def test_staff_are_refused(desk: Desk):
    officer = await an_account(role=Role.CLAIMS_OFFICER.value)
    assert await outcome(job_loss.claims(actor(officer))) == "not_allowed"


async def a_few(desk: Desk) -> dict[str, JobLossClaim]:
    """Claims of three persons, two of them with Arabic names on record."""
    persons = {
        "amal": {"surname": "El Fassi", "first_name": "Amal", "surname_ar": "الفاسي"},
        "omar": {"surname": "O_Neil 50%", "first_name": "Omar", "first_name_ar": "عمر"},
        "sara": {"surname": "Alami", "first_name": "Sara", "cin": "ZZ123456"},
    }
    return {
        name: await a_claim(desk, await a_person(desk, **given), reference=f"IP-2023-AAA{n}-BBBB")
        for n, (name, given) in enumerate(persons.items())
    }


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("fassi", "amal"),
        ("FASSI amal", "amal"),
        ("amal el fassi", "amal"),
        ("فاسي", "amal"),
        ("عمر", "omar"),
        ("zz1234", "sara"),
        ("ZZ ١٢٣٤", "sara"),
        ("aaa1", "omar"),
        ("IP-2023-AAA2-BBBB", "sara"),
        ("ip 2023 aaa2 bbbb", "sara"),
        ("ip2023aaaobbbb", "amal"),
        ("50%", "omar"),
        ("%", "omar"),
        ("_", "omar"),
        ("fassi omar", ""),
        ("' OR 1=1 --", ""),
        ("\\", ""),
        ("\0", "amal omar sara"),
        ("  ", "amal omar sara"),
    ],
)
async def test_every_word_is_looked_for_in_references_numbers_and_names(
    desk: Desk, search: str, found: str
):
    few = await a_few(desk)
    wanted = ClaimsWanted(search, sort="reference", descending=False)
    page = await job_loss.claims(desk.actor, wanted)
    assert references(page) == [few[name].reference for name in found.split()]


async def test_numbers_of_persons_and_of_affiliates_are_looked_for_too(desk: Desk):
    other = await another_affiliate(desk)
    here = await a_claim(desk, await a_person(desk, number="198765432"))
    there = await a_claim(other)
    for search in ("9876", "١٩٨٧٦٥٤٣٢", "198 765 432"):
        found = await job_loss.claims(desk.actor, ClaimsWanted(search))
        assert references(found) == [here.reference]
    found = await job_loss.claims(desk.actor, ClaimsWanted(other.affiliate.number))
    assert references(found) == [there.reference]


async def test_a_search_as_long_as_anybody_likes_finds_nothing_and_breaks_nothing(desk: Desk):
    await a_claim(desk)
    for wanted in (
        ClaimsWanted("? " * 5000),
        ClaimsWanted(status="x" * 5000, affiliate="y" * 5000),
    ):
        assert (await job_loss.claims(desk.actor, wanted)).total == 0


async def test_filters_add_up(desk: Desk):
    other = await another_affiliate(desk)
    wanted = await a_claim(desk, status="ACCEPTED", reason_code="resignation")
    await a_claim(desk, status="ACCEPTED")
    await a_claim(desk, status="REFUSED", reason_code="resignation")
    await a_claim(other, status="ACCEPTED", reason_code="resignation")
    together = ClaimsWanted(
        status="ACCEPTED",
        reason="resignation",
        affiliate=f" {desk.affiliate.number[:3]} {desk.affiliate.number[3:]} ",
    )
    assert references(await job_loss.claims(desk.actor, together)) == [wanted.reference]
    for none in (
        ClaimsWanted(status="accepted"),
        ClaimsWanted(reason="x"),
        ClaimsWanted(affiliate="9999999"),
    ):
        assert (await job_loss.claims(desk.actor, none)).total == 0


@ON_BOTH_DATABASES
async def test_every_column_sorts_both_ways(database: str):
    await on_business_day(TODAY)
    desk = await a_desk()
    other = await another_affiliate(desk)
    first = await a_claim(
        desk,
        await a_person(desk, number="111111111", cin="A1", surname="Alami", first_name="Amal"),
        reference="IP-2023-0000-0001",
        reason_code="circumstances",
        loss_date=date(2023, 10, 1),
        status="SUBMITTED",
        status_day=date(2023, 11, 1),
    )
    second = await a_claim(
        other,
        await a_person(other, number="122222222", cin="B1", surname="Bennis", first_name="Badr"),
        reference="IP-2023-0000-0002",
        reason_code="abandonment",
        loss_date=date(2023, 10, 2),
        status="REFUSED",
        status_day=date(2023, 11, 2),
        decision_code="post_abandoned",
    )
    for column in COLUMNS:
        up = await job_loss.claims(desk.actor, ClaimsWanted(sort=column, descending=False))
        down = await job_loss.claims(desk.actor, ClaimsWanted(sort=column))
        assert references(up) == [first.reference, second.reference], column
        assert references(down) == [second.reference, first.reference], column


async def test_equal_rows_keep_one_order_and_an_unknown_column_is_the_day_of_filing(desk: Desk):
    made = [await a_claim(desk) for _ in range(12)]
    latest = [claim.reference for claim in reversed(made)]
    by_status = ClaimsWanted(sort="status")
    pages = [await job_loss.claims(desk.actor, by_status, page=n) for n in (1, 2)]
    assert [reference for page in pages for reference in references(page)] == latest
    by_nothing = ClaimsWanted(sort="id; DROP TABLE account")
    odd = await job_loss.claims(desk.actor, by_nothing, page_size=12)
    assert references(odd) == latest


@pytest.mark.parametrize(
    "asked",
    [
        ClaimsWanted(),
        ClaimsWanted("sara alami", sort="surname"),
        ClaimsWanted(status="SUBMITTED", reason="closure", affiliate="1"),
    ],
)
async def test_a_page_costs_three_statements_however_many_rows(desk: Desk, asked: ClaimsWanted):
    for _ in range(12):
        await a_claim(desk)
    with statements() as sent:
        await job_loss.claims(desk.actor, asked)
    assert len(sent) == 3


@pytest.mark.parametrize("status", ["", "SUBMITTED"])
async def test_claims_are_reached_by_their_affiliate(desk: Desk, status: str):
    """Those of the whole country are not looked through: the account's own rights come first."""
    plan = await plan_of(desk, ClaimsWanted(status=status))
    (claims,) = [line for line in plan if "job_loss_claim" in line]
    assert "ix_job_loss_claim_affiliate_filed (affiliate_id=?)" in claims


async def plan_of(desk: Desk, wanted: ClaimsWanted) -> list[str]:
    """How SQLite goes about a page."""
    statement = wanted.statement(desk.actor, TODAY).limit(10)
    async with reading() as session:
        connection = await session.connection()
        compiled = statement.compile(
            connection.sync_connection, compile_kwargs={"literal_binds": True}
        )
        rows = await connection.execute(text(f"EXPLAIN QUERY PLAN {compiled}".replace(":", "\\:")))
        return [row[-1] for row in rows]
