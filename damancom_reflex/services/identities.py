"""From what a person types as their identifier to an account, or to nobody."""

from __future__ import annotations

from typing import Final

from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex.domain.text import without_spaces
from damancom_reflex.services.actors import Refused
from damancom_reflex.services.keys import keyed_hash
from damancom_reflex.services.rights import EMPLOYERS
from damancom_reflex.store.accounts import Account

LONGEST: Final = 64
"""Characters of the longest identifier; a longer one is nobody's."""


def read_identifier(text: str) -> str:
    """An identifier as rows keep it: no spaces, lower case, Western digits.

    Raises:
        Refused: `identifier_missing`.
    """
    plain = without_spaces(text).lower().replace("\0", "")
    if not plain:
        raise Refused("identifier_missing")
    return plain[: LONGEST + 1]


def subject_hash(identifier: str) -> str:
    """Keyed hash by which limits and locks know an identifier, anybody's or nobody's."""
    return keyed_hash("identifier", identifier)


async def find_account(session: AsyncSession, identifier: str) -> Account | None:
    """The active account of an identifier; an inactive one is nobody's."""
    query = select(Account).where(Account.identifier == identifier)
    account = (await session.exec(query)).first()
    return account if account and account.active else None


async def active_account(session: AsyncSession, account_id: int | None) -> Account | None:
    """The active account of an id, as it is now; an inactive one is nobody's."""
    # Nobody's is looked up too: the time it takes must not tell.
    account = await session.get(Account, account_id or 0, populate_existing=True)
    return account if account and account.active else None


def of_employer(account: Account | None) -> Account | None:
    """The account at the employers' door, where one of staff is nobody's."""
    return account if account and account.role in EMPLOYERS else None


def of_staff(account: Account | None) -> Account | None:
    """The account at the staff's door, where one of an employer is nobody's."""
    return account if account and account.role not in EMPLOYERS else None
