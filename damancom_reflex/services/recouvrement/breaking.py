"""A request that is broken: a debit rejected, or a promise not kept; what was remitted comes back.

SPEC section 5: an instalment missed cancels the plan, and every remitted amount is reinstated.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import update
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex.domain.remission import Reinstatement, reinstated
from damancom_reflex.domain.requests import DebitStatus, RemissionStatus, move, move_debit
from damancom_reflex.rules.remission_life import breaks, rejections
from damancom_reflex.services import business
from damancom_reflex.services.actors import Refused
from damancom_reflex.services.reasons import on_file, own_words
from damancom_reflex.services.recouvrement import debits, messages
from damancom_reflex.services.recouvrement.moving import (
    held_request,
    instalments,
    iso,
    moved,
    touched,
)
from damancom_reflex.services.recouvrement.moving import note as noted
from damancom_reflex.services.recouvrement.signed import figures
from damancom_reflex.services.rows import changed
from damancom_reflex.store.debits import DebitBatch
from damancom_reflex.store.engine import writing
from damancom_reflex.store.guarantees import ReinstatementRow
from damancom_reflex.store.remissions import InstalmentRow, RemissionRequest

_CANCELLED: Final = RemissionStatus.CANCELLED


async def reject_debit(
    reference: str, actor_name: str, number: int, reason: str, note: str = ""
) -> Reinstatement | None:
    """Record that the bank rejected a debit: the request is broken by it, and the employer told what is owed.

    One that was at the bank when another broke the request is only noted as rejected: it would be taken for collected.

    Args:
        reference: the request's, however it is typed.
        actor_name: who records it, as the audit trail names them.
        number: of the debit, from 1.
        reason: code of a reason of rejection.
        note: what the officer adds for the employer, 500 characters at most.

    Returns:
        What came back, centimes; None when that was settled before.

    Raises:
        Refused: `reason_unknown` (`reasons`); `note_missing`; `request_unknown`; `debit_unknown` (`most`);
            `debit_collected` (`number`); `debit_not_sent` when no file that was signed off has it;
            `earlier_debit_open` (`number`) while one before it is not settled.
        TransitionError: `impossible_transition` (`before`, `after`), also for a debit that was rejected before.
    """
    on_file(reason, rejections(), note)
    async with writing() as session:
        request = await held_request(session, reference)
        rows = await instalments(session, request)
        broken_before = request.status == _CANCELLED and debits.at_the_bank(rows) is not None
        if not broken_before:
            move(RemissionStatus(request.status), _CANCELLED)
        row = await _sent(session, rows, number)
        await _reject(session, row, reason)
        if broken_before:
            await _note_rejected(session, request, actor_name, row, reason)
            return None
        return await _broken(session, request, actor_name, reason, own_words(note), row)


async def cancel(reference: str, actor_name: str, reason: str, note: str = "") -> Reinstatement:
    """Cancel a request whose promises were not kept otherwise than by a rejected debit; the employer is told.

    Args:
        reference: the request's, however it is typed.
        actor_name: who decides, as the audit trail names them.
        reason: code of a reason of break.
        note: what the officer adds for the employer, 500 characters at most.

    Returns:
        What came back, centimes.

    Raises:
        Refused: `reason_unknown` (`reasons`); `note_missing`; `request_unknown`; `debit_at_the_bank` (`day`) while one
            is under way.
        TransitionError: `impossible_transition` (`before`, `after`), also for the second of two who decide at once.
    """
    on_file(reason, breaks(), note)
    async with writing() as session:
        request = await held_request(session, reference)
        move(RemissionStatus(request.status), _CANCELLED)
        sent = debits.at_the_bank(await instalments(session, request))
        if sent:
            raise Refused("debit_at_the_bank", day=sent.debit_day)
        return await _broken(session, request, actor_name, reason, own_words(note), None)


async def _sent(session: AsyncSession, rows: list[InstalmentRow], number: int) -> InstalmentRow:
    """The debit of a number, when the bank has it and nothing before it is open."""
    row = next((row for row in rows if row.number == number), None)
    if row is None:
        raise Refused("debit_unknown", most=len(rows))
    if row.status == DebitStatus.COLLECTED:
        raise Refused("debit_collected", number=number)
    move_debit(DebitStatus(row.status), DebitStatus.REJECTED)
    batch = await session.get(DebitBatch, row.batch_id) if row.batch_id else None
    if batch is None or batch.signed_off_on is None:
        raise Refused("debit_not_sent")
    first = debits.next_debit(rows)
    if first and first.number < number:
        raise Refused("earlier_debit_open", number=first.number)
    return row


async def _reject(session: AsyncSession, row: InstalmentRow, reason: str) -> None:
    """Settle a debit as rejected. Whoever settles it holds its request, so nobody came between."""
    await changed(
        session,
        update(InstalmentRow)
        .where(
            col(InstalmentRow.id) == row.id,
            col(InstalmentRow.status) == DebitStatus.SCHEDULED.value,
        )
        .values(
            status=DebitStatus.REJECTED.value,
            settled_on=await business.today(session),
            rejection_code=reason,
        ),
    )


async def _note_rejected(
    session: AsyncSession,
    request: RemissionRequest,
    actor_name: str,
    row: InstalmentRow,
    reason: str,
) -> None:
    """Say in the trail that one more debit came back: what is owed counts it as unpaid already."""
    await touched(session, request)
    await noted(
        session,
        request,
        actor_name,
        "debit_rejected",
        {"debit": row.number, "debit_status": DebitStatus.SCHEDULED.value},
        debit=row.number,
        amount=row.amount,
        debit_day=iso(row.debit_day),
        debit_status=DebitStatus.REJECTED.value,
        reason=reason,
    )


async def _broken(
    session: AsyncSession,
    request: RemissionRequest,
    actor_name: str,
    reason: str,
    words: str,
    rejected: InstalmentRow | None,
) -> Reinstatement:
    """The change itself: what comes back is frozen, the employer told, the act noted."""
    rows = await instalments(session, request)
    unpaid = next(row.number for row in rows if row.status != DebitStatus.COLLECTED)
    simulation, today = (await figures(session, request))[2], await business.today(session)
    back = reinstated(simulation, unpaid, paid=debits.paid_in(request, rows), on=today)
    session.add(
        ReinstatementRow(
            request_id=request.id or 0,
            missed=rejected.number if rejected else None,
            remission=back.remission,
            generated_surcharge=back.generated_surcharge,
            paid=back.paid,
            owed=back.owed,
            business_day=today,
            decided_by=actor_name,
        )
    )
    # `decided_at` stays: it says when the plan was decided on, and what ended it is in the row above.
    given = {"decision_code": reason, "decision_note": words}
    day = rejected.debit_day if rejected else None
    before = await moved(session, request, _CANCELLED, debit_day=day, **given)
    said = {"reinstated": back.reinstated, "paid": back.paid, "owed": back.owed, "reason": reason}
    amount = rejected.amount if rejected else 0
    await messages.tell(session, messages.BROKEN, request, amount=amount, note=words, **said)
    number = rejected.number if rejected else None
    await noted(session, request, actor_name, "cancelled", {"status": before}, debit=number, **said)
    return back
