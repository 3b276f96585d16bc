"""Guarantees of a plan: filed at the collection office within the days of the decision, counted down for both sides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import ColumnElement
from sqlmodel import col, exists, select
from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex.domain.money import MOST_CENTIMES, AmountError
from damancom_reflex.domain.requests import RemissionStatus
from damancom_reflex.rules.remission_life import guarantee_kinds
from damancom_reflex.services import business
from damancom_reflex.services.actors import Refused
from damancom_reflex.services.kept import kept
from damancom_reflex.services.recouvrement import messages
from damancom_reflex.services.recouvrement.moving import held_request, iso, note, touched
from damancom_reflex.store.engine import writing
from damancom_reflex.store.guarantees import Guarantee
from damancom_reflex.store.remissions import RemissionRequest

LONGEST_DOCUMENT: Final = 120
"""Characters kept of a document's reference."""


@dataclass(frozen=True, slots=True)
class GuaranteeView:
    """A guarantee that was filed; `amount` in centimes, `kind` a code of `rules.remission_life`."""

    kind: str
    amount: int
    document: str
    received_on: date


@dataclass(frozen=True, slots=True)
class Countdown:
    """How a plan's guarantees stand.

    Attributes:
        due: last day to file them; None for a full payment, which needs none.
        days_left: days until then, 0 on the last one and after; None once nothing is awaited.
        filed: what was filed.
    """

    due: date | None
    days_left: int | None
    filed: tuple[GuaranteeView, ...]

    @property
    def total(self) -> int:
        """What they come to, centimes."""
        return sum(guarantee.amount for guarantee in self.filed)


def has_guarantee() -> ColumnElement[bool]:
    """Condition on `RemissionRequest`: a guarantee was filed, so that it is for the office to decide, not for time."""
    return exists().where(col(Guarantee.request_id) == RemissionRequest.id)


async def filed(session: AsyncSession, request: RemissionRequest) -> Sequence[Guarantee]:
    """The guarantees of a request, as they came."""
    wanted = select(Guarantee).where(Guarantee.request_id == request.id)
    return (await session.exec(wanted.order_by(col(Guarantee.id)))).all()


async def countdown(session: AsyncSession, request: RemissionRequest) -> Countdown:
    """How a plan's guarantees stand today."""
    found = await filed(session, request)
    views = tuple(
        GuaranteeView(row.kind, row.amount, row.document, row.received_on) for row in found
    )
    awaited = request.status == RemissionStatus.AWAITING_GUARANTEES
    if request.guarantees_due is None or not awaited:
        return Countdown(request.guarantees_due, None, views)
    left = (request.guarantees_due - await business.today(session)).days
    return Countdown(request.guarantees_due, max(left, 0), views)


async def register_guarantee(
    reference: str,
    actor_name: str,
    *,
    kind: str,
    amount: int,
    document: str,
    received_on: date | None = None,
) -> None:
    """Register a guarantee that was filed; the employer is told.

    From the first one on the request no longer expires: the office validates it or refuses it.

    Args:
        reference: the request's, however it is typed.
        actor_name: who registers it, as the audit trail names them.
        kind: code of a kind of guarantee.
        amount: what it covers, centimes.
        document: reference of the paper that proves it.
        received_on: business day it was received; today when none is given.

    Raises:
        AmountError: `empty_amount`, `amount_too_large` (`most`).
        Refused: `request_unknown`; `guarantee_kind_unknown` (`kinds`); `guarantee_document_missing`;
            `guarantees_not_awaited` (`status`); `guarantee_in_future`; `guarantee_before_request` (`signed`);
            `guarantee_late` (`due`).
        TransitionError: for the second of two who act at once.
    """
    paper = kept(document.strip(), LONGEST_DOCUMENT)
    _check(kind, amount, paper)
    async with writing() as session:
        request = await held_request(session, reference)
        day = received_on or await business.today(session)
        await _check_day(session, request, day)
        guarantee = Guarantee(
            request_id=request.id or 0,
            kind=kind,
            amount=amount,
            document=paper,
            received_on=day,
            registered_by=actor_name,
        )
        session.add(guarantee)
        await touched(session, request)
        about = {"guarantee": kind, "guarantee_amount": amount, "received_on": iso(day)}
        await messages.tell(session, messages.GUARANTEE, request, **about)
        unchanged = {"status": request.status}
        await note(
            session, request, actor_name, "guarantee_registered", unchanged, **about, document=paper
        )


def _check(kind: str, amount: int, document: str) -> None:
    if kind not in guarantee_kinds():
        raise Refused("guarantee_kind_unknown", kinds=", ".join(guarantee_kinds()))
    if amount <= 0:
        raise AmountError("empty_amount")
    if amount > MOST_CENTIMES:
        raise AmountError("amount_too_large", most=MOST_CENTIMES)
    if not document:
        raise Refused("guarantee_document_missing")


async def _check_day(session: AsyncSession, request: RemissionRequest, day: date) -> None:
    """Whether a guarantee received on a day counts for a request."""
    if request.status != RemissionStatus.AWAITING_GUARANTEES:
        raise Refused("guarantees_not_awaited", status=request.status)
    if day > await business.today(session):
        raise Refused("guarantee_in_future")
    if day < request.business_day:
        raise Refused("guarantee_before_request", signed=request.business_day)
    if request.guarantees_due and day > request.guarantees_due:
        raise Refused("guarantee_late", due=request.guarantees_due)
