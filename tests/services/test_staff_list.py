"""The accounts of staff, as a supervisor sees them."""

from __future__ import annotations

import pytest

from damancom_reflex.services.postings import Posting
from damancom_reflex.services.staff_list import StaffRow, staff_accounts
from damancom_reflex.store.accounts import Account, Role
from tests.factories import actor, an_account, an_office
from tests.services.officers import an_agency, an_officer
from tests.services.people import outcome


async def a_staff() -> Account:
    """An agency officer, a collection officer without an app, a closed one, and an employer; the supervisor."""
    agency, office = await an_agency("FES"), await an_office(code="CASA")
    await an_officer(Role.AGENCY_OFFICER, Posting(agency.id), identifier="agence.fes")
    await an_officer(
        Role.COLLECTION_OFFICER,
        Posting(None, office.id),
        enrolled=False,
        identifier="perception.casa",
        display_name="Naïma 100% Ouazzani",
    )
    await an_officer(Role.CLAIMS_OFFICER, identifier="ipe.ancien", active=False)
    await an_account(identifier="employeur.fes")
    return await an_officer(identifier="supervision")


def named(rows: tuple[StaffRow, ...]) -> list[str]:
    return [row.identifier for row in rows]


async def test_everybody_of_the_staff_is_there_and_no_employer(database: str):
    boss = actor(await a_staff())
    found = await staff_accounts(boss)
    assert named(found.rows) == ["agence.fes", "ipe.ancien", "perception.casa", "supervision"]
    agency, closed, collection, supervisor = found.rows
    assert agency.place
    assert agency.place.name("fr") == "Agence de FES"
    assert collection.place
    assert collection.place.name("fr") == "Perception de Casablanca"
    assert (closed.place, supervisor.place) == (None, None)
    assert [row.enrolled for row in found.rows] == [True, True, False, True]
    assert [row.active for row in found.rows] == [True, False, True, True]
    assert [row.role for row in found.rows][:2] == [Role.AGENCY_OFFICER, Role.CLAIMS_OFFICER]


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("FES", ["agence.fes"]),
        ("ouazzani", ["perception.casa"]),
        ("100%", ["perception.casa"]),
        ("%", ["perception.casa"]),
        ("_", []),
        ("employeur", []),
        ("\0", ["agence.fes", "ipe.ancien", "perception.casa", "supervision"]),
    ],
)
async def test_one_searches_by_identifier_and_name(database: str, search: str, found: list[str]):
    boss = actor(await a_staff())
    assert named((await staff_accounts(boss, search)).rows) == found


async def test_the_database_cuts_the_pages(database: str):
    boss = actor(await a_staff())
    second = await staff_accounts(boss, page=2, page_size=3)
    assert (named(second.rows), second.total, second.pages) == (["supervision"], 4, 2)


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.SUPERVISOR}))
async def test_nobody_else_sees_it(database: str, role: Role):
    somebody = actor(await an_account(role=role.value))
    assert await outcome(staff_accounts(somebody)) == "supervisors_only"
