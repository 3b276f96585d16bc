"""Logins: accounts, what they may act for, sessions, codes, locks and links."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlmodel import Field, UniqueConstraint

from damancom_reflex.domain.roles import Role
from damancom_reflex.store.base import Table, moment, public_id


class Account(Table, table=True):
    """A Damancom account (compte Damancom); with several affiliations it is a *compte groupe*."""

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


class AccountAffiliation(Table, table=True):
    """The right of an account to act for an affiliate, within its dates and its scope."""

    __table_args__ = (UniqueConstraint("account_id", "affiliate_id"),)

    id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="account.id", index=True)
    affiliate_id: int = Field(foreign_key="affiliate.id", index=True)
    may_declare: bool = True
    may_recover: bool = True
    may_sign: bool = True
    valid_from: date | None = None
    valid_to: date | None = None


class Session(Table, table=True):
    """A signed-in browser. Only the SHA-256 of the cookie is kept, so a leak of this table opens nothing."""

    id: int | None = Field(default=None, primary_key=True)
    cookie_hash: str = Field(unique=True, max_length=64)
    account_id: int = Field(foreign_key="account.id", index=True)
    created_at: datetime = moment(default_now=True)
    last_seen_at: datetime = moment(default_now=True)
    closed_at: datetime | None = moment(default=None, nullable=True)
    address: str = Field(default="", max_length=45)
    device: str = Field(default="", max_length=300)


class KnownDevice(Table, table=True):
    """A browser an account has signed in from before; a new one is told by e-mail."""

    __table_args__ = (UniqueConstraint("account_id", "device_hash"),)

    id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="account.id", index=True)
    device_hash: str = Field(max_length=64)
    first_seen_at: datetime = moment(default_now=True)
    last_seen_at: datetime = moment(default_now=True)


class CodePurpose(StrEnum):
    """What a one-time code opens."""

    SIGN_IN = "SIGN_IN"
    STAFF_SIGN_IN = "STAFF_SIGN_IN"
    ENROLMENT_PHONE = "ENROLMENT_PHONE"
    ENROLMENT_EMAIL = "ENROLMENT_EMAIL"
    ENROLMENT_ACCESS = "ENROLMENT_ACCESS"


class CodeChallenge(Table, table=True):
    """One one-time code in flight.

    The code is derived from the portal's key, this row's id and `generation`: the row alone tells nothing. A challenge
    for an identifier that nobody has carries no account and behaves like any other.
    """

    id: str = Field(default_factory=public_id, primary_key=True, max_length=32)
    purpose: str = Field(default=CodePurpose.SIGN_IN, max_length=24)
    account_id: int | None = Field(
        default=None, foreign_key="account.id", index=True, nullable=True
    )
    request_id: str | None = Field(
        default=None,
        foreign_key="enrolment_request.id",
        nullable=True,
        max_length=32,
        description="the request an ENROLMENT_ACCESS code opens; none for a reference nobody has",
    )
    subject_hash: str = Field(
        index=True, max_length=64, description="keyed hash of the identifier typed"
    )
    destination_hash: str = Field(
        index=True, max_length=64, description="keyed hash of the phone or e-mail"
    )
    channel: str = Field(default="SMS", max_length=5)
    destination_shown: str = Field(max_length=64, description="masked, as the screen shows it")
    visitor_hash: str = Field(
        default="", max_length=64, description="keyed hash of the address and browser that asked"
    )
    generation: int = Field(
        default=0, description="0: nothing sent yet; rises at each sending, and the older code dies"
    )
    tries: int = 0
    created_at: datetime = moment(default_now=True)
    sent_at: datetime = moment(default_now=True)
    consumed_at: datetime | None = moment(default=None, nullable=True)


class CodeSending(Table, table=True):
    """One sending of a code, to count per destination and hour or day."""

    id: int | None = Field(default=None, primary_key=True)
    destination_hash: str = Field(index=True, max_length=64)
    sent_at: datetime = moment(default_now=True, index=True)


class Lock(Table, table=True):
    """Wrong tries on an account or a destination since its last sign-in, and the lock they led to.

    `failures` counts towards the next lock; `level` says how many locks there were, each twice as long as the last.
    """

    subject_hash: str = Field(primary_key=True, max_length=64)
    failures: int = 0
    level: int = 0
    locked_until: datetime | None = moment(default=None, nullable=True)
    updated_at: datetime = moment(default_now=True)


class LinkPurpose(StrEnum):
    """What a link opens: one sent by e-mail, or the key that a password just set leaves in the browser."""

    PASSWORD = "PASSWORD"  # noqa: S105 - a purpose, not a secret
    CLOSE_SESSIONS = "CLOSE_SESSIONS"
    AUTHENTICATOR = "AUTHENTICATOR"


class Link(Table, table=True):
    """A single-use link sent by e-mail; its token is derived from the portal's key and this id.

    One without an account was asked for an identifier that nobody has: it takes the same time and opens nothing.
    """

    id: str = Field(default_factory=public_id, primary_key=True, max_length=32)
    purpose: str = Field(max_length=24)
    account_id: int | None = Field(
        default=None, foreign_key="account.id", index=True, nullable=True
    )
    created_at: datetime = moment(default_now=True)
    expires_at: datetime = moment()
    used_at: datetime | None = moment(default=None, nullable=True)
