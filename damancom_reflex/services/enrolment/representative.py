"""Step 2: the legal representative's identity, looked up in the register. SPEC section 6."""

from __future__ import annotations

from dataclasses import replace

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex.domain.enrolment.steps import EnrolmentStep
from damancom_reflex.services import audit, limits
from damancom_reflex.services.actors import Refused
from damancom_reflex.services.enrolment.access import Dossier, to_change
from damancom_reflex.services.enrolment.standing import (
    identity_looked_up,
    standing,
    typed_identity,
)
from damancom_reflex.services.enrolment.viewed import MOST_IDENTITIES, view
from damancom_reflex.services.enrolment.views import Applicant, DraftView
from damancom_reflex.store.affiliates import LegalRepresentative
from damancom_reflex.store.engine import writing


async def check_identity(applicant: Applicant, draft_id: str, version: int) -> DraftView:
    """Look up the identity typed among the representatives of this affiliate, and of no other.

    Five identities a request, and ten an hour for a company from one address, however many requests it begins. The one
    that was looked up last is not looked up again, nor counted.

    Raises:
        DomainError: the field's, when no such document exists: nothing is counted.
        Refused: `identity_tries_exhausted`; `too_many_requests` (`until`); `changed_elsewhere` (`version`, `saved_at`);
            `step_not_reached` (`step`); or those of `opened`.
    """
    async with writing() as session:
        found = await to_change(session, applicant, draft_id)
        found.at_version(version)
        standing(found).at(EnrolmentStep.REPRESENTATIVE)
        identity = typed_identity(found.request.typed)
        if identity_looked_up(found.request):
            return view(found)
        if found.request.identity_tries >= MOST_IDENTITIES:
            raise Refused("identity_tries_exhausted")
        await limits.count_identity(applicant.visitor.address, found.request.affiliate_id)
        found = await _look_up(session, found, identity)
        await audit.append(
            session,
            actor=applicant.visitor.name,
            action="enrolment.identity_looked_up",
            subject=found.subject,
            address=applicant.visitor.address,
            after={
                "tries": found.request.identity_tries,
                "in_register": found.representative is not None,
            },
        )
        return view(found)


async def _look_up(session: AsyncSession, found: Dossier, identity: str) -> Dossier:
    kind, _, number = identity.partition(":")
    named = select(LegalRepresentative).where(
        LegalRepresentative.affiliate_id == found.request.affiliate_id,
        LegalRepresentative.identity_kind == kind,
        LegalRepresentative.identity_number == number,
        col(LegalRepresentative.active).is_(True),
    )
    row = (await session.exec(named)).first()
    found.request.identity_tries += 1
    found.request.identity_proved = identity
    found.request.representative_id = row.id if row else None
    found.touch()
    return replace(found, representative=row)
