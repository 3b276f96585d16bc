"""Taking turns: transactions that name the same thing run one after the other.

SQLite has one writer at a time already (`BEGIN IMMEDIATE`). On PostgreSQL an advisory lock is held
until the transaction ends.
"""

from __future__ import annotations

import hashlib

from sqlalchemy import BigInteger, ColumnElement, cast, func
from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession


async def hold(session: AsyncSession, which: ColumnElement[bool]) -> None:
    """Hold the rows of one table that a condition names until this transaction ends.

    Before they are read with what is joined to them: PostgreSQL reads again the row that it waited for, and nothing
    else of the statement.
    """
    if session.get_bind().dialect.name == "postgresql":
        await session.exec(select(1).where(which).with_for_update())


async def in_turn(session: AsyncSession, *names: str) -> None:
    """Wait until no other transaction holds any of `names`, and hold them until this one ends."""
    connection = await session.connection()
    if connection.dialect.name != "postgresql":
        # To have a connection is to have begun, and to have begun is to be the one writer.
        return
    # Always in the same order: two transactions that want the same two names never deadlock.
    for number in sorted({_number(name) for name in names}):
        await session.exec(select(func.pg_advisory_xact_lock(cast(number, BigInteger))))


def _number(name: str) -> int:
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], signed=True)
