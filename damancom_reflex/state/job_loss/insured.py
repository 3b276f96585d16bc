"""The insured persons of an affiliate, and the way into a claim for one of them."""

from __future__ import annotations

from dataclasses import dataclass

import reflex as rx

from damancom_reflex.domain.errors import DomainError
from damancom_reflex.domain.job_loss import Check, Verdict
from damancom_reflex.i18n import Translator
from damancom_reflex.services import job_loss, recouvrement
from damancom_reflex.services.job_loss.views import InsuredRow
from damancom_reflex.services.rights import Scope
from damancom_reflex.state import here
from damancom_reflex.state.job_loss import telling
from damancom_reflex.state.job_loss.addresses import (
    AFFILIATES_PAGE,
    CLAIM_PAGE,
    FORM_PAGE,
    INSURED_PAGE,
    LIST_PAGE,
)
from damancom_reflex.state.lists import ListMixin
from damancom_reflex.web.access import actor, employer

SORTS = ("number", "cin", "name", "hired")


@dataclass(frozen=True)
class InsuredLine:
    """A person as the table shows them; `kind` is the word of the verdict."""

    number: str
    cin: str
    name: str
    hired: str
    long: str
    recent: str
    kind: str
    verdict: str
    note: str
    claim_reference: str
    claim_address: str


class InsuredState(ListMixin, rx.State):
    """The table of insured persons."""

    sort: str = "name"
    affiliate_number: str = ""
    legal_name: str = ""
    several: bool = False
    rows: list[InsuredLine] = []
    long_name: str = ""
    recent_name: str = ""
    error: str = ""
    error_token: int = 0

    @rx.event
    @employer
    async def load(self) -> rx.event.EventSpec | None:
        """Open the list of the affiliate in the address; a single affiliation needs none."""
        self.error = ""
        mine = await recouvrement.affiliations(actor(), page_size=1, scope=Scope.DECLARE)
        self.several = mine.total > 1
        number = here.query(self, "a")
        if not number:
            return self._without_affiliate([row.affiliate_number for row in mine.rows])
        try:
            affiliate = await job_loss.affiliate(actor(), number)
        except DomainError:
            return rx.redirect(here.page_address(self, LIST_PAGE, e="affiliate_unknown"))
        if self.affiliate_number not in ("", affiliate.number):
            # Nothing goes on from another list; in this one, somebody may have searched before the page was there.
            self.search, self.sort, self.descending, self.page = "", "name", False, 1
        self.affiliate_number, self.legal_name = affiliate.number, affiliate.legal_name
        await self._read()
        return None

    def _without_affiliate(self, mine: list[str]) -> rx.event.EventSpec:
        if not mine:
            return rx.redirect(here.page_address(self, LIST_PAGE, e="no_affiliation"))
        if self.several:
            return rx.redirect(here.page_address(self, AFFILIATES_PAGE), replace=True)
        return rx.redirect(here.page_address(self, INSURED_PAGE, a=mine[0]), replace=True)

    @rx.event
    @employer
    async def create(self, number: str) -> rx.event.EventSpec | None:
        """Open a claim for a person, or take up the form that was left."""
        try:
            draft_id = await job_loss.begin(actor(), here.query(self, "a"), str(number))
        except DomainError as error:
            self.error = here.sentence_of(self, error)
            self.error_token += 1
            return None
        return rx.redirect(here.page_address(self, FORM_PAGE, d=draft_id))

    def _sorts(self) -> tuple[str, ...]:
        return SORTS

    async def _read(self) -> None:
        found = await job_loss.insured_persons(
            actor(),
            here.query(self, "a"),
            self.search,
            self.sort,
            self.page,
            descending=self.descending,
        )
        _ = here.words(self)
        self._show_page(found, _)
        self.rows = [self._line(row, _) for row in found.rows]
        if found.rows:
            self.long_name, self.recent_name = (
                telling.condition_name(check, _)
                for check in (found.rows[0].long, found.rows[0].recent)
            )

    def _line(self, row: InsuredRow, _: Translator) -> InsuredLine:
        person = row.person
        reference = row.claim_reference
        return InsuredLine(
            number=person.number,
            cin=person.cin,
            name=person.name(_.language),
            hired=_.day(person.hired) if person.hired else "–",
            long=_count(row.long),
            recent=_count(row.recent),
            kind=row.verdict.value,
            verdict=verdict_word(row.verdict, _),
            note=telling.problem_short(row.problem, _) if row.problem else "",
            claim_reference=reference,
            claim_address=here.page_address(self, CLAIM_PAGE, r=reference) if reference else "",
        )


def verdict_word(verdict: Verdict, _: Translator) -> str:
    """What can be said of a person today, in two words."""
    return {
        Verdict.MET: _("Conditions remplies"),
        Verdict.UNMET: _("Conditions non remplies"),
        Verdict.UNKNOWN: _("À vérifier"),
    }[verdict]


def _count(check: Check) -> str:
    return f"{check.figure} / {check.limit}"
