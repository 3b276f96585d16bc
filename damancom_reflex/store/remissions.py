"""Remission requests: the draft that is being typed, the request that was signed, its instalments and its consent."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, Index, text
from sqlmodel import Field, UniqueConstraint

from damancom_reflex.domain.requests import OPEN, DebitStatus
from damancom_reflex.store.base import Table, moment, public_id
from damancom_reflex.store.rules import ConsentEvidence

# The life cycle is the domain's: the index that holds one open request per affiliate follows it.
OPEN_STATES = "(" + ", ".join(f"'{status.value}'" for status in sorted(OPEN)) + ")"


def _filled(value: Any, **given: Any) -> Any:  # noqa: ANN401 - what Field takes and gives
    """A column that came after its table: rows written before have the default too."""
    default = text(repr(value))
    return Field(default=value, sa_column_kwargs={"server_default": default}, **given)


class RemissionDraft(Table, table=True):
    """Everything typed so far in one request; what a lost connection or a restart gives back.

    `down_payment_typed` and `months_typed` keep the very characters typed, valid or not.
    """

    id: str = Field(default_factory=public_id, primary_key=True, max_length=32)
    account_id: int = Field(foreign_key="account.id", index=True)
    affiliate_id: int | None = Field(
        default=None, foreign_key="affiliate.id", index=True, nullable=True
    )
    mode: str | None = Field(default=None, max_length=12)
    guarantees_accepted_at: datetime | None = moment(default=None, nullable=True)
    bank_account_id: int | None = Field(default=None, foreign_key="bank_account.id", nullable=True)
    rib_typed: str = Field(default="", max_length=64)
    down_payment_typed: str = Field(default="", max_length=64)
    months_typed: str = Field(default="", max_length=16)
    terms_id: int | None = Field(default=None, foreign_key="terms.id", nullable=True)
    terms_accepted_at: datetime | None = moment(default=None, nullable=True)
    terms_language: str | None = Field(default=None, max_length=2)
    terms_fingerprint: str = Field(
        default="", max_length=64, description="what was agreed to: any change of it asks again"
    )
    created_at: datetime = moment(default_now=True)
    updated_at: datetime = moment(default_now=True)


class RemissionRequest(Table, table=True):
    """A signed request of remission or payment facility; figures frozen at signature, in centimes.

    One open request per affiliate: the partial unique index holds it, whatever the code does.
    """

    __table_args__ = (
        Index(
            "uq_remission_request_open",
            "affiliate_id",
            unique=True,
            sqlite_where=text(f"status IN {OPEN_STATES}"),
            postgresql_where=text(f"status IN {OPEN_STATES}"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    reference: str = Field(unique=True, max_length=24)
    verification_id: str = Field(default_factory=public_id, unique=True, max_length=32)
    draft_id: str = Field(foreign_key="remission_draft.id", unique=True, max_length=32)
    affiliate_id: int = Field(foreign_key="affiliate.id", index=True)
    account_id: int = Field(foreign_key="account.id", index=True)
    ledger_id: int = Field(foreign_key="ledger_snapshot.id")
    decision_id: int | None = Field(
        default=None, foreign_key="remission_decision.id", nullable=True
    )
    rates_known: int = Field(
        default=0, description="highest surcharge_rate row at signature: later ones change nothing"
    )
    bank_account_id: int = Field(foreign_key="bank_account.id")
    mode: str = Field(max_length=12)
    status: str = Field(max_length=24, index=True)
    total_debt: int = Field(sa_type=BigInteger)
    principal: int = Field(sa_type=BigInteger)
    surcharges_and_fees: int = Field(sa_type=BigInteger)
    penalties: int = Field(sa_type=BigInteger)
    surcharge_rate: int
    penalty_rate: int
    remission: int = Field(sa_type=BigInteger)
    to_pay: int = Field(sa_type=BigInteger)
    down_payment: int = Field(default=0, sa_type=BigInteger)
    months: int = 0
    generated_surcharge: int = Field(default=0, sa_type=BigInteger)
    language: str = Field(max_length=2)
    signed_at: datetime = moment(default_now=True)
    business_day: date = Field(description="day of signature on the business calendar")
    guarantees_due: date | None = None
    debit_day: date | None = Field(
        default=None, description="first bank debit if validated on the day of signature"
    )
    reminded_at: datetime | None = moment(default=None, nullable=True)
    revision: int = _filled(1, description="rises with each act on it")
    status_day: date | None = Field(
        default=None, description="day it came to this status on the business calendar"
    )
    decided_at: datetime | None = moment(default=None, nullable=True)
    decision_code: str = _filled("", max_length=32, description="of a refusal or a break")
    decision_note: str = _filled("", max_length=500, description="the officer's own words")


class InstalmentRow(Table, table=True):
    """One due payment of a request (échéance) and its bank debit; a full payment has one.

    `due` is the day signed for. The debit runs on the decision's debit day after validation (`debit_due`), or on the
    working day after it (`debit_day`).
    """

    __table_args__ = (
        UniqueConstraint("request_id", "number"),
        Index("ix_instalment_debit", "debit_day", "status"),
    )

    id: int | None = Field(default=None, primary_key=True)
    request_id: int = Field(foreign_key="remission_request.id", index=True)
    number: int
    due: date
    amount: int = Field(sa_type=BigInteger)
    generated_surcharge: int = Field(default=0, sa_type=BigInteger)
    status: str = Field(default=DebitStatus.SCHEDULED, max_length=12)
    debit_due: date | None = None
    debit_day: date | None = None
    batch_id: int | None = Field(
        default=None, foreign_key="debit_batch.id", index=True, nullable=True
    )
    settled_on: date | None = Field(
        default=None, description="business day it was collected or rejected"
    )
    rejection_code: str = _filled("", max_length=32)


class Consent(ConsentEvidence, table=True):
    """The record that the terms of a remission request were accepted, by which account."""

    id: int | None = Field(default=None, primary_key=True)
    request_id: int = Field(foreign_key="remission_request.id", unique=True)
    account_id: int = Field(foreign_key="account.id", index=True)
