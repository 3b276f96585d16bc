"""Conditional updates: the database decides who was first, and tells how many rows it changed."""

from __future__ import annotations

from typing import Any

from sqlalchemy import CursorResult
from sqlalchemy.sql.dml import UpdateBase
from sqlmodel.ext.asyncio.session import AsyncSession


async def changed(session: AsyncSession, statement: UpdateBase) -> int:
    """Run an update or a delete.

    How many rows it changed. Rows already read in this session keep their old values.
    """
    result: Any = await session.execute(statement, execution_options={"synchronize_session": False})
    assert isinstance(result, CursorResult)  # noqa: S101 - for the type checker
    return result.rowcount
