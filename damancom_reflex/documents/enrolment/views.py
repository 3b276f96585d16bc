"""What the papers of adhésion are made from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import date, datetime

    from damancom_reflex.domain.enrolment.content import Content
    from damancom_reflex.i18n import Language


class AgencyText(Protocol):
    """An agency as papers print it; what the services show of one is enough."""

    @property
    def phone(self) -> str:
        """Its number; may be empty."""
        ...

    def name(self, language: Language) -> str:
        """Its name."""
        ...

    def address(self, language: Language) -> str:
        """Its address."""
        ...

    def hours(self, language: Language) -> str:
        """Its opening hours; may be empty."""
        ...


@dataclass(frozen=True, slots=True)
class EnrolmentPaperView:
    """A request that was submitted, to be printed, signed and brought.

    Attributes:
        reference: the request's, `DA-2023-7K3M-Q9XT`.
        revision: times it was submitted: tells an older print from the newest.
        created_at: when the papers are made, aware; the same view gives the same bytes.
        submitted_on: day of the last submission, on the business calendar.
        expires_on: last day to bring the forms; none when nothing is waited for.
        content: what was filed.
        agency: where to bring them.
        verification_url: address of the page that verifies the papers; the QR code holds it.
    """

    reference: str
    revision: int
    created_at: datetime
    submitted_on: date
    expires_on: date | None
    content: Content
    agency: AgencyText
    verification_url: str
