"""Step 1, for group accounts: which affiliation."""

from __future__ import annotations

import reflex as rx

from damancom_reflex.domain.errors import DomainError
from damancom_reflex.domain.requests import RemissionStep
from damancom_reflex.services import recouvrement
from damancom_reflex.state.affiliations import AffiliationsMixin
from damancom_reflex.state.recouvrement.journey import journey_at, journey_of
from damancom_reflex.web.access import actor, employer


class AffiliatesState(AffiliationsMixin, rx.State):
    """The table of affiliations, each leading to its debt."""

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
    async def choose(self, number: str) -> rx.event.EventSpec | None:
        """Take an affiliation and go on."""
        journey = await journey_at(self, RemissionStep.AFFILIATE, self.load)
        try:
            await recouvrement.choose_affiliate(actor(), journey.draft_id, str(number))
        except DomainError as error:
            return journey._refuse(error)
        return journey._go(RemissionStep.DEBT)
