"""Employers registered with the fund, the offices that serve them, and their bank accounts."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, UniqueConstraint

from damancom_reflex.store.base import Table, moment
from damancom_reflex.store.sought import sought_by


class Place(Table):
    """A place of the fund that receives people; its table is its own."""

    code: str = Field(unique=True, max_length=12)
    name_fr: str
    name_ar: str
    address_fr: str
    address_ar: str
    phone: str = Field(default="", max_length=20)
    hours_fr: str = ""
    hours_ar: str = ""


class CollectionOffice(Place, table=True):
    """Regional collection office (perception), where guarantees are filed."""

    id: int | None = Field(default=None, primary_key=True)


class Agency(Place, table=True):
    """Local office of the fund (agence), where enrolment forms are brought."""

    id: int | None = Field(default=None, primary_key=True)


class Affiliate(Table, table=True):
    """An employer; `number` has 7 digits with a key (SPEC section 12)."""

    id: int | None = Field(default=None, primary_key=True)
    number: str = Field(unique=True, max_length=7)
    legal_name: str = Field(index=True)
    sought: str | None = sought_by("legal_name")
    ice: str = Field(default="", max_length=15)
    scheme: str = Field(default="RG", max_length=12, description="régime social")
    collection_office_id: int = Field(foreign_key="collection_office.id", index=True)
    agency_id: int | None = Field(default=None, foreign_key="agency.id", index=True, nullable=True)


class LegalRepresentative(Table, table=True):
    """Who may sign for an affiliate, as the fund's register knows them."""

    __table_args__ = (UniqueConstraint("affiliate_id", "identity_kind", "identity_number"),)

    id: int | None = Field(default=None, primary_key=True)
    affiliate_id: int = Field(foreign_key="affiliate.id", index=True)
    identity_kind: str = Field(max_length=16, description="CIN, RESIDENCE_CARD or PASSPORT")
    identity_number: str = Field(max_length=16, description="plain form")
    surname: str = Field(max_length=80)
    first_name: str = Field(max_length=80)
    surname_ar: str = Field(default="", max_length=80)
    first_name_ar: str = Field(default="", max_length=80)
    active: bool = True


class BankAccount(Table, table=True):
    """A RIB (24 digits) of an affiliate, that may be debited."""

    __table_args__ = (UniqueConstraint("affiliate_id", "rib"),)

    id: int | None = Field(default=None, primary_key=True)
    affiliate_id: int = Field(foreign_key="affiliate.id", index=True)
    rib: str = Field(max_length=24)
    active: bool = True
    added_at: datetime = moment(default_now=True)
