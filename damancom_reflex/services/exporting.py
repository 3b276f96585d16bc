"""A list as a file for a spreadsheet: how many rows at most, and how they are read without stopping anybody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import Executable
from sqlmodel.ext.asyncio.session import AsyncSession

MOST_EXPORTED: Final = 20_000
"""Rows of a file; the page and the file say so when there are more."""

AT_ONCE: Final = 500
"""Rows read between two turns of the other events."""


@dataclass(frozen=True, slots=True)
class Export:
    """A file, and what it holds.

    Attributes:
        content: its bytes.
        day: business day of the list.
        rows: rows in it.
        total: rows of the whole list.
    """

    content: bytes
    day: date
    rows: int
    total: int

    @property
    def cut(self) -> bool:
        """Whether the list goes on after the file's last row."""
        return self.rows < self.total


async def read_rows(session: AsyncSession, found: Executable, at_once: int = AT_ONCE) -> list[Any]:
    """The rows as they come, a few at a time: so many would hold up everybody else's events."""
    stream = await session.stream(found, execution_options={"yield_per": at_once})
    # Plain tuples of text and days do not bring on a full collection, which stops everybody for 200 ms; rows do.
    return [tuple(row) async for part in stream.partitions() for row in part]
