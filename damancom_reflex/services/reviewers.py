"""Who reviews, and from which office: what the rights of staff are asked with, read anew at each event."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex.domain.review import SEES, Action, Kind, allowed, sees
from damancom_reflex.services.actors import Actor, Refused
from damancom_reflex.services.postings import Posting, posting_of


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Somebody of the staff, with the place they are posted to now."""

    actor: Actor
    posting: Posting

    def office(self, kind: Kind) -> int | None:
        """Id of the office that this person's requests of a kind belong to; none for no office."""
        return {
            Kind.ENROLMENT: self.posting.agency_id,
            Kind.REMISSION: self.posting.collection_office_id,
            Kind.CLAIM: None,
        }[kind]

    def kinds(self) -> tuple[Kind, ...]:
        """Kinds of request this person sees at all, in order."""
        seen = SEES.get(self.actor.role, {})
        return tuple(kind for kind in Kind if kind in seen)

    def everywhere(self, kind: Kind) -> bool:
        """Whether this person sees requests of a kind in every office."""
        return sees(self.actor.role, kind, own_office=False)

    def sees(self, kind: Kind, office: int | None) -> bool:
        """Whether this person sees a request of a kind that belongs to an office."""
        return sees(self.actor.role, kind, own_office=self._own(kind, office))

    def allowed(self, kind: Kind, state: str, office: int | None) -> tuple[Action, ...]:
        """What this person may do to a request of a kind, in a status, that belongs to an office."""
        return allowed(self.actor.role, kind, state, own_office=self._own(kind, office))

    def _own(self, kind: Kind, office: int | None) -> bool:
        # Two that are missing are not the same office.
        return office is not None and office == self.office(kind)


async def reviewer(session: AsyncSession, actor: Actor) -> Reviewer:
    """The reviewer that an actor is now.

    Raises:
        Refused: `not_allowed` for who is no staff.
    """
    if actor.role not in SEES:
        raise Refused("not_allowed")
    return Reviewer(actor, await posting_of(session, actor.account_id))
