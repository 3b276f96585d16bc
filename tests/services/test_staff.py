"""Staff accounts: made, moved, closed and opened again, counting from the next event."""

from __future__ import annotations

from typing import Any

import pytest
from sqlmodel import select

from damancom_reflex.services import audit, passwords, postings, sessions, staff, staff_sign_in
from damancom_reflex.services.postings import Posting
from damancom_reflex.store.accounts import Account, Role
from damancom_reflex.store.engine import reading
from damancom_reflex.store.staff import StaffPosting
from damancom_reflex.store.trail import AuditEvent
from tests.factories import VISITOR, an_account, an_office, id_of, rows
from tests.services.officers import an_agency, an_officer, enter
from tests.services.people import link_received, outcome, received, refusal

GIVEN = {
    "identifier": "Nadia.Alaoui",
    "role": "CLAIMS_OFFICER",
    "display_name": "Nadia Alaoui",
    "email": "nadia@cnss.example",
    "phone": "06 12 34 56 78",
}


async def account() -> Account:
    async with reading() as session:
        return (await session.exec(select(Account))).one()


async def posting_of(account: Account) -> Posting:
    async with reading() as session:
        return await postings.posting_of(session, id_of(account))


async def test_an_account_is_made_and_its_link_leads_to_the_enrolment_of_an_app(database: str):
    await staff.create(**GIVEN)
    made = await account()
    assert (made.identifier, made.phone) == ("nadia.alaoui", "+212612345678")
    (letter,) = await received(made, "activation_link")
    assert "nadia.alaoui" in letter.text
    assert "application d'authentification" in letter.text
    token = await link_received(made, "activation_link")
    done = await passwords.set_password(
        token, "amandier-violet-tracteur", "amandier-violet-tracteur", VISITOR
    )
    assert done.setup_key
    assert (await audit.verify()).ok


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"identifier": " "}, "identifier_missing"),
        ({"identifier": "é!"}, "identifier_malformed"),
        ({"identifier": "a" * 65}, "identifier_malformed"),
        ({"role": "EMPLOYER"}, "role_unknown"),
        ({"display_name": " "}, "name_missing"),
        ({"email": "nobody"}, "email_malformed"),
        ({"role": "AGENCY_OFFICER"}, "agency_needed"),
        ({"role": "COLLECTION_OFFICER"}, "collection_office_needed"),
        ({"role": "AGENCY_OFFICER", "agency": "NULLEPART"}, "agency_unknown"),
        ({"role": "COLLECTION_OFFICER", "collection_office": "X"}, "collection_office_unknown"),
        ({"role": "AGENCY_OFFICER", "collection_office": "FES"}, "place_not_wanted"),
        ({"role": "COLLECTION_OFFICER", "agency": "FES"}, "place_not_wanted"),
        ({"role": "CLAIMS_OFFICER", "agency": "FES"}, "place_not_wanted"),
        ({"role": "SUPERVISOR", "collection_office": "FES"}, "place_not_wanted"),
    ],
)
async def test_what_makes_no_account_is_refused_and_leaves_nothing(
    database: str, wrong: dict[str, str], code: str
):
    await an_agency("FES")
    assert await outcome(staff.create(**{**GIVEN, **wrong})) == code
    assert await rows(Account) == []
    assert await rows(AuditEvent) == []


async def test_an_unknown_place_names_those_there_are(database: str):
    await an_office(code="RABAT")
    await an_office(code="CASA")
    given: dict[str, Any] = {**GIVEN, "role": "COLLECTION_OFFICER", "collection_office": "OUJDA"}
    refused = await refusal(staff.create(**given))
    assert refused.params == {"code": "OUJDA", "codes": "CASA, RABAT"}


async def test_a_phone_that_is_none_is_refused(database: str):
    assert "mobile" in await outcome(staff.create(**{**GIVEN, "phone": "0522 00 00 00"}))


async def test_an_identifier_is_given_once(database: str):
    await an_account(identifier="nadia.alaoui")
    assert await outcome(staff.create(**GIVEN)) == "identifier_taken"


async def test_an_officer_is_posted_where_the_role_belongs(database: str):
    agency, office = await an_agency("FES"), await an_office(code="FES")
    await staff.create(**{**GIVEN, "role": "AGENCY_OFFICER"}, agency=" fes ")
    made = await account()
    assert await posting_of(made) == Posting(agency.id, None)
    await staff.set_role(made.identifier, "COLLECTION_OFFICER", collection_office="FES")
    assert await posting_of(made) == Posting(None, office.id)
    other = await an_office(code="CASA")
    assert await staff.set_office(made.identifier, collection_office="CASA") == "COLLECTION_OFFICER"
    assert await posting_of(made) == Posting(None, other.id)
    await staff.set_role(made.identifier, "SUPERVISOR")
    assert await posting_of(made) == Posting()
    assert await rows(StaffPosting) == []
    assert (await audit.verify()).ok


async def test_a_place_tells_its_name_in_both_languages(database: str):
    agency = await an_agency("FES")
    officer = await an_officer(Role.AGENCY_OFFICER, Posting(agency.id))
    async with reading() as session:
        place = await postings.place_of(session, id_of(officer))
        assert await postings.place_of(session, 0) is None
    assert place
    assert (place.name("fr"), place.name("ar")) == ("Agence de FES", "وكالة فاس")


async def test_a_role_counts_from_the_next_event_on(database: str):
    officer = await an_officer(Role.CLAIMS_OFFICER)
    cookie = (await enter(officer)).session_cookie
    await staff.set_role(officer.identifier, "SUPERVISOR")
    actor = await sessions.actor_of(cookie, "")
    assert actor
    assert actor.role is Role.SUPERVISOR


async def test_a_closed_account_loses_its_sessions_and_opens_again_without_them(database: str):
    officer = await an_officer()
    cookie = (await enter(officer)).session_cookie
    await staff.set_active(officer.identifier, active=False)
    assert await sessions.actor_of(cookie, "") is None
    assert await outcome(enter(officer)) == staff_sign_in.WRONG
    await staff.set_active(officer.identifier, active=True)
    assert await sessions.actor_of(cookie, "") is None
    actions = [row.action for row in await rows(AuditEvent)]
    assert actions[-2:] == ["account.closed", "account.opened"]
    assert (await audit.verify()).ok


async def test_the_accounts_of_employers_are_none_of_its_business(database: str):
    employer = await an_account()
    for doing in (
        staff.set_role(employer.identifier, "SUPERVISOR"),
        staff.set_office(employer.identifier, agency="FES"),
        staff.set_active(employer.identifier, active=False),
        staff.reset_authenticator(employer.identifier),
        staff.set_role("personne.inconnue", "SUPERVISOR"),
    ):
        assert await outcome(doing) == "staff_unknown"
    (row,) = await rows(Account)
    assert (row.role, row.active) == ("EMPLOYER", True)


async def test_a_refused_move_changes_nothing(database: str):
    office = await an_office(code="FES")
    officer = await an_officer(Role.COLLECTION_OFFICER, Posting(None, office.id))
    assert await outcome(staff.set_role(officer.identifier, "AGENCY_OFFICER")) == "agency_needed"
    assert await outcome(staff.set_role(officer.identifier, "EMPLOYER")) == "role_unknown"
    assert (await account()).role == "COLLECTION_OFFICER"
    assert await posting_of(officer) == Posting(None, office.id)
