"""What a collection office decides on a signed request: guarantees, validation, refusal, rejected debits, breaks.

SPEC sections 5 and 8. Each decision is one transaction: the request is held, its change granted to the first who asks,
with its messages to the employer and its audit event.
"""

from __future__ import annotations

from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex.domain.requests import RemissionStatus, move
from damancom_reflex.rules.remission_life import refusals
from damancom_reflex.services import business
from damancom_reflex.services.actors import Refused
from damancom_reflex.services.reasons import on_file, own_words
from damancom_reflex.services.recouvrement import debits, messages, signatures
from damancom_reflex.services.recouvrement.breaking import cancel, reject_debit
from damancom_reflex.services.recouvrement.guarantees import filed, register_guarantee
from damancom_reflex.services.recouvrement.moving import (
    held_request,
    iso,
    moved,
    touched,
)
from damancom_reflex.services.recouvrement.moving import note as noted
from damancom_reflex.store.engine import writing
from damancom_reflex.store.remissions import InstalmentRow, RemissionRequest

__all__ = ["cancel", "countersign", "refuse", "register_guarantee", "reject_debit", "validate"]

_S = RemissionStatus


async def validate(
    reference: str,
    actor_name: str,
    *,
    guarantees_sufficient: bool = False,
    down_payment_received: bool = False,
) -> bool:
    """Validate a request: its debits are set from the 10th of the month after today on.

    Above the amount set, the first signature is kept and waits for a second one by somebody else. What an officer says
    of the guarantees and of the down payment matters for instalments only; a down payment is paid in at the office
    before the plan takes effect.

    Args:
        reference: the request's, however it is typed.
        actor_name: who decides, as the audit trail names them.
        guarantees_sufficient: the officer says that the guarantees filed suffice.
        down_payment_received: the officer says that the down payment was paid in.

    Returns:
        Whether it is validated; False when a second signature is still needed.

    Raises:
        Refused: `request_unknown`; `guarantees_missing`; `guarantees_not_sufficient`; `down_payment_not_received`
            (`amount`); `second_signature_same_person`.
        TransitionError: `impossible_transition` (`before`, `after`), also for the second of two who decide at once.
    """
    async with writing() as session:
        request = await held_request(session, reference)
        move(_S(request.status), _S.VALIDATED)
        await _check(
            session,
            request,
            guarantees_sufficient=guarantees_sufficient,
            down_payment_received=down_payment_received,
        )
        missing = await signatures.add(
            session,
            request,
            actor_name,
            guarantees_sufficient=guarantees_sufficient,
            down_payment_received=down_payment_received,
        )
        if missing:
            await touched(session, request)
            unchanged = {"status": request.status}
            await noted(session, request, actor_name, "signed_once", unchanged, missing=missing)
        else:
            await _validated(session, request, actor_name)
        return not missing


async def countersign(reference: str, actor_name: str) -> None:
    """Give the second signature under a validation, on what the first signer said.

    Args:
        reference: the request's, however it is typed.
        actor_name: who signs, as the audit trail names them.

    Raises:
        Refused: `request_unknown`; `nothing_to_countersign`; `second_signature_same_person`.
        TransitionError: as for `validate`.
    """
    async with writing() as session:
        request = await held_request(session, reference)
        move(_S(request.status), _S.VALIDATED)
        first = next(iter(await signatures.given(session, request)), None)
        if first is None:
            raise Refused("nothing_to_countersign")
        await signatures.add(
            session,
            request,
            actor_name,
            guarantees_sufficient=first.guarantees_sufficient,
            down_payment_received=first.down_payment_received,
        )
        await _validated(session, request, actor_name)


async def refuse(reference: str, actor_name: str, reason: str, note: str = "") -> None:
    """Refuse for a reason on file, with the officer's own words.

    Args:
        reference: the request's, however it is typed.
        actor_name: who decides, as the audit trail names them.
        reason: code of a reason of refusal.
        note: what the officer adds for the employer, 500 characters at most.

    Raises:
        Refused: `reason_unknown` (`reasons`); `note_missing`; `request_unknown`.
        TransitionError: as for `validate`.
    """
    on_file(reason, refusals(), note)
    async with writing() as session:
        request = await held_request(session, reference)
        move(_S(request.status), _S.REFUSED)
        words = own_words(note)
        given = {"decision_code": reason, "decision_note": words}
        at = await business.moment(session)
        before = await moved(session, request, _S.REFUSED, decided_at=at, **given)
        signed = await signatures.given(session, request)
        paid = request.down_payment if signatures.down_payment_attested(signed) else 0
        await messages.tell(
            session, messages.REFUSED, request, reason=reason, note=words, paid=paid
        )
        await noted(session, request, actor_name, "refused", {"status": before}, reason=reason)


async def _check(
    session: AsyncSession,
    request: RemissionRequest,
    *,
    guarantees_sufficient: bool,
    down_payment_received: bool,
) -> None:
    """What a plan needs before it is validated; a full payment needs nothing."""
    if request.status != _S.AWAITING_GUARANTEES:
        return
    if not await filed(session, request):
        raise Refused("guarantees_missing")
    if not guarantees_sufficient:
        raise Refused("guarantees_not_sufficient")
    if request.down_payment and not down_payment_received:
        raise Refused("down_payment_not_received", amount=request.down_payment)


async def _validated(session: AsyncSession, request: RemissionRequest, actor_name: str) -> None:
    """The change itself: debits set, employer told, act noted."""
    rows = await debits.schedule(session, request, await business.today(session))
    first = debits.next_debit(rows)
    day = first.debit_day if first else None
    at = await business.moment(session)
    before = await moved(session, request, _S.VALIDATED, decided_at=at, debit_day=day)
    await messages.tell(session, messages.VALIDATED, request, **_first(rows, first))
    signed = [signature.signed_by for signature in await signatures.given(session, request)]
    days = [iso(row.debit_day) for row in rows]
    await noted(
        session, request, actor_name, "validated", {"status": before}, debits=days, signed_by=signed
    )


def _first(rows: list[InstalmentRow], first: InstalmentRow | None) -> dict[str, int]:
    """What a message says of the debits."""
    due = first.debit_due if first else None
    return {
        "amount": first.amount if first else 0,
        "debits": len(rows),
        "day_of_month": due.day if due else 0,
    }
