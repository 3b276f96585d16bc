"""Lists that the database cuts into pages."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from sqlmodel.ext.asyncio.session import AsyncSession
from sqlmodel.sql.expression import SelectOfScalar

RowT = TypeVar("RowT")
MadeT = TypeVar("MadeT")

MOST_ROWS: Final = 100
"""Rows of a page, whatever is asked."""


@dataclass(frozen=True, slots=True)
class Page(Generic[RowT]):
    """One page of a list that the database cut.

    Attributes:
        rows: rows of this page.
        total: rows of every page.
        page: number of this page, from 1.
        page_size: rows a page holds.
    """

    rows: tuple[RowT, ...]
    total: int
    page: int
    page_size: int

    @property
    def pages(self) -> int:
        """Number of pages, 1 when there is nothing."""
        return max(1, math.ceil(self.total / self.page_size))

    @property
    def first(self) -> int:
        """Number of this page's first row among all: the 1 of "1 à 10 sur 55"; 0 for none."""
        return (self.page - 1) * self.page_size + 1 if self.rows else 0

    @property
    def last(self) -> int:
        """Number of this page's last row among all."""
        return self.first + len(self.rows) - 1 if self.rows else 0

    def each(self, make: Callable[[RowT], MadeT]) -> Page[MadeT]:
        """The same page with something made of each row."""
        return Page(tuple(make(row) for row in self.rows), self.total, self.page, self.page_size)


async def one_page(
    session: AsyncSession,
    found: Any,  # noqa: ANN401 - a statement of any rows
    count: SelectOfScalar[int],
    page: int,
    page_size: int,
) -> Page[Any]:
    """One page of a statement's rows.

    Args:
        session: to read in.
        found: the rows of all pages, in order.
        count: how many they are.
        page: from 1; a page past the end gives the last one.
        page_size: rows a page, 100 at most.
    """
    total = (await session.exec(count)).one()
    number, size = _within(page, page_size, total)
    rows = await session.exec(found.offset((number - 1) * size).limit(size))
    return Page(tuple(rows.all()), total, number, size)


def page_of(rows: Sequence[RowT], page: int, page_size: int) -> Page[RowT]:
    """The same of rows that are all at hand."""
    number, size = _within(page, page_size, len(rows))
    return Page(tuple(rows[(number - 1) * size : number * size]), len(rows), number, size)


def _within(page: int, page_size: int, total: int) -> tuple[int, int]:
    size = max(1, min(page_size, MOST_ROWS))
    return max(1, min(page, -(-total // size))), size
