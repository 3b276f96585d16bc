"""Step 2: the legal representative, checked against the register."""

from __future__ import annotations

import reflex as rx

from damancom_reflex.domain.enrolment.fields import Field, IdentityKind
from damancom_reflex.domain.enrolment.steps import EnrolmentStep, complete
from damancom_reflex.domain.errors import DomainError
from damancom_reflex.services import enrolment
from damancom_reflex.services.enrolment.views import DraftView
from damancom_reflex.state import here
from damancom_reflex.state.adhesion.wizard import enrolment_at, enrolment_of
from damancom_reflex.web.access import public

FIELDS = (
    Field.IDENTITY_KIND,
    Field.IDENTITY_NUMBER,
    Field.SURNAME,
    Field.FIRST_NAME,
    Field.SURNAME_AR,
    Field.FIRST_NAME_AR,
)


class RepresentativeState(rx.State):
    """What the register said of the identity typed."""

    in_register: bool = False
    is_new: bool = False
    name: str = ""
    tries: str = ""
    no_tries: bool = False

    @rx.event
    @public
    async def load(self) -> rx.event.EventSpec | None:
        """Open the step."""
        shared = await enrolment_of(self)
        found = await shared._open(EnrolmentStep.REPRESENTATIVE)
        if isinstance(found, rx.event.EventSpec):
            return found
        if not shared.typed[Field.IDENTITY_KIND]:
            shared.typed = {**shared.typed, Field.IDENTITY_KIND.value: IdentityKind.CIN.value}
        self._show(found)
        return None

    @rx.event
    @public
    async def choose_kind(self, kind: str) -> rx.event.EventSpec | None:
        """Take a kind of document; what the register said was of another."""
        shared = await enrolment_at(self, EnrolmentStep.REPRESENTATIVE)
        if kind not in set(IdentityKind):
            return None
        self.in_register = self.is_new = False
        return await shared.type_field(Field.IDENTITY_KIND.value, kind)

    @rx.event
    @public
    async def type_number(self, text: str) -> rx.event.EventSpec | None:
        """Keep the number typed; what the register said was of another."""
        shared = await enrolment_at(self, EnrolmentStep.REPRESENTATIVE)
        self.in_register = self.is_new = False
        return await shared.type_field(Field.IDENTITY_NUMBER.value, text)

    @rx.event
    @public
    async def check(self) -> rx.event.EventSpec | None:
        """Look the identity up in the register."""
        shared = await enrolment_at(self, EnrolmentStep.REPRESENTATIVE)
        shared._clear()
        kind = shared.typed[Field.IDENTITY_KIND] or IdentityKind.CIN.value
        if away := await shared.type_field(Field.IDENTITY_KIND.value, kind):
            return away
        try:
            found = await enrolment.check_identity(
                here.applicant(self), shared.draft_id, shared._version
            )
        except DomainError as error:
            return await self._not_checked(error)
        shared._take(found)
        self._show(found)
        return None

    async def _not_checked(self, error: DomainError) -> rx.event.EventSpec | None:
        shared = await enrolment_of(self)
        if error.code.startswith(("empty_", "malformed_", "wrong_")):
            shared._tell_problems({Field.IDENTITY_NUMBER.value: error})
            return None
        self.no_tries = error.code == "identity_tries_exhausted"
        return shared._refuse(error)

    @rx.event
    @public
    async def go_on(self) -> rx.event.EventSpec | None:
        """On to the contacts, once the representative is known."""
        shared = await enrolment_at(self, EnrolmentStep.REPRESENTATIVE)
        try:
            found = await enrolment.opened(here.applicant(self), shared.draft_id)
            if complete(EnrolmentStep.REPRESENTATIVE, found.facts):
                return shared._go(EnrolmentStep.CONTACT)
            if not (found.representative_in_register or found.representative_is_new):
                return await self.check()
            lacking = await enrolment.lacking(here.applicant(self), shared.draft_id, FIELDS)
        except DomainError as error:
            return shared._refuse(error)
        shared._tell_problems(lacking)
        return None

    def _show(self, found: DraftView) -> None:
        _ = here.words(self)
        self.in_register, self.is_new = (
            found.representative_in_register,
            found.representative_is_new,
        )
        self.name = found.representative_name
        left = found.identity_tries_left
        self.no_tries = left == 0
        # Nobody is warned before a first mistake.
        self.tries = (
            _.plural("Il reste {n} vérification.", "Il reste {n} vérifications.", left)
            if found.representative_is_new and left
            else ""
        )
