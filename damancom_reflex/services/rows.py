"""Conditional updates: the database decides who was first, and tells how many rows it changed."""

from __future__ import annotations

from sqlalchemy.sql.dml import UpdateBase
from sqlmodel.ext.asyncio.session import AsyncSession


async def changed(session: AsyncSession, statement: UpdateBase) -> int:
    """Run an update or a delete.

    How many rows it changed. Rows already read in this session keep their old values.
    """
    result = await session.exec(statement, execution_options={"synchronize_session": False})
    return result.rowcount
