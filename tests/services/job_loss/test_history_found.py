"""Historique des demandes: what a search, a filter and an order find."""

from __future__ import annotations

from datetime import date

import pytest

from damancom_reflex.services import job_loss
from damancom_reflex.services.job_loss import ClaimsWanted
from damancom_reflex.services.job_loss.history import COLUMNS
from damancom_reflex.store.claims import JobLossClaim
from tests.conftest import ON_BOTH_DATABASES
from tests.services.job_loss.claimants import (
    TODAY,
    Desk,
    a_claim,
    a_desk,
    a_person,
    another_affiliate,
    references,
)
from tests.services.recouvrement.builders import on_business_day


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
