"""The table of affiliations: a group account finds its way among many."""

from __future__ import annotations

from datetime import date

import pytest

from damancom_reflex.services import recouvrement
from damancom_reflex.services.actors import Refused
from damancom_reflex.store.accounts import Account, Role
from damancom_reflex.store.affiliates import Affiliate
from tests.factories import a_right, actor, an_account, an_affiliate, an_office
from tests.services.recouvrement.builders import an_employer, signed, statements


async def a_group(count: int) -> tuple[Account, list[Affiliate]]:
    account, office = await an_account(), await an_office()
    made = [
        await an_affiliate(
            number=f"40{place:05d}",
            legal_name=f"{'Boulangerie' if place % 2 else 'Épicerie'} n°{place:03d}",
            ice=f"00{place:013d}",
            collection_office_id=office.id,
        )
        for place in range(count)
    ]
    for affiliate in made:
        await a_right(account, affiliate)
    return account, made


async def test_fifty_five_affiliations_come_ten_a_page():
    account, _ = await a_group(55)
    first = await recouvrement.affiliations(actor(account))
    last = await recouvrement.affiliations(actor(account), page=6)
    assert (first.first, first.last, first.total, first.pages) == (1, 10, 55, 6)
    assert (last.first, last.last, len(last.rows)) == (51, 55, 5)
    assert [row.affiliate_number for row in first.rows] == [f"40{n:05d}" for n in range(10)]


async def test_a_page_past_the_end_gives_the_last_one_and_one_before_the_start_the_first():
    account, _ = await a_group(12)
    assert (await recouvrement.affiliations(actor(account), page=99)).page == 2
    assert (await recouvrement.affiliations(actor(account), page=-3)).page == 1


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("boulangerie", 6),
        ("  BOULANGERIE ", 6),
        ("epicerie", 6),
        ("ÉPICERIE", 6),
        ("n°007", 1),
        ("n°007 boulangerie", 1),
        ("n°007 épicerie", 0),
        ("4000003", 1),
        ("40 000 03", 1),
        ("٤٠٠٠٠٠٣", 1),
        ("000000000000011", 1),
        ("%", 0),
        ("\u064b", 12),
        ("_", 0),
        ("", 12),
    ],
)
async def test_the_search_looks_in_number_name_and_ice(search: str, found: int):
    account, _ = await a_group(12)
    assert (await recouvrement.affiliations(actor(account), search)).total == found


async def test_the_table_sorts_both_ways_and_an_unknown_column_falls_back_on_the_number():
    account, _ = await a_group(4)
    who = actor(account)
    down = await recouvrement.affiliations(who, sort="legal_name", descending=True)
    assert [row.legal_name for row in down.rows] == [
        "Épicerie n°002",
        "Épicerie n°000",
        "Boulangerie n°003",
        "Boulangerie n°001",
    ]
    await a_right(account, await an_affiliate(legal_name="garage Élan", number="4000004"))
    up = await recouvrement.affiliations(who, sort="legal_name")
    assert [row.legal_name for row in up.rows][2:] == [
        "Épicerie n°000",
        "Épicerie n°002",
        "garage Élan",
    ]
    odd = await recouvrement.affiliations(who, sort="password_hash; DROP TABLE affiliate")
    assert [row.affiliate_number for row in odd.rows] == [f"40{n:05d}" for n in range(5)]


async def test_only_rights_that_hold_today_count():
    account = await an_account()
    held, ended, future = [await an_affiliate() for _ in range(3)]
    await a_right(account, held, valid_from=date(2023, 11, 8), valid_to=date(2023, 11, 8))
    await a_right(account, ended, valid_to=date(2023, 11, 7))
    await a_right(account, future, valid_from=date(2023, 11, 9))
    page = await recouvrement.affiliations(actor(account))
    assert [row.affiliate_number for row in page.rows] == [held.number]


async def test_nobody_sees_the_affiliations_of_another():
    await an_employer()
    stranger = await an_account()
    assert (await recouvrement.affiliations(actor(stranger))).total == 0


async def test_a_row_names_the_request_in_progress():
    employer = await an_employer()
    reference = await signed(employer.actor)
    (row,) = (await recouvrement.affiliations(employer.actor)).rows
    assert row.open_reference == reference


async def test_staff_are_refused():
    officer = await an_account(role=Role.COLLECTION_OFFICER.value)
    with pytest.raises(Refused, match="not_allowed"):
        await recouvrement.affiliations(actor(officer))


async def test_a_page_costs_three_statements():
    account, _ = await a_group(12)
    with statements() as sent:
        await recouvrement.affiliations(actor(account), "boul", "legal_name", page=2)
    assert len(sent) == 3
