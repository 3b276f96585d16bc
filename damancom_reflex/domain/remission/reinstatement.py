"""What comes back when the agreement is broken (decision 05/2023 article 4)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from damancom_reflex.domain.remission.simulation import Simulation


@dataclass(frozen=True, slots=True)
class Reinstatement:
    """What a missed payment brings back, centimes.

    Attributes:
        missed: number of the first instalment not paid, 1 for a full payment.
        due: day it was due; None for a full payment, debited on the debit day after validation.
        remission: remission that is lost.
        generated_surcharge: surcharge generated until then, no longer remitted.
        paid: down payment and instalments paid before.
        owed: what is then owed: the whole debt and the generated surcharge, less what was paid.
    """

    missed: int
    due: date | None
    remission: int
    generated_surcharge: int
    paid: int
    owed: int

    @property
    def reinstated(self) -> int:
        """Everything that comes back."""
        return self.remission + self.generated_surcharge


def reinstatements(simulation: Simulation) -> tuple[Reinstatement, ...]:
    """What comes back when the first, the middle or the last instalment is missed; one for a full payment."""
    months = simulation.plan.months if simulation.plan else 1
    return tuple(
        reinstated(simulation, number) for number in sorted({1, (months + 1) // 2, months})
    )


def reinstated(
    simulation: Simulation, missed: int = 1, paid: int | None = None, on: date | None = None
) -> Reinstatement:
    """What comes back when instalment number `missed` (or the full payment) is not paid.

    Args:
        simulation: what was signed.
        missed: number of the first instalment not paid.
        paid: centimes paid in so far; none when everything before was paid, and nothing else.
        on: business day the plan is broken: months that were not due by then generated no surcharge; none when it is
            broken by that instalment, once it is due.

    Raises:
        ValueError: when the plan has no such instalment.
    """
    plan = simulation.plan
    if not 1 <= missed <= (plan.months if plan else 1):
        raise ValueError(f"no instalment number {missed}")
    due, generated, expected = None, 0, 0
    if plan:
        due = plan.instalments[missed - 1].due
        generated = sum(
            instalment.generated_surcharge
            for instalment in plan.instalments[:missed]
            if on is None or instalment.due <= on
        )
        expected = plan.down_payment + sum(item.amount for item in plan.instalments[: missed - 1])
    paid = expected if paid is None else paid
    return Reinstatement(
        missed=missed,
        due=due,
        remission=simulation.remission,
        generated_surcharge=generated,
        paid=paid,
        owed=simulation.total_debt + generated - paid,
    )
