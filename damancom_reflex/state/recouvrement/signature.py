"""Steps 6 and 7: the terms, then the confirmation. One request, however often one clicks."""

from __future__ import annotations

import reflex as rx

from damancom_reflex.domain.errors import DomainError
from damancom_reflex.domain.remission import PaymentMode
from damancom_reflex.domain.requests import RemissionStep
from damancom_reflex.services import recouvrement
from damancom_reflex.state import here
from damancom_reflex.state.recouvrement import plan_views
from damancom_reflex.state.recouvrement.journey import (
    REQUEST_PAGE,
    JourneyState,
    journey_at,
    journey_of,
)
from damancom_reflex.web.access import actor, employer


class SignatureState(rx.State):
    """What is about to be signed."""

    figures: plan_views.Figures = plan_views.Figures()
    full: bool = False
    bank_account: str = ""
    terms_version: str = ""
    terms_fr: str = ""
    terms_ar: str = ""
    accepted: bool = False
    reading: bool = False
    confirming: bool = False
    _shown: str = ""
    """Fingerprint of the plan in view: only that one is accepted and signed."""

    @rx.event
    @employer
    async def load(self) -> rx.event.EventSpec | None:
        """Open the step."""
        journey = await journey_of(self)
        found = await journey._open(RemissionStep.TERMS)
        if isinstance(found, rx.event.EventSpec):
            return found
        self.reading = self.confirming = False
        self.accepted = found.terms_accepted
        try:
            # First what the terms are for, then its figures: changed in between, it is refused and not signed unseen.
            terms = await recouvrement.terms(actor(), found.id)
            view = await recouvrement.plan(actor(), found.id)
        except DomainError as error:
            return journey._refuse(error)
        if view.simulation is None:
            return journey._go(RemissionStep.SIMULATION)
        self._shown = terms.plan
        self.full = view.mode is PaymentMode.FULL
        self.figures = plan_views.figures(view.simulation, here.words(self))
        self.bank_account = next(
            (
                account.masked
                for account in await recouvrement.bank_accounts(actor(), found.id)
                if account.id == found.bank_account_id
            ),
            "",
        )
        self.terms_version, self.terms_fr, self.terms_ar = (
            terms.version,
            terms.text_fr,
            terms.text_ar,
        )
        return None

    @rx.event
    @employer
    def read(self) -> None:
        """Open the terms."""
        self.reading = True

    @rx.event
    @employer
    def close(self) -> None:
        """Close whichever dialog is open."""
        self.reading = self.confirming = False

    @rx.event
    @employer
    async def accept(self) -> rx.event.EventSpec | None:
        """Accept the terms."""
        journey = await journey_at(self, RemissionStep.TERMS, self.load)
        self.reading = False
        try:
            await recouvrement.accept_terms(
                actor(), journey.draft_id, here.language(self), self._shown
            )
        except DomainError as error:
            return await self._refuse(journey, error)
        journey._clear()
        self.accepted = True
        return None

    @rx.event
    @employer
    async def ask(self) -> rx.event.EventSpec | None:
        """Open the confirmation."""
        journey = await journey_at(self, RemissionStep.TERMS, self.load)
        if not self.accepted:
            return journey._refuse(DomainError("terms_not_accepted"))
        journey._clear()
        self.confirming = True
        return None

    @rx.event
    @employer
    async def sign(self) -> rx.event.EventSpec | None:
        """Sign: the service gives the same reference however often this comes."""
        journey = await journey_at(self, RemissionStep.TERMS, self.load)
        self.confirming = False
        try:
            reference = await recouvrement.sign(actor(), journey.draft_id, self._shown)
        except DomainError as error:
            return await self._refuse(journey, error)
        return rx.redirect(here.page_address(self, REQUEST_PAGE, r=reference, signe="oui"))

    async def _refuse(self, journey: JourneyState, error: DomainError) -> rx.event.EventSpec | None:
        """Say why a service refused; a plan that was changed elsewhere is shown as it is now."""
        if error.code == "plan_changed":
            away = await self.load()
            if away is not None:
                return away
        return journey._refuse(error)
