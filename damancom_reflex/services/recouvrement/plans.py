"""The simulation as it is typed: saved with its very characters, worked out at once."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import bindparam, update
from sqlmodel import col

from damancom_reflex import clock
from damancom_reflex.domain.errors import DomainError
from damancom_reflex.domain.money import parse_amount
from damancom_reflex.domain.remission import (
    LineRemission,
    Offer,
    PaymentMode,
    Reinstatement,
    Simulation,
    compare_tiers,
    explain_lines,
    limits,
    months_for_budget,
    reinstated,
    simulate,
)
from damancom_reflex.domain.requests import RemissionStep
from damancom_reflex.services.actors import Actor, Refused
from damancom_reflex.services.kept import kept
from damancom_reflex.services.recouvrement.journey import Journey
from damancom_reflex.services.recouvrement.lru import Lru
from damancom_reflex.services.recouvrement.opening import load, look
from damancom_reflex.services.recouvrement.views import BudgetView, PlanView
from damancom_reflex.settings import settings
from damancom_reflex.store.engine import stroke, writing
from damancom_reflex.store.glances import Stroke
from damancom_reflex.store.remissions import RemissionDraft

LONGEST_AMOUNT: Final = 64
LONGEST_MONTHS: Final = 16
"""Characters kept of what is typed; the columns of `remission_draft`."""

offers: Final[Lru[tuple[Offer, ...]]] = Lru(2_048)
"""Ways of paying, some 20 kB each: room for all who simulate on a full evening. The ledger and the rules they come from
never change."""

_TYPE: Final = Stroke(
    update(RemissionDraft)
    .where(
        col(RemissionDraft.id) == bindparam("draft"),
        # Signed or changed since it was looked at, it is another row.
        col(RemissionDraft.updated_at) == bindparam("seen"),
    )
    .values(
        down_payment_typed=bindparam("down_payment"),
        months_typed=bindparam("months"),
        updated_at=bindparam("at"),
    )
)
"""What a slider sends many times a second."""


async def type_plan(
    actor: Actor,
    draft_id: str,
    down_payment_typed: str | None = None,
    months_typed: str | None = None,
) -> PlanView:
    """Save what is typed, valid or not, and work it out; a field that is not given stays as it is in the row.

    Raises:
        Refused: the step's refusals. What is wrong with the plan itself is in the view, not raised.
    """
    found = await at_simulation(actor, draft_id)
    seen = found.draft.updated_at
    put = _put(found, down_payment_typed, months_typed)
    if await stroke(_TYPE, draft=draft_id, seen=seen, **put):
        return await _view(found)
    # It changed since, or somebody else writes just now.
    async with writing() as session:
        found = await load(session, actor, draft_id, to_write=True)
        found.at(RemissionStep.SIMULATION)
        _put(found, down_payment_typed, months_typed)
        return await _view(found)


async def plan(actor: Actor, draft_id: str) -> PlanView:
    """The plan as it was last typed; nothing is written.

    Raises:
        Refused: the step's refusals.
    """
    return await _view(await at_simulation(actor, draft_id))


async def solve_budget(actor: Actor, draft_id: str, budget_typed: str) -> BudgetView:
    """Shortest plan within what one can pay a month, after the down payment typed; nothing is saved.

    Raises:
        Refused: the step's refusals. What is wrong with the budget is in the view.
    """
    found = await at_simulation(actor, draft_id)
    typed, _ = found.plan()
    budget = 0
    try:
        budget = parse_amount(budget_typed)
        choice = months_for_budget(found.owed, found.policy, budget, typed.down_payment)
        simulation = simulate(found.owed, found.policy, choice, found.rates)
    except DomainError as error:
        return BudgetView(budget_typed, budget, None, None, error)
    return BudgetView(budget_typed, budget, choice, simulation, None)


async def lines(actor: Actor, draft_id: str) -> tuple[LineRemission, ...]:
    """How each debt line's remission comes about, for "comment est-ce calculé ?".

    Raises:
        Refused: the step's refusals.
        DomainError: when the plan typed does not stand.
    """
    found = await at_simulation(actor, draft_id)
    return explain_lines(found.owed, found.policy, standing(found).choice)


async def missed(actor: Actor, draft_id: str, number: int = 1) -> Reinstatement:
    """What is reinstated, and when, if instalment `number` (1 for a full payment) is not paid.

    Raises:
        Refused: `instalment_unknown` (`most`), or the step's refusals.
        DomainError: when the plan typed does not stand.
    """
    return reinstatement(standing(await at_simulation(actor, draft_id)), number)


def reinstatement(simulation: Simulation, number: int) -> Reinstatement:
    """What comes back when a payment of this simulation is missed.

    Raises:
        Refused: `instalment_unknown` (`most`).
    """
    most = simulation.plan.months if simulation.plan else 1
    if not 1 <= number <= most:
        raise Refused("instalment_unknown", most=most)
    return reinstated(simulation, number)


def standing(found: Journey) -> Simulation:
    """The simulation typed.

    Raises:
        DomainError: why it does not stand.
    """
    typed, simulation = found.plan()
    if simulation is None:
        raise typed.error or Refused("impossible_plan")
    return simulation


async def at_simulation(actor: Actor, draft_id: str) -> Journey:
    """The draft, when it may be simulated.

    Raises:
        Refused: the step's refusals.
    """
    found = await look(actor, draft_id)
    found.at(RemissionStep.SIMULATION)
    return found


def _put(
    found: Journey, down_payment_typed: str | None, months_typed: str | None
) -> dict[str, Any]:
    """Set what is typed on the draft; the values that `_TYPE` leaves open."""
    draft = found.draft
    if down_payment_typed is not None:
        draft.down_payment_typed = kept(down_payment_typed, LONGEST_AMOUNT)
    if months_typed is not None:
        draft.months_typed = kept(months_typed, LONGEST_MONTHS)
    draft.updated_at = clock.now()
    return {
        "down_payment": draft.down_payment_typed,
        "months": draft.months_typed,
        "at": draft.updated_at,
    }


async def _view(found: Journey) -> PlanView:
    typed, simulation = found.plan()
    return PlanView(
        mode=found.mode or PaymentMode.FULL,
        decision=found.policy,
        down_payment_typed=found.draft.down_payment_typed,
        months_typed=found.draft.months_typed,
        down_payment=typed.down_payment,
        months=typed.months,
        simulation=simulation,
        error=typed.error,
        error_field=typed.error_field,
        limits=limits(
            found.owed, found.policy, months=typed.months, down_payment=typed.down_payment
        ),
        offers=await _offers(found, max(typed.down_payment, found.policy.lowest_down_payment)),
        saved_at=found.draft.updated_at,
    )


async def _offers(found: Journey, down_payment: int) -> tuple[Offer, ...]:
    """Every way of paying: the same for every number of months, so worked out once for a slider."""

    async def compare() -> tuple[Offer, ...]:
        return compare_tiers(found.owed, found.policy, down_payment, found.rates)

    debt = (settings().database, found.ledger_id, found.decision_id, found.rates_known)
    return await offers.get((*debt, down_payment), compare)
