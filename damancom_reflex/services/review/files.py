"""A file: what was asked, as the employer sees it, who has it in hand, what happened to it, and what one may do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex.domain.requests import RemissionStatus
from damancom_reflex.domain.review import Action, Kind, kind_of
from damancom_reflex.services import enrolment, job_loss, recouvrement
from damancom_reflex.services.actors import Actor, Refused
from damancom_reflex.services.enrolment.views import FiledView
from damancom_reflex.services.job_loss.views import ClaimView
from damancom_reflex.services.recouvrement import signatures
from damancom_reflex.services.recouvrement.life import LifeView, life_of
from damancom_reflex.services.recouvrement.views import RequestView
from damancom_reflex.services.references import read_reference
from damancom_reflex.services.review import hands
from damancom_reflex.services.review.past import Act, past, subject
from damancom_reflex.services.reviewers import Reviewer, reviewer
from damancom_reflex.store.affiliates import Affiliate
from damancom_reflex.store.claims import JobLossClaim
from damancom_reflex.store.engine import reading, writing
from damancom_reflex.store.enrolments import EnrolmentRequest
from damancom_reflex.store.remissions import RemissionRequest

Row = EnrolmentRequest | RemissionRequest | JobLossClaim

TABLES: Final[Mapping[Kind, type[Row]]] = {
    Kind.ENROLMENT: EnrolmentRequest,
    Kind.REMISSION: RemissionRequest,
    Kind.CLAIM: JobLossClaim,
}


@dataclass(frozen=True, slots=True)
class FileView:
    """A file that staff opened.

    Attributes:
        kind: of the request.
        reference: as printed.
        status: by its text.
        seen: what a decision is taken on; given back with it, so that one on something older is refused.
        request: what was asked, as the employer sees it.
        life: what became of a remission: guarantees, signatures, debits; none for other kinds.
        hand: who has it in hand; none for nobody.
        mine: whether that is who asks.
        actions: what who asks may do to it now.
        acts: what happened to it, latest first.
    """

    kind: Kind
    reference: str
    status: str
    seen: str
    request: FiledView | RequestView | ClaimView
    life: LifeView | None
    hand: hands.Hand | None
    mine: bool
    actions: tuple[Action, ...]
    acts: tuple[Act, ...]


async def file(actor: Actor, reference: str) -> FileView:
    """A file of a kind and an office that one sees.

    Raises:
        Refused: `not_allowed` for who is no staff; `file_unknown`: one answer for what is not there and what is not
            theirs to see.
    """
    async with reading() as session:
        who = await reviewer(session, actor)
        kind, row = await found(session, who, reference)
        plain = row.reference or ""
        office = await office_of(session, row)
        life = await life_of(session, row) if isinstance(row, RemissionRequest) else None
        first = await _first_signer(session, row)
        hand = await hands.hand_of(session, plain)
        acts = await past(session, subject(kind, plain))
    return FileView(
        kind=kind,
        reference=plain,
        status=row.status,
        seen=stamp(row),
        request=await _as_asked(actor, kind, plain),
        life=life,
        hand=hand,
        mine=hand is not None and hand.account_id == actor.account_id,
        actions=_possible(who.allowed(kind, row.status, office), actor, first, life),
        acts=acts,
    )


async def take(actor: Actor, reference: str) -> None:
    """Take a file in hand.

    Raises:
        Refused: `file_in_other_hands` (`name`, `since`); `file_unknown`; `action_not_allowed`; `not_allowed`.
    """
    async with writing() as session:
        kind, plain = await _to_hold(session, actor, reference)
        await hands.take(session, actor, plain, subject(kind, plain))


async def take_over(actor: Actor, reference: str) -> None:
    """Take a file out of somebody else's hands; the trail tells it.

    Raises:
        Refused: `file_unknown`; `action_not_allowed`; `not_allowed`.
    """
    async with writing() as session:
        kind, plain = await _to_hold(session, actor, reference)
        await hands.take_over(session, actor, plain, subject(kind, plain))


async def give_back(actor: Actor, reference: str) -> None:
    """Give a file back, for others to take.

    Raises:
        Refused: `file_unknown`; `action_not_allowed`; `not_allowed`.
    """
    async with writing() as session:
        kind, plain = await _to_hold(session, actor, reference)
        await hands.give_back(session, actor, plain, subject(kind, plain))


async def found(session: AsyncSession, who: Reviewer, reference: str) -> tuple[Kind, Row]:
    """The row of a request that a reviewer sees.

    Raises:
        Refused: `file_unknown`.
    """
    kind = kind_of(reference)
    row = await _row(session, kind, reference) if kind else None
    if kind is None or row is None or not who.sees(kind, await office_of(session, row)):
        raise Refused("file_unknown")
    return kind, row


async def office_of(session: AsyncSession, row: Row) -> int | None:
    """Id of the office that a request belongs to; none for a claim, which is every officer's."""
    if isinstance(row, EnrolmentRequest):
        return row.agency_id
    if isinstance(row, JobLossClaim):
        return None
    office = select(Affiliate.collection_office_id).where(Affiliate.id == row.affiliate_id)
    return (await session.exec(office)).one()


def stamp(row: Row) -> str:
    """What changes with every act that a decision must know of."""
    return f"{row.reference}.{row.status}.{row.revision}"


async def _row(session: AsyncSession, kind: Kind, reference: str) -> Row | None:
    table: Any = TABLES[kind]
    plain = read_reference(kind.value, reference)
    wanted = select(table).where(col(table.reference) == plain)
    return (await session.exec(wanted.execution_options(populate_existing=True))).first()


async def _to_hold(session: AsyncSession, actor: Actor, reference: str) -> tuple[Kind, str]:
    """Kind and plain reference of a file that one may have in hand: one may do something to it.

    Raises:
        Refused: `file_unknown`; `action_not_allowed`; `not_allowed`.
    """
    who = await reviewer(session, actor)
    kind, row = await found(session, who, reference)
    if not who.allowed(kind, row.status, await office_of(session, row)):
        raise Refused("action_not_allowed")
    return kind, row.reference or ""


async def _as_asked(
    actor: Actor, kind: Kind, reference: str
) -> FiledView | RequestView | ClaimView:
    """What was asked, read with the right of who asks."""
    if kind is Kind.ENROLMENT:
        return await enrolment.filed(actor, reference)
    if kind is Kind.REMISSION:
        return await recouvrement.request(actor, reference)
    return await job_loss.claim(actor, reference)


async def _first_signer(session: AsyncSession, row: Row) -> str:
    """Who gave the first signature under a remission, as the trail names them; empty for nobody."""
    given = await signatures.given(session, row) if isinstance(row, RemissionRequest) else ()
    return given[0].signed_by if given else ""


def _possible(
    actions: tuple[Action, ...], actor: Actor, first: str, life: LifeView | None
) -> tuple[Action, ...]:
    """What is left to do once signatures and debits are looked at.

    The first signer waits for somebody else's; of a plan that is broken, only what is still at the bank may come back.
    """
    left = {Action.VALIDATE} if first else {Action.COUNTERSIGN}
    left |= {Action.COUNTERSIGN} if first == actor.name else set()
    if life and life.status is RemissionStatus.CANCELLED and not life.at_the_bank:
        left |= {Action.REJECT_DEBIT}
    return tuple(action for action in actions if action not in left)
