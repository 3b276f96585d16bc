"""The table of affiliations that a group account chooses from."""

from __future__ import annotations

from dataclasses import dataclass

from damancom_reflex.services import recouvrement
from damancom_reflex.services.rights import Scope
from damancom_reflex.state import here
from damancom_reflex.state.lists import ListMixin
from damancom_reflex.web.access import actor

SORTS = ("number", "legal_name", "scheme", "ice")


@dataclass(frozen=True)
class AffiliateRow:
    """One affiliation as the table shows it."""

    number: str
    legal_name: str
    scheme: str
    ice: str
    open_reference: str


class AffiliationsMixin(ListMixin, mixin=True):
    """The affiliations of the account; whoever uses it says where choosing one leads (`choose`)."""

    sort: str = "number"
    rows: list[AffiliateRow] = []

    def _scope(self) -> Scope:
        """What the account must be allowed to do for those it chooses from."""
        return Scope.RECOVER

    def _sorts(self) -> tuple[str, ...]:
        return SORTS

    async def _read(self) -> None:
        found = await recouvrement.affiliations(
            actor(),
            self.search,
            self.sort,
            page=self.page,
            descending=self.descending,
            scope=self._scope(),
        )
        self._show_page(found, here.words(self))
        self.rows = [
            AffiliateRow(
                row.affiliate_number, row.legal_name, row.scheme, row.ice, row.open_reference or ""
            )
            for row in found.rows
        ]
