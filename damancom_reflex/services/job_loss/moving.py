"""A claim's change of status: granted by the database to the first who asks, and noted in the trail."""

from __future__ import annotations

from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex.domain.job_loss import ClaimStatus, move
from damancom_reflex.services import audit, business
from damancom_reflex.services.rows import change_status
from damancom_reflex.store.claims import JobLossClaim


def subject(reference: str) -> str:
    """Name of a claim in the audit trail."""
    return f"claim:{reference}"


async def moved(
    session: AsyncSession, claim: JobLossClaim, after: ClaimStatus, **values: object
) -> ClaimStatus:
    """Change the status; whoever comes second is told.

    Returns:
        The status before.

    Raises:
        TransitionError: `impossible_transition` (`before`, `after`).
    """
    before = ClaimStatus(claim.status)
    move(before, after)
    today = await business.today(session)
    await change_status(session, claim, before, after, status_day=today, **values)
    return before


async def note(
    session: AsyncSession,
    claim: JobLossClaim,
    actor_name: str,
    before: ClaimStatus,
    *,
    address: str = "",
    **more: Any,
) -> None:
    """The change's event in the trail: its name is the status it led to."""
    await audit.append(
        session,
        actor=actor_name,
        action=f"claim.{claim.status.lower()}",
        subject=subject(claim.reference),
        address=address,
        before={"status": before.value},
        after={
            "status": claim.status,
            "revision": claim.revision,
            "business_day": claim.status_day.isoformat(),
            **more,
        },
    )
