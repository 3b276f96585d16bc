"""Who acts for an employer, and which bank debits it allowed."""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import Field

from damancom_reflex.store.base import Table, moment


class Delegate(Table, table=True):
    """A third party who acts for affiliates (mandataire, tiers déclarant): accountant, fiduciary, lawyer."""

    id: int | None = Field(default=None, primary_key=True)
    ice: str = Field(unique=True, max_length=15)
    kind: str = Field(max_length=16, description="a word of `domain.enrolment.fields.DelegateKind`")
    legal_name: str = Field(max_length=120)
    account_id: int | None = Field(
        default=None, foreign_key="account.id", index=True, nullable=True
    )


class Mandate(Table, table=True):
    """The right an affiliate gave a delegate, within its scope and dates."""

    id: int | None = Field(default=None, primary_key=True)
    affiliate_id: int = Field(foreign_key="affiliate.id", index=True)
    delegate_id: int = Field(foreign_key="delegate.id", index=True)
    request_id: str | None = Field(
        default=None, foreign_key="enrolment_request.id", unique=True, nullable=True, max_length=32
    )
    signatory: str = Field(max_length=120)
    signatory_identity: str = Field(max_length=40, description="kind and number, `CIN:AB123456`")
    email: str = Field(max_length=254)
    phone: str = Field(max_length=16, description="E.164")
    may_declare: bool = False
    may_recover: bool = False
    may_sign: bool = False
    valid_from: date
    valid_to: date | None = None
    revoked_at: datetime | None = moment(default=None, nullable=True)
    created_at: datetime = moment(default_now=True)


class DebitAuthorisation(Table, table=True):
    """The direct-debit authorisation an affiliate signed on paper and its bank stamped.

    Without a bank account until the account number is known.
    """

    id: int | None = Field(default=None, primary_key=True)
    affiliate_id: int = Field(foreign_key="affiliate.id", index=True)
    bank_account_id: int | None = Field(
        default=None, foreign_key="bank_account.id", index=True, nullable=True
    )
    request_id: str | None = Field(
        default=None, foreign_key="enrolment_request.id", unique=True, nullable=True, max_length=32
    )
    authorised_on: date
    revoked_at: datetime | None = moment(default=None, nullable=True)
    created_at: datetime = moment(default_now=True)
