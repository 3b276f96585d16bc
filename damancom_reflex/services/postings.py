"""Where an officer is posted: read anew at each event, so that a move counts from the next one. SPEC section 3."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sqlalchemy import delete
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex.services.actors import Refused
from damancom_reflex.services.places import PlaceView, place_view
from damancom_reflex.services.rows import changed
from damancom_reflex.store.accounts import Role
from damancom_reflex.store.affiliates import Agency, CollectionOffice
from damancom_reflex.store.staff import StaffPosting

_WANTED: Final = {
    Role.AGENCY_OFFICER: "agency",
    Role.COLLECTION_OFFICER: "collection_office",
}
"""What place a role belongs to; the others belong to none."""


@dataclass(frozen=True, slots=True)
class Posting:
    """The place of an officer: an agency, a collection office, or neither (claims officers, supervisors)."""

    agency_id: int | None = None
    collection_office_id: int | None = None


async def posting_of(session: AsyncSession, account_id: int) -> Posting:
    """Where an account is posted now; an account without a place has an empty posting."""
    row = await session.get(StaffPosting, account_id, populate_existing=True)
    return Posting(row.agency_id, row.collection_office_id) if row else Posting()


async def place_of(session: AsyncSession, account_id: int) -> PlaceView | None:
    """The place an account is posted to, as screens show it; none when it belongs to none."""
    posting = await posting_of(session, account_id)
    if posting.agency_id is not None:
        return place_view(await session.get_one(Agency, posting.agency_id))
    if posting.collection_office_id is not None:
        return place_view(await session.get_one(CollectionOffice, posting.collection_office_id))
    return None


async def find(
    session: AsyncSession, role: Role, *, agency: str, collection_office: str
) -> Posting:
    """The posting that a role takes with these codes of places, either of them empty.

    Raises:
        Refused: `agency_needed`, `collection_office_needed`; `place_not_wanted` (`role`); `agency_unknown`,
            `collection_office_unknown` (`code`, `codes`).
    """
    wanted = _WANTED.get(role, "")
    given = {
        "agency": agency.strip().upper(),
        "collection_office": collection_office.strip().upper(),
    }
    if any(code for place, code in given.items() if place != wanted):
        raise Refused("place_not_wanted", role=role.value)
    if not wanted:
        return Posting()
    if not given[wanted]:
        raise Refused(f"{wanted}_needed", role=role.value)
    place_id = await _id(session, wanted, given[wanted])
    return Posting(agency_id=place_id) if wanted == "agency" else Posting(None, place_id)


async def put(session: AsyncSession, account_id: int, posting: Posting) -> None:
    """Post an account there from now on, in the caller's transaction; an empty posting leaves it none."""
    await changed(session, delete(StaffPosting).where(col(StaffPosting.account_id) == account_id))
    if posting != Posting():
        session.add(
            StaffPosting(
                account_id=account_id,
                agency_id=posting.agency_id,
                collection_office_id=posting.collection_office_id,
            )
        )
        await session.flush()


async def _id(session: AsyncSession, kind: str, code: str) -> int:
    table = Agency if kind == "agency" else CollectionOffice
    rows = (await session.exec(select(table.code, table.id))).all()
    found = dict(rows).get(code)
    if found is None:
        codes = ", ".join(sorted(known for known, _ in rows)) or "-"
        raise Refused(f"{kind}_unknown", code=code, codes=codes)
    return found
