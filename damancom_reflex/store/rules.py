"""Rules as dated rows: remission decisions and their tiers, surcharge rates, terms. A loader seeds them."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import BigInteger, Text
from sqlmodel import Field, UniqueConstraint

from damancom_reflex.store.base import Table, moment


class RemissionDecision(Table, table=True):
    """A ministerial decision of remission and the window in which requests are taken."""

    id: int | None = Field(default=None, primary_key=True)
    number: str = Field(unique=True, max_length=24)
    title_fr: str
    title_ar: str
    signed: date
    opens: date = Field(index=True)
    closes: date
    last_period: int = Field(description="YYYYMM, the last one that may be remitted")
    lowest_down_payment: int = Field(default=0, sa_type=BigInteger)
    most_months: int
    guarantee_days: int
    debit_day: int
    source: str


class RemissionTier(Table, table=True):
    """One line of a decision's scale; rates in basis points."""

    __table_args__ = (UniqueConstraint("decision_id", "mode", "months_from"),)

    id: int | None = Field(default=None, primary_key=True)
    decision_id: int = Field(foreign_key="remission_decision.id", index=True)
    mode: str = Field(max_length=12)
    months_from: int = 0
    months_to: int | None = None
    surcharge_rate: int
    penalty_rate: int


class SurchargeRateRow(Table, table=True):
    """Late-surcharge rates of a branch from a day on; basis points a month."""

    __table_args__ = (UniqueConstraint("branch", "valid_from"),)

    id: int | None = Field(default=None, primary_key=True)
    branch: str = Field(max_length=8)
    valid_from: date
    first_month_rate: int
    following_rate: int
    source: str


class Terms(Table, table=True):
    """Bilingual terms (CGU) of one version; kept for as long as a consent points to them."""

    __table_args__ = (UniqueConstraint("code", "version"),)

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(max_length=32)
    version: str = Field(max_length=16)
    text_fr: str = Field(sa_type=Text)
    text_ar: str = Field(sa_type=Text)
    sha256_fr: str = Field(max_length=64)
    sha256_ar: str = Field(max_length=64)


class ConsentEvidence(Table):
    """What is kept of every acceptance of terms: version, language shown, address, time, SHA-256 of both texts."""

    terms_id: int = Field(foreign_key="terms.id")
    terms_version: str = Field(max_length=16)
    language: str = Field(max_length=2)
    address: str = Field(max_length=45)
    accepted_at: datetime = moment(default_now=True)
    sha256_fr: str = Field(max_length=64)
    sha256_ar: str = Field(max_length=64)
