"""What an office notes on a signed request: guarantees, signatures of its validation, what a break brings back."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import BigInteger
from sqlmodel import Field, UniqueConstraint

from damancom_reflex.store.base import Table, moment


class Guarantee(Table, table=True):
    """A security filed at the collection office; a request may have several."""

    id: int | None = Field(default=None, primary_key=True)
    request_id: int = Field(foreign_key="remission_request.id", index=True)
    kind: str = Field(max_length=32, description="code of a record in rules/remission_life.toml")
    amount: int = Field(sa_type=BigInteger, description="centimes")
    document: str = Field(max_length=120, description="reference of the paper that proves it")
    received_on: date = Field(description="business day it was received")
    registered_by: str = Field(max_length=80, description="who registered it, as the trail says")
    registered_at: datetime = moment(default_now=True)


class RemissionSignature(Table, table=True):
    """An officer's signature under the validation of a request: one, or two by two people above a set amount."""

    __table_args__ = (
        UniqueConstraint("request_id", "position"),
        UniqueConstraint("request_id", "signed_by", name="uq_remission_signature_signer"),
    )

    id: int | None = Field(default=None, primary_key=True)
    request_id: int = Field(foreign_key="remission_request.id")
    position: int = Field(description="1, or 2 for the second signature")
    signed_by: str = Field(max_length=80)
    guarantees_sufficient: bool = Field(description="the signer says that the guarantees suffice")
    down_payment_received: bool = Field(description="the signer says that it was paid in")
    business_day: date
    signed_at: datetime = moment(default_now=True)


class ReinstatementRow(Table, table=True):
    """What a broken request brought back, frozen on the day it was broken. Amounts in centimes."""

    id: int | None = Field(default=None, primary_key=True)
    request_id: int = Field(foreign_key="remission_request.id", unique=True)
    missed: int | None = Field(default=None, description="number of the debit that was rejected")
    remission: int = Field(sa_type=BigInteger)
    generated_surcharge: int = Field(sa_type=BigInteger)
    paid: int = Field(sa_type=BigInteger, description="paid in before it was broken")
    owed: int = Field(sa_type=BigInteger, description="what is then owed")
    business_day: date
    decided_by: str = Field(max_length=80)
    decided_at: datetime = moment(default_now=True)
