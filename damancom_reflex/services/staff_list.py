"""The accounts of staff, as a supervisor sees them. SPEC section 3."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement
from sqlmodel import col, func, or_, select

from damancom_reflex.domain.text import plain_text
from damancom_reflex.services import rights
from damancom_reflex.services.actors import Actor
from damancom_reflex.services.kept import kept
from damancom_reflex.services.paging import Page, one_page
from damancom_reflex.services.places import PlaceView, place_view
from damancom_reflex.store.accounts import Account, Role
from damancom_reflex.store.affiliates import Agency, CollectionOffice
from damancom_reflex.store.engine import reading
from damancom_reflex.store.staff import Authenticator, StaffPosting

LONGEST_SEARCH: Final = 60


@dataclass(frozen=True, slots=True)
class StaffRow:
    """An account of staff.

    Attributes:
        identifier: what they sign in with.
        display_name: who it is.
        role: what they may do.
        place: where they are posted; none for those who belong to no place.
        enrolled: whether an authenticator of theirs counts.
        active: whether the account is open.
    """

    identifier: str
    display_name: str
    role: Role
    place: PlaceView | None
    enrolled: bool
    active: bool


async def staff_accounts(
    actor: Actor, search: str = "", *, page: int = 1, page_size: int = 10
) -> Page[StaffRow]:
    """One page of the accounts of staff, by identifier.

    Args:
        actor: who asks.
        search: part of an identifier or of a name.
        page: from 1; a page past the end gives the last one.
        page_size: rows a page, 100 at most.

    Raises:
        Refused: `supervisors_only`.
    """
    rights.supervisor(actor)
    wanted = [col(Account.role).not_in(rights.EMPLOYERS), *_matching(search)]
    count = select(func.count()).select_from(Account).where(*wanted)
    found: Any = (
        select(Account, Agency, CollectionOffice, col(Authenticator.confirmed_at).is_not(None))
        .outerjoin(StaffPosting, col(StaffPosting.account_id) == col(Account.id))
        .outerjoin(Agency, col(Agency.id) == col(StaffPosting.agency_id))
        .outerjoin(
            CollectionOffice, col(CollectionOffice.id) == col(StaffPosting.collection_office_id)
        )
        .outerjoin(Authenticator, col(Authenticator.account_id) == col(Account.id))
        .where(*wanted)
        .order_by(col(Account.identifier))
    )
    async with reading() as session:
        rows = await one_page(session, found, count, page, page_size)
    return rows.each(lambda row: _row(*row))


def _row(
    account: Account,
    agency: Agency | None,
    office: CollectionOffice | None,
    enrolled: bool,  # noqa: FBT001 - a column of the statement
) -> StaffRow:
    place = agency or office
    return StaffRow(
        identifier=account.identifier,
        display_name=account.display_name,
        role=Role(account.role),
        place=place_view(place) if place else None,
        enrolled=enrolled,
        active=account.active,
    )


def _matching(search: str) -> list[ColumnElement[bool]]:
    text = plain_text(kept(search, LONGEST_SEARCH))
    if not text:
        return []
    return [
        or_(
            col(Account.identifier).icontains(text, autoescape=True),
            col(Account.display_name).icontains(text, autoescape=True),
        )
    ]
