"""What is owed: dated pictures of an affiliate's debt, line by line. Amounts in centimes."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import BigInteger
from sqlmodel import Field, UniqueConstraint

from damancom_reflex.store.base import Table, moment


class LedgerSnapshot(Table, table=True):
    """The debt of an affiliate as it stood on `situation`; never changed once written, so it may be cached."""

    __table_args__ = (UniqueConstraint("affiliate_id", "situation"),)

    id: int | None = Field(default=None, primary_key=True)
    affiliate_id: int = Field(foreign_key="affiliate.id", index=True)
    situation: date
    surcharges_to: date = Field(description="date d'arrêt: day to which surcharges are computed")
    created_at: datetime = moment(default_now=True)


class LedgerLine(Table, table=True):
    """One debt line (créance): period × branch × nature, amount in centimes."""

    __table_args__ = (UniqueConstraint("ledger_id", "period", "branch", "nature"),)

    id: int | None = Field(default=None, primary_key=True)
    ledger_id: int = Field(foreign_key="ledger_snapshot.id")
    period: int = Field(description="YYYYMM")
    branch: str = Field(max_length=8)
    nature: str = Field(max_length=10)
    amount: int = Field(sa_type=BigInteger)
