"""A table that its address tells: search, filters, order and page stand there, to be kept, sent and opened again."""

from __future__ import annotations

from typing import Final

from damancom_reflex.state import here
from damancom_reflex.state.lists import LONGEST_SEARCH, ListView

DOWN: Final = "desc"
LONGEST_NUMBER: Final = 6


class AddressedView(ListView, mixin=True):
    """Beside `ListMixin` or its like; whoever uses it says which words its filters are."""

    query: str = ""
    """The list in view as the end of an address: « ?genre=DA… », or « ? » for the list as it first opens."""
    opened: int = 0
    """Counts the lists that an address opened: a field that was filled before then is filled anew."""

    def _filters(self) -> dict[str, str]:
        """The filters, by their words in the address; empty for what leaves none out."""
        return {}

    def _open_address(self) -> None:
        """Search, order and page as the address tells them, after the filters were read."""
        self.search = here.query(self, "recherche")[:LONGEST_SEARCH]
        sorts = self._sorts()
        if sorts:
            sort = here.query(self, "tri")
            self.sort = sort if sort in sorts else sorts[0]
            self.descending = here.query(self, "sens") == DOWN
        page = here.query(self, "page")
        self.page = int(page) if page.isdecimal() and len(page) < LONGEST_NUMBER else 1
        self.opened += 1 if self._told() != self.query else 0

    def _search_nothing(self) -> None:
        """Empty the search, and the fields that hold it."""
        self.search, self.page = "", 1
        self.opened += 1

    def _keep_address(self) -> None:
        """Tell the list in view."""
        self.query = self._told()

    def _told(self) -> str:
        # What is as it first opens is left out.
        sorts = self._sorts()
        asked = {
            **self._filters(),
            "recherche": self.search,
            "tri": self.sort if self.sort not in sorts[:1] else "",
            "sens": DOWN if self.descending else "",
            "page": str(self.page) if self.page > 1 else "",
        }
        return f"?{here.words_of_address(asked)}"
