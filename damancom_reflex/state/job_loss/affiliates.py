"""For group accounts: which affiliation claims."""

from __future__ import annotations

import reflex as rx

from damancom_reflex.services.rights import Scope
from damancom_reflex.state import here
from damancom_reflex.state.affiliations import AffiliationsMixin
from damancom_reflex.state.job_loss.addresses import INSURED_PAGE
from damancom_reflex.web.access import employer


class ClaimAffiliatesState(AffiliationsMixin, rx.State):
    """The table of affiliations, each leading to its insured persons."""

    def _scope(self) -> Scope:
        return Scope.DECLARE

    @rx.event
    @employer
    async def load(self) -> None:
        """Open the list as it was left, or as somebody quicker than the page has begun to search it."""
        await self._read()

    @rx.event
    @employer
    async def choose(self, number: str) -> rx.event.EventSpec:
        """Go to an affiliation's insured persons; who may see them is checked there."""
        return rx.redirect(here.page_address(self, INSURED_PAGE, a=str(number)))
