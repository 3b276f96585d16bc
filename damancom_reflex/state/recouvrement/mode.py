"""Step 3: full payment or instalments; instalments ask first to accept that guarantees must be filed."""

from __future__ import annotations

import reflex as rx

from damancom_reflex.domain.errors import DomainError
from damancom_reflex.domain.remission import PaymentMode, RemissionPolicy
from damancom_reflex.domain.requests import RemissionStep
from damancom_reflex.services import recouvrement
from damancom_reflex.state import here
from damancom_reflex.state.recouvrement.journey import journey_at, journey_of
from damancom_reflex.web.access import actor, employer


class ModeState(rx.State):
    """The mode of payment of the file in view."""

    mode: str = ""
    guarantees_accepted: bool = False
    full_hint: str = ""
    instalments_hint: str = ""
    guarantees_text: str = ""
    guarantees_promise: str = ""

    @rx.event
    @employer
    async def load(self) -> rx.event.EventSpec | None:
        """Open the step."""
        journey = await journey_of(self)
        found = await journey._open(RemissionStep.MODE)
        if isinstance(found, rx.event.EventSpec):
            return found
        self.mode = found.mode.value if found.mode else ""
        self.guarantees_accepted = found.guarantees_accepted
        self._tell((await recouvrement.debt(actor(), found.id)).decision)
        return None

    @rx.event
    @employer
    async def choose(self, mode: str) -> rx.event.EventSpec | None:
        """Take a mode."""
        if mode not in set(PaymentMode):
            return None
        journey = await journey_at(self, RemissionStep.MODE, self.load)
        try:
            await recouvrement.choose_mode(actor(), journey.draft_id, PaymentMode(mode))
        except DomainError as error:
            return journey._refuse(error)
        self.mode = mode
        journey._clear()
        return None

    @rx.event
    @employer
    async def accept_guarantees(self, accepted: bool) -> rx.event.EventSpec | None:
        """Accept, or no longer, to file guarantees within the days of the decision."""
        journey = await journey_at(self, RemissionStep.MODE, self.load)
        try:
            await recouvrement.accept_guarantees(
                actor(), journey.draft_id, accepted=accepted is True
            )
        except DomainError as error:
            return journey._refuse(error)
        self.guarantees_accepted = accepted is True
        return None

    @rx.event
    @employer
    async def go_on(self) -> rx.event.EventSpec | None:
        """On to the bank account."""
        journey = await journey_at(self, RemissionStep.MODE, self.load)
        if not self.mode:
            return journey._refuse(DomainError("mode_missing"))
        if self.mode == PaymentMode.INSTALMENTS and not self.guarantees_accepted:
            return journey._refuse(DomainError("guarantees_not_accepted"))
        return journey._go(RemissionStep.BANK_ACCOUNT)

    def _tell(self, policy: RemissionPolicy) -> None:
        """What each mode means under the decision that applies."""
        _ = here.words(self)
        self.full_hint = _(
            "Un seul prélèvement, le {day} du mois qui suit la validation.", day=policy.debit_day
        )
        if policy.number:
            self.full_hint += " " + _("C'est la remise la plus forte.")
        self.instalments_hint = _(
            "Une avance si vous le souhaitez, puis une mensualité constante, jusqu'à {most} mois.",
            most=policy.most_months,
        )
        days = policy.guarantee_days
        self.guarantees_text = _(
            "Des garanties suffisantes sont à déposer à votre perception dans les {days} jours qui suivent la "
            "signature. Sans elles, la demande expire et aucune remise n'est acquise.",
            days=days,
        )
        self.guarantees_promise = _(
            "J'ai compris et j'accepte de déposer ces garanties dans les {days} jours.", days=days
        )
