"""Figures for supervisors: what was asked, what became of it, how long it took, which messages did not leave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex.domain.enrolment.fields import Operator
from damancom_reflex.domain.enrolment.operators import operator_hint
from damancom_reflex.domain.review import LIVES, Kind
from damancom_reflex.services import business, figure_rows, rights
from damancom_reflex.services.actors import Actor
from damancom_reflex.services.figure_rows import FAILED, WAITING, before, taken
from damancom_reflex.services.statements import rows_of
from damancom_reflex.store.engine import searching

WEEKS: Final = 12


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
            decided=await _decided(session),
            stuck=await _stuck(session),
        )


async def _states(session: AsyncSession) -> dict[tuple[Kind, str], int]:
    rows = await rows_of(session, figure_rows.by_state())
    counts = {(kind, state): number for kind, state, number in rows}
    return {
        (kind, state): counts.get((kind.value, state), 0) for kind in Kind for state in LIVES[kind]
    }


async def _weeks(session: AsyncSession, today: date) -> tuple[Week, ...]:
    last = _monday(today)
    mondays = [last - timedelta(weeks=back) for back in reversed(range(WEEKS))]
    filed = await rows_of(session, figure_rows.by_day(), first=mondays[0], today=today)
    counts: Counter[tuple[date, Kind]] = Counter()
    for kind, day, number in filed:
        counts[_monday(day), Kind(kind)] += number
    return tuple(Week(day, {kind: counts[day, kind] for kind in Kind}) for day in mondays)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


async def _granted(session: AsyncSession) -> tuple[int, int]:
    ((amount, number),) = await rows_of(session, figure_rows.granted())
    return int(amount), number


async def _decided(session: AsyncSession) -> dict[Kind, Decided]:
    dialect = session.get_bind().dialect.name
    since = await business.moment(session) - timedelta(weeks=WEEKS)
    rows = await rows_of(session, figure_rows.number_decided(dialect), since=since)
    numbers = {Kind(kind): number for kind, number in rows}
    # The one in the middle, or the two there.
    places = {before(kind): max(0, number - 1) // 2 for kind, number in numbers.items()}
    places |= {taken(kind): 2 - number % 2 for kind, number in numbers.items()}
    rows = await rows_of(session, figure_rows.middles(dialect), since=since, **places)
    return {
        Kind(kind): Decided(
            numbers[Kind(kind)], None if took is None else timedelta(seconds=float(took))
        )
        for kind, took in rows
    }


async def _stuck(session: AsyncSession) -> tuple[Stuck, ...]:
    counts: Counter[tuple[bool, Operator | None, str]] = Counter()
    for channel, destination, status, number in await rows_of(session, figure_rows.not_gone()):
        email = channel == "EMAIL"
        counts[email, None if email else operator_hint(destination), status] += number
    whose = [(False, operator) for operator in (*Operator, None)] + [(True, None)]
    found = [
        Stuck(operator, email, counts[email, operator, WAITING], counts[email, operator, FAILED])
        for email, operator in whose
    ]
    return tuple(line for line in found if line.waiting or line.failed)
