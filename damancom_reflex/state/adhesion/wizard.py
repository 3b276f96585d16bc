"""What every step of adhésion shares: which request is open, what is typed, when it was saved, what was refused."""

from __future__ import annotations

from typing import Any, Final

import reflex as rx

from damancom_reflex.domain.enrolment.fields import Field
from damancom_reflex.domain.enrolment.life import EnrolmentStatus
from damancom_reflex.domain.enrolment.steps import STEPS, EnrolmentStep, next_step, reachable
from damancom_reflex.domain.errors import DomainError
from damancom_reflex.i18n import Language
from damancom_reflex.services import enrolment
from damancom_reflex.services.enrolment.views import DraftView
from damancom_reflex.state import here
from damancom_reflex.state.typed import TypedForm
from damancom_reflex.web.access import public

# Address of each step, below the language.
PAGES: Final[dict[EnrolmentStep, str]] = {
    EnrolmentStep.COMPANY: "adhesion/entreprise",
    EnrolmentStep.REPRESENTATIVE: "adhesion/representant",
    EnrolmentStep.CONTACT: "adhesion/coordonnees",
    EnrolmentStep.DELEGATION: "adhesion/delegation",
    EnrolmentStep.CONFIRMATION: "adhesion/validation",
}
START_PAGE: Final = "adhesion"
REQUEST_PAGE: Final = "adhesion/demande"
FOLLOW_PAGE: Final = "adhesion/suivi"
LONGEST_TYPED: Final = 300

NOTHING: Final[dict[str, str]] = {field.value: "" for field in Field}


class EnrolmentState(TypedForm, rx.State):
    """The request in view. Rebuilt from its row at every page: a reload or a restart changes nothing."""

    open_step: str = ""
    reached: int = 0
    draft_id: str = ""
    legal_name: str = ""
    affiliate_number: str = ""
    amending: str = ""
    typed: dict[str, str] = NOTHING
    errors: dict[str, str] = NOTHING
    correction: str = ""
    from_summary: bool = False

    async def _open(self, step: EnrolmentStep) -> DraftView | rx.event.EventSpec:
        """The request of this page, or the way to where the person should be instead."""
        self._clear()
        try:
            found = await enrolment.opened(here.applicant(self), here.query(self, "d"))
        except DomainError as error:
            # What was pressed just before the connection broke may have filed it.
            filed = "oui" if step is EnrolmentStep.CONFIRMATION else ""
            return self._turned_away(error, depot=filed)
        if not reachable(step, found.facts):
            target = PAGES[next_step(found.facts)]
            return rx.redirect(here.page_address(self, target, d=found.id), replace=True)
        self._take(found)
        self.open_step = step.value
        self.from_summary = here.query(self, "retour") != ""
        return found

    def _turned_away(self, error: DomainError, depot: str = "") -> rx.event.EventSpec:
        """Where to go when a request may not be opened for typing.

        Args:
            error: why not.
            depot: not empty where it is submitted: the way there leads on to what follows a submission.
        """
        reference = str(error.params.get("reference", ""))
        if reference:
            said = {"r": reference, "depot": depot, "e": error.code}
            return rx.redirect(here.page_address(self, REQUEST_PAGE, **said))
        return rx.redirect(here.page_address(self, START_PAGE, e=error.code))

    def _take(self, found: DraftView) -> None:
        """Show a request as its row has it."""
        self.draft_id, self._version = found.id, found.version
        self.reached = STEPS.index(next_step(found.facts))
        self.legal_name, self.affiliate_number = found.legal_name, found.affiliate_number
        self.amending = found.reference
        self.typed = {**NOTHING, **found.typed}
        self.errors, self.problems = self._blank(), []
        self.elsewhere = ""
        self.correction = _correction(found, self)
        self._tell_saved(found.saved_at)

    @rx.event
    @public
    async def type_field(self, name: str, text: str) -> rx.event.EventSpec | None:
        """Keep what was typed in a field, valid or not."""
        if name not in set(Field) or not isinstance(text, str):
            return None
        if away := await self._ensure():
            return away
        text = text[:LONGEST_TYPED]
        self.typed = {**self.typed, name: text}
        try:
            saved = await enrolment.type_field(
                here.applicant(self), self.draft_id, self._version, name, text
            )
        except DomainError as error:
            return self._refuse(error)
        self._version = saved.version
        self._tell_saved(saved.saved_at)
        if saved.error is None:
            self._mend(name)
        return None

    @rx.event
    @public
    async def take_other(self) -> rx.event.EventSpec | None:
        """Give up what this tab holds for what another one saved."""
        try:
            self._take(await enrolment.opened(here.applicant(self), self.draft_id))
        except DomainError as error:
            return self._turned_away(error)
        self._clear()
        return None

    @rx.event
    @public
    async def keep_mine(self) -> rx.event.EventSpec | None:
        """Save what this tab holds over what another one saved."""
        mine = dict(self.typed)
        applicant = here.applicant(self)
        try:
            found = await enrolment.opened(applicant, self.draft_id)
            version = found.version
            for name, text in mine.items():
                if found.typed.get(name, "") != text:
                    saved = await enrolment.type_field(
                        applicant, self.draft_id, version, name, text
                    )
                    version = saved.version
            self._take(await enrolment.opened(applicant, self.draft_id))
        except DomainError as error:
            return self._turned_away(error)
        self._clear()
        return None

    async def _ensure(self) -> rx.event.EventSpec | None:
        """Know again which request is open, after a restart; what was typed stays on the screen."""
        if self.draft_id:
            return None
        try:
            found = await enrolment.opened(here.applicant(self), here.query(self, "d"))
        except DomainError as error:
            return self._turned_away(error)
        shown = self.open_step
        self._take(found)
        self.open_step = shown
        return None

    def _refuse(self, error: DomainError) -> rx.event.EventSpec | None:
        """Say why a service refused."""
        if error.code == "changed_elsewhere":
            self._tell_elsewhere(error)
            return None
        if error.code in {"enrolment_unknown", "enrolment_filed", "enrolment_needs_code"}:
            return self._turned_away(error)
        if error.code == "request_under_way":
            return self._turned_away(error)
        self._tell(error)
        return None

    def _blank(self) -> dict[str, str]:
        return dict(NOTHING)

    def _go(self, step: EnrolmentStep) -> rx.event.EventSpec:
        """On to a step, or straight back to the summary one came from."""
        target = EnrolmentStep.CONFIRMATION if self.from_summary else step
        return rx.redirect(here.page_address(self, PAGES[target], d=self.draft_id))


async def enrolment_of(state: rx.State) -> EnrolmentState:
    """The request of the page a step's state belongs to."""
    return await state.get_state(EnrolmentState)


async def enrolment_at(state: Any, step: EnrolmentStep) -> EnrolmentState:  # noqa: ANN401 - a step's state, with `load`
    """The request of a step's page, opened first when this server has not opened it.

    After a restart the browser goes on where it was: its next event may come before the page has loaded again.
    """
    shared = await enrolment_of(state)
    if shared.open_step != step.value:
        await state.load()
    return shared


def reason_given(code: str, note: str, language: Language) -> str:
    """Why the agency refused or gave back a request: the reason on file, then the officer's own words."""
    return f"{enrolment.reason_text(code, language)} {note}".strip()


def _correction(found: DraftView, state: rx.State) -> str:
    """What the agency asked to correct; empty when it asked for nothing."""
    if found.status is not EnrolmentStatus.CORRECTION_REQUESTED:
        return ""
    return reason_given(found.reason_code, found.reason_note, here.language(state))
