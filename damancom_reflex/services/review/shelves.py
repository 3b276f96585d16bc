"""Where the requests of each kind stand: the columns that the queue reads them by, whatever the kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Mapped
from sqlmodel import col, select

from damancom_reflex.domain.enrolment.life import EnrolmentStatus
from damancom_reflex.domain.requests import RemissionStatus
from damancom_reflex.domain.review import Kind
from damancom_reflex.store.affiliates import Affiliate
from damancom_reflex.store.claims import JobLossClaim
from damancom_reflex.store.enrolments import EnrolmentRequest
from damancom_reflex.store.remissions import RemissionRequest


@dataclass(frozen=True)
class Shelf:
    """The requests of one kind.

    Attributes:
        kind: which one.
        reference: column of the reference; `status`, `filed` (business day) and `affiliate` likewise.
        agency: column of the agency; none where requests have none.
        person: column of the insured person; none where requests are for nobody.
        deadlines: statuses in which something is due, and the column of its day.
    """

    kind: Kind
    reference: Mapped[Any]
    status: Mapped[Any]
    filed: Mapped[Any]
    affiliate: Mapped[Any]
    agency: Mapped[Any] | None = None
    person: Mapped[Any] | None = None
    deadlines: Mapping[str, Mapped[Any]] = field(default_factory=dict)

    def of_office(self, office: int) -> ColumnElement[bool] | None:
        """Condition of the requests that belong to an office; none where requests belong to none."""
        if self.agency is not None:
            return self.agency == office
        if self.kind is not Kind.REMISSION:
            return None
        theirs = select(Affiliate.id).where(Affiliate.collection_office_id == office)
        return self.affiliate.in_(theirs)


SHELVES: Final[Mapping[Kind, Shelf]] = {
    Kind.ENROLMENT: Shelf(
        Kind.ENROLMENT,
        reference=col(EnrolmentRequest.reference),
        status=col(EnrolmentRequest.status),
        filed=col(EnrolmentRequest.business_day),
        affiliate=col(EnrolmentRequest.affiliate_id),
        agency=col(EnrolmentRequest.agency_id),
        deadlines={
            EnrolmentStatus.SUBMITTED.value: col(EnrolmentRequest.expires_on),
            EnrolmentStatus.CORRECTION_REQUESTED.value: col(EnrolmentRequest.expires_on),
        },
    ),
    Kind.REMISSION: Shelf(
        Kind.REMISSION,
        reference=col(RemissionRequest.reference),
        status=col(RemissionRequest.status),
        filed=col(RemissionRequest.business_day),
        affiliate=col(RemissionRequest.affiliate_id),
        deadlines={
            RemissionStatus.AWAITING_GUARANTEES.value: col(RemissionRequest.guarantees_due),
            RemissionStatus.ACCEPTED.value: col(RemissionRequest.debit_day),
        },
    ),
    Kind.CLAIM: Shelf(
        Kind.CLAIM,
        reference=col(JobLossClaim.reference),
        status=col(JobLossClaim.status),
        filed=col(JobLossClaim.business_day),
        affiliate=col(JobLossClaim.affiliate_id),
        person=col(JobLossClaim.person_id),
    ),
}
"""Every kind's requests."""
