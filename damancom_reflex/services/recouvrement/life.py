"""What became of a signed request: guarantees, signatures, debits, and how it ended. The same for both sides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex.domain.requests import DebitStatus, RemissionStatus
from damancom_reflex.services.actors import Actor, Refused
from damancom_reflex.services.recouvrement import debits, signatures
from damancom_reflex.services.recouvrement.guarantees import Countdown, countdown
from damancom_reflex.services.recouvrement.moving import instalments
from damancom_reflex.services.recouvrement.signed import to_be_seen_by
from damancom_reflex.services.references import REMISSION, read_reference
from damancom_reflex.store.affiliates import Affiliate
from damancom_reflex.store.engine import reading
from damancom_reflex.store.guarantees import ReinstatementRow
from damancom_reflex.store.remissions import InstalmentRow, RemissionRequest


@dataclass(frozen=True, slots=True)
class DebitView:
    """A debit of a request.

    Attributes:
        number: from 1.
        due: day signed for.
        debit_due: the 10th it falls on; None before validation.
        debit_day: working day the bank takes it on; None before validation.
        amount: centimes.
        status: where it stands.
        sent: whether it is in a file for the bank.
        settled_on: business day it was collected or rejected; None before.
        rejection_code: why the bank returned it; empty when it did not.
    """

    number: int
    due: date
    debit_due: date | None
    debit_day: date | None
    amount: int
    status: DebitStatus
    sent: bool
    settled_on: date | None
    rejection_code: str


@dataclass(frozen=True, slots=True)
class BreakView:
    """What a break brought back, centimes; `missed` is the debit rejected, None for another broken promise."""

    business_day: date
    missed: int | None
    remission: int
    generated_surcharge: int
    paid: int
    owed: int


@dataclass(frozen=True, slots=True)
class LifeView:
    """What became of a signed request.

    Attributes:
        status: where it stands.
        status_day: business day since when.
        revision: rises with each act on it.
        countdown: its guarantees.
        signatures: given under its validation.
        signatures_needed: 2 for a large remission, else 1.
        debits: in their order.
        paid: centimes paid in so far.
        reason: code of why it was refused or cancelled; empty otherwise.
        note: the officer's own words.
        broken: what came back, None when nothing did.
    """

    status: RemissionStatus
    status_day: date | None
    revision: int
    countdown: Countdown
    signatures: int
    signatures_needed: int
    debits: tuple[DebitView, ...]
    paid: int
    reason: str
    note: str
    broken: BreakView | None

    @property
    def at_the_bank(self) -> bool:
        """Whether a debit is in a file and its end not known."""
        return any(row.sent and row.status is DebitStatus.SCHEDULED for row in self.debits)


async def life(actor: Actor, reference: str) -> LifeView:
    """What became of a request of an affiliate this account acts for, or that an officer may see.

    Raises:
        Refused: `request_unknown`; `not_allowed` for staff of another kind.
    """
    async with reading() as session:
        wanted = (
            select(RemissionRequest)
            .join(Affiliate, col(Affiliate.id) == RemissionRequest.affiliate_id)
            .where(await to_be_seen_by(session, actor))
            .where(RemissionRequest.reference == read_reference(REMISSION, reference))
        )
        request = (await session.exec(wanted)).first()
        if request is None:
            raise Refused("request_unknown")
        return await life_of(session, request)


async def life_of(session: AsyncSession, request: RemissionRequest) -> LifeView:
    """The same of a row that was read."""
    rows = await instalments(session, request)
    signed = await signatures.given(session, request)
    attested = signatures.down_payment_attested(signed)
    paid = debits.paid_in(request, rows, attested=attested)
    return LifeView(
        status=RemissionStatus(request.status),
        status_day=request.status_day,
        revision=request.revision,
        countdown=await countdown(session, request),
        signatures=len(signed),
        signatures_needed=signatures.needed(request),
        debits=tuple(_debit(row) for row in rows),
        paid=paid,
        reason=request.decision_code,
        note=request.decision_note,
        broken=await _broken(session, request, paid),
    )


def _debit(row: InstalmentRow) -> DebitView:
    return DebitView(
        number=row.number,
        due=row.due,
        debit_due=row.debit_due,
        debit_day=row.debit_day,
        amount=row.amount,
        status=DebitStatus(row.status),
        sent=row.batch_id is not None,
        settled_on=row.settled_on,
        rejection_code=row.rejection_code,
    )


async def _broken(session: AsyncSession, request: RemissionRequest, paid: int) -> BreakView | None:
    """What came back; a debit that the bank still took since then is no longer owed."""
    wanted = select(ReinstatementRow).where(ReinstatementRow.request_id == request.id)
    row = (await session.exec(wanted)).first()
    if row is None:
        return None
    return BreakView(
        business_day=row.business_day,
        missed=row.missed,
        remission=row.remission,
        generated_surcharge=row.generated_surcharge,
        paid=row.paid,
        owed=row.owed - (paid - row.paid),
    )
