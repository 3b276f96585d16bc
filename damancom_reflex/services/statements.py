"""Statements of columns, which are no whole rows of a table, and how they are read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import CompoundSelect, Select
from sqlmodel.ext.asyncio.session import AsyncSession

Rows = Select[*tuple[Any, ...]] | CompoundSelect[*tuple[Any, ...]]
"""A statement of any columns. SQLModel's own words know neither many columns nor unions."""


async def rows_of(session: AsyncSession, statement: Rows, **params: object) -> Sequence[Any]:
    """The rows of a statement, each a tuple; `params` fill its named places."""
    return (await (await session.connection()).execute(statement, params)).all()
