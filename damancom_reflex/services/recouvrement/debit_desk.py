"""The files of debits on a supervisor's screen: what waits for one, what was produced, counted, taken away.

Supervisors alone: a file holds the bank accounts of every office's employers. What is done here is done by
`debit_file`, as from the command line and by time. SPEC section 8.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import func, select
from sqlmodel import and_, col, exists, or_
from sqlmodel import select as select_rows
from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex.clock import local
from damancom_reflex.domain.calendar import next_debit_day
from damancom_reflex.domain.working_days import working_day_from
from damancom_reflex.rules.holidays import is_holiday
from damancom_reflex.services import audit, business, desk, rights
from damancom_reflex.services.actors import Actor, Refused
from damancom_reflex.services.paging import Page, one_page
from damancom_reflex.services.recouvrement import debit_file
from damancom_reflex.services.recouvrement.debit_file import BatchView
from damancom_reflex.services.recouvrement.debit_sheet import FileKind
from damancom_reflex.services.recouvrement.debits import may_be_debited
from damancom_reflex.services.recouvrement.moving import iso
from damancom_reflex.services.trail import names_of
from damancom_reflex.store.debits import DebitBatch, DebitFile
from damancom_reflex.store.engine import reading, searching, writing
from damancom_reflex.store.remissions import InstalmentRow, RemissionRequest
from damancom_reflex.store.trail import AuditEvent

PAGE_SIZE: Final = 10
# SQLModel's own words for what may be selected leave days out.
_DAY: Final[Any] = InstalmentRow.debit_day


@dataclass(frozen=True, slots=True)
class WaitingDay:
    """A working day whose debits are in no file, as a file made now would hold them.

    Attributes:
        day: on which they are taken.
        debits: how many.
        total: centimes.
        first: first business day on which the file may be produced.
        ready: whether it may be now.
    """

    day: date
    debits: int
    total: int
    first: date
    ready: bool


@dataclass(frozen=True, slots=True)
class FileRow:
    """The files of a day, and who did what with them.

    Attributes:
        batch: the files.
        producer: display name of who produced them, when that is an account; empty for others.
        produced_on: business day of it.
        signer: the same of who signed them off; empty before.
        mine: whether who looks produced them, and so does not sign them off.
    """

    batch: BatchView
    producer: str
    produced_on: date
    signer: str
    mine: bool


@dataclass(frozen=True, slots=True)
class DebitDesk:
    """What a supervisor sees.

    Attributes:
        waiting: days whose debits wait for a file, up to today, and the next one to come; earliest first.
        next_day: the earliest day that a file may still be for.
        files: one page of the days that have files, latest first.
    """

    waiting: tuple[WaitingDay, ...]
    next_day: date
    files: Page[FileRow]


async def overview(actor: Actor, page: int = 1, page_size: int = PAGE_SIZE) -> DebitDesk:
    """What waits, and one page of the files.

    Args:
        actor: who asks.
        page: from 1; a page past the end gives the last one.
        page_size: rows a page, 100 at most.

    Raises:
        Refused: `supervisors_only`.
    """
    rights.supervisor(actor)
    count = select_rows(func.count()).select_from(DebitBatch)
    async with searching() as session:
        today = await business.today(session)
        waiting = await _waiting(session, today)
        found = await one_page(session, debit_file.with_sums(), count, page, page_size)
        files = found.each(lambda row: debit_file.batch_view(*row))
        days = await _produced_on(session, files.rows)
        people = [who for batch in files.rows for who in (batch.produced_by, batch.signed_off_by)]
        names = await names_of(session, people)
    ahead = working_day_from(next_debit_day(today), is_holiday)
    return DebitDesk(
        waiting=waiting,
        next_day=waiting[0].day if waiting else ahead,
        files=files.each(
            lambda batch: FileRow(
                batch,
                producer=names.get(batch.produced_by, ""),
                produced_on=days.get(batch.number) or local(batch.produced_at).date(),
                signer=names.get(batch.signed_off_by, ""),
                mine=batch.produced_by == actor.name,
            )
        ),
    )


async def produce(actor: Actor, day: date) -> BatchView:
    """Produce the files of a day that waits; of one that has files already, these.

    Raises:
        Refused: `supervisors_only`; `no_debits` for a day that does not wait; those of `debit_file.produce`.
    """
    rights.supervisor(actor)
    async with searching() as session:
        today = await business.today(session)
        known = (
            await session.exec(select_rows(DebitBatch.id).where(DebitBatch.day == day))
        ).first()
        if known is None and day not in await _days(session, today):
            raise Refused("no_debits")
    with _from(actor):
        return await debit_file.produce(day, actor.name)


async def sign_off(actor: Actor, number: str, *, debits: int, total: int) -> BatchView:
    """Sign the files of a day off for what this person counted.

    Args:
        actor: who counted; never who produced them.
        number: of the files.
        debits: debits counted.
        total: their sum, centimes.

    Raises:
        Refused: `supervisors_only`; those of `debit_file.sign_off`, with the display name (`name`) of who signed
            before, empty when that is no account.
    """
    rights.supervisor(actor)
    async with reading() as session:
        wanted = select_rows(DebitBatch).where(DebitBatch.number == number)
        batch = (await session.exec(wanted)).first()
    if batch is None:
        raise Refused("debit_file_unknown")
    try:
        with _from(actor):
            return await debit_file.sign_off(batch.day, actor.name, debits=debits, total=total)
    except Refused as refused:
        if refused.code != "debit_file_signed_off":
            raise
        by = str(refused.params["by"])
        async with reading() as session:
            names = await names_of(session, [by])
        raise Refused(refused.code, by=by, name=names.get(by, "")) from refused


async def download(actor: Actor, number: str, kind: FileKind) -> bytes:
    """A file as it was produced; that it was taken away is in the trail.

    Raises:
        Refused: `supervisors_only`; `debit_file_unknown`.
    """
    rights.supervisor(actor)
    wanted = (
        select_rows(DebitFile.content)
        .join(DebitBatch, col(DebitBatch.id) == DebitFile.batch_id)
        .where(DebitBatch.number == number, DebitFile.kind == kind)
    )
    async with writing() as session:
        content = (await session.exec(wanted)).first()
        if content is None:
            raise Refused("debit_file_unknown")
        await audit.append(
            session,
            actor=actor.name,
            action="debits.downloaded",
            subject=debit_file.subject(number),
            address=actor.address,
            after={"kind": kind, "business_day": iso(await business.today(session))},
        )
    return content


def _from(actor: Actor) -> AbstractContextManager[None]:
    """Where what is done inside is done from, for the trail."""
    return desk.at(desk.Desk(desk.unchecked, actor.address))


async def _days(session: AsyncSession, today: date) -> list[date]:
    """Days whose debits wait for a file, up to today, and the next one to come."""
    came = await debit_file.days_to_produce(session, today)
    gone = exists().where(col(DebitBatch.day) == _DAY)
    coming = _debits(func.min(_DAY)).where(today < _DAY, ~gone)
    (following,) = (await session.exec(coming)).one()
    return [*came, following] if following else came


async def _waiting(session: AsyncSession, today: date) -> tuple[WaitingDay, ...]:
    days = await _days(session, today)
    known = or_(_DAY.in_(days), and_(today >= _DAY, exists().where(col(DebitBatch.day) == _DAY)))
    sums = _debits(_DAY, func.count(), func.sum(InstalmentRow.amount)).where(known).group_by(_DAY)
    rows: Sequence[Any] = (await session.exec(sums)).all()
    return tuple(_waiting_day(day, rows, days, today) for day in days)


def _waiting_day(
    day: date, rows: Iterable[tuple[date, int, int]], days: list[date], today: date
) -> WaitingDay:
    """A day's own debits, with those left over from earlier days whose files went out without them."""
    taken = [row for row in rows if row[0] == day or (row[0] < day and row[0] not in days)]
    first = day.replace(day=1)
    return WaitingDay(
        day=day,
        debits=sum(row[1] for row in taken),
        total=sum(int(row[2]) for row in taken),
        first=first,
        ready=today >= first,
    )


def _debits(*wanted: Any) -> Any:  # noqa: ANN401 - columns in, a statement out
    """Something of the debits that wait."""
    return (
        select(*wanted)
        .select_from(InstalmentRow)
        .join(RemissionRequest, col(RemissionRequest.id) == InstalmentRow.request_id)
        .where(debit_file.waiting(), may_be_debited())
    )


async def _produced_on(session: AsyncSession, batches: Sequence[BatchView]) -> dict[str, date]:
    """The business day on which each was produced, by its number: what the trail notes of it."""
    subjects = {debit_file.subject(batch.number): batch.number for batch in batches}
    wanted = select_rows(AuditEvent.subject, AuditEvent.after).where(
        AuditEvent.action == "debits.produced", col(AuditEvent.subject).in_(subjects)
    )
    noted = (await session.exec(wanted)).all()
    return {subjects[of]: date.fromisoformat(after["business_day"]) for of, after in noted}
