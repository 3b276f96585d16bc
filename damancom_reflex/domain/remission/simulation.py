"""A ledger, a decision and a choice give the remission, what is to pay and the schedule."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from damancom_reflex.domain.money import half_up
from damancom_reflex.domain.remission.lines import RangeSums, sums_by_range
from damancom_reflex.domain.remission.plan import (
    Choice,
    Instalments,
    Plan,
    mode_of,
    months_of,
    spread,
)
from damancom_reflex.domain.remission.possible import check, check_months

if TYPE_CHECKING:
    from collections.abc import Sequence

    from damancom_reflex.domain.ledger import Ledger
    from damancom_reflex.domain.remission.policy import RemissionPolicy
    from damancom_reflex.domain.surcharges import SurchargeRate


@dataclass(frozen=True, slots=True)
class BreakdownRow:
    """A range of periods in the breakdown, centimes.

    One row for the eligible periods, one for those after the decision's last one; a range without
    lines has no row.

    Attributes:
        first_period: oldest period of the range, `YYYYMM`.
        last_period: latest one.
        eligible: whether the decision covers it.
        principal: contributions.
        charges: late surcharges, penalties and recovery fees.
        generated_surcharge: the range's part of the plan's, by principal; rows add up to the
            plan's.
        remission: what is remitted.
        to_pay: debt after remission.
    """

    first_period: int
    last_period: int
    eligible: bool
    principal: int
    charges: int
    generated_surcharge: int
    remission: int
    to_pay: int


@dataclass(frozen=True, slots=True)
class Simulation:
    """What a choice comes to: centimes, basis points; `plan` is None for full payment."""

    policy: RemissionPolicy
    choice: Choice
    total_debt: int
    principal: int
    surcharges_and_fees: int
    penalties: int
    surcharge_rate: int
    penalty_rate: int
    surcharge_remission: int
    penalty_remission: int
    plan: Plan | None
    breakdown: tuple[BreakdownRow, ...]

    @property
    def remission(self) -> int:
        """Everything remitted."""
        return self.surcharge_remission + self.penalty_remission

    @property
    def to_pay(self) -> int:
        """What is left to pay, down payment included."""
        return self.total_debt - self.remission


def simulate(
    ledger: Ledger,
    policy: RemissionPolicy,
    choice: Choice,
    surcharge_rates: Sequence[SurchargeRate],
) -> Simulation:
    """Work out a choice, to the centime.

    Args:
        ledger: the debt.
        policy: decision that applies, see `policy_for`.
        choice: full payment or instalments.
        surcharge_rates: dated rates, for the surcharge a plan generates.

    Raises:
        PlanError: one type for each reason it cannot be (see `errors`).
    """
    check_months(policy, choice)
    tier = policy.tier(mode_of(choice), months_of(choice))
    ranges = sums_by_range(ledger, policy, tier)
    to_pay = sum(part.to_pay for part in ranges)
    check(ledger, policy, choice, to_pay)
    plan = None
    if isinstance(choice, Instalments):
        plan = spread(ledger, to_pay, choice, surcharge_rates)
    return Simulation(
        policy=policy,
        choice=choice,
        total_debt=ledger.total,
        principal=ledger.principal,
        surcharges_and_fees=ledger.surcharges_and_fees,
        penalties=ledger.penalties,
        surcharge_rate=tier.surcharge_rate,
        penalty_rate=tier.penalty_rate,
        surcharge_remission=sum(part.surcharge_remission for part in ranges),
        penalty_remission=sum(part.penalty_remission for part in ranges),
        plan=plan,
        breakdown=_breakdown(ranges, policy, plan.generated_surcharge if plan else 0),
    )


def _breakdown(
    ranges: tuple[RangeSums, ...], policy: RemissionPolicy, generated: int
) -> tuple[BreakdownRow, ...]:
    """Rows of the ranges; the last takes what is left of the generated surcharge: it adds up."""
    principal = sum(part.principal for part in ranges)
    rows: list[BreakdownRow] = []
    left = generated
    for part in ranges:
        last = part is ranges[-1]
        generated_here = left if last else half_up(generated * part.principal, max(principal, 1))
        left -= generated_here
        rows.append(
            BreakdownRow(
                first_period=part.first_period,
                last_period=part.last_period,
                eligible=part.last_period <= policy.last_period,
                principal=part.principal,
                charges=part.charges,
                generated_surcharge=generated_here,
                remission=part.remission,
                to_pay=part.to_pay,
            )
        )
    return tuple(rows)
