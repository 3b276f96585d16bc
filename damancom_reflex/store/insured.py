"""The fund's register of insured persons: who they are, where they work, what was declared of them each month."""

from __future__ import annotations

from datetime import date

from sqlalchemy import BigInteger
from sqlmodel import Field, UniqueConstraint

from damancom_reflex.store.base import Table
from damancom_reflex.store.sought import sought_by


class InsuredPerson(Table, table=True):
    """An employee known to the fund (assuré); `number` is the immatriculation, 9 digits (SPEC section 12)."""

    id: int | None = Field(default=None, primary_key=True)
    number: str = Field(unique=True, max_length=9)
    cin: str = Field(default="", index=True, max_length=12, description="plain form")
    surname: str = Field(index=True, max_length=80)
    first_name: str = Field(max_length=80)
    surname_ar: str = Field(default="", max_length=80)
    first_name_ar: str = Field(default="", max_length=80)
    born: date | None = None
    phone: str = Field(default="", max_length=16, description="E.164; empty when not known")
    email: str = Field(default="", max_length=254)
    language: str = Field(default="fr", max_length=2)
    sought: str | None = sought_by(
        "number", "cin", "surname", "first_name", "surname_ar", "first_name_ar"
    )


class Employment(Table, table=True):
    """A person's latest job with an affiliate; `left_on` is its last day on record, none while it goes on."""

    __table_args__ = (UniqueConstraint("affiliate_id", "person_id"),)

    id: int | None = Field(default=None, primary_key=True)
    affiliate_id: int = Field(foreign_key="affiliate.id")
    person_id: int = Field(foreign_key="insured_person.id", index=True)
    hired: date | None = None
    left_on: date | None = None


class DeclaredMonth(Table, table=True):
    """What an affiliate declared of a person for a calendar month: days (0 to 26), and gross wage in centimes."""

    __table_args__ = (UniqueConstraint("person_id", "period", "affiliate_id"),)

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="insured_person.id")
    affiliate_id: int = Field(foreign_key="affiliate.id", index=True)
    period: int = Field(description="YYYYMM")
    days: int
    wage: int = Field(sa_type=BigInteger)
