"""Step 3: phone and e-mail, each proved by its own code; and the account to debit, for who has it at hand."""

from __future__ import annotations

from typing import Final

import reflex as rx

from damancom_reflex.domain.enrolment.fields import Field
from damancom_reflex.domain.enrolment.operators import operator_hint
from damancom_reflex.domain.enrolment.steps import EnrolmentStep, complete
from damancom_reflex.domain.errors import DomainError
from damancom_reflex.domain.identifiers import mobile
from damancom_reflex.services import enrolment
from damancom_reflex.services.enrolment.views import CodeView, DraftView
from damancom_reflex.state import here
from damancom_reflex.state.adhesion.summary import OPERATORS
from damancom_reflex.state.adhesion.wizard import EnrolmentState, enrolment_at, enrolment_of
from damancom_reflex.state.code_screen import CodeScreen, locked_sentence, seconds_to
from damancom_reflex.web.access import public

FIELDS: Final = (Field.OPERATOR, Field.PHONE, Field.EMAIL, Field.RIB)
PROVED: Final = (Field.PHONE, Field.EMAIL)
LONGEST_CODE: Final = 32


class ContactState(rx.State):
    """Codes on their way, and what is proved."""

    phone_proved: bool = False
    email_proved: bool = False
    phone_code: CodeScreen = CodeScreen()
    email_code: CodeScreen = CodeScreen()
    phone_code_error: str = ""
    email_code_error: str = ""
    operator_hint: str = ""

    @rx.event
    @public
    async def load(self) -> rx.event.EventSpec | None:
        """Open the step."""
        shared = await enrolment_of(self)
        found = await shared._open(EnrolmentStep.CONTACT)
        if isinstance(found, rx.event.EventSpec):
            return found
        self.phone_code_error = self.email_code_error = ""
        self._show(found)
        for field in PROVED:
            self._show_code(
                field, await enrolment.code_view(here.applicant(self), found.id, field.value)
            )
        return None

    @rx.event
    @public
    async def type_contact(self, name: str, text: str) -> rx.event.EventSpec | None:
        """Keep the phone or e-mail typed; the proof was of the one before."""
        shared = await enrolment_at(self, EnrolmentStep.CONTACT)
        if name not in PROVED:
            return None
        if away := await shared.type_field(name, text):
            return away
        return await self._again(shared)

    @rx.event
    @public
    async def send_code(self, name: str) -> rx.event.EventSpec | None:
        """Send a code to the phone or e-mail typed."""
        shared = await enrolment_at(self, EnrolmentStep.CONTACT)
        if name not in PROVED:
            return None
        shared._clear()
        self._say_code_error(Field(name), "")
        try:
            view = await enrolment.send_code(here.applicant(self), shared.draft_id, name)
        except DomainError as error:
            if error.code.endswith((f"_{_KINDS[Field(name)]}", "_impossible")):
                shared._tell_problems({name: error})
                return None
            return shared._refuse(error)
        self._show_code(Field(name), view)
        return None

    @rx.event
    @public
    async def check_code(self, name: str, form: dict[str, str]) -> rx.event.EventSpec | None:
        """Compare the code typed."""
        shared = await enrolment_at(self, EnrolmentStep.CONTACT)
        if name not in PROVED:
            return None
        field = Field(name)
        applicant = here.applicant(self)
        typed = str(form.get(f"{name}_code", ""))[:LONGEST_CODE]
        try:
            found = await enrolment.check_code(applicant, shared.draft_id, name, typed)
        except DomainError as error:
            return await self._not_proved(shared, field, error)
        shared._clear()
        shared._take(found)
        self._say_code_error(field, "")
        self._show_code(field, None)
        self._show(found)
        return None

    @rx.event
    @public
    async def go_on(self) -> rx.event.EventSpec | None:
        """On to delegation, once both are proved."""
        shared = await enrolment_at(self, EnrolmentStep.CONTACT)
        try:
            found = await enrolment.opened(here.applicant(self), shared.draft_id)
            lacking = await enrolment.lacking(here.applicant(self), shared.draft_id, FIELDS)
        except DomainError as error:
            return shared._refuse(error)
        if complete(EnrolmentStep.CONTACT, found.facts) and not lacking:
            return shared._go(EnrolmentStep.DELEGATION)
        shared._tell_problems(lacking)
        return None

    async def _not_proved(
        self, shared: EnrolmentState, field: Field, error: DomainError
    ) -> rx.event.EventSpec | None:
        """Say why a code proved nothing; a request that may not be changed any more leads elsewhere."""
        try:
            view = await enrolment.code_view(here.applicant(self), shared.draft_id, field.value)
        except DomainError as closed:
            return shared._refuse(closed)
        self._say_code_error(field, here.sentence_of(self, error))
        self._show_code(field, view)
        return None

    async def _again(self, shared: EnrolmentState) -> rx.event.EventSpec | None:
        """Show what is proved now that something else was typed."""
        try:
            found = await enrolment.opened(here.applicant(self), shared.draft_id)
        except DomainError as error:
            return shared._refuse(error)
        self._show(found)
        return None

    def _show(self, found: DraftView) -> None:
        self.phone_proved, self.email_proved = (
            found.facts.phone_verified,
            found.facts.email_verified,
        )
        self.operator_hint = self._hint(found.typed.get(Field.PHONE, ""))

    def _hint(self, phone: str) -> str:
        """Whose prefix it is, as a hint: numbers are ported."""
        try:
            operator = operator_hint(mobile(phone))
        except DomainError:
            return ""
        if operator is None:
            return ""
        _ = here.words(self)
        return _(
            "Ce préfixe est d'ordinaire celui de {operator} ; le numéro a pu être porté chez un autre.",
            operator=_(OPERATORS[operator]),
        )

    def _say_code_error(self, field: Field, text: str) -> None:
        if field is Field.PHONE:
            self.phone_code_error = text
        else:
            self.email_code_error = text

    def _show_code(self, field: Field, view: CodeView | None) -> None:
        screen = _screen(view, self, by_email=field is Field.EMAIL)
        if field is Field.PHONE:
            self.phone_code = screen
        else:
            self.email_code = screen


_KINDS: Final = {Field.PHONE: "mobile", Field.EMAIL: "email"}


def _screen(view: CodeView | None, state: rx.State, *, by_email: bool) -> CodeScreen:
    """The screen of a code that proves a contact; an empty one when none is on its way."""
    if view is None:
        return CodeScreen()
    _ = here.words(state)
    until = _.ltr(_.moment(view.resend_at))
    return CodeScreen(
        sent=view.sent,
        waiting=_(
            "Aucun code n'a été envoyé : ce destinataire vient d'en recevoir un, ou en a déjà reçu trop. "
            "Vous pourrez en demander un autre après le {until}.",
            until=until,
        )
        if view.waiting
        else "",
        prefix=view.prefix,
        destination=view.destination_shown.replace(" ", "\u00a0"),
        by_email=by_email,
        seconds_left=seconds_to(view.expires_at),
        resend_in=seconds_to(view.resend_at),
        tries=_.plural("Il reste {n} essai.", "Il reste {n} essais.", view.tries_left),
        locked=locked_sentence(state, view.locked_until),
        token=f"{view.prefix}{view.expires_at.timestamp()}",
    )
