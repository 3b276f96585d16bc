"""What form 310-1-26 is made from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from damancom_reflex.documents.parts.form.words import Named

if TYPE_CHECKING:
    from datetime import date, datetime

    from damancom_reflex.domain.job_loss import JobLossReason, Window


class InsuredText(Named, Protocol):
    """An insured person as papers print them; what the services show of one is enough."""

    @property
    def number(self) -> str:
        """Their immatriculation."""
        ...

    @property
    def cin(self) -> str:
        """Their national identity card; may be empty."""
        ...

    @property
    def hired(self) -> date | None:
        """First day of the job; none when it is not on record."""
        ...


@dataclass(frozen=True, slots=True)
class DaysCount:
    """Declared days of a window, as they were told before filing.

    Attributes:
        months: calendar months of the window.
        window: which months.
        days: declared days counted; none when they were not, to be written in.
        needed: days the law asks for.
    """

    months: int
    window: Window
    days: int | None
    needed: int


@dataclass(frozen=True, slots=True)
class ClaimFormPaper:
    """A claim that was filed, to be printed, signed by both and brought or handed in.

    Attributes:
        reference: the claim's, `IP-2023-7K3M-Q9XT`.
        revision: times it was filed: tells an older print from the newest.
        created_at: when it was last filed, aware; the same view gives the same bytes.
        submitted_on: the same as a day of the business calendar.
        affiliate_number: of the employer, 7 digits.
        legal_name: of the same.
        person: who lost their job.
        loss_date: when.
        reasons: every reason to tick from, in order.
        reason_code: the one that is ticked.
        late_reason: why the claim comes after the delay; empty when it does not.
        counts: the long window, then the recent one.
        url: address of the claim on the portal; the QR code holds it.
    """

    reference: str
    revision: int
    created_at: datetime
    submitted_on: date
    affiliate_number: str
    legal_name: str
    person: InsuredText
    loss_date: date
    reasons: tuple[JobLossReason, ...]
    reason_code: str
    late_reason: str
    counts: tuple[DaysCount, ...]
    url: str
