"""Step 5: the summary, the terms, and the submission. One request, however often one clicks."""

from __future__ import annotations

import reflex as rx

from damancom_reflex.domain.enrolment.steps import EnrolmentStep
from damancom_reflex.domain.errors import DomainError
from damancom_reflex.services import enrolment
from damancom_reflex.state import here
from damancom_reflex.state.adhesion.summary import Summary, summary
from damancom_reflex.state.adhesion.wizard import (
    REQUEST_PAGE,
    EnrolmentState,
    enrolment_at,
    enrolment_of,
)
from damancom_reflex.web.access import public

EMPTY = Summary([], [], [], [])


class ConfirmationState(rx.State):
    """What is about to be submitted."""

    summary: Summary = EMPTY
    terms_version: str = ""
    terms_fr: str = ""
    terms_ar: str = ""
    accepted: bool = False
    reading: bool = False

    @rx.event
    @public
    async def load(self) -> rx.event.EventSpec | None:
        """Open the step."""
        shared = await enrolment_of(self)
        found = await shared._open(EnrolmentStep.CONFIRMATION)
        if isinstance(found, rx.event.EventSpec):
            return found
        self.reading, self.accepted = False, found.terms_accepted
        applicant = here.applicant(self)
        try:
            content, terms = await enrolment.read_back(applicant, found.id)
        except DomainError as error:
            return shared._refuse(error)
        self.summary = summary(content, here.words(self), rib_whole=True)
        self.terms_version = terms.version
        self.terms_fr, self.terms_ar = terms.text_fr, terms.text_ar
        return None

    @rx.event
    @public
    def read(self) -> None:
        """Open the terms."""
        self.reading = True

    @rx.event
    @public
    def close(self) -> None:
        """Close the terms."""
        self.reading = False

    @rx.event
    @public
    async def accept(self) -> rx.event.EventSpec | None:
        """Accept the terms."""
        shared = await enrolment_at(self, EnrolmentStep.CONFIRMATION)
        self.reading = False
        try:
            if await self._changed_elsewhere(shared):
                return None
            found = await enrolment.accept_terms(
                here.applicant(self), shared.draft_id, here.language(self)
            )
        except DomainError as error:
            return shared._refuse(error)
        shared._take(found)
        shared._clear()
        self.accepted = True
        return None

    @rx.event
    @public
    async def submit(self) -> rx.event.EventSpec | None:
        """Submit: the service gives the same reference however often this comes."""
        shared = await enrolment_at(self, EnrolmentStep.CONFIRMATION)
        try:
            if await self._changed_elsewhere(shared):
                return None
            reference = await enrolment.submit(here.applicant(self), shared.draft_id)
        except DomainError as error:
            return shared._refuse(error)
        return rx.redirect(here.page_address(self, REQUEST_PAGE, r=reference, depot="oui"))

    async def _changed_elsewhere(self, shared: EnrolmentState) -> bool:
        """Whether another tab changed what this one shows; then the summary is shown anew, to be read again."""
        try:
            found = await enrolment.opened(here.applicant(self), shared.draft_id)
        except DomainError as error:
            if error.params.get("reference"):
                # Filed by a first press: a second one leads to the same request.
                return False
            raise
        if found.version == shared._version:
            return False
        await self.load()
        shared._refuse(DomainError("read_again"))
        return True
