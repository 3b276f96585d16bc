"""The bank debits of a working day: produced once as files, counted and signed off by somebody else. SPEC section 8."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy import ColumnElement
from sqlalchemy.orm import aliased
from sqlmodel import and_, col, exists, or_, select
from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex import clock
from damancom_reflex.domain.requests import DebitStatus
from damancom_reflex.domain.working_days import is_working_day
from damancom_reflex.rules.holidays import is_holiday
from damancom_reflex.services import audit, business, desk
from damancom_reflex.services.actors import Refused
from damancom_reflex.services.recouvrement.debit_sheet import FileKind, keep, sheet_of
from damancom_reflex.services.recouvrement.debits import may_be_debited
from damancom_reflex.services.recouvrement.moving import iso
from damancom_reflex.services.rows import changed
from damancom_reflex.services.turns import hold, in_turn
from damancom_reflex.store.debits import DebitBatch, DebitFile
from damancom_reflex.store.engine import reading, writing
from damancom_reflex.store.remissions import InstalmentRow, RemissionRequest

TURN: Final = "debit files"


@dataclass(frozen=True, slots=True)
class BatchView:
    """The debits of a day as they went out.

    Attributes:
        number: of the file.
        day: working day they are taken on.
        debits: how many.
        total: centimes.
        produced_by: who produced it, as the trail says.
        produced_at: when, aware.
        signed_off_by: who counted it; empty before.
        signed_off_on: business day of it.
        sha256: of each file, by its kind.
    """

    number: str
    day: date
    debits: int
    total: int
    produced_by: str
    produced_at: datetime
    signed_off_by: str
    signed_off_on: date | None
    sha256: dict[str, str]


async def produce(day: date, actor_name: str) -> BatchView:
    """Put the debits of a working day into files; asked again, the very same files.

    From the first of its month on: debits begin the month after a validation, so that none can be added by then.

    Args:
        day: working day the bank takes them on.
        actor_name: who produces it, as the audit trail names them.

    Raises:
        Refused: `debit_file_early` (`first`); `no_debits` when none is to be taken that day.
    """
    return (await produce_once(day, actor_name))[0]


async def produce_once(day: date, actor_name: str) -> tuple[BatchView, bool]:
    """The same, and whether it was this call that produced them.

    Raises:
        Refused: as for `produce`.
    """
    async with writing() as session:
        await in_turn(session, TURN)
        known = await _batch(session, day)
        batch = known or await _produced(session, day, actor_name)
        return await _view(session, batch), known is None


async def sign_off(day: date, actor_name: str, *, debits: int, total: int) -> BatchView:
    """Sign the files of a day off, for what the signer counted: from here on they are the bank's.

    Args:
        day: working day of the files.
        actor_name: who counted, as the audit trail names them; never who produced them.
        debits: debits counted.
        total: their sum, centimes.

    Raises:
        Refused: `debit_file_unknown`; `debit_file_signed_off` (`by`), also for the second of two at once;
            `sign_off_same_person`; `count_differs` (`debits`, `total`), what the files hold.
    """
    async with writing() as session:
        await in_turn(session, TURN)
        batch = await _known(session, day)
        _check_signer(batch, actor_name, debits, total)
        given = {
            "signed_off_by": actor_name,
            "signed_off_on": await business.today(session),
            "signed_off_at": clock.now(),
        }
        still = and_(col(DebitBatch.id) == batch.id, col(DebitBatch.signed_off_by) == "")
        if await changed(session, sa.update(DebitBatch).where(still).values(**given)) != 1:
            raise Refused("debit_file_signed_off", by=batch.signed_off_by)
        await session.refresh(batch)
        await _note(session, batch, actor_name, "signed_off")
        return await _view(session, batch)


async def content(day: date, kind: FileKind) -> bytes:
    """A file of a day, as it was produced.

    Raises:
        Refused: `debit_file_unknown`.
    """
    async with reading() as session:
        batch = await _known(session, day)
        wanted = select(DebitFile.content).where(DebitFile.batch_id == batch.id)
        return (await session.exec(wanted.where(DebitFile.kind == kind))).one()


async def batches() -> list[BatchView]:
    """Every day that has files, latest first."""
    async with reading() as session:
        return [batch_view(*row) for row in await session.exec(with_sums())]


def with_sums() -> Any:  # noqa: ANN401 - a statement of rows for `batch_view`
    """Every day that has files with the SHA-256 of each, latest first."""
    csv, xml = aliased(DebitFile), aliased(DebitFile)
    return (
        select(DebitBatch, col(csv.sha256), col(xml.sha256))
        .join(csv, and_(col(csv.batch_id) == DebitBatch.id, col(csv.kind) == "CSV"))
        .join(xml, and_(col(xml.batch_id) == DebitBatch.id, col(xml.kind) == "XML"))
        .order_by(col(DebitBatch.day).desc())
    )


def batch_view(batch: DebitBatch, csv: str, xml: str) -> BatchView:
    """A row of `with_sums`."""
    kept = batch.model_dump(exclude={"id", "signed_off_at"})
    return BatchView(**kept, sha256={"CSV": csv, "XML": xml})


async def days_to_produce(session: AsyncSession, today: date) -> list[date]:
    """Working days up to today whose debits are in no file.

    Debits left over from a day whose files went out without them are taken today, when banks work.
    """
    # SQLModel's own words for what may be selected leave days out.
    day: Any = InstalmentRow.debit_day
    wanted = (
        select(day)
        .join(RemissionRequest, col(RemissionRequest.id) == InstalmentRow.request_id)
        .where(waiting(), may_be_debited(), day <= today)
        .distinct()
    )
    days: set[date] = set((await session.exec(wanted)).all())
    gone: Any = DebitBatch.day
    done = set((await session.exec(select(gone))).all())
    left_over = days & done and is_working_day(today, is_holiday)
    return sorted((days | ({today} if left_over else set())) - done)


def subject(number: str) -> str:
    """Name of a file in the audit trail."""
    return f"debits:{number}"


def _check_signer(batch: DebitBatch, actor_name: str, debits: int, total: int) -> None:
    if batch.signed_off_by:
        raise Refused("debit_file_signed_off", by=batch.signed_off_by)
    if batch.produced_by == actor_name:
        raise Refused("sign_off_same_person")
    if (batch.debits, batch.total) != (debits, total):
        raise Refused("count_differs", debits=batch.debits, total=batch.total)


async def _produced(session: AsyncSession, day: date, actor_name: str) -> DebitBatch:
    first = day.replace(day=1)
    if await business.today(session) < first:
        raise Refused("debit_file_early", first=first)
    # Nobody refuses or breaks a request between our look at it and its debit's way into the file.
    waiting = select(InstalmentRow.request_id).where(_of(day))
    await hold(session, and_(may_be_debited(), col(RemissionRequest.id).in_(waiting)))
    batch = DebitBatch(
        number=f"PR-{day:%Y%m%d}", day=day, debits=0, total=0, produced_by=actor_name
    )
    session.add(batch)
    await session.flush()
    allowed = select(RemissionRequest.id).where(may_be_debited())
    taken = sa.update(InstalmentRow).where(_of(day), col(InstalmentRow.request_id).in_(allowed))
    if not await changed(session, taken.values(batch_id=batch.id, debit_day=day)):
        raise Refused("no_debits")
    sheet = await sheet_of(session, batch)
    batch.debits, batch.total = len(sheet.lines), sheet.total
    session.add(batch)
    await keep(session, batch, sheet)
    await _note(session, batch, actor_name, "produced")
    return batch


def waiting() -> ColumnElement[bool]:
    """Condition on `InstalmentRow`: its debit is in no file."""
    return and_(
        col(InstalmentRow.status) == DebitStatus.SCHEDULED.value,
        col(InstalmentRow.batch_id).is_(None),
    )


def _of(day: date) -> ColumnElement[bool]:
    """Debits of a day; and any of an earlier day whose files went out without it."""
    own = col(InstalmentRow.debit_day)
    gone = exists().where(col(DebitBatch.day) == own, col(DebitBatch.day) < day)
    return and_(waiting(), or_(own == day, gone))


async def _batch(session: AsyncSession, day: date) -> DebitBatch | None:
    wanted = select(DebitBatch).where(DebitBatch.day == day)
    return (await session.exec(wanted.execution_options(populate_existing=True))).first()


async def _known(session: AsyncSession, day: date) -> DebitBatch:
    batch = await _batch(session, day)
    if batch is None:
        raise Refused("debit_file_unknown")
    return batch


async def _sums(session: AsyncSession, batch: DebitBatch) -> dict[str, str]:
    wanted = select(DebitFile.kind, DebitFile.sha256).where(DebitFile.batch_id == batch.id)
    rows: Sequence[tuple[str, str]] = (await session.exec(wanted)).all()
    return dict(sorted(rows))


async def _view(session: AsyncSession, batch: DebitBatch) -> BatchView:
    sums = await _sums(session, batch)
    return batch_view(batch, sums["CSV"], sums["XML"])


async def _note(session: AsyncSession, batch: DebitBatch, actor_name: str, action: str) -> None:
    await audit.append(
        session,
        actor=actor_name,
        action=f"debits.{action}",
        subject=subject(batch.number),
        address=desk.address(),
        after={
            "day": iso(batch.day),
            "debits": batch.debits,
            "total": batch.total,
            "business_day": iso(await business.today(session)),
            **await _sums(session, batch),
        },
    )
