"""Step 1: the affiliation number, and « est-ce bien votre entreprise ? »; and the page one starts from."""

from __future__ import annotations

from dataclasses import dataclass

import reflex as rx

from damancom_reflex.domain.enrolment.steps import EnrolmentStep, next_step
from damancom_reflex.domain.errors import DomainError
from damancom_reflex.domain.identifiers import affiliation_number
from damancom_reflex.services import enrolment
from damancom_reflex.state import here
from damancom_reflex.state.adhesion.wizard import (
    PAGES,
    START_PAGE,
    EnrolmentState,
    enrolment_at,
    enrolment_of,
)
from damancom_reflex.web.access import public

# Answers that send an employer to the sign-in page rather than on.
HAS_ACCOUNT = "enrolment_account_exists"
UNDER_WAY = "request_under_way"
# What a number was refused for, and not the whole form: said beside the field.
ABOUT_NUMBER = frozenset(
    {
        *("empty_affiliation", "malformed_affiliation", "wrong_length_affiliation"),
        *("affiliate_not_found", "affiliate_not_found_wrong_key"),
    }
)


@dataclass(frozen=True)
class Unfinished:
    """A request this browser began and did not finish."""

    legal_name: str
    saved: str
    address: str


class CompanyState(rx.State):
    """The number typed, or the company found."""

    number: str = ""
    number_error: str = ""
    found: bool = False
    confirmed: bool = False
    key_warning: bool = False
    has_account: bool = False
    under_way: bool = False
    refused: bool = False
    unfinished: list[Unfinished] = []

    @rx.event
    @public
    async def load(self) -> rx.event.EventSpec | None:
        """Open the step: with a company found when the address names a request."""
        shared = await enrolment_of(self)
        self.number = here.query(self, "n")
        self.has_account = here.query(self, "e") == HAS_ACCOUNT
        self.under_way = here.query(self, "e") == UNDER_WAY
        self.refused = here.query(self, "e") == "company_not_mine"
        if here.query(self, "d"):
            opened = await shared._open(EnrolmentStep.COMPANY)
            if isinstance(opened, rx.event.EventSpec):
                return opened
            self.found, self.confirmed = True, opened.facts.company_confirmed
            self.number, self.key_warning = opened.affiliate_number, not opened.number_key_ok
            self.number_error = ""
            return None
        self._nothing_open(shared)
        return None

    def _nothing_open(self, shared: EnrolmentState) -> None:
        """Show the empty form, and what the last look-up answered."""
        self.found = self.confirmed = self.key_warning = False
        shared.reset()
        shared.open_step = EnrolmentStep.COMPANY.value
        told = self.has_account or self.under_way or self.refused
        answer = "" if told else self._answer()
        self.number_error = answer if here.query(self, "e") in ABOUT_NUMBER else ""
        shared.error = answer
        shared.error_token += 1

    def _answer(self) -> str:
        """The sentence for what was posted; of a number that cannot be one, read again for its figures."""
        if here.query(self, "e") in ABOUT_NUMBER:
            try:
                affiliation_number(self.number)
            except DomainError as error:
                return here.sentence_of(self, error)
        return here.answer(self)

    @rx.event
    @public
    async def load_start(self) -> None:
        """Open the start page: what was begun in this browser, and why one was sent back here."""
        shared = await enrolment_of(self)
        shared.error = here.answer(self)
        shared.error_token += 1
        _ = here.words(self)
        self.unfinished = [
            Unfinished(
                draft.legal_name,
                _.ltr(_.moment(draft.saved_at)),
                here.page_address(self, PAGES[next_step(draft.facts)], d=draft.id),
            )
            for draft in await enrolment.drafts_of(here.applicant(self))
        ]

    @rx.event
    @public
    async def confirm(self) -> rx.event.EventSpec | None:
        """« Oui, c'est elle »."""
        return await self._settle(yes=True)

    @rx.event
    @public
    async def deny(self) -> rx.event.EventSpec | None:
        """« Non, ce n'est pas elle »: what was found is cleared."""
        return await self._settle(yes=False)

    async def _settle(self, *, yes: bool) -> rx.event.EventSpec | None:
        shared = await enrolment_at(self, EnrolmentStep.COMPANY)
        try:
            await enrolment.confirm_company(
                here.applicant(self), shared.draft_id, shared._version, yes=yes
            )
        except DomainError as error:
            return shared._refuse(error)
        if not yes:
            page = PAGES[EnrolmentStep.COMPANY]
            return rx.redirect(here.page_address(self, page, e="company_not_mine"))
        return shared._go(EnrolmentStep.REPRESENTATIVE)

    @rx.event
    @public
    async def go_on(self) -> rx.event.EventSpec:
        """On, for a company that was confirmed before."""
        shared = await enrolment_at(self, EnrolmentStep.COMPANY)
        if not shared.draft_id:
            return rx.redirect(here.page_address(self, START_PAGE))
        return shared._go(EnrolmentStep.REPRESENTATIVE)
