"""A signed request in the hands of who acts on it: held, moved on, noted in the trail."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex.domain.requests import RemissionStatus, move
from damancom_reflex.services import audit, business, desk
from damancom_reflex.services.actors import Refused
from damancom_reflex.services.references import REMISSION, read_reference
from damancom_reflex.services.rows import change_status
from damancom_reflex.services.turns import hold
from damancom_reflex.store.remissions import InstalmentRow, RemissionRequest

DUE: Final = "system:due"
"""Who does what time brings, in the trail."""


def subject(reference: str) -> str:
    """Name of a request in the audit trail."""
    return f"remission:{reference}"


async def held_request(session: AsyncSession, reference: str) -> RemissionRequest:
    """A request by its reference, however it is typed, held until this transaction ends.

    Raises:
        Refused: `request_unknown`.
    """
    wanted = col(RemissionRequest.reference) == read_reference(REMISSION, reference)
    await hold(session, wanted)
    found = await session.exec(
        select(RemissionRequest).where(wanted).execution_options(populate_existing=True)
    )
    request = found.first()
    if request is None:
        raise Refused("request_unknown")
    await desk.admit(session, request)
    return request


async def instalments(session: AsyncSession, request: RemissionRequest) -> list[InstalmentRow]:
    """The due payments of a request, in order."""
    wanted = select(InstalmentRow).where(InstalmentRow.request_id == request.id)
    found = await session.exec(
        wanted.order_by(col(InstalmentRow.number)).execution_options(populate_existing=True)
    )
    return list(found.all())


async def moved(
    session: AsyncSession, request: RemissionRequest, after: RemissionStatus, **values: object
) -> RemissionStatus:
    """Change the status; whoever comes second is told.

    Returns:
        The status before.

    Raises:
        TransitionError: `impossible_transition` (`before`, `after`).
    """
    before = RemissionStatus(request.status)
    move(before, after)
    today = await business.today(session)
    await _granted(session, request, before, after, status_day=today, **values)
    return before


async def touched(session: AsyncSession, request: RemissionRequest, **values: object) -> None:
    """Count an act that leaves the status as it is, so that who looked before it can be told.

    Raises:
        TransitionError: when another act came first.
    """
    status = RemissionStatus(request.status)
    await _granted(session, request, status, status, **values)


async def note(
    session: AsyncSession,
    request: RemissionRequest,
    actor_name: str,
    action: str,
    before: Mapping[str, Any],
    **more: Any,
) -> None:
    """An act's event in the trail.

    Args:
        session: of the transaction that did it.
        request: as it is now.
        actor_name: who did it.
        action: the word after `remission.`.
        before: what it was, plain JSON values.
        more: what it became, besides status, revision and business day.
    """
    await audit.append(
        session,
        actor=actor_name,
        action=f"remission.{action}",
        subject=subject(request.reference),
        address=desk.address(),
        before=before,
        after={
            "status": request.status,
            "revision": request.revision,
            "business_day": (await business.today(session)).isoformat(),
            **more,
        },
    )


def iso(day: date | None) -> str:
    """A day as events and messages hold it; empty for none."""
    return day.isoformat() if day else ""


async def _granted(
    session: AsyncSession,
    request: RemissionRequest,
    before: RemissionStatus,
    after: RemissionStatus,
    **values: object,
) -> None:
    revision = request.revision + 1
    await change_status(session, request, before, after, revision=revision, **values)
