"""The form of a claim: kept as it is typed, the answer told while one types, filed after a confirmation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import reflex as rx

from damancom_reflex.domain.errors import DomainError
from damancom_reflex.domain.job_loss import YES, ClaimField, ClaimFormError
from damancom_reflex.services import job_loss
from damancom_reflex.services.job_loss.views import ClaimFormView
from damancom_reflex.state import here
from damancom_reflex.state.job_loss import telling, telling_amount
from damancom_reflex.state.job_loss.addresses import CLAIM_PAGE, LIST_PAGE
from damancom_reflex.state.job_loss.form_screen import FormScreen, form_screen, wrong_day
from damancom_reflex.state.typed import TypedForm
from damancom_reflex.web.access import actor, employer

NOTHING: Final[dict[str, str]] = {field.value: "" for field in ClaimField}
LONGEST_TYPED: Final = 600


@dataclass(frozen=True)
class Option:
    """One reason to choose."""

    code: str
    text: str


@dataclass(frozen=True)
class Stated:
    """What is about to be filed, read back."""

    loss_date: str = ""
    reason: str = ""


class ClaimFormState(TypedForm, rx.State):
    """The form in view. Rebuilt from its row at every page: a reload or a restart changes nothing."""

    ready: bool = False
    shown: int = 0
    draft_id: str = ""
    typed: dict[str, str] = NOTHING
    errors: dict[str, str] = NOTHING
    reasons: list[Option] = []
    screen: FormScreen = FormScreen()
    conditions: list[telling.ConditionLine] = []
    steps: list[telling_amount.StepLine] = []
    payments: list[telling_amount.PaymentLine] = []
    stated: Stated = Stated()
    confirming: bool = False

    @rx.event
    @employer
    async def load(self) -> rx.event.EventSpec | None:
        """Open the form in the address."""
        self.ready = self.confirming = False
        self._clear()
        try:
            found = await job_loss.form(actor(), here.query(self, "d"))
        except DomainError as error:
            return self._turned_away(error)
        self._take(found)
        self.shown += 1
        return None

    @rx.event
    @employer
    async def type_field(self, name: str, text: str) -> rx.event.EventSpec | None:
        """Keep what was typed in a field, valid or not, and tell the answer anew."""
        if name not in list(NOTHING) or not isinstance(text, str):
            return None
        if away := await self._ensure():
            return away
        text = text[:LONGEST_TYPED]
        self.typed = {**self.typed, name: text}
        try:
            found = await job_loss.type_field(actor(), self.draft_id, self._version, name, text)
        except DomainError as error:
            return self._refuse(error)
        self._show(found)
        if name not in found.errors:
            self._mend(name)
        return None

    @rx.event
    @employer
    async def attest(self, on: bool) -> rx.event.EventSpec | None:
        """Attest, or no longer, that what is stated is exact."""
        return await self.type_field(ClaimField.ATTESTED.value, YES if on is True else "")

    @rx.event
    @employer
    async def ask(self) -> rx.event.EventSpec | None:
        """Read back what is about to be filed, or say what does not stand."""
        if away := await self._ensure():
            return away
        self._clear()
        # Should what another tab saved stand in the way, the page goes back to where that is told.
        self.elsewhere_token += 1
        try:
            content = await job_loss.ready(actor(), self.draft_id, self._version)
        except DomainError as error:
            return self._refuse(error)
        _ = here.words(self)
        self.stated = Stated(_.day(content.loss_date), content.reason.text(_.language))
        self.confirming = True
        return None

    @rx.event
    @employer
    async def close(self) -> None:
        """Close the confirmation."""
        self.confirming = False

    @rx.event
    @employer
    async def file(self) -> rx.event.EventSpec | None:
        """File: the service gives the same reference however often this comes."""
        if away := await self._ensure():
            return away
        self.confirming = False
        try:
            reference = await job_loss.file(actor(), self.draft_id, self._version)
        except DomainError as error:
            return self._refuse(error)
        # Should it be opened again, to be corrected, nothing is shown before it is read again.
        self.ready = False
        return rx.redirect(here.page_address(self, CLAIM_PAGE, r=reference, depose="oui"))

    @rx.event
    @employer
    async def take_other(self) -> rx.event.EventSpec | None:
        """Give up what this tab holds for what another one saved."""
        return await self.load()

    @rx.event
    @employer
    async def keep_mine(self) -> rx.event.EventSpec | None:
        """Save what this tab holds over what another one saved."""
        mine = dict(self.typed)
        try:
            found = await job_loss.form(actor(), self.draft_id or here.query(self, "d"))
            for name, text in mine.items():
                if found.typed.get(name, "") != text:
                    found = await job_loss.type_field(actor(), found.id, found.version, name, text)
        except DomainError as error:
            return self._turned_away(error)
        self._clear()
        self._take(found)
        self.shown += 1
        return None

    async def _ensure(self) -> rx.event.EventSpec | None:
        """Know again which form is open, after a restart; what was typed stays on the screen."""
        if self.draft_id:
            return None
        try:
            found = await job_loss.form(actor(), here.query(self, "d"))
        except DomainError as error:
            return self._turned_away(error)
        self._take(found)
        return None

    def _take(self, found: ClaimFormView) -> None:
        """Show a form as its row has it."""
        _ = here.words(self)
        self.draft_id = found.id
        self.typed = {**NOTHING, **found.typed}
        self.elsewhere = ""
        known = job_loss.reasons_on(found.today).values()
        self.reasons = [Option(reason.code, reason.text(_.language)) for reason in known]
        self._show(found)
        self.ready = True

    def _show(self, found: ClaimFormView) -> None:
        """Show the answer for a form."""
        _ = here.words(self)
        self._version = found.version
        self._tell_saved(found.saved_at)
        self.screen = form_screen(found, _)
        self.conditions = telling.condition_lines(
            found.assessment,
            _,
            loss_known=found.loss_known,
            loss_error=here.sentence_of(self, wrong) if (wrong := wrong_day(found)) else "",
        )
        self.steps = telling_amount.step_lines(found.estimate, _)
        self.payments = telling_amount.payment_lines(found.estimate, _)

    def _refuse(self, error: DomainError) -> rx.event.EventSpec | None:
        """Say why a service refused."""
        if isinstance(error, ClaimFormError):
            self._tell_problems(error.errors)
            return None
        if error.code == "changed_elsewhere":
            self._tell_elsewhere(error)
            return None
        if error.code in {"claim_form_unknown", "claim_filed"}:
            return self._turned_away(error)
        self._tell(error)
        return None

    def _turned_away(self, error: DomainError) -> rx.event.EventSpec:
        """Where to go when a form may not be opened: its claim, or the list."""
        reference = str(error.params.get("reference", ""))
        if reference:
            return rx.redirect(here.page_address(self, CLAIM_PAGE, r=reference))
        return rx.redirect(here.page_address(self, LIST_PAGE, e=error.code))

    def _blank(self) -> dict[str, str]:
        return dict(NOTHING)
