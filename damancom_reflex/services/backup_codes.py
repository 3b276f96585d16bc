"""Backup codes: ten that stand in for the authenticator, each once. SPEC section 9.

They are shown when they are made and never again: what is kept is a keyed hash of each.
"""

from __future__ import annotations

import secrets

from sqlalchemy import delete, func, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex.clock import now
from damancom_reflex.domain.authenticator import (
    BACKUP_CODES,
    BACKUP_DIGITS,
    in_groups,
    read_backup_code,
)
from damancom_reflex.services import audit, rights
from damancom_reflex.services.actors import Actor
from damancom_reflex.services.authenticators import tell
from damancom_reflex.services.keys import keyed_hash
from damancom_reflex.services.rows import changed
from damancom_reflex.store.accounts import Account
from damancom_reflex.store.engine import reading, writing
from damancom_reflex.store.staff import BackupCode


async def renew(actor: Actor) -> tuple[str, ...]:
    """Make ten codes, `1234-5678-9012`; those of before die, and the owner is told by e-mail.

    Raises:
        Refused: `staff_only`, for whoever signs in by a message.
    """
    rights.staff(actor)
    codes = [
        f"{secrets.randbelow(10**BACKUP_DIGITS):0{BACKUP_DIGITS}}" for _ in range(BACKUP_CODES)
    ]
    async with writing() as session:
        account = await session.get_one(Account, actor.account_id)
        mine = col(BackupCode.account_id) == actor.account_id
        before = await changed(session, delete(BackupCode).where(mine))
        session.add_all(
            BackupCode(account_id=actor.account_id, code_hash=_hash(actor.account_id, code))
            for code in codes
        )
        await session.flush()
        await tell(session, account, "backup_codes_made")
        await audit.append(
            session,
            actor=actor.name,
            action="backup_codes.made",
            subject=actor.name,
            address=actor.address,
            before={"codes": before},
            after={"codes": len(codes)},
        )
    return tuple(in_groups(code, between="-") for code in codes)


async def left(account_id: int) -> int:
    """How many codes of an account still serve."""
    async with reading() as session:
        return await _left(session, account_id)


async def find(session: AsyncSession, account_id: int | None, typed: str) -> int | None:
    """Id of the unused code that was typed; none when it is not one of the account's."""
    # What cannot be one is looked up too: the time it takes must not tell.
    found = await session.exec(
        select(BackupCode.id).where(
            BackupCode.account_id == (account_id or 0),
            BackupCode.code_hash == _hash(account_id or 0, read_backup_code(typed)),
            col(BackupCode.used_at).is_(None),
        )
    )
    return found.first()


async def use(session: AsyncSession, account: Account, code_id: int) -> bool:
    """Use a code up, in the caller's transaction, and tell its owner; false when another was quicker."""
    used = await changed(
        session,
        update(BackupCode)
        .where(col(BackupCode.id) == code_id, col(BackupCode.used_at).is_(None))
        .values(used_at=now()),
    )
    if used == 1:
        await tell(session, account, "backup_code_used", left=await _left(session, account.id or 0))
    return used == 1


async def _left(session: AsyncSession, account_id: int) -> int:
    count = select(func.count(col(BackupCode.id))).where(
        BackupCode.account_id == account_id, col(BackupCode.used_at).is_(None)
    )
    return (await session.exec(count)).one()


def _hash(account_id: int, code: str) -> str:
    return keyed_hash("backup code", f"{account_id}:{code}")
