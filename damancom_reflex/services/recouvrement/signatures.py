"""The signatures under a validation: one, and above a set amount a second by somebody else. SPEC section 8."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement
from sqlmodel import col, exists, select
from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex.services import business
from damancom_reflex.services.actors import Refused
from damancom_reflex.settings import settings
from damancom_reflex.store.guarantees import RemissionSignature
from damancom_reflex.store.remissions import RemissionRequest


def needed(request: RemissionRequest) -> int:
    """How many signatures its validation takes: 2 when the remission is above the amount set, else 1."""
    return 2 if request.remission > settings().second_signature_above else 1


def is_signed() -> ColumnElement[bool]:
    """Condition on `RemissionRequest`: somebody signed its validation; while it waits, a second one is to."""
    return exists().where(col(RemissionSignature.request_id) == RemissionRequest.id)


async def given(session: AsyncSession, request: RemissionRequest) -> Sequence[RemissionSignature]:
    """The signatures it has, in order."""
    wanted = select(RemissionSignature).where(RemissionSignature.request_id == request.id)
    return (await session.exec(wanted.order_by(col(RemissionSignature.position)))).all()


def down_payment_attested(signed: Sequence[RemissionSignature]) -> bool:
    """Whether one of those who signed attested that the down payment was received."""
    return any(signature.down_payment_received for signature in signed)


async def add(
    session: AsyncSession,
    request: RemissionRequest,
    signer: str,
    *,
    guarantees_sufficient: bool,
    down_payment_received: bool,
) -> int:
    """Sign; how many signatures are still needed.

    Raises:
        Refused: `second_signature_same_person`.
    """
    before = await given(session, request)
    if any(signature.signed_by == signer for signature in before):
        if len(before) < needed(request):
            raise Refused("second_signature_same_person")
        return 0
    session.add(
        RemissionSignature(
            request_id=request.id or 0,
            position=len(before) + 1,
            signed_by=signer,
            guarantees_sufficient=guarantees_sufficient,
            down_payment_received=down_payment_received,
            business_day=await business.today(session),
        )
    )
    await session.flush()
    return max(needed(request) - len(before) - 1, 0)
