"""Step 4: the bank account to debit."""

from __future__ import annotations

from dataclasses import dataclass

import reflex as rx

from damancom_reflex.domain.errors import DomainError
from damancom_reflex.domain.requests import RemissionStep
from damancom_reflex.services import recouvrement
from damancom_reflex.state import here
from damancom_reflex.state.recouvrement.journey import journey_at, journey_of
from damancom_reflex.web.access import actor, employer

LONGEST_RIB = 64


@dataclass(frozen=True)
class BankAccountRow:
    """A RIB as the screen shows it: masked."""

    id: int
    field: str
    masked: str
    bank: str


class BankState(rx.State):
    """Bank accounts of the affiliate in view."""

    accounts: list[BankAccountRow] = []
    chosen: int = 0
    adding: bool = False
    rib_typed: str = ""
    rib_error: str = ""
    warning: str = ""

    @rx.event
    @employer
    async def load(self) -> rx.event.EventSpec | None:
        """Open the step."""
        journey = await journey_of(self)
        found = await journey._open(RemissionStep.BANK_ACCOUNT)
        if isinstance(found, rx.event.EventSpec):
            return found
        self.chosen = found.bank_account_id or 0
        self.rib_error = self.warning = ""
        self.rib_typed = found.rib_typed
        await self._read(found.id)
        self.adding = not self.accounts or bool(self.rib_typed)
        return None

    @rx.event
    @employer
    async def choose(self, account_id: int) -> rx.event.EventSpec | None:
        """Take one of the accounts."""
        journey = await journey_at(self, RemissionStep.BANK_ACCOUNT, self.load)
        if not isinstance(account_id, int):
            return None
        try:
            await recouvrement.choose_bank_account(actor(), journey.draft_id, account_id)
        except DomainError as error:
            return journey._refuse(error)
        self.chosen = account_id
        return None

    @rx.event
    @employer
    def start_adding(self) -> None:
        """Open the field for another RIB."""
        self.adding = True

    @rx.event
    @employer
    async def add(self, form: dict[str, str]) -> rx.event.EventSpec | None:
        """Add a RIB and take it."""
        journey = await journey_at(self, RemissionStep.BANK_ACCOUNT, self.load)
        typed = str(form.get("rib", ""))[:LONGEST_RIB]
        try:
            added = await recouvrement.add_bank_account(actor(), journey.draft_id, typed)
        except DomainError as error:
            if error.code == "draft_unknown":
                return journey._refuse(error)
            self.rib_error = here.sentence_of(self, error)
            journey._refuse(error)
            return None
        journey._clear()
        self.rib_error, self.adding, self.chosen = "", False, added.bank_account_id or 0
        await self._read(journey.draft_id)
        known = any(row.bank for row in self.accounts if row.id == self.chosen)
        _ = here.words(self)
        self.warning = (
            ""
            if known
            else _(
                "Nous ne connaissons pas ce code de banque. Vérifiez-le sur votre attestation de RIB."
            )
        )
        return None

    @rx.event
    @employer
    async def go_on(self) -> rx.event.EventSpec | None:
        """On to the simulation."""
        journey = await journey_at(self, RemissionStep.BANK_ACCOUNT, self.load)
        if not self.chosen:
            return journey._refuse(DomainError("bank_account_missing"))
        return journey._go(RemissionStep.SIMULATION)

    async def _read(self, draft_id: str) -> None:
        self.accounts = [
            BankAccountRow(found.id, f"compte-{found.id}", found.masked, found.bank_name or "")
            for found in await recouvrement.bank_accounts(actor(), draft_id)
        ]
