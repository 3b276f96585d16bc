"""Beyond one simulation: every tier side by side, and the number of months for what one can pay."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from damancom_reflex.domain.remission import errors
from damancom_reflex.domain.remission.plan import FullPayment, Instalments, amounts
from damancom_reflex.domain.remission.policy import PaymentMode
from damancom_reflex.domain.remission.possible import (
    SMALLEST_INSTALMENT,
    check,
    longest_in,
    to_pay_in,
)
from damancom_reflex.domain.remission.simulation import simulate

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from damancom_reflex.domain.ledger import Ledger
    from damancom_reflex.domain.remission.plan import Choice
    from damancom_reflex.domain.remission.policy import RemissionPolicy, Tier
    from damancom_reflex.domain.remission.simulation import Simulation
    from damancom_reflex.domain.surcharges import SurchargeRate


@dataclass(frozen=True, slots=True)
class Offer:
    """A tier as it stands beside the others.

    Attributes:
        tier: its rates and months.
        choice: what was simulated: full payment, or the tier's longest plan that can be.
        simulation: its figures; None when the tier cannot be offered.
        problem: why it cannot; None when it can.
        one_more_month: what one month beyond the tier adds to what is paid, centimes; None where no
            tier follows.
    """

    tier: Tier
    choice: Choice
    simulation: Simulation | None
    problem: errors.PlanError | None
    one_more_month: int | None


def compare_tiers(
    ledger: Ledger,
    policy: RemissionPolicy,
    down_payment: int,
    surcharge_rates: Sequence[SurchargeRate],
) -> tuple[Offer, ...]:
    """Full payment, then each instalment tier at its last month."""
    offers = [
        _offer(ledger, policy, tier, FullPayment(), surcharge_rates)
        for tier in policy.tiers
        if tier.mode is PaymentMode.FULL
    ]
    for tier in policy.instalment_tiers:
        # A tier that no plan fits is shown at its first month, with the reason.
        months = longest_in(tier, ledger, policy, down_payment) or tier.months_from
        choice = Instalments(down_payment, months)
        offers.append(_offer(ledger, policy, tier, choice, surcharge_rates))
    return tuple(offers)


def months_for_budget(
    ledger: Ledger, policy: RemissionPolicy, budget: int, down_payment: int
) -> Instalments:
    """Shortest plan that never asks more than `budget` centimes a month, the last one included.

    Raises:
        BudgetTooSmallError: when no plan is, with the lowest budget that one needs.
        PlanError: when no plan at all can be made with this down payment.
    """
    plans = list(_largest_instalments(ledger, policy, down_payment))
    for months, largest in plans:
        if largest <= budget:
            return Instalments(down_payment, months)
    if not plans:
        # The one-month plan is the easiest to carry: it says why none can be.
        tier = policy.tier(PaymentMode.INSTALMENTS, 1)
        check(ledger, policy, Instalments(down_payment, 1), to_pay_in(ledger, policy, tier))
    raise errors.BudgetTooSmallError(lowest=min((largest for _, largest in plans)))


def _largest_instalments(
    ledger: Ledger, policy: RemissionPolicy, down_payment: int
) -> Iterator[tuple[int, int]]:
    """Number of months and largest instalment of every plan that can be, shortest first."""
    for tier in policy.instalment_tiers:
        rest = to_pay_in(ledger, policy, tier) - down_payment
        for months in range(tier.months_from, policy.last_month_of(tier) + 1):
            if down_payment >= policy.lowest_down_payment and rest >= SMALLEST_INSTALMENT * months:
                yield months, max(amounts(rest, months))


def _offer(
    ledger: Ledger,
    policy: RemissionPolicy,
    tier: Tier,
    choice: Choice,
    surcharge_rates: Sequence[SurchargeRate],
) -> Offer:
    one_more_month = _one_more_month(ledger, policy, tier)
    try:
        simulation = simulate(ledger, policy, choice, surcharge_rates)
    except errors.PlanError as problem:
        return Offer(tier, choice, None, problem, one_more_month)
    return Offer(tier, choice, simulation, None, one_more_month)


def _one_more_month(ledger: Ledger, policy: RemissionPolicy, tier: Tier) -> int | None:
    if tier.mode is PaymentMode.FULL or policy.last_month_of(tier) == policy.most_months:
        return None
    following = policy.tier(PaymentMode.INSTALMENTS, policy.last_month_of(tier) + 1)
    return to_pay_in(ledger, policy, following) - to_pay_in(ledger, policy, tier)
