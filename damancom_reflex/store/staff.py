"""What a staff account has beyond a login: where it is posted, its authenticator app, its backup codes."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import CheckConstraint, Field

from damancom_reflex.store.base import Table, moment, public_id


class StaffPosting(Table, table=True):
    """The agency or the collection office an officer belongs to; one that belongs to neither has no row."""

    __table_args__ = (
        CheckConstraint("(agency_id IS NULL) <> (collection_office_id IS NULL)", name="one_place"),
    )

    account_id: int = Field(foreign_key="account.id", primary_key=True)
    agency_id: int | None = Field(default=None, foreign_key="agency.id", index=True, nullable=True)
    collection_office_id: int | None = Field(
        default=None, foreign_key="collection_office.id", index=True, nullable=True
    )
    since: datetime = moment(default_now=True)


class Authenticator(Table, table=True):
    """The authenticator app of an account; it counts once a code of it was typed.

    Its secret is derived from the portal's key and `salt`: the row alone tells nothing.
    """

    account_id: int = Field(foreign_key="account.id", primary_key=True)
    salt: str = Field(default_factory=public_id, max_length=32)
    created_at: datetime = moment(default_now=True)
    confirmed_at: datetime | None = moment(default=None, nullable=True)


class BackupCode(Table, table=True):
    """A code that stands in for the authenticator once; only its keyed hash is kept."""

    id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="account.id", index=True)
    code_hash: str = Field(unique=True, max_length=64)
    created_at: datetime = moment(default_now=True)
    used_at: datetime | None = moment(default=None, nullable=True)
