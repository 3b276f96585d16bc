"""Staff review: the file that somebody has in hand, and the indexes that the queue and the figures are read by."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field, col

from damancom_reflex.store.base import Table, moment
from damancom_reflex.store.claims import JobLossClaim
from damancom_reflex.store.enrolments import EnrolmentRequest
from damancom_reflex.store.remissions import RemissionRequest


class FileInHand(Table, table=True):
    """A request that an officer works on, for others to see; given back when it is decided, or left idle.

    One row a request: whoever has it is the one who decides.
    """

    reference: str = Field(primary_key=True, max_length=24)
    account_id: int = Field(foreign_key="account.id", index=True)
    taken_at: datetime = moment(default_now=True)
    seen_at: datetime = moment(default_now=True)


# What waits is read status by status, each in the order of its days: a page of the queue is their merge, and neither it
# nor its counts read a whole request.
QUEUE_INDEXES = (
    Index(
        "ix_enrolment_request_queue",
        col(EnrolmentRequest.status),
        col(EnrolmentRequest.business_day),
        col(EnrolmentRequest.reference),
        col(EnrolmentRequest.agency_id),
        col(EnrolmentRequest.expires_on),
        col(EnrolmentRequest.affiliate_id),
    ),
    Index(
        "ix_remission_request_queue",
        col(RemissionRequest.status),
        col(RemissionRequest.business_day),
        col(RemissionRequest.reference),
        col(RemissionRequest.affiliate_id),
        col(RemissionRequest.guarantees_due),
        col(RemissionRequest.debit_day),
    ),
    Index(
        "ix_job_loss_claim_queue",
        col(JobLossClaim.status),
        col(JobLossClaim.business_day),
        col(JobLossClaim.reference),
        col(JobLossClaim.affiliate_id),
        col(JobLossClaim.person_id),
    ),
)

# What was decided of late, and what was granted, without reading a whole request.
FIGURE_INDEXES = (
    Index(
        "ix_enrolment_request_decided",
        col(EnrolmentRequest.decided_at),
        col(EnrolmentRequest.status),
        col(EnrolmentRequest.submitted_at),
    ),
    Index(
        "ix_remission_request_decided",
        col(RemissionRequest.decided_at),
        col(RemissionRequest.status),
        col(RemissionRequest.signed_at),
    ),
    Index(
        "ix_job_loss_claim_decided",
        col(JobLossClaim.decided_at),
        col(JobLossClaim.status),
        col(JobLossClaim.filed_at),
    ),
    Index(
        "ix_remission_request_granted",
        col(RemissionRequest.status),
        col(RemissionRequest.remission),
    ),
)
