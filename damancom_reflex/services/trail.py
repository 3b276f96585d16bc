"""The audit trail as a supervisor reads it: searched, newest first, cut into pages by the database. SPEC section 8.

`audit` writes it and proves it whole; here it is only read.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final

import sqlalchemy
from sqlalchemy import ColumnElement, Select, String, cast, literal, union_all
from sqlmodel import col, func, or_, select
from sqlmodel.ext.asyncio.session import AsyncSession
from sqlmodel.sql.expression import SelectOfScalar

from damancom_reflex.clock import CASABLANCA, local
from damancom_reflex.domain.text import plain_text
from damancom_reflex.services import rights
from damancom_reflex.services.actors import Actor
from damancom_reflex.services.kept import kept
from damancom_reflex.services.paging import Page, one_page
from damancom_reflex.services.references import CLAIM, ENROLMENT, REMISSION, read_reference
from damancom_reflex.services.statements import rows_of
from damancom_reflex.services.trail_acts import ACTS, FAMILIES
from damancom_reflex.services.trail_subjects import named, of_affiliates
from damancom_reflex.store.accounts import Account, Role
from damancom_reflex.store.affiliates import Affiliate
from damancom_reflex.store.engine import searching
from damancom_reflex.store.trail import AuditEvent

PAGE_SIZE: Final = 20
LONGEST_WORD: Final = 80

Conditions = Sequence[ColumnElement[bool]]

_SUBJECTS: Final = {REMISSION: "remission", ENROLMENT: "enrolment", CLAIM: "claim"}
_COLUMNS: Final[tuple[Any, ...]] = (
    *(AuditEvent.position, AuditEvent.at, AuditEvent.actor, AuditEvent.action),
    *(AuditEvent.subject, AuditEvent.address, AuditEvent.before, AuditEvent.after),
)
NEWEST_FIRST: Final[tuple[Any, ...]] = (
    col(AuditEvent.at).desc(),
    col(AuditEvent.position).desc(),
)
"""As indexes hold the events: those of some days, of an act or of an account stand there in this order."""
FOUND_NEWEST_FIRST: Final[tuple[Any, ...]] = ((col(AuditEvent.position) + 0).desc(),)
"""Of those that names lead to, which are few: sorted, not looked for along an index of all."""
_WHOSE: Final = frozenset({"holder", "account", "signed_by"})
"""What events note that names accounts; the rest may be what somebody typed, whatever it looks like."""
_EARLIEST, _LATEST = date(1970, 1, 2), date(9998, 12, 31)


@dataclass(frozen=True, slots=True)
class TrailWanted:
    """Which events of the trail; what is none of ours finds nothing, or is left out.

    Attributes:
        who: part of the identifier or name of an account, or a name of the trail: `account:12`, `system:due`.
        act: an act (`remission.signed`), or a family of them (`remission`); anything else leaves none out.
        subject: a reference, the number of an affiliate (whatever was done on it and its requests), the
            identifier of an account, or a name of the trail: `debits:7`.
        first: first day, on Moroccan clocks and in real time.
        last: last day.
    """

    who: str = ""
    act: str = ""
    subject: str = ""
    first: date | None = None
    last: date | None = None

    def conditions(self) -> list[ColumnElement[bool]]:
        """What the events answer to."""
        acts = self.acts()
        chosen = [col(AuditEvent.action).in_(acts)] if len(acts) < len(ACTS) else []
        return [*self.days(), *chosen, *_by(self.who), *_on(self.subject)]

    def order(self) -> tuple[Any, ...]:
        """How they are put in order, newest first."""
        return FOUND_NEWEST_FIRST if sought(self.who) or sought(self.subject) else NEWEST_FIRST

    def days(self) -> Iterable[ColumnElement[bool]]:
        """What the moments of the events answer to."""
        if self.first:
            yield col(AuditEvent.at) >= _midnight(self.first)
        if self.last:
            yield col(AuditEvent.at) < _midnight(self.last) + timedelta(days=1)

    def acts(self) -> list[str]:
        """The acts wanted."""
        if self.act in ACTS:
            return [self.act]
        return acts_of(self.act) if self.act in FAMILIES else list(ACTS)


@dataclass(frozen=True, slots=True)
class TrailEvent:
    """An event of the trail.

    Attributes:
        position: its place in the chain.
        at: when, in real time, aware.
        actor: who, as the trail names them: `account:12`, `system:due`, `visitor`.
        name: display name of an actor that is an account; empty for others.
        action: what was done, `remission.signed`.
        subject: to what, `remission:DR-…`, `account:12`.
        subject_name: display name of a subject that is an account; empty for others.
        address: from where.
        before: what it was; accounts in it by their display names.
        after: what it became, likewise.
    """

    position: int
    at: datetime
    actor: str
    name: str
    action: str
    subject: str
    subject_name: str
    address: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]


async def trail(
    actor: Actor, wanted: TrailWanted, page: int = 1, page_size: int = PAGE_SIZE
) -> Page[TrailEvent]:
    """One page of the trail, newest first.

    Args:
        actor: who asks.
        wanted: filters.
        page: from 1; a page past the end gives the last one.
        page_size: rows a page, 100 at most.

    Raises:
        Refused: `supervisors_only`.
    """
    rights.supervisor(actor)
    conditions = wanted.conditions()
    async with searching() as session:
        # Thousands are put in order by what an index holds of them; whole rows are read of one page only.
        places = select(AuditEvent.position).where(*conditions).order_by(*wanted.order())
        cut = await one_page(session, places, counted(conditions), page, page_size)
        found = await rows_at(session, cut)
        names = await names_in(session, found.rows)
    return found.each(lambda row: trail_event(row, names))


async def rows_at(session: AsyncSession, places: Page[int]) -> Page[Any]:
    """Rows for `trail_event` of a page of positions."""
    wanted = col(AuditEvent.position).in_(places.rows)
    found = sqlalchemy.select(*_COLUMNS).where(wanted)
    rows = {row[0]: row for row in await rows_of(session, found)}
    return places.each(lambda position: rows[position])


def statement(conditions: Conditions, order: tuple[Any, ...]) -> Select[*tuple[Any, ...]]:
    """The events that answer to conditions, in one of the two orders."""
    chosen: Any = sqlalchemy.select(*_COLUMNS)
    return chosen.where(*conditions).order_by(*order)


def counted(conditions: Conditions) -> SelectOfScalar[int]:
    """How many events answer to conditions."""
    return select(func.count()).select_from(AuditEvent).where(*conditions)


async def names_in(
    session: AsyncSession, rows: Iterable[Sequence[Any]], roles: Collection[Role] = tuple(Role)
) -> dict[str, str]:
    """Display names of the accounts of these roles in rows of `statement`, by their name in the trail."""
    whose: set[str] = set()
    for row in rows:
        _at, actor, _action, subject, _address, before, after = row[1:]
        whose |= {actor, subject, *_accounts_among(before), *_accounts_among(after)}
    return await names_of(session, whose, roles)


def _accounts_among(noted: Mapping[str, Any]) -> Iterable[str]:
    """Accounts that an event notes, as the trail names them."""
    for name in _WHOSE & noted.keys():
        value = noted[name]
        for part in value if isinstance(value, list) else [value]:
            if isinstance(part, str):
                yield part


async def names_of(
    session: AsyncSession, who: Iterable[str], roles: Collection[Role] = tuple(Role)
) -> dict[str, str]:
    """Display names of those who are accounts of these roles, by their name in the trail."""
    ids = [int(number) for name in who if (number := name.partition("account:")[2]).isdecimal()]
    names: dict[str, str] = {}
    # A database takes so many values at once and no more.
    for start in range(0, len(ids), 1000):
        wanted = col(Account.id).in_(ids[start : start + 1000])
        rows = await session.exec(
            select(Account.id, Account.display_name, Account.role).where(wanted)
        )
        names |= {f"account:{number}": name for number, name, role in rows if role in roles}
    return names


def trail_event(row: Sequence[Any], names: Mapping[str, str]) -> TrailEvent:
    """An event of a row, with the names that `names_in` found."""
    position, at, actor, action, subject, address, before, after = row
    name, subject_name = names.get(actor, ""), names.get(subject, "")
    told = _with_names(before, names), _with_names(after, names)
    return TrailEvent(position, at, actor, name, action, subject, subject_name, address, *told)


def _with_names(noted: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    """What an event notes, with accounts by their display names where these are known."""

    def named_(value: Any) -> Any:  # noqa: ANN401 - JSON
        if isinstance(value, list):
            return [named_(part) for part in value]
        return names.get(value, value) if isinstance(value, str) else value

    return {name: named_(value) if name in _WHOSE else value for name, value in noted.items()}


def day_of(after: Mapping[str, Any], at: datetime, shift: timedelta) -> date:
    """The business day that an act notes; of one that notes none, the day it would be written now."""
    noted = after.get("business_day")
    return date.fromisoformat(noted) if noted else local(at + shift).date()


def acts_of(family: str) -> list[str]:
    """The acts of a family, in the order of their words."""
    return [act for act in ACTS if act.partition(".")[0] == family]


def _midnight(day: date) -> datetime:
    """When a day begins in Morocco; one that no clock has is the nearest that one has."""
    return datetime.combine(min(max(day, _EARLIEST), _LATEST), time(), CASABLANCA)


def _by(who: str) -> list[ColumnElement[bool]]:
    text = sought(who)
    if not text:
        return []
    return [col(AuditEvent.actor).in_(union_all(*named(text), _accounts(text)))]


def _on(subject: str) -> list[ColumnElement[bool]]:
    text = sought(subject)
    if not text:
        return []
    exact = named(text, f"affiliate:{text}", f"debits:{text.upper()}", *references_in(text))
    theirs = of_affiliates(col(Affiliate.number) == text, *exact, _accounts(text))
    return [col(AuditEvent.subject).in_(theirs)]


def sought(words: str) -> str:
    """What is searched, as it is compared; empty for no search."""
    return plain_text(kept(words, LONGEST_WORD))


def references_in(text: str) -> list[str]:
    """Names in the trail of the requests that a text is the reference of, however it is typed."""
    return [
        f"{name}:{reference}"
        for prefix, name in _SUBJECTS.items()
        if (reference := read_reference(prefix, text))
    ]


def _accounts(text: str) -> Any:  # noqa: ANN401 - a statement
    """Names in the trail of the accounts whose identifier or name holds a text."""
    account: Any = literal("account:") + cast(col(Account.id), String)
    return select(account).where(
        or_(
            col(Account.identifier).icontains(text, autoescape=True),
            col(Account.display_name).icontains(text, autoescape=True),
        )
    )
