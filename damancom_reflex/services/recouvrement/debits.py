"""Bank debits of a request: when they run, where they stand, what was paid in."""

from __future__ import annotations

from datetime import date
from typing import Final

from sqlalchemy import ColumnElement
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex.domain.requests import DebitStatus, RemissionStatus
from damancom_reflex.domain.working_days import debit_days, working_day_from
from damancom_reflex.rules.holidays import is_holiday
from damancom_reflex.services.recouvrement import rulebook
from damancom_reflex.services.recouvrement.moving import instalments
from damancom_reflex.store.remissions import InstalmentRow, RemissionRequest

_SCHEDULED: Final = DebitStatus.SCHEDULED.value
_VALIDATED: Final = frozenset(
    {RemissionStatus.VALIDATED, RemissionStatus.COMPLETED, RemissionStatus.CANCELLED}
)
"""Statuses of a plan that an officer validated."""


async def schedule(
    session: AsyncSession, request: RemissionRequest, validated: date
) -> list[InstalmentRow]:
    """Set the day of every debit that no file has yet.

    SPEC section 5: the 10th of each month after validation, or the next working day.
    The days signed for stay.

    Args:
        session: of the transaction that validates.
        request: whose debits.
        validated: business day of it.
    """
    policies = await rulebook.policies(session, request.decision_id or 0)
    policy = rulebook.decision_of(request.decision_id, policies)
    rows = await instalments(session, request)
    waiting = [row for row in rows if row.batch_id is None]
    days = debit_days(validated, len(waiting), policy.debit_day)
    for row, day in zip(waiting, days, strict=True):
        row.debit_due, row.debit_day = day, working_day_from(day, is_holiday)
        session.add(row)
    await session.flush()
    return rows


def may_be_debited() -> ColumnElement[bool]:
    """Condition on `RemissionRequest`: its debits may go to the bank, now that an office validated it."""
    return col(RemissionRequest.status) == RemissionStatus.VALIDATED.value


def at_the_bank(rows: list[InstalmentRow]) -> InstalmentRow | None:
    """The first debit that is in a file and whose end is not known, if any."""
    return next((row for row in rows if row.batch_id and row.status == _SCHEDULED), None)


def next_debit(rows: list[InstalmentRow]) -> InstalmentRow | None:
    """The next debit to run, if any is left."""
    return next((row for row in rows if row.status == _SCHEDULED), None)


def paid_in(request: RemissionRequest, rows: list[InstalmentRow], *, attested: bool = False) -> int:
    """What was paid, centimes: the down payment, which an officer attests at validation, and the debits collected.

    Args:
        request: what it was paid under.
        rows: its debits.
        attested: of a request that was not validated, whether somebody attested the down payment all the same.
    """
    collected = sum(row.amount for row in rows if row.status == DebitStatus.COLLECTED)
    paid_down = attested or request.status in _VALIDATED
    return (request.down_payment if paid_down else 0) + collected
