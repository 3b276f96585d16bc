"""Who an officer is: what the entry page of their space shows."""

from __future__ import annotations

from dataclasses import dataclass

from damancom_reflex.services import backup_codes, rights
from damancom_reflex.services.actors import Actor
from damancom_reflex.services.places import PlaceView
from damancom_reflex.services.postings import place_of
from damancom_reflex.store.accounts import Role
from damancom_reflex.store.engine import reading


@dataclass(frozen=True, slots=True)
class StaffSpace:
    """An officer.

    Attributes:
        role: what they may do.
        place: the agency or the collection office they belong to; none for those who belong to none.
        backup_codes: how many of their backup codes still serve.
    """

    role: Role
    place: PlaceView | None
    backup_codes: int


async def space(actor: Actor) -> StaffSpace:
    """The space of an officer, as it is now.

    Raises:
        Refused: `staff_only`.
    """
    rights.staff(actor)
    async with reading() as session:
        place = await place_of(session, actor.account_id)
    return StaffSpace(actor.role, place, await backup_codes.left(actor.account_id))
