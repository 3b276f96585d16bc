"""Employers registered with the fund, the offices that serve them, and their bank accounts."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, SQLModel, UniqueConstraint

from damancom_reflex.store.base import moment


class CollectionOffice(SQLModel, table=True):
    """Regional collection office (perception), where guarantees are filed."""

    __tablename__ = "collection_office"

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(unique=True, max_length=12)
    name_fr: str
    name_ar: str
    address_fr: str
    address_ar: str
    phone: str = Field(default="", max_length=20)
    hours_fr: str = ""
    hours_ar: str = ""


class Affiliate(SQLModel, table=True):
    """An employer; `number` has 7 digits with a key (SPEC section 12)."""

    __tablename__ = "affiliate"

    id: int | None = Field(default=None, primary_key=True)
    number: str = Field(unique=True, max_length=7)
    legal_name: str = Field(index=True)
    ice: str = Field(default="", max_length=15)
    scheme: str = Field(default="RG", max_length=12, description="régime social")
    collection_office_id: int = Field(foreign_key="collection_office.id", index=True)


class BankAccount(SQLModel, table=True):
    """A RIB (24 digits) of an affiliate, that may be debited."""

    __tablename__ = "bank_account"
    __table_args__ = (UniqueConstraint("affiliate_id", "rib"),)

    id: int | None = Field(default=None, primary_key=True)
    affiliate_id: int = Field(foreign_key="affiliate.id", index=True)
    rib: str = Field(max_length=24)
    active: bool = True
    added_at: datetime = moment(default_now=True)
