"""What time brings to debits: their files on the day, and, when none came back from the bank, that they are collected.

Safe to run twice, and from two machines at once: whoever settles a debit holds its request.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from sqlalchemy import update
from sqlmodel import col, exists, select
from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex.domain.requests import DebitStatus, RemissionStatus
from damancom_reflex.domain.working_days import working_days_after
from damancom_reflex.rules.holidays import is_holiday
from damancom_reflex.rules.remission_life import settlement
from damancom_reflex.services import business
from damancom_reflex.services.actors import Refused
from damancom_reflex.services.recouvrement import debit_file, debits, messages
from damancom_reflex.services.recouvrement.moving import (
    DUE,
    held_request,
    instalments,
    iso,
    moved,
    note,
    touched,
)
from damancom_reflex.services.rows import changed
from damancom_reflex.store.debits import DebitBatch
from damancom_reflex.store.engine import searching, writing
from damancom_reflex.store.remissions import InstalmentRow, RemissionRequest

_SCHEDULED: Final = DebitStatus.SCHEDULED.value


async def produce_files(today: date) -> int:
    """Put the debits of every working day that has come into files; how many days were ours to produce."""
    async with searching() as session:
        days = await debit_file.days_to_produce(session, today)
    done = 0
    for day in days:
        try:
            _, ours = await debit_file.produce_once(day, DUE)
        except Refused as refused:
            # Between the look and the turn, the last debit of the day was refused, or taken by another runner.
            if refused.code != "no_debits":
                raise
        else:
            done += ours
    return done


async def collect(today: date) -> int:
    """Take for collected the debits that the bank did not send back in time; how many."""
    async with searching() as session:
        # Once signed off a batch stays so: what is over now is over for the whole run.
        over = await _over(session, today)
        references = await _concerned(session, over)
    done = 0
    for reference in references:
        async with writing() as session:
            done += await _collect(session, reference, over)
    return done


def settled_from(batch: DebitBatch) -> date | None:
    """Day from which a batch's debits are taken for collected; None while nobody signed it off."""
    if batch.signed_off_on is None:
        return None
    sent = max(batch.day, batch.signed_off_on)
    return working_days_after(sent, settlement(batch.day).working_days, is_holiday)


async def _over(session: AsyncSession, today: date) -> set[int]:
    """Batches that still have debits to settle, and are old enough for it."""
    open_ones = exists().where(
        col(InstalmentRow.batch_id) == DebitBatch.id, col(InstalmentRow.status) == _SCHEDULED
    )
    wanted = select(DebitBatch).where(open_ones, col(DebitBatch.signed_off_on).is_not(None))
    found = (await session.exec(wanted)).all()
    return {batch.id or 0 for batch in found if (settled_from(batch) or date.max) <= today}


async def _concerned(session: AsyncSession, over: set[int]) -> list[str]:
    """References of the requests with debits to collect in these batches."""
    wanted = (
        select(RemissionRequest.reference)
        .join(InstalmentRow, col(InstalmentRow.request_id) == RemissionRequest.id)
        .where(InstalmentRow.status == _SCHEDULED, col(InstalmentRow.batch_id).in_(over))
        .distinct()
    )
    return list((await session.exec(wanted)).all())


async def _collect(session: AsyncSession, reference: str, over: set[int]) -> int:
    """Collect the debits of one request that are due to be, and complete it with the last."""
    request = await held_request(session, reference)
    rows = [
        row
        for row in await instalments(session, request)
        if row.status == _SCHEDULED and row.batch_id in over
    ]
    for row in rows:
        await _settle(session, request, row)
    if rows:
        await _go_on(session, request)
    return len(rows)


async def _settle(session: AsyncSession, request: RemissionRequest, row: InstalmentRow) -> None:
    await changed(
        session,
        update(InstalmentRow)
        .where(col(InstalmentRow.id) == row.id, col(InstalmentRow.status) == _SCHEDULED)
        .values(status=DebitStatus.COLLECTED.value, settled_on=await business.today(session)),
    )
    await touched(session, request)
    await note(
        session,
        request,
        DUE,
        "debit_collected",
        {"debit": row.number, "debit_status": _SCHEDULED},
        debit=row.number,
        amount=row.amount,
        debit_day=iso(row.debit_day),
        debit_status=DebitStatus.COLLECTED.value,
    )


async def _go_on(session: AsyncSession, request: RemissionRequest) -> None:
    """Say which debit comes next; with none left, the request is paid. One broken meanwhile stays broken."""
    rows = await instalments(session, request)
    following = debits.next_debit(rows)
    if request.status != RemissionStatus.VALIDATED:
        return
    if following:
        await touched(session, request, debit_day=following.debit_day)
        return
    before = await moved(session, request, RemissionStatus.COMPLETED, debit_day=None)
    await messages.tell(session, messages.COMPLETED, request)
    paid = debits.paid_in(request, rows)
    await note(session, request, DUE, "completed", {"status": before}, paid=paid)
