"""What happened and what must be told: the audit trail, the outbox, the business calendar."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index
from sqlmodel import Field

from damancom_reflex.store.base import Table, moment, public_id


class AuditEvent(Table, table=True):
    """One act: who, what, when, from where, before and after. Append-only; each row carries the hash of the last."""

    # By each of them a search is put in order, newest first, without reading a whole row.
    __table_args__ = (
        Index("ix_audit_event_at", "at", "position"),
        Index("ix_audit_event_actor", "actor", "at", "position"),
        Index("ix_audit_event_action", "action", "at", "position"),
        # An employer's part is some acts of many subjects.
        Index("ix_audit_event_subject", "subject", "action", "at", "position"),
    )

    id: int | None = Field(default=None, primary_key=True)
    position: int = Field(unique=True, description="1, 2, 3 … without a gap")
    at: datetime = moment(default_now=True)
    actor: str = Field(max_length=80, description="account:12, system:due, visitor")
    action: str = Field(max_length=64)
    subject: str = Field(max_length=80, description="remission:DR-…, account:12")
    address: str = Field(default="", max_length=45)
    before: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    after: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    previous_hash: str = Field(max_length=64)
    hash: str = Field(max_length=64)


class AuditAnchor(Table, table=True):
    """One row: where the audit trail ends, sealed with the portal's key.

    A chain of hashes alone cannot tell that its last rows are gone, nor that somebody worked it out again from the
    start;
    this row can, to whoever holds the key.
    """

    id: int = Field(default=1, primary_key=True)
    position: int
    hash: str = Field(max_length=64)
    seal: str = Field(max_length=64, description="HMAC of position and hash")


class OutboxMessage(Table, table=True):
    """A message to deliver, written in the transaction that causes it.

    `params` never holds a code or a link token: they are derived when the message is written out for delivery.
    """

    id: str = Field(default_factory=public_id, primary_key=True, max_length=32)
    channel: str = Field(max_length=5, description="SMS or EMAIL")
    destination: str = Field(max_length=254)
    template: str = Field(max_length=48)
    language: str = Field(max_length=2)
    params: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    status: str = Field(
        default="WAITING", max_length=10, index=True, description="WAITING, SENT, FAILED, DISCARDED"
    )
    attempts: int = 0
    not_before: datetime = moment(default_now=True, index=True)
    expires_at: datetime | None = moment(default=None, nullable=True)
    claimed_until: datetime | None = moment(default=None, nullable=True)
    last_error: str = Field(default="", max_length=200)
    account_id: int | None = Field(
        default=None, foreign_key="account.id", index=True, nullable=True
    )
    created_at: datetime = moment(default_now=True)
    sent_at: datetime | None = moment(default=None, nullable=True)


class BusinessCalendar(Table, table=True):
    """One row: the days that the business calendar is away from real time (zero outside the demo)."""

    id: int = Field(default=1, primary_key=True)
    shift_days: int = 0
