"""Step 1, for group accounts: which affiliation."""

from __future__ import annotations

from dataclasses import dataclass

import reflex as rx

from damancom_reflex.domain.errors import DomainError
from damancom_reflex.domain.requests import RemissionStep
from damancom_reflex.services import recouvrement
from damancom_reflex.state import here
from damancom_reflex.state.recouvrement.journey import journey_at, journey_of
from damancom_reflex.web.access import actor, employer

LONGEST_SEARCH = 60
SORTS = ("number", "legal_name", "scheme", "ice")


@dataclass(frozen=True)
class AffiliateRow:
    """One affiliation as the table shows it."""

    number: str
    legal_name: str
    scheme: str
    ice: str
    open_reference: str


class AffiliatesState(rx.State):
    """The table of affiliations: searched, sorted and paged in the database."""

    rows: list[AffiliateRow] = []
    search: str = ""
    sort: str = "number"
    descending: bool = False
    page: int = 1
    pages: list[int] = []
    last_page: int = 1
    range_text: str = ""
    total: int = 0

    @rx.event
    @employer
    async def load(self) -> rx.event.EventSpec | None:
        """Open the step."""
        journey = await journey_of(self)
        found = await journey._open(RemissionStep.AFFILIATE)
        if isinstance(found, rx.event.EventSpec):
            return found
        if not found.several_affiliations:
            return journey._go(RemissionStep.DEBT)
        await self._read()
        return None

    @rx.event
    @employer
    async def find(self, text: str) -> None:
        """Search as one types."""
        self.search = str(text)[:LONGEST_SEARCH]
        self.page = 1
        await self._read()

    @rx.event
    @employer
    async def sort_by(self, column: str) -> None:
        """Sort by a column; again to turn it round."""
        if column not in SORTS:
            return
        self.descending = not self.descending if column == self.sort else False
        self.sort, self.page = column, 1
        await self._read()

    @rx.event
    @employer
    async def turn_to(self, page: int) -> None:
        """Show a page."""
        if isinstance(page, int):
            self.page = max(1, min(page, self.last_page))
            await self._read()

    @rx.event
    @employer
    async def choose(self, number: str) -> rx.event.EventSpec | None:
        """Take an affiliation and go on."""
        journey = await journey_at(self, RemissionStep.AFFILIATE, self.load)
        try:
            await recouvrement.choose_affiliate(actor(), journey.draft_id, str(number))
        except DomainError as error:
            return journey._refuse(error)
        return journey._go(RemissionStep.DEBT)

    async def _read(self) -> None:
        found = await recouvrement.affiliations(
            actor(), self.search, self.sort, descending=self.descending, page=self.page
        )
        _ = here.words(self)
        self.page, self.last_page, self.total = found.page, found.pages, found.total
        self.pages = list(range(1, self.last_page + 1))
        self.range_text = _(
            "{first} à {last} sur {total}", first=found.first, last=found.last, total=found.total
        )
        self.rows = [
            AffiliateRow(
                row.affiliate_number, row.legal_name, row.scheme, row.ice, row.open_reference or ""
            )
            for row in found.rows
        ]
