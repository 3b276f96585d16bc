"""Conditional updates: the database decides who was first, and tells how many rows it changed."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import update
from sqlalchemy.sql.dml import UpdateBase
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex.domain.requests import TransitionError
from damancom_reflex.store.claims import JobLossClaim
from damancom_reflex.store.enrolments import EnrolmentRequest
from damancom_reflex.store.remissions import RemissionRequest


async def changed(session: AsyncSession, statement: UpdateBase) -> int:
    """Run an update or a delete.

    How many rows it changed. Rows already read in this session keep their old values.
    """
    result = await session.exec(statement, execution_options={"synchronize_session": False})
    return result.rowcount


async def change_status(
    session: AsyncSession,
    row: EnrolmentRequest | JobLossClaim | RemissionRequest,
    before: StrEnum,
    after: StrEnum,
    **values: object,
) -> None:
    """Change the status of the very revision of a request that was read, and what goes with it.

    Raises:
        TransitionError: `impossible_transition` (`before`, `after`), for whoever comes second.
    """
    table = type(row)
    granted = await changed(
        session,
        update(table)
        .where(
            col(table.id) == row.id,
            col(table.status) == before.value,
            col(table.revision) == row.revision,
        )
        .values(status=after.value, **values),
    )
    if granted != 1:
        raise TransitionError(before=before.value, after=after.value)
    await session.refresh(row)
