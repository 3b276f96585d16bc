"""What screens get of IPE: plain values, never rows. Amounts in centimes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from damancom_reflex.domain.errors import DomainError
from damancom_reflex.domain.job_loss import (
    Assessment,
    Check,
    ClaimStatus,
    Estimate,
    JobLossRule,
    Verdict,
)
from damancom_reflex.i18n import Language


@dataclass(frozen=True, slots=True)
class AffiliateView:
    """An affiliate that claims."""

    number: str
    legal_name: str


@dataclass(frozen=True, slots=True)
class PersonView:
    """An insured person and their job with the affiliate.

    Attributes:
        by_sms: whether the register has a telephone to tell them of a claim.
        by_email: the same of an e-mail address.
    """

    number: str
    cin: str
    surname: str
    first_name: str
    surname_ar: str
    first_name_ar: str
    hired: date | None
    left: date | None
    by_sms: bool = False
    by_email: bool = False

    def name(self, language: Language) -> str:
        """First name and surname; in Latin letters where the Arabic ones are not on record."""
        if language == "ar" and self.surname_ar:
            return f"{self.first_name_ar} {self.surname_ar}".strip()
        return f"{self.first_name} {self.surname}".strip()


@dataclass(frozen=True, slots=True)
class InsuredRow:
    """A person of the list, as they stand today; the reason of a loss, not told yet, is left out.

    Attributes:
        person: who it is.
        long: declared days of the long window, and days it must hold.
        recent: the same of the recent one.
        verdict: of every condition but the reason.
        problem: the first check that is not met; none when all are.
        claim_reference: the live claim that this affiliate filed; empty for none.
    """

    person: PersonView
    long: Check
    recent: Check
    verdict: Verdict
    problem: Check | None
    claim_reference: str


@dataclass(frozen=True, slots=True)
class ClaimFormView:
    """A form as typed so far, and what filing it would give.

    Attributes:
        id: public id of the form.
        version: rises with each change.
        saved_at: when it was last changed, real time.
        affiliate_number: of the affiliate that claims.
        legal_name: of the same.
        person: for whom.
        typed: what was typed, by field.
        errors: why what was typed does not stand, by field; nothing of what is empty.
        today: day of the request on the business calendar.
        loss_known: whether the day typed can be the day of the loss. While none is typed, the figures are those of a
            job lost today, or on the last day on record; for one that cannot be (`errors`), there are none.
        late: whether a reason for the delay must be given.
        rule: the law for that day.
        assessment: every condition.
        estimate: what would be paid; none before the first minimum wage on record.
        claim_reference: the claim that is being corrected; empty for a new one.
        decision_code: the correction that is asked; empty for a new claim.
        decision_note: the officer's own words.
    """

    id: str
    version: int
    saved_at: datetime
    affiliate_number: str
    legal_name: str
    person: PersonView
    typed: Mapping[str, str]
    errors: Mapping[str, DomainError]
    today: date
    loss_known: bool
    late: bool
    rule: JobLossRule
    assessment: Assessment
    estimate: Estimate | None
    claim_reference: str
    decision_code: str
    decision_note: str


@dataclass(frozen=True, slots=True)
class PaperView:
    """A paper that was added to a claim; `size` in bytes."""

    id: str
    kind: str
    name: str
    size: int
    added_at: datetime


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A filed claim.

    Attributes:
        draft_id: the form it was filed with, opened again for a correction.
        affiliate_number: of the affiliate that claims.
        legal_name: of the same.
        verdict: what was told before filing.
        amount: estimate a month, centimes; none when it could not be made.
        months: months of the estimate.
        business_day: day it was last submitted.
        status_day: day it came to its status.
        can_withdraw: whether the employer may still withdraw it.
        can_add_papers: whether papers may still be added or taken away.
    """

    reference: str
    draft_id: str
    status: ClaimStatus
    affiliate_number: str
    legal_name: str
    person: PersonView
    loss_date: date
    reason_code: str
    late_reason: str
    verdict: Verdict
    amount: int | None
    months: int
    filed_at: datetime
    business_day: date
    status_day: date
    decision_code: str
    decision_note: str
    can_withdraw: bool
    can_add_papers: bool
    papers: tuple[PaperView, ...]
    history: tuple[tuple[date, str], ...]


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim of the list (historique des demandes)."""

    reference: str
    number: str
    cin: str
    surname: str
    first_name: str
    surname_ar: str
    first_name_ar: str
    affiliate_number: str
    reason_code: str
    loss_date: date
    status: ClaimStatus
    status_day: date
    decision_code: str
