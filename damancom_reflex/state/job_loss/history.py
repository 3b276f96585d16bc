"""Historique des demandes: every claim of the account's affiliates, searched, filtered, sorted and taken away."""

from __future__ import annotations

from dataclasses import dataclass

import reflex as rx

from damancom_reflex import rules
from damancom_reflex.domain.job_loss import ClaimStatus
from damancom_reflex.i18n import Translator
from damancom_reflex.services import job_loss
from damancom_reflex.services.job_loss.views import ClaimRow
from damancom_reflex.services.job_loss.wording import STATUS_WORDS
from damancom_reflex.state import here
from damancom_reflex.state.job_loss.addresses import CLAIM_PAGE
from damancom_reflex.state.job_loss.form import Option
from damancom_reflex.state.job_loss.reasons import reason_text, refusal_text
from damancom_reflex.state.lists import ListMixin
from damancom_reflex.web.access import actor, employer

SORTS = (
    *("reference", "number", "cin", "surname", "first_name", "affiliate", "reason", "loss_date"),
    *("status", "status_day", "refusal", "filed"),
)


@dataclass(frozen=True)
class ClaimLine:
    """A claim as the table shows it."""

    reference: str
    number: str
    cin: str
    surname: str
    first_name: str
    affiliate: str
    reason: str
    loss_date: str
    status: str
    status_day: str
    refusal: str
    address: str


class ClaimsState(ListMixin, rx.State):
    """The table of claims."""

    sort: str = "filed"
    descending: bool = True
    rows: list[ClaimLine] = []
    status: str = ""
    reason: str = ""
    statuses: list[Option] = []
    reasons: list[Option] = []
    filtered: bool = False
    csv: str = ""
    xlsx: str = ""
    error: str = ""
    error_token: int = 0

    @rx.event
    @employer
    async def load(self) -> None:
        """Open the list as it was left, or as somebody quicker than the page has begun to search it."""
        _ = here.words(self)
        self.error = here.answer(self)
        self.error_token += 1 if self.error else 0
        self.statuses = [Option(word.value, _(STATUS_WORDS[word])) for word in ClaimStatus]
        known = rules.job_loss_reasons().values()
        self.reasons = [Option(reason.code, reason.text(_.language)) for reason in known]
        await self._read()

    @rx.event
    @employer
    async def filter_status(self, status: str) -> None:
        """Show the claims of a status, or of all."""
        self.status = status if status in list(ClaimStatus) else ""
        self.page = 1
        await self._read()

    @rx.event
    @employer
    async def filter_reason(self, reason: str) -> None:
        """Show the claims for a reason, or for all."""
        self.reason = reason if reason in list(rules.job_loss_reasons()) else ""
        self.page = 1
        await self._read()

    def _sorts(self) -> tuple[str, ...]:
        return SORTS

    async def _read(self) -> None:
        wanted = job_loss.ClaimsWanted(
            search=self.search,
            status=self.status,
            reason=self.reason,
            sort=self.sort,
            descending=self.descending,
        )
        found = await job_loss.claims(actor(), wanted, self.page)
        _ = here.words(self)
        self._show_page(found, _)
        self.filtered = bool(self.search or self.status or self.reason)
        self.rows = [self._line(row, _) for row in found.rows]
        self.csv, self.xlsx = self._export("csv"), self._export("xlsx")

    def _line(self, row: ClaimRow, _: Translator) -> ClaimLine:
        arabic = _.language == "ar" and row.surname_ar != ""
        return ClaimLine(
            reference=row.reference,
            number=row.number,
            cin=row.cin,
            surname=row.surname_ar if arabic else row.surname,
            first_name=row.first_name_ar if arabic else row.first_name,
            affiliate=row.affiliate_number,
            reason=reason_text(row.reason_code, _),
            loss_date=_.day(row.loss_date),
            status=_(STATUS_WORDS[row.status]),
            status_day=_.day(row.status_day),
            refusal=refusal_text(row.decision_code, _) if row.status is ClaimStatus.REFUSED else "",
            address=here.page_address(self, CLAIM_PAGE, r=row.reference),
        )

    def _export(self, ending: str) -> str:
        """Address of the list in view as a file."""
        asked = {
            "langue": here.language(self),
            "recherche": self.search,
            "situation": self.status,
            "motif": self.reason,
            "tri": self.sort,
            "sens": "desc" if self.descending else "asc",
        }
        return f"/telecharger/ipe/historique.{ending}?{here.words_of_address(asked)}"
