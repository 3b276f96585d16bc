"""Logins: accounts, what they may act for, sessions, codes, locks and links."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlmodel import Field, SQLModel, UniqueConstraint

from damancom_reflex.store.base import moment, public_id


class Role(StrEnum):
    """Who an account is; every handler and route names the roles it serves."""

    EMPLOYER = "EMPLOYER"
    DELEGATE = "DELEGATE"
    AGENCY_OFFICER = "AGENCY_OFFICER"
    COLLECTION_OFFICER = "COLLECTION_OFFICER"
    CLAIMS_OFFICER = "CLAIMS_OFFICER"
    SUPERVISOR = "SUPERVISOR"


class Account(SQLModel, table=True):
    """A Damancom account (compte Damancom); with several affiliations it is a *compte groupe*."""

    __tablename__ = "account"

    id: int | None = Field(default=None, primary_key=True)
    identifier: str = Field(unique=True, max_length=64, description="lower case")
    display_name: str
    email: str = Field(max_length=254)
    phone: str = Field(max_length=16, description="E.164")
    password_hash: str = ""
    role: str = Field(default=Role.EMPLOYER, max_length=24)
    language: str = Field(default="fr", max_length=2)
    active: bool = True
    totp_counter: int = Field(default=0, description="last authenticator step used, against replay")
    created_at: datetime = moment(default_now=True)


class AccountAffiliation(SQLModel, table=True):
    """The right of an account to act for an affiliate, within its dates."""

    __tablename__ = "account_affiliation"
    __table_args__ = (UniqueConstraint("account_id", "affiliate_id"),)

    id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="account.id", index=True)
    affiliate_id: int = Field(foreign_key="affiliate.id", index=True)
    may_sign: bool = True
    valid_from: date | None = None
    valid_to: date | None = None


class Session(SQLModel, table=True):
    """A signed-in browser. Only the SHA-256 of the cookie is kept, so a leak of this table opens nothing."""

    __tablename__ = "session"

    id: int | None = Field(default=None, primary_key=True)
    cookie_hash: str = Field(unique=True, max_length=64)
    account_id: int = Field(foreign_key="account.id", index=True)
    created_at: datetime = moment(default_now=True)
    last_seen_at: datetime = moment(default_now=True)
    closed_at: datetime | None = moment(default=None, nullable=True)
    address: str = Field(default="", max_length=45)
    device: str = Field(default="", max_length=300)


class KnownDevice(SQLModel, table=True):
    """A browser an account has signed in from before; a new one is told by e-mail."""

    __tablename__ = "known_device"
    __table_args__ = (UniqueConstraint("account_id", "device_hash"),)

    id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="account.id", index=True)
    device_hash: str = Field(max_length=64)
    first_seen_at: datetime = moment(default_now=True)
    last_seen_at: datetime = moment(default_now=True)


class CodePurpose(StrEnum):
    """What a one-time code opens."""

    SIGN_IN = "SIGN_IN"


class CodeChallenge(SQLModel, table=True):
    """One one-time code in flight.

    The code is derived from the portal's key, this row's id and `generation`: the row alone reveals nothing. A challenge for
    an identifier that nobody has carries no account and behaves like any other.
    """

    __tablename__ = "code_challenge"

    id: str = Field(default_factory=public_id, primary_key=True, max_length=32)
    purpose: str = Field(default=CodePurpose.SIGN_IN, max_length=24)
    account_id: int | None = Field(default=None, foreign_key="account.id", index=True, nullable=True)
    subject_hash: str = Field(index=True, max_length=64, description="keyed hash of the identifier typed")
    destination_hash: str = Field(index=True, max_length=64, description="keyed hash of the phone or e-mail")
    channel: str = Field(default="SMS", max_length=5)
    destination_shown: str = Field(max_length=64, description="masked, as the screen shows it")
    visitor_hash: str = Field(default="", max_length=64, description="keyed hash of the address and browser that asked")
    generation: int = Field(default=0, description="0: nothing sent yet; rises at each sending, and the older code dies")
    tries: int = 0
    created_at: datetime = moment(default_now=True)
    sent_at: datetime = moment(default_now=True)
    consumed_at: datetime | None = moment(default=None, nullable=True)


class CodeSending(SQLModel, table=True):
    """One sending of a code, to count per destination and hour or day."""

    __tablename__ = "code_sending"

    id: int | None = Field(default=None, primary_key=True)
    destination_hash: str = Field(index=True, max_length=64)
    sent_at: datetime = moment(default_now=True, index=True)


class Lock(SQLModel, table=True):
    """Wrong tries on an account or a destination since its last sign-in, and the lock they led to.

    `failures` counts towards the next lock; `level` says how many locks there were, each twice as long as the one before.
    """

    __tablename__ = "lock"

    subject_hash: str = Field(primary_key=True, max_length=64)
    failures: int = 0
    level: int = 0
    locked_until: datetime | None = moment(default=None, nullable=True)
    updated_at: datetime = moment(default_now=True)


class LinkPurpose(StrEnum):
    """What a link sent by e-mail opens."""

    PASSWORD = "PASSWORD"  # noqa: S105 - a purpose, not a secret
    CLOSE_SESSIONS = "CLOSE_SESSIONS"


class Link(SQLModel, table=True):
    """A single-use link sent by e-mail; its token is derived from the portal's key and this id.

    One without an account was asked for an identifier that nobody has: it takes the same time and opens nothing.
    """

    __tablename__ = "link"

    id: str = Field(default_factory=public_id, primary_key=True, max_length=32)
    purpose: str = Field(max_length=24)
    account_id: int | None = Field(default=None, foreign_key="account.id", index=True, nullable=True)
    created_at: datetime = moment(default_now=True)
    expires_at: datetime = moment()
    used_at: datetime | None = moment(default=None, nullable=True)
