"""Builders of rows: each test says only what matters to it."""

from __future__ import annotations

import itertools
from functools import lru_cache
from typing import Any, TypeVar

from sqlmodel import SQLModel, select

from damancom_reflex.services.actors import Actor, Visitor
from damancom_reflex.services.hashing import hash_password
from damancom_reflex.store.accounts import Account, AccountAffiliation, Role
from damancom_reflex.store.affiliates import Affiliate, CollectionOffice
from damancom_reflex.store.engine import reading, writing

PASSWORD = "amandier-violet-tracteur"
VISITOR = Visitor(
    address="196.12.0.7", device="Mozilla/5.0 (Windows NT 10.0) Firefox/140.0", language="fr"
)

_numbers = itertools.count(1)
_Row = TypeVar("_Row", bound=SQLModel)


@lru_cache(maxsize=8)
def password_hash(password: str = PASSWORD) -> str:
    """Argon2 hash of a password, worked out once per process."""
    return hash_password(password)


async def saved(*rows: SQLModel) -> None:
    """Write rows in one transaction; their ids are filled."""
    async with writing() as session:
        session.add_all(rows)


async def rows(table: type[_Row], *where: Any) -> list[_Row]:
    """Rows of a table."""
    async with reading() as session:
        return list((await session.exec(select(table).where(*where))).all())


async def an_account(**given: Any) -> Account:
    """An employer's account that signs in with `PASSWORD`."""
    n = next(_numbers)
    account = Account(
        **{
            "identifier": f"employeur{n}",
            "display_name": f"Salma Bennani {n}",
            "email": f"salma{n}@exemple.ma",
            "phone": f"+2126{n:08d}",
            "password_hash": password_hash(),
            **given,
        }
    )
    await saved(account)
    return account


async def an_office(**given: Any) -> CollectionOffice:
    """A regional collection office."""
    n = next(_numbers)
    office = CollectionOffice(
        **{
            "code": f"P{n}",
            "name_fr": "Perception de Casablanca",
            "name_ar": "قباضة الدار البيضاء",
            "address_fr": "1, avenue des Orangers, Casablanca",
            "address_ar": "1، شارع البرتقال، الدار البيضاء",
            **given,
        }
    )
    await saved(office)
    return office


async def an_affiliate(**given: Any) -> Affiliate:
    """An employer registered with the fund."""
    if "collection_office_id" not in given:
        given["collection_office_id"] = (await an_office()).id
    n = next(_numbers)
    affiliate = Affiliate(**{"number": f"{n:07d}", "legal_name": f"Atelier Atlas {n}", **given})
    await saved(affiliate)
    return affiliate


async def a_right(account: Account, affiliate: Affiliate, **given: Any) -> AccountAffiliation:
    """The right of an account to act, and sign, for an affiliate."""
    right = AccountAffiliation(account_id=id_of(account), affiliate_id=id_of(affiliate), **given)
    await saved(right)
    return right


def id_of(row: Account | Affiliate) -> int:
    """Id of a row that was written."""
    assert row.id is not None
    return row.id


def actor(account: Account, session_id: int = 1) -> Actor:
    """The signed-in person of an account."""
    return Actor(
        account_id=id_of(account),
        session_id=session_id,
        role=Role(account.role),
        display_name=account.display_name,
        language="ar" if account.language == "ar" else "fr",
        address=VISITOR.address,
    )
