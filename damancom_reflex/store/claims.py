"""IPE: the form that is being typed, the claim that was filed, and its papers."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Index, text
from sqlmodel import Field

from damancom_reflex.domain.job_loss import LIVE, ClaimStatus
from damancom_reflex.store.base import Table, moment, public_id

# The life cycle is the domain's: the index that holds one live claim per person follows it.
LIVE_STATES = "(" + ", ".join(f"'{status.value}'" for status in sorted(LIVE)) + ")"


class ClaimDraft(Table, table=True):
    """A form of a claim as it is typed, and as it is typed again when a correction is asked.

    `typed` keeps the very characters typed, valid or not, by the names of `ClaimField`.
    """

    id: str = Field(default_factory=public_id, primary_key=True, max_length=32)
    account_id: int = Field(foreign_key="account.id", index=True)
    employment_id: int = Field(foreign_key="employment.id", index=True)
    typed: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    version: int = Field(
        default=0, description="rises with each change, so that an older tab is told"
    )
    created_at: datetime = moment(default_now=True)
    updated_at: datetime = moment(default_now=True, index=True)


class JobLossClaim(Table, table=True):
    """A filed claim (demande d'IPE): what the employer stated, what it was told then, what was decided.

    One live claim per person, whoever the employer is: the partial unique index holds it, whatever the code does.
    """

    __table_args__ = (
        Index(
            "uq_job_loss_claim_live",
            "person_id",
            unique=True,
            sqlite_where=text(f"status IN {LIVE_STATES}"),
            postgresql_where=text(f"status IN {LIVE_STATES}"),
        ),
        Index("ix_job_loss_claim_affiliate_filed", "affiliate_id", "filed_at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    reference: str = Field(unique=True, max_length=24)
    draft_id: str = Field(foreign_key="claim_draft.id", unique=True, max_length=32)
    account_id: int = Field(foreign_key="account.id", index=True)
    affiliate_id: int = Field(foreign_key="affiliate.id")
    person_id: int = Field(foreign_key="insured_person.id", index=True)
    employment_id: int = Field(foreign_key="employment.id")
    status: str = Field(default=ClaimStatus.SUBMITTED, max_length=24, index=True)
    status_day: date = Field(description="day it came to this status on the business calendar")
    loss_date: date
    reason_code: str = Field(max_length=32)
    late_reason: str = Field(default="", max_length=500)
    language: str = Field(default="fr", max_length=2)
    attested_at: datetime = moment()
    told: dict[str, Any] = Field(
        default_factory=dict,
        sa_type=JSON,
        description="what was told before filing: verdict, problems, days counted",
    )
    amount: int | None = Field(
        default=None,
        sa_type=BigInteger,
        nullable=True,
        description="estimate a month, centimes; none when it could not be made",
    )
    months: int = Field(default=0, description="months of the estimate")
    revision: int = Field(default=1, description="times it was submitted")
    filed_at: datetime = moment(default_now=True)
    business_day: date = Field(description="day it was last submitted on the business calendar")
    decided_at: datetime | None = moment(default=None, nullable=True)
    decision_code: str = Field(default="", max_length=32, description="of a refusal or correction")
    decision_note: str = Field(default="", max_length=500, description="the officer's own words")


class ClaimPaper(Table, table=True):
    """A paper that the employer added to a claim; the file lies outside the web root under a random name."""

    id: str = Field(default_factory=public_id, primary_key=True, max_length=32)
    claim_id: int = Field(foreign_key="job_loss_claim.id", index=True)
    account_id: int = Field(foreign_key="account.id")
    kind: str = Field(max_length=16, description="FORM, IDENTITY, REPORT, CONTRACT or OTHER")
    name: str = Field(max_length=120, description="as the employer's machine called it, cleaned")
    media_type: str = Field(max_length=40)
    size: int = Field(description="bytes")
    sha256: str = Field(max_length=64)
    stored: str = Field(unique=True, max_length=40, description="name of the file in its folder")
    added_at: datetime = moment(default_now=True)
