"""Who signs from the command line: somebody of the staff, by name, as the audit trail names them."""

from __future__ import annotations

from sqlmodel import col, select

from damancom_reflex.services.actors import Refused, account_name
from damancom_reflex.services.identities import read_identifier
from damancom_reflex.services.staff import STAFF_ROLES
from damancom_reflex.store.accounts import Account
from damancom_reflex.store.engine import reading


async def signer(identifier: str) -> str:
    """The trail's name of an open staff account.

    Raises:
        Refused: `staff_unknown`.
    """
    wanted = select(Account.id).where(
        Account.identifier == read_identifier(identifier),
        col(Account.role).in_([role.value for role in STAFF_ROLES]),
        col(Account.active),
    )
    async with reading() as session:
        found = (await session.exec(wanted)).first()
    if found is None:
        raise Refused("staff_unknown")
    return account_name(found)
