"""Authenticator apps: whose code was typed, used once, begun and taken away. SPEC section 4.

The secret of an app is derived from the portal's key and the salt of its row: it is kept nowhere, and a copy of the
database without the key gives no code.
"""

from __future__ import annotations

import base64
from typing import Final

from sqlalchemy import ColumnElement, delete, update
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex.clock import now
from damancom_reflex.domain.authenticator import SECRET_BYTES
from damancom_reflex.i18n import language_of
from damancom_reflex.services import outbox
from damancom_reflex.services.keys import sealed
from damancom_reflex.services.rows import changed
from damancom_reflex.store.accounts import Account
from damancom_reflex.store.staff import Authenticator, BackupCode

_NOBODYS: Final = Authenticator(account_id=0, salt="nobody")


def secret_of(row: Authenticator | None) -> str:
    """Secret of an app, base 32; that of nobody's takes as long."""
    row = row or _NOBODYS
    drawn = sealed("authenticator", f"{row.account_id}:{row.salt}")[:SECRET_BYTES]
    return base64.b32encode(drawn).decode()


async def confirmed(session: AsyncSession, account_id: int | None) -> Authenticator | None:
    """The app that an account signs in with; none before a code of it was typed."""
    # Nobody's is looked up too: the time it takes must not tell.
    row = await session.get(Authenticator, account_id or 0, populate_existing=True)
    return row if row and row.confirmed_at else None


async def begin(session: AsyncSession, account_id: int) -> bool:
    """Prepare the enrolment of an app, in the caller's transaction; whether there is one to enrol.

    What was begun and never confirmed gets another secret: only the latest QR counts.
    """
    if await confirmed(session, account_id):
        return False
    await changed(session, delete(Authenticator).where(_of(account_id)))
    session.add(Authenticator(account_id=account_id))
    # No code of a new secret was ever used.
    mine = update(Account).where(col(Account.id) == account_id)
    await changed(session, mine.values(totp_counter=0))
    await session.flush()
    return True


async def confirm(session: AsyncSession, account_id: int, salt: str) -> bool:
    """Let an app count from now on, in the caller's transaction; whether it was the one that was begun."""
    return (
        await changed(
            session,
            update(Authenticator)
            .where(
                _of(account_id),
                col(Authenticator.salt) == salt,
                col(Authenticator.confirmed_at).is_(None),
            )
            .values(confirmed_at=now()),
        )
        == 1
    )


async def use(session: AsyncSession, account_id: int, step: int) -> bool:
    """Use the code of a step up, in the caller's transaction; false when it, or a later one, was used before."""
    return (
        await changed(
            session,
            update(Account)
            .where(col(Account.id) == account_id, col(Account.totp_counter) < step)
            .values(totp_counter=step),
        )
        == 1
    )


async def remove(session: AsyncSession, account_id: int) -> bool:
    """Take the app and the backup codes of an account away, in the caller's transaction; whether there was an app."""
    await changed(session, delete(BackupCode).where(col(BackupCode.account_id) == account_id))
    return await changed(session, delete(Authenticator).where(_of(account_id))) == 1


async def tell(session: AsyncSession, account: Account, template: str, **params: object) -> None:
    """Tell the owner of an account what happened to their second factor; `at` and `params` fill the sentences."""
    await outbox.put(
        session,
        channel="EMAIL",
        destination=account.email,
        template=template,
        language=language_of(account.language),
        params={"at": now().isoformat(), **params},
        account_id=account.id,
    )


def _of(account_id: int) -> ColumnElement[bool]:
    return col(Authenticator.account_id) == account_id
