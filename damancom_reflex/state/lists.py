"""What every table that the database searches, sorts and cuts has in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import reflex as rx

from damancom_reflex.i18n import Translator
from damancom_reflex.services.paging import Page
from damancom_reflex.web.access import employer, staff, supervisor

LONGEST_SEARCH: Final = 60
NEIGHBOURS: Final = 2
"""Pages offered on each side of the one in view, beside the first and the last."""


class ListView(rx.State, mixin=True):
    """Search, order and page of a table; whoever uses it says how its rows are read, and who may call its events."""

    ready: bool = False
    search: str = ""
    sort: str = ""
    descending: bool = False
    page: int = 1
    pages: list[int] = []
    last_page: int = 1
    range_text: str = ""
    total: int = 0

    async def _find(self, text: str) -> None:
        self.search, self.page = str(text)[:LONGEST_SEARCH], 1
        await self._read()

    async def _sort_by(self, column: str) -> None:
        if column not in self._sorts():
            return
        self.descending = not self.descending if column == self.sort else False
        self.sort, self.page = column, 1
        await self._read()

    async def _turn_to(self, page: int) -> None:
        if isinstance(page, int):
            self.page = max(1, min(page, self.last_page))
            await self._read()

    def _sorts(self) -> tuple[str, ...]:
        """Columns the table may be sorted by."""
        return ()

    if TYPE_CHECKING:

        async def _read(self) -> None:
            """Read the page in view and show its rows; whoever uses this has it."""
            ...

    def _show_page(self, found: Page[Any], _: Translator) -> None:
        self.page, self.last_page, self.total = found.page, found.pages, found.total
        first = max(1, found.page - NEIGHBOURS)
        self.pages = list(range(first, min(found.pages, found.page + NEIGHBOURS) + 1))
        self.range_text = (
            _("{first} à {last} sur {total}", first=found.first, last=found.last, total=found.total)
            if found.total
            else ""
        )
        self.ready = True


class ListMixin(ListView, mixin=True):
    """An employer's table."""

    @rx.event
    @employer
    async def find(self, text: str) -> None:
        """Search as one types."""
        await self._find(text)

    @rx.event
    @employer
    async def sort_by(self, column: str) -> None:
        """Sort by a column; again to turn it round."""
        await self._sort_by(column)

    @rx.event
    @employer
    async def turn_to(self, page: int) -> None:
        """Show a page."""
        await self._turn_to(page)


class StaffListMixin(ListView, mixin=True):
    """A table of the staff's."""

    @rx.event
    @staff
    async def find(self, text: str) -> None:
        """Search as one types."""
        await self._find(text)

    @rx.event
    @staff
    async def sort_by(self, column: str) -> None:
        """Sort by a column; again to turn it round."""
        await self._sort_by(column)

    @rx.event
    @staff
    async def turn_to(self, page: int) -> None:
        """Show a page."""
        await self._turn_to(page)


class SupervisorListMixin(ListView, mixin=True):
    """A table that supervisors alone turn the pages of, in the one order it has."""

    @rx.event
    @supervisor
    async def turn_to(self, page: int) -> None:
        """Show a page."""
        await self._turn_to(page)
