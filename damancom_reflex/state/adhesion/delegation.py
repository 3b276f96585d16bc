"""Step 4: the delegate (mandataire), for who has one."""

from __future__ import annotations

from typing import Final

import reflex as rx

from damancom_reflex.domain.enrolment.fields import DelegateKind, Field, IdentityKind
from damancom_reflex.domain.enrolment.steps import EnrolmentStep, complete
from damancom_reflex.domain.errors import DomainError
from damancom_reflex.services import enrolment
from damancom_reflex.state import here
from damancom_reflex.state.adhesion.wizard import enrolment_at, enrolment_of
from damancom_reflex.web.access import public

FIELDS: Final = tuple(
    field
    for field in Field
    if field is Field.DELEGATED or field.value.startswith(("delegate_", "scope_"))
)
SCOPES: Final = (Field.SCOPE_DECLARE, Field.SCOPE_RECOVER, Field.SCOPE_SIGN)


class DelegationState(rx.State):
    """Whether there is a delegate."""

    answer: str = ""

    @rx.event
    @public
    async def load(self) -> rx.event.EventSpec | None:
        """Open the step."""
        shared = await enrolment_of(self)
        found = await shared._open(EnrolmentStep.DELEGATION)
        if isinstance(found, rx.event.EventSpec):
            return found
        self.answer = shared.typed[Field.DELEGATED]
        return None

    @rx.event
    @public
    async def choose(self, answer: str) -> rx.event.EventSpec | None:
        """« Oui » or « Non »; what was typed of a delegate is kept either way."""
        if answer not in {"yes", "no"}:
            return None
        shared = await enrolment_at(self, EnrolmentStep.DELEGATION)
        self.answer = answer
        shared._clear()
        return await shared.type_field(Field.DELEGATED.value, answer)

    @rx.event
    @public
    async def choose_kind(self, kind: str) -> rx.event.EventSpec | None:
        """What the delegate is."""
        if kind not in set(DelegateKind):
            return None
        shared = await enrolment_at(self, EnrolmentStep.DELEGATION)
        return await shared.type_field(Field.DELEGATE_KIND.value, kind)

    @rx.event
    @public
    async def choose_identity_kind(self, kind: str) -> rx.event.EventSpec | None:
        """Which document its signatory shows."""
        if kind not in set(IdentityKind):
            return None
        shared = await enrolment_at(self, EnrolmentStep.DELEGATION)
        return await shared.type_field(Field.DELEGATE_IDENTITY_KIND.value, kind)

    @rx.event
    @public
    async def tick(self, name: str, on: bool) -> rx.event.EventSpec | None:
        """Tick or untick a part of the mandate's scope."""
        if name not in SCOPES:
            return None
        shared = await enrolment_at(self, EnrolmentStep.DELEGATION)
        away = await shared.type_field(name, "yes" if on is True else "")
        for scope in SCOPES:
            shared._mend(scope.value)
        return away

    @rx.event
    @public
    async def go_on(self) -> rx.event.EventSpec | None:
        """On to the summary, once every field stands."""
        shared = await enrolment_at(self, EnrolmentStep.DELEGATION)
        try:
            found = await enrolment.opened(here.applicant(self), shared.draft_id)
            if complete(EnrolmentStep.DELEGATION, found.facts):
                return shared._go(EnrolmentStep.CONFIRMATION)
            lacking = await enrolment.lacking(here.applicant(self), shared.draft_id, FIELDS)
        except DomainError as error:
            return shared._refuse(error)
        shared._tell_problems(lacking)
        return None
