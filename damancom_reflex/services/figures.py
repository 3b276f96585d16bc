"""Figures for supervisors: what was asked, what became of it, how long it took, which messages did not leave."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import func, select
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex import clock
from damancom_reflex.domain.enrolment.fields import Operator
from damancom_reflex.domain.enrolment.life import EnrolmentStatus
from damancom_reflex.domain.enrolment.operators import operator_hint
from damancom_reflex.domain.job_loss import ClaimStatus
from damancom_reflex.domain.requests import RemissionStatus
from damancom_reflex.domain.review import LIVES, Kind
from damancom_reflex.services import business, rights
from damancom_reflex.services.actors import Actor
from damancom_reflex.services.review.shelves import SHELVES
from damancom_reflex.store.claims import JobLossClaim
from damancom_reflex.store.engine import searching
from damancom_reflex.store.enrolments import EnrolmentRequest
from damancom_reflex.store.remissions import RemissionRequest
from damancom_reflex.store.trail import OutboxMessage

WEEKS: Final = 12
_DAY_SECONDS: Final = 86_400
WAITING, FAILED = "WAITING", "FAILED"

_GRANTED: Final = (RemissionStatus.VALIDATED.value, RemissionStatus.COMPLETED.value)
"""States in which a remission stands; of a broken plan it was taken back."""

# A broken plan says when it broke, no longer when it was decided on.
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
        (*_GRANTED, RemissionStatus.REFUSED.value),
    ),
    Kind.CLAIM: (
        col(JobLossClaim.filed_at),
        col(JobLossClaim.decided_at),
        col(JobLossClaim.status),
        (ClaimStatus.ACCEPTED.value, ClaimStatus.REFUSED.value),
    ),
}
"""Of each kind: when it was filed and decided on, in real time; its state, and those that are decisions."""


@dataclass(frozen=True, slots=True)
class Week:
    """Requests filed in a week of the business calendar, which begins on `monday`."""

    monday: date
    filed: Mapping[Kind, int]

    @property
    def total(self) -> int:
        """Of every kind."""
        return sum(self.filed.values())


@dataclass(frozen=True, slots=True)
class Decided:
    """How many requests of a kind were decided on in the last weeks, and the median time that took; none of none."""

    number: int
    median: timedelta | None


@dataclass(frozen=True, slots=True)
class Stuck:
    """Messages to one operator's phones, or e-mails (`operator` empty, `email`), that wait or failed."""

    operator: Operator | None
    email: bool
    waiting: int
    failed: int


@dataclass(frozen=True, slots=True)
class Figures:
    """What a supervisor reads.

    Attributes:
        states: requests by kind and state, in the order of a life; those without any are 0.
        weeks: the last `WEEKS`, oldest first, the present one included.
        granted: centimes remitted by the requests that are validated or completed.
        granted_by: how many requests these are.
        decided: of each kind, the decisions of these weeks.
        stuck: messages that wait or failed, phones first; whoever has none is absent.
    """

    states: Mapping[tuple[Kind, str], int]
    weeks: tuple[Week, ...]
    granted: int
    granted_by: int
    decided: Mapping[Kind, Decided]
    stuck: tuple[Stuck, ...]


async def figures(actor: Actor) -> Figures:
    """The figures of now.

    Raises:
        Refused: `supervisors_only`.
    """
    rights.supervisor(actor)
    async with searching() as session:
        granted, number = await _granted(session)
        return Figures(
            states=await _states(session),
            weeks=await _weeks(session, await business.today(session)),
            granted=granted,
            granted_by=number,
            decided={kind: await _decided(session, kind) for kind in Kind},
            stuck=await _stuck(session),
        )


async def _states(session: AsyncSession) -> dict[tuple[Kind, str], int]:
    found: dict[tuple[Kind, str], int] = {}
    for kind in Kind:
        status = SHELVES[kind].status
        counts = dict(await _rows(session, select(status, func.count()).group_by(status)))
        found |= {(kind, state): counts.get(state, 0) for state in LIVES[kind]}
    return found


async def _weeks(session: AsyncSession, today: date) -> tuple[Week, ...]:
    last = _monday(today)
    mondays = [last - timedelta(weeks=back) for back in reversed(range(WEEKS))]
    counts: Counter[tuple[date, Kind]] = Counter()
    for kind in Kind:
        shelf = SHELVES[kind]
        wanted = select(shelf.filed, func.count()).where(
            shelf.status.in_(LIVES[kind]), shelf.filed >= mondays[0], shelf.filed <= today
        )
        for day, number in await _rows(session, wanted.group_by(shelf.filed)):
            counts[_monday(day), kind] += number
    return tuple(Week(day, {kind: counts[day, kind] for kind in Kind}) for day in mondays)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


async def _granted(session: AsyncSession) -> tuple[int, int]:
    wanted = select(func.coalesce(func.sum(RemissionRequest.remission), 0), func.count()).where(
        col(RemissionRequest.status).in_(_GRANTED)
    )
    ((amount, number),) = await _rows(session, wanted)
    return int(amount), number


async def _decided(session: AsyncSession, kind: Kind) -> Decided:
    filed, decided, status, decisions = _DECIDED[kind]
    since = clock.now() - timedelta(weeks=WEEKS)
    # Not by an index of statuses: most of what there is was decided on, long ago.
    late = (status + "").in_(decisions), decided >= since, filed.is_not(None)
    wanted = select(_seconds(session, filed, decided)).where(*late)
    took = [float(seconds) for (seconds,) in await _rows(session, wanted)]
    return Decided(len(took), timedelta(seconds=statistics.median(took)) if took else None)


def _seconds(session: AsyncSession, start: Any, end: Any) -> Any:  # noqa: ANN401 - columns, and an expression of them
    """Seconds between two moments: taken by the database, which reads thousands of them quicker than they are given."""
    if session.get_bind().dialect.name == "postgresql":
        return func.extract("epoch", end - start)
    return func.round((func.julianday(end) - func.julianday(start)) * _DAY_SECONDS, 3)


async def _stuck(session: AsyncSession) -> tuple[Stuck, ...]:
    message: Any = OutboxMessage
    columns = (message.channel, message.destination, message.status)
    wanted = select(*columns, func.count()).where(message.status.in_((WAITING, FAILED)))
    counts: Counter[tuple[bool, Operator | None, str]] = Counter()
    for channel, destination, status, number in await _rows(session, wanted.group_by(*columns)):
        email = channel == "EMAIL"
        counts[email, None if email else operator_hint(destination), status] += number
    whose = [(False, operator) for operator in (*Operator, None)] + [(True, None)]
    found = [
        Stuck(operator, email, counts[email, operator, WAITING], counts[email, operator, FAILED])
        for email, operator in whose
    ]
    return tuple(line for line in found if line.waiting or line.failed)


async def _rows(session: AsyncSession, statement: Any) -> Any:  # noqa: ANN401 - a statement, its rows
    return (await (await session.connection()).execute(statement)).all()
