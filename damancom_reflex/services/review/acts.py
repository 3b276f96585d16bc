"""What a reviewer does to a request: the rights asked again, the file in their hands, then the decision itself.

Nothing is decided here: the services of each kind do that, each in one transaction, and the check runs inside it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Final

from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex import rules
from damancom_reflex.domain.dates import parse_day
from damancom_reflex.domain.money import parse_amount
from damancom_reflex.domain.review import FINAL, Action, Kind, kind_of
from damancom_reflex.rules import Reason, remission_life
from damancom_reflex.services import desk
from damancom_reflex.services.actors import Actor, Refused
from damancom_reflex.services.enrolment import decisions as enrolments
from damancom_reflex.services.job_loss import decisions as claims
from damancom_reflex.services.recouvrement import decisions as remissions
from damancom_reflex.services.review import hands
from damancom_reflex.services.review.files import found, office_of, stamp
from damancom_reflex.services.review.past import subject
from damancom_reflex.services.reviewers import reviewer
from damancom_reflex.store.rehearsal import rehearsing


@dataclass(frozen=True, slots=True)
class Given:
    """What an officer typed with a decision, as typed; each action takes what is its own.

    Attributes:
        reason: code of a reason on file.
        note: the officer's own words.
        rib: account number on the stamped form of an enrolment.
        guarantee: code of a kind of guarantee.
        amount: what the guarantee covers.
        document: reference of the paper that proves it.
        received_on: day it was received; empty for today.
        sufficient: the guarantees filed suffice.
        paid_down: the down payment was paid in.
        debit: number of the debit the bank rejected.
    """

    reason: str = ""
    note: str = ""
    rib: str = ""
    guarantee: str = ""
    amount: str = ""
    document: str = ""
    received_on: str = ""
    sufficient: bool = False
    paid_down: bool = False
    debit: int = 0


Doing = Callable[[str, str, Given], Awaitable[object]]
"""A decision: reference, name in the trail of who decides, what they typed."""


async def act(actor: Actor, reference: str, action: Action, seen: str, given: Given) -> None:
    """Do something to a request, when one may: asked again inside the decision's own transaction.

    Args:
        actor: who decides.
        reference: the request's, however it is typed.
        action: what is done.
        seen: the request's stamp as the officer saw it; a decision on anything older is refused.
        given: what they typed.

    Raises:
        Refused: `not_allowed` for who is no staff; `file_unknown`; `action_not_allowed`; `changed_meanwhile`;
            `file_in_other_hands` (`name`, `since`); those of the decision.
        DomainError: those of the decision.
    """
    kind = kind_of(reference)
    doing = _DOINGS.get((kind, action)) if kind else None
    if doing is None:
        raise Refused("action_not_allowed")
    with desk.at(desk.Desk(_check(actor, action, seen), actor.address)):
        await doing(reference, actor.name, given)


async def rehearse(actor: Actor, reference: str, action: Action, seen: str, given: Given) -> None:
    """Refuse what `act` would refuse now, for the question before it; nothing is done.

    Raises:
        Refused: those of `act`.
        DomainError: those of the decision.
    """
    with rehearsing():
        await act(actor, reference, action, seen, given)


def reasons(kind: Kind, action: Action) -> Mapping[str, Reason]:
    """Reasons on file for a decision, by code; none when it asks for none."""
    made = _REASONS.get((kind, action))
    return made() if made else {}


def _check(actor: Actor, action: Action, seen: str) -> desk.Check:
    """What must hold of a request when the decision on it has read it."""

    async def check(session: AsyncSession, request: desk.Request) -> None:
        who = await reviewer(session, actor)
        reference = request.reference or ""
        kind, _ = await found(session, who, reference)
        if stamp(request) != seen:
            raise Refused("changed_meanwhile")
        if action not in who.allowed(kind, request.status, await office_of(session, request)):
            raise Refused("action_not_allowed")
        await hands.take(session, actor, reference, subject(kind, reference))
        if action in FINAL:
            await hands.let_go(session, reference, actor.account_id)

    return check


async def _register_guarantee(reference: str, name: str, given: Given) -> None:
    await remissions.register_guarantee(
        reference,
        name,
        kind=given.guarantee,
        amount=parse_amount(given.amount),
        document=given.document,
        received_on=parse_day(given.received_on) if given.received_on.strip() else None,
    )


async def _validate_remission(reference: str, name: str, given: Given) -> None:
    await remissions.validate(
        reference,
        name,
        guarantees_sufficient=given.sufficient,
        down_payment_received=given.paid_down,
    )


_DOINGS: Final[Mapping[tuple[Kind, Action], Doing]] = {
    (Kind.ENROLMENT, Action.RECEIVE): lambda of, by, _: enrolments.receive(of, by),
    (Kind.ENROLMENT, Action.VALIDATE): lambda of, by, it: enrolments.validate(of, by, it.rib),
    (Kind.ENROLMENT, Action.REQUEST_CORRECTION): lambda of, by, it: enrolments.request_correction(
        of, by, it.reason, it.note
    ),
    (Kind.ENROLMENT, Action.REFUSE): lambda of, by, it: enrolments.refuse(
        of, by, it.reason, it.note
    ),
    (Kind.REMISSION, Action.REGISTER_GUARANTEE): _register_guarantee,
    (Kind.REMISSION, Action.VALIDATE): _validate_remission,
    (Kind.REMISSION, Action.COUNTERSIGN): lambda of, by, _: remissions.countersign(of, by),
    (Kind.REMISSION, Action.REFUSE): lambda of, by, it: remissions.refuse(
        of, by, it.reason, it.note
    ),
    (Kind.REMISSION, Action.REJECT_DEBIT): lambda of, by, it: remissions.reject_debit(
        of, by, it.debit, it.reason, it.note
    ),
    (Kind.REMISSION, Action.CANCEL): lambda of, by, it: remissions.cancel(
        of, by, it.reason, it.note
    ),
    (Kind.CLAIM, Action.TAKE_UP): lambda of, by, _: claims.take_up(of, by),
    (Kind.CLAIM, Action.ACCEPT): lambda of, by, it: claims.accept(of, by, it.note),
    (Kind.CLAIM, Action.REQUEST_CORRECTION): lambda of, by, it: claims.request_correction(
        of, by, it.reason, it.note
    ),
    (Kind.CLAIM, Action.REFUSE): lambda of, by, it: claims.refuse(of, by, it.reason, it.note),
}

_REASONS: Final[Mapping[tuple[Kind, Action], Callable[[], Mapping[str, Reason]]]] = {
    (Kind.ENROLMENT, Action.REQUEST_CORRECTION): rules.correction_reasons,
    (Kind.ENROLMENT, Action.REFUSE): rules.refusal_reasons,
    (Kind.REMISSION, Action.REFUSE): remission_life.refusals,
    (Kind.REMISSION, Action.REJECT_DEBIT): remission_life.rejections,
    (Kind.REMISSION, Action.CANCEL): remission_life.breaks,
    (Kind.CLAIM, Action.REQUEST_CORRECTION): rules.job_loss_corrections,
    (Kind.CLAIM, Action.REFUSE): rules.job_loss_refusals,
}
