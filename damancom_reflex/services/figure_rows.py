"""The statements that the supervisors' figures are read by.

Each is put together once and reads the requests of every kind: to put one together, and to send it, takes as long as a
small one takes to run.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from sqlalchemy import ColumnElement, String, bindparam, func, literal, select, union_all
from sqlalchemy.orm import Mapped
from sqlmodel import col

from damancom_reflex.domain.enrolment.life import EnrolmentStatus
from damancom_reflex.domain.job_loss import ClaimStatus
from damancom_reflex.domain.requests import RemissionStatus
from damancom_reflex.domain.review import LIVES, Kind
from damancom_reflex.services.review.shelves import SHELVES
from damancom_reflex.services.statements import Rows
from damancom_reflex.store.claims import JobLossClaim
from damancom_reflex.store.enrolments import EnrolmentRequest
from damancom_reflex.store.remissions import RemissionRequest
from damancom_reflex.store.trail import OutboxMessage

WAITING, FAILED = "WAITING", "FAILED"
_DAY_SECONDS: Final = 86_400

_GRANTED: Final = (RemissionStatus.VALIDATED.value, RemissionStatus.COMPLETED.value)
"""States in which a remission stands; of a broken plan it was taken back."""

_DECIDED: Final[Mapping[Kind, tuple[Any, Any, Any, tuple[str, ...]]]] = {
    Kind.ENROLMENT: (
        col(EnrolmentRequest.submitted_at),
        col(EnrolmentRequest.decided_at),
        col(EnrolmentRequest.status),
        (EnrolmentStatus.VALIDATED.value, EnrolmentStatus.REFUSED.value),
    ),
    Kind.REMISSION: (
        col(RemissionRequest.signed_at),
        col(RemissionRequest.decided_at),
        col(RemissionRequest.status),
        (*_GRANTED, RemissionStatus.CANCELLED.value, RemissionStatus.REFUSED.value),
    ),
    Kind.CLAIM: (
        col(JobLossClaim.filed_at),
        col(JobLossClaim.decided_at),
        col(JobLossClaim.status),
        (ClaimStatus.ACCEPTED.value, ClaimStatus.REFUSED.value),
    ),
}
"""Of each kind: when it was filed and decided on, by the business calendar; its state, and those after a decision."""


@cache
def by_state() -> Rows:
    """Kind, state, and how many requests there are of both."""
    arms: list[Any] = []
    for kind in Kind:
        status = SHELVES[kind].status
        arms.append(select(_named(kind), status, func.count()).group_by(status))
    return union_all(*arms)


@cache
def by_day() -> Rows:
    """Kind, business day from `first` to `today`, and how many requests were filed then."""
    arms: list[Any] = []
    for kind in Kind:
        shelf = SHELVES[kind]
        of_late = shelf.filed >= bindparam("first"), shelf.filed <= bindparam("today")
        wanted = select(_named(kind), shelf.filed, func.count())
        arms.append(
            wanted.where(shelf.status.in_(LIVES[kind]), *of_late).group_by(shelf.filed),
        )
    return union_all(*arms)


@cache
def granted() -> Rows:
    """Centimes remitted by the requests that stand, and how many these are."""
    wanted = select(func.coalesce(func.sum(RemissionRequest.remission), 0), func.count())
    return wanted.where(col(RemissionRequest.status).in_(_GRANTED))


@cache
def number_decided(dialect: str) -> Rows:
    """Kind, and how many requests of it were decided on from `since`."""
    return union_all(
        *(
            select(_named(kind), func.count()).select_from(_took(dialect, kind).subquery())
            for kind in Kind
        )
    )


@cache
def middles(dialect: str) -> Rows:
    """Kind, and the mean of the seconds that some decisions from `since` took; none of none.

    Of each kind they are sorted by these seconds; `before(kind)` are left out, and `taken(kind)` taken.
    """
    arms: list[Any] = []
    for kind in Kind:
        cut = _took(dialect, kind).order_by("took")
        cut = cut.offset(bindparam(before(kind))).limit(bindparam(taken(kind))).subquery()
        arms.append(select(_named(kind), func.avg(cut.c.took)))
    return union_all(*arms)


def before(kind: Kind) -> str:
    """Name of a parameter of `middles`; `taken` likewise."""
    return f"{kind.value}_before"


def taken(kind: Kind) -> str:
    """See `before`."""
    return f"{kind.value}_taken"


@cache
def not_gone() -> Rows:
    """Channel, destination and status of messages that wait or failed, and how many these are."""
    message: Any = OutboxMessage
    columns = (message.channel, message.destination, message.status)
    wanted = select(*columns, func.count()).where(message.status.in_((WAITING, FAILED)))
    return wanted.group_by(*columns)


def _named(kind: Kind) -> ColumnElement[str]:
    return literal(kind.value, String)


def _took(dialect: str, kind: Kind) -> Rows:
    """Seconds that each decision on a kind took, of those made from `since`."""
    filed, decided, status, decisions = _DECIDED[kind]
    # Not by an index of statuses: most of what there is was decided on, long ago.
    recent = decided >= bindparam("since")
    late = (status + "").in_(decisions), recent, filed.is_not(None)
    return select(_seconds(dialect, filed, decided).label("took")).where(*late)


def _seconds(dialect: str, start: Mapped[Any], end: Mapped[Any]) -> ColumnElement[Any]:
    """Seconds between two moments: taken by the database, which reads thousands of them quicker than they are given."""
    if dialect == "postgresql":
        return func.extract("epoch", end - start)
    return func.round((func.julianday(end) - func.julianday(start)) * _DAY_SECONDS, 3)
