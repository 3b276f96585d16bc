"""Officers: made with an authenticator, and what its app shows."""

from __future__ import annotations

from typing import Any

from damancom_reflex.clock import now
from damancom_reflex.domain.authenticator import code_at
from damancom_reflex.services import authenticators, postings, staff_sign_in
from damancom_reflex.services.actors import Visitor
from damancom_reflex.services.sign_in import Opened
from damancom_reflex.store.accounts import Account, Role
from damancom_reflex.store.affiliates import Agency
from damancom_reflex.store.engine import reading, writing
from damancom_reflex.store.staff import Authenticator
from tests.factories import PASSWORD, VISITOR, an_account, id_of, saved


async def an_officer(
    role: Role = Role.SUPERVISOR,
    posting: postings.Posting | None = None,
    *,
    enrolled: bool = True,
    **given: Any,
) -> Account:
    """An officer who signs in with `PASSWORD` and an app."""
    account = await an_account(role=role.value, **given)
    if posting:
        async with writing() as session:
            await postings.put(session, id_of(account), posting)
    if enrolled:
        await saved(Authenticator(account_id=id_of(account), confirmed_at=now()))
    return account


async def an_agency(code: str = "FES") -> Agency:
    """An agency of the fund."""
    agency = Agency(
        code=code,
        name_fr=f"Agence de {code}",
        name_ar="وكالة فاس",
        address_fr="3, avenue des Potiers, Fès",
        address_ar="3، شارع الفخارين، فاس",
    )
    await saved(agency)
    return agency


async def app_code(account: Account) -> str:
    """What the app of an officer shows now."""
    async with reading() as session:
        row = await session.get(Authenticator, id_of(account))
    assert row
    return code_at(authenticators.secret_of(row), now())


async def staff_challenge(account: Account, visitor: Visitor = VISITOR) -> str:
    """The first screen of the staff's door."""
    return await staff_sign_in.start(account.identifier, visitor)


async def enter(account: Account, code: str = "", password: str = PASSWORD) -> Opened:
    """Go through the staff's door, with the code of the app unless another is given."""
    challenge = await staff_challenge(account)
    return await staff_sign_in.finish(challenge, code or await app_code(account), password, VISITOR)
