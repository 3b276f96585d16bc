"""Where an officer is posted: read anew at each event, so that a move counts from the next one."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex.store.staff import StaffPosting


@dataclass(frozen=True, slots=True)
class Posting:
    """The place of an officer: an agency, a collection office, or neither (claims officers, supervisors)."""

    agency_id: int | None = None
    collection_office_id: int | None = None


async def posting_of(session: AsyncSession, account_id: int) -> Posting:
    """Where an account is posted now; an account without a place has an empty posting."""
    row = await session.get(StaffPosting, account_id, populate_existing=True)
    return Posting(row.agency_id, row.collection_office_id) if row else Posting()
