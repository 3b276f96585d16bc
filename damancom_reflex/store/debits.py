"""Bank debits (prélèvements) of a day, as they went to the bank."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import BigInteger, LargeBinary
from sqlmodel import Field, UniqueConstraint

from damancom_reflex.store.base import Table, moment


class DebitBatch(Table, table=True):
    """The debits of one working day, produced once: the unique day holds it, whatever the code does."""

    id: int | None = Field(default=None, primary_key=True)
    number: str = Field(unique=True, max_length=24)
    day: date = Field(unique=True, description="working day they are taken on")
    debits: int = Field(description="how many")
    total: int = Field(sa_type=BigInteger, description="centimes")
    produced_by: str = Field(max_length=80)
    produced_at: datetime = moment(default_now=True)
    signed_off_by: str = Field(default="", max_length=80, description="who counted it")
    signed_off_on: date | None = Field(default=None, description="business day")
    signed_off_at: datetime | None = moment(default=None, nullable=True)


class DebitFile(Table, table=True):
    """A file of a batch, byte for byte: asked for again, it is the very same."""

    __table_args__ = (UniqueConstraint("batch_id", "kind"),)

    id: int | None = Field(default=None, primary_key=True)
    batch_id: int = Field(foreign_key="debit_batch.id")
    kind: str = Field(max_length=4, description="CSV or XML")
    sha256: str = Field(max_length=64)
    content: bytes = Field(sa_type=LargeBinary)
