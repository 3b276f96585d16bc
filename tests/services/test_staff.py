from __future__ import annotations

import pytest
from sqlmodel import select

from damancom_reflex.services import passwords, sessions, staff
from damancom_reflex.store.accounts import Account, Role
from damancom_reflex.store.engine import reading
from tests.factories import VISITOR, an_account
from tests.services.people import link_received, outcome, received, sign_in_as

GIVEN = {
    "identifier": "Nadia.Alaoui",
    "role": "COLLECTION_OFFICER",
    "display_name": "Nadia Alaoui",
    "email": "nadia@cnss.example",
    "phone": "06 12 34 56 78",
}


async def account() -> Account:
    async with reading() as session:
        return (await session.exec(select(Account))).one()


async def test_an_officer_activates_the_account_and_signs_in(
    database: str, monkeypatch: pytest.MonkeyPatch
):
    await staff.create(**GIVEN)
    made = await account()
    assert (made.identifier, made.phone) == ("nadia.alaoui", "+212612345678")
    assert "nadia.alaoui" in (await received(made, "activation_link"))[0].text
    token = await link_received(made, "activation_link")
    await passwords.set_password(
        token, "amandier-violet-tracteur", "amandier-violet-tracteur", VISITOR
    )
    actor = await sessions.actor_of((await sign_in_as(made)).session_cookie, "")
    assert actor
    assert actor.role is Role.COLLECTION_OFFICER


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"identifier": " "}, "identifier_missing"),
        ({"identifier": "é!"}, "identifier_malformed"),
        ({"identifier": "a" * 65}, "identifier_malformed"),
        ({"role": "EMPLOYER"}, "role_unknown"),
        ({"display_name": " "}, "name_missing"),
        ({"email": "nobody"}, "email_malformed"),
    ],
)
async def test_what_makes_no_account_is_refused(database: str, wrong: dict[str, str], code: str):
    assert await outcome(staff.create(**{**GIVEN, **wrong})) == code


async def test_a_phone_that_is_none_is_refused(database: str):
    assert "mobile" in await outcome(staff.create(**{**GIVEN, "phone": "0522 00 00 00"}))


async def test_an_identifier_is_given_once(database: str):
    await an_account(identifier="nadia.alaoui")
    assert await outcome(staff.create(**GIVEN)) == "identifier_taken"
