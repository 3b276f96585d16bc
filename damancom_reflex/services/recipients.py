"""Who is told what becomes of a request: accounts that act for its affiliate on the day, and nobody else."""

from __future__ import annotations

from datetime import date

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex.services import rights
from damancom_reflex.services.rights import Scope
from damancom_reflex.store.accounts import Account, AccountAffiliation, Role


async def told_of(
    session: AsyncSession, *, affiliate_id: int, made_by: int, scope: Scope, today: date
) -> list[Account]:
    """Who made a request, as long as they act for its affiliate; afterwards the employers who do.

    A mandate ends while what was signed under it goes on: the debt is then its owner's to hear of, and no longer the
    delegate's.

    Args:
        session: of the transaction that changes the request.
        affiliate_id: whose request it is.
        made_by: id of the account that signed or filed it.
        scope: what a right must reach.
        today: the business day.
    """
    acting = (
        select(Account)
        .join(AccountAffiliation, col(AccountAffiliation.account_id) == Account.id)
        .where(AccountAffiliation.affiliate_id == affiliate_id, rights.in_force(today, scope))
        .where(col(Account.active).is_(True))
        .order_by(col(Account.id))
    )
    found = (await session.exec(acting)).all()
    by = [account for account in found if account.id == made_by]
    return by or [account for account in found if account.role == Role.EMPLOYER]
