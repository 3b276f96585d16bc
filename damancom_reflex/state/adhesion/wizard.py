"""What every step of adhésion shares: which request is open, what is typed, when it was saved, what was refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import reflex as rx

from damancom_reflex.domain.enrolment.fields import Field
from damancom_reflex.domain.enrolment.life import EnrolmentStatus
from damancom_reflex.domain.enrolment.steps import STEPS, EnrolmentStep, next_step, reachable
from damancom_reflex.domain.errors import DomainError
from damancom_reflex.i18n import Language
from damancom_reflex.sentences import sentence
from damancom_reflex.services import enrolment
from damancom_reflex.services.enrolment.views import DraftView
from damancom_reflex.state import here
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


@dataclass(frozen=True)
class Problem:
    """A field that does not stand: its id on the page, and why."""

    field: str
    sentence: str


class EnrolmentState(rx.State):
    """The request in view. Rebuilt from its row at every page: a reload or a restart changes nothing."""

    open_step: str = ""
    reached: int = 0
    draft_id: str = ""
    legal_name: str = ""
    affiliate_number: str = ""
    amending: str = ""
    typed: dict[str, str] = NOTHING
    errors: dict[str, str] = NOTHING
    problems: list[Problem] = []
    saved: str = ""
    elsewhere: str = ""
    correction: str = ""
    error: str = ""
    error_token: int = 0
    from_summary: bool = False
    _version: int = -1

    async def _open(self, step: EnrolmentStep) -> DraftView | rx.event.EventSpec:
        """The request of this page, or the way to where the person should be instead."""
        self._clear()
        try:
            found = await enrolment.opened(here.applicant(self), here.query(self, "d"))
        except DomainError as error:
            return self._turned_away(error)
        if not reachable(step, found.facts):
            target = PAGES[next_step(found.facts)]
            return rx.redirect(here.page_address(self, target, d=found.id), replace=True)
        self._take(found)
        self.open_step = step.value
        self.from_summary = here.query(self, "retour") != ""
        return found

    def _turned_away(self, error: DomainError) -> rx.event.EventSpec:
        """Where to go when a request may not be opened for typing."""
        reference = str(error.params.get("reference", ""))
        if reference:
            return rx.redirect(here.page_address(self, REQUEST_PAGE, r=reference, e=error.code))
        return rx.redirect(here.page_address(self, START_PAGE, e=error.code))

    def _take(self, found: DraftView) -> None:
        """Show a request as its row has it."""
        _ = here.words(self)
        self.draft_id, self._version = found.id, found.version
        self.reached = STEPS.index(next_step(found.facts))
        self.legal_name, self.affiliate_number = found.legal_name, found.affiliate_number
        self.amending = found.reference
        self.typed = {**NOTHING, **found.typed}
        self.errors, self.problems = dict(NOTHING), []
        self.elsewhere = ""
        self.correction = _correction(found, self)
        self._tell_saved(found.saved_at)

    def _tell_saved(self, moment: datetime) -> None:
        _ = here.words(self)
        self.saved = _("Enregistré à {time}.", time=_.ltr(_.time(moment)))

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
        self.error = sentence(error.code, here.words(self), **error.params)
        self.error_token += 1
        return None

    def _tell_elsewhere(self, error: DomainError) -> None:
        _ = here.words(self)
        moment = error.params.get("saved_at")
        self.elsewhere = _(
            "Ce dossier a été modifié dans un autre onglet à {time}. Rien de ce que vous voyez ici n'est effacé.",
            time=_.ltr(_.time(moment)) if isinstance(moment, datetime) else "…",
        )

    def _tell_problems(self, found: Mapping[str, DomainError]) -> None:
        """Say beside each field, and above them all, what does not stand."""
        _ = here.words(self)
        said = {
            name: sentence(error.code, _, **error.params)
            for name, error in found.items()
            if name in NOTHING
        }
        self.errors = {**NOTHING, **said}
        self.problems = [Problem(name, text) for name, text in said.items()]
        self.error = _.plural(
            "Il y a {n} réponse à corriger.", "Il y a {n} réponses à corriger.", len(said)
        )
        self.error_token += 1

    def _mend(self, name: str) -> None:
        """Take a field's refusal off the screen."""
        if not self.errors.get(name):
            return
        self.errors = {**self.errors, name: ""}
        self.problems = [problem for problem in self.problems if problem.field != name]
        if not self.problems:
            self.error = ""

    def _clear(self) -> None:
        self.error, self.problems, self.errors = "", [], dict(NOTHING)

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
