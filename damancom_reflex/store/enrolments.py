"""Adhésion: enrolment requests from the first letter typed on, the browsers that may open them, their consent."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Index, text
from sqlmodel import Field, UniqueConstraint

from damancom_reflex.domain.enrolment.life import FILED, EnrolmentStatus
from damancom_reflex.store.base import Table, moment, public_id
from damancom_reflex.store.rules import ConsentEvidence

# The life cycle is the domain's: the index that holds one request under way per affiliate follows it.
FILED_STATES = "(" + ", ".join(f"'{status.value}'" for status in sorted(FILED)) + ")"


class EnrolmentRequest(Table, table=True):
    """A request for a Damancom account (demande d'adhésion).

    `typed` keeps the very characters typed, valid or not, by the names of `domain.enrolment.fields`; what was proved
    (identity, phone, e-mail) has columns of its own. `filed` is the copy that was last submitted: what the forms
    print, what the agency decides on. Both are emptied when a draft expires.
    """

    __table_args__ = (
        Index(
            "uq_enrolment_request_filed",
            "affiliate_id",
            unique=True,
            sqlite_where=text(f"status IN {FILED_STATES}"),
            postgresql_where=text(f"status IN {FILED_STATES}"),
        ),
    )

    id: str = Field(default_factory=public_id, primary_key=True, max_length=32)
    reference: str | None = Field(default=None, unique=True, max_length=24, nullable=True)
    verification_id: str = Field(default_factory=public_id, unique=True, max_length=32)
    affiliate_id: int = Field(foreign_key="affiliate.id", index=True)
    agency_id: int | None = Field(default=None, foreign_key="agency.id", index=True, nullable=True)
    status: str = Field(default=EnrolmentStatus.DRAFT, max_length=24, index=True)
    language: str = Field(default="fr", max_length=2)
    typed: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    version: int = Field(
        default=0, description="rises with each change, so that an older tab is told"
    )
    company_confirmed: bool = False
    representative_id: int | None = Field(
        default=None, foreign_key="legal_representative.id", nullable=True
    )
    identity_proved: str = Field(
        default="", max_length=40, description="kind and number that were looked up, `CIN:AB123456`"
    )
    identity_tries: int = 0
    phone: str = Field(default="", max_length=16, description="E.164, proved by its code")
    phone_verified_at: datetime | None = moment(default=None, nullable=True)
    email: str = Field(default="", max_length=254, description="proved by its code")
    email_verified_at: datetime | None = moment(default=None, nullable=True)
    terms_id: int | None = Field(default=None, foreign_key="terms.id", nullable=True)
    terms_accepted_at: datetime | None = moment(default=None, nullable=True)
    terms_language: str | None = Field(default=None, max_length=2)
    terms_fingerprint: str = Field(
        default="", max_length=64, description="what was agreed to: any change of it asks again"
    )
    filed: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    revision: int = Field(default=0, description="times it was submitted")
    created_at: datetime = moment(default_now=True)
    updated_at: datetime = moment(default_now=True, index=True)
    warned_at: datetime | None = moment(default=None, nullable=True)
    submitted_at: datetime | None = moment(default=None, nullable=True)
    business_day: date | None = Field(default=None, description="day of submission on the calendar")
    expires_on: date | None = Field(
        default=None, index=True, description="last day to bring the forms, or to correct"
    )
    received_at: datetime | None = moment(default=None, nullable=True)
    decided_at: datetime | None = moment(default=None, nullable=True)
    reason_code: str = Field(default="", max_length=32, description="of a refusal or correction")
    reason_note: str = Field(default="", max_length=500, description="the officer's own words")
    account_id: int | None = Field(
        default=None, foreign_key="account.id", index=True, nullable=True
    )


class EnrolmentAccess(Table, table=True):
    """A browser that may open a request: the one that began it, or that proved the phone or followed the link."""

    __table_args__ = (UniqueConstraint("request_id", "browser_hash"),)

    id: int | None = Field(default=None, primary_key=True)
    request_id: str = Field(foreign_key="enrolment_request.id", index=True, max_length=32)
    browser_hash: str = Field(
        index=True, max_length=64, description="SHA-256 of the applicant cookie"
    )
    how: str = Field(max_length=8, description="BEGAN, LINK or CODE")
    granted_at: datetime = moment(default_now=True)
    proved_until: datetime | None = moment(
        default=None, nullable=True, description="a filed request may be changed until then"
    )


class EnrolmentConsent(ConsentEvidence, table=True):
    """The record that the terms of adhésion were accepted, for one submission of a request."""

    __table_args__ = (UniqueConstraint("request_id", "revision"),)

    id: int | None = Field(default=None, primary_key=True)
    request_id: str = Field(foreign_key="enrolment_request.id", index=True, max_length=32)
    revision: int


class UsedProof(Table, table=True):
    """A proof of work (captcha) that has served; kept until it would have expired anyway."""

    signature_hash: str = Field(primary_key=True, max_length=64)
    expires_at: datetime = moment(index=True)
