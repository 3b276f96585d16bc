"""Signing: one transaction gives the request, its instalments, the consent, the messages and the audit event.

However often and from wherever a draft is signed, there is one request; and one open request per affiliate, whoever
signs. The database holds both (`remission_request.draft_id` and the index of open requests); the code says it well.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex import clock
from damancom_reflex.domain.calendar import next_debit_day
from damancom_reflex.domain.remission import PaymentMode, Simulation
from damancom_reflex.domain.requests import RemissionStatus, RemissionStep
from damancom_reflex.services import audit
from damancom_reflex.services.actors import Actor, Refused
from damancom_reflex.services.held import held
from damancom_reflex.services.recouvrement import messages
from damancom_reflex.services.recouvrement.journey import Journey
from damancom_reflex.services.recouvrement.opening import load, look
from damancom_reflex.services.recouvrement.plans import standing
from damancom_reflex.services.references import REMISSION, new_reference
from damancom_reflex.store.engine import writing
from damancom_reflex.store.remissions import Consent, InstalmentRow, RemissionRequest


async def sign(actor: Actor, draft_id: str, shown: str = "") -> str:
    """Sign the draft: the reference of its request, the same however often it is asked.

    Args:
        actor: who signs.
        draft_id: the draft.
        shown: fingerprint of the plan the page showed (`TermsView.plan`); empty for the one that was accepted.

    Raises:
        Refused: `plan_changed` when another tab changed it since; `open_request_exists` (`reference`, `office`,
            `office_address`, `office_phone`) when another draft of the affiliate was signed; `may_not_sign`;
            `step_not_reached` (`step`) when something changed since the terms were accepted; `nothing_owed`;
            `draft_unknown`.
    """
    try:
        async with writing() as session:
            return await _sign(session, actor, draft_id, shown)
    except IntegrityError:
        # Another process signed between our look and our writing: its request is there to read.
        found = await look(actor, draft_id)
        if found.signed_reference:
            return found.signed_reference
        found.at(RemissionStep.AFFILIATE)
        raise


async def _sign(session: AsyncSession, actor: Actor, draft_id: str, shown: str) -> str:
    found = await load(session, actor, draft_id, to_write=True, fresh=True)
    if found.signed_reference:
        return found.signed_reference
    found.as_shown(shown)
    found.at(RemissionStep.CONFIRMATION)
    if not found.may_sign:
        raise Refused("may_not_sign")
    simulation = standing(found)
    request = _request(found, simulation)
    session.add(request)
    # Whoever removes old drafts at this moment sees that this one is no longer old.
    found.draft.updated_at = clock.now()
    # Before anything else is held: who signs the same thing at the same moment stops here.
    await session.flush()
    session.add_all(_instalments(request, simulation))
    session.add(_consent(request, found))
    full = request.mode == PaymentMode.FULL
    await messages.tell(session, messages.ACCEPTED if full else messages.REGISTERED, request)
    await audit.append(
        session,
        actor=actor.name,
        action="remission.signed",
        subject=f"remission:{request.reference}",
        address=actor.address,
        before={"draft": draft_id, "open_request": None},
        after=_audited(request, found),
    )
    return request.reference


def _request(found: Journey, simulation: Simulation) -> RemissionRequest:
    full = found.mode is PaymentMode.FULL
    policy, plan = found.policy, simulation.plan
    status = RemissionStatus.ACCEPTED if full else RemissionStatus.AWAITING_GUARANTEES
    deadline = None if full else found.today + timedelta(days=policy.guarantee_days)
    return RemissionRequest(
        reference=new_reference(REMISSION, found.today.year),
        draft_id=found.draft.id,
        affiliate_id=found.draft.affiliate_id or 0,
        account_id=found.actor.account_id,
        ledger_id=found.ledger_id or 0,
        decision_id=found.decision_id,
        rates_known=found.rates_known,
        bank_account_id=found.draft.bank_account_id or 0,
        mode=found.draft.mode or "",
        status=status.value,
        total_debt=simulation.total_debt,
        principal=simulation.principal,
        surcharges_and_fees=simulation.surcharges_and_fees,
        penalties=simulation.penalties,
        surcharge_rate=simulation.surcharge_rate,
        penalty_rate=simulation.penalty_rate,
        remission=simulation.remission,
        to_pay=simulation.to_pay,
        down_payment=plan.down_payment if plan else 0,
        months=plan.months if plan else 0,
        generated_surcharge=plan.generated_surcharge if plan else 0,
        language=found.draft.terms_language or found.actor.language,
        signed_at=found.now,
        business_day=found.today,
        status_day=found.today,
        guarantees_due=deadline,
        debit_day=next_debit_day(found.today, policy.debit_day),
    )


def _instalments(request: RemissionRequest, simulation: Simulation) -> list[InstalmentRow]:
    def row(number: int, due: date, amount: int, generated: int = 0) -> InstalmentRow:
        return InstalmentRow(
            request_id=request.id or 0,
            number=number,
            due=due,
            amount=amount,
            generated_surcharge=generated,
        )

    if simulation.plan is None:
        return [row(1, request.debit_day or request.business_day, simulation.to_pay)]
    return [
        row(item.number, item.due, item.amount, item.generated_surcharge)
        for item in simulation.plan.instalments
    ]


def _consent(request: RemissionRequest, found: Journey) -> Consent:
    # The step before signing is reached only with terms accepted.
    terms = held(found.terms, "the terms accepted")
    return Consent(
        request_id=request.id or 0,
        account_id=found.actor.account_id,
        terms_id=terms.id,
        terms_version=terms.version,
        language=request.language,
        address=found.actor.address,
        accepted_at=found.draft.terms_accepted_at or found.now,
        sha256_fr=terms.sha256_fr,
        sha256_ar=terms.sha256_ar,
    )


def _audited(request: RemissionRequest, found: Journey) -> dict[str, Any]:
    """What the trail keeps of a signature: figures and dates, no bank number."""
    kept = {
        *("reference", "mode", "status", "total_debt", "remission", "to_pay", "down_payment"),
        *("months", "ledger_id", "decision_id", "business_day", "guarantees_due", "debit_day"),
    }
    return {
        **request.model_dump(mode="json", include=kept),
        "affiliate": found.affiliate.number if found.affiliate else "",
        "decision": found.policy.number,
    }
