"""Historique des demandes: of every affiliate of the account and of no other, a page at a time."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import text

from damancom_reflex.domain.job_loss import ClaimStatus
from damancom_reflex.services import job_loss
from damancom_reflex.services.job_loss import ClaimsWanted
from damancom_reflex.services.job_loss.views import ClaimRow
from damancom_reflex.store.accounts import Role
from damancom_reflex.store.engine import reading
from tests.factories import actor, an_account
from tests.services.job_loss.claimants import (
    TODAY,
    Desk,
    a_claim,
    a_desk,
    a_person,
    another_affiliate,
    references,
)
from tests.services.people import outcome
from tests.services.recouvrement.builders import statements


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


async def test_a_reference_is_found_without_its_dashes_whole_or_in_part(desk: Desk):
    claim = await a_claim(desk)
    await a_claim(desk)
    whole = claim.reference.replace("-", "")
    for search in (whole, whole.lower(), whole[2:], whole[6:], claim.reference[3:], whole[-8:]):
        assert references(await job_loss.claims(desk.actor, ClaimsWanted(search))) == [
            claim.reference
        ]


async def test_whoever_of_the_affiliate_filed_it_the_claim_is_there(desk: Desk):
    colleague = await an_account()
    claim = await a_claim(desk, account_id=colleague.id)
    assert references(await job_loss.claims(desk.actor)) == [claim.reference]


async def test_staff_are_refused(desk: Desk):
    officer = await an_account(role=Role.CLAIMS_OFFICER.value)
    assert await outcome(job_loss.claims(actor(officer))) == "not_allowed"


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
