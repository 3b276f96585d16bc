"""Whether a choice can be, and the bounds to show before it is typed wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from damancom_reflex.domain.remission import errors
from damancom_reflex.domain.remission.lines import sums_by_range
from damancom_reflex.domain.remission.plan import Choice, Instalments
from damancom_reflex.domain.remission.policy import MOST_MONTHS_EVER, PaymentMode

if TYPE_CHECKING:
    from damancom_reflex.domain.ledger import Ledger
    from damancom_reflex.domain.remission.policy import RemissionPolicy, Tier

SMALLEST_INSTALMENT = 100
"""1 MAD, in centimes. It holds for the even share of the rest; rounding may leave the last one
under half a centime a month less, never under a centime (see `MOST_MONTHS_EVER`)."""

FEWEST_MONTHS = 1


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of an instalment plan, for a number of months and a down payment. Centimes and months.

    Attributes:
        possible: whether any plan at all can be made.
        lowest_down_payment: of the decision.
        highest_down_payment: what leaves instalments of 1 MAD over the months given, never under
            the lowest.
        fewest_months: 1.
        most_months: longest plan that leaves instalments of 1 MAD after the down payment given; 0
            when none does.
        smallest_instalment: 1 MAD.
    """

    possible: bool
    lowest_down_payment: int
    highest_down_payment: int
    fewest_months: int
    most_months: int
    smallest_instalment: int


def to_pay_in(ledger: Ledger, policy: RemissionPolicy, tier: Tier) -> int:
    """What a tier leaves to pay, centimes."""
    return sum(part.to_pay for part in sums_by_range(ledger, policy, tier))


def limits(
    ledger: Ledger,
    policy: RemissionPolicy,
    *,
    months: int = FEWEST_MONTHS,
    down_payment: int | None = None,
) -> Limits:
    """Bounds to show beside the fields. Never raises: figures out of range count as the nearest.

    Args:
        ledger: the debt.
        policy: decision that applies.
        months: number of months the highest down payment is for.
        down_payment: what the most months are for, centimes; None: the decision's lowest.
    """
    lowest = policy.lowest_down_payment
    highest = lowest
    if policy.instalment_tiers:
        months = max(FEWEST_MONTHS, min(months, policy.most_months))
        tier = policy.tier(PaymentMode.INSTALMENTS, months)
        highest = max(lowest, to_pay_in(ledger, policy, tier) - SMALLEST_INSTALMENT * months)
    return Limits(
        possible=most_months(ledger, policy, lowest) > 0,
        lowest_down_payment=lowest,
        highest_down_payment=highest,
        fewest_months=FEWEST_MONTHS,
        most_months=most_months(ledger, policy, max(lowest, down_payment or 0)),
        smallest_instalment=SMALLEST_INSTALMENT,
    )


def most_months(
    ledger: Ledger, policy: RemissionPolicy, down_payment: int, most: int = MOST_MONTHS_EVER
) -> int:
    """Longest plan, of `most` months at most, with instalments of 1 MAD after a down payment.

    Returns:
        Months; 0 when no plan can be.
    """
    tiers = policy.instalment_tiers
    carried = (longest_in(tier, ledger, policy, down_payment, most) for tier in tiers)
    return max(carried, default=0)


def longest_in(
    tier: Tier,
    ledger: Ledger,
    policy: RemissionPolicy,
    down_payment: int,
    most: int = MOST_MONTHS_EVER,
) -> int:
    """The same within one tier."""
    months = (to_pay_in(ledger, policy, tier) - down_payment) // SMALLEST_INSTALMENT
    months = min(months, policy.last_month_of(tier), most)
    return months if months >= tier.months_from else 0


def check_months(policy: RemissionPolicy, choice: Choice) -> None:
    """Refuse a number of months outside the decision's.

    Raises:
        MonthsTooFewError: under 1.
        MonthsTooManyError: above the decision's most.
    """
    if not isinstance(choice, Instalments):
        return
    if choice.months < FEWEST_MONTHS:
        raise errors.MonthsTooFewError(fewest=FEWEST_MONTHS)
    if choice.months > policy.most_months:
        raise errors.MonthsTooManyError(most=policy.most_months)


def check(ledger: Ledger, policy: RemissionPolicy, choice: Choice, to_pay: int) -> None:
    """Refuse a choice that what is left to pay (centimes) cannot carry.

    Raises:
        PlanError: `NothingOwedError`, `RemissionLeavesNothingError`, or what `_check_instalments`
            raises.
    """
    if ledger.total == 0:
        raise errors.NothingOwedError
    if to_pay == 0:
        raise errors.RemissionLeavesNothingError
    if isinstance(choice, Instalments):
        _check_instalments(ledger, policy, choice, to_pay)


def _check_instalments(
    ledger: Ledger, policy: RemissionPolicy, choice: Instalments, to_pay: int
) -> None:
    down_payment, months = choice.down_payment, choice.months
    if down_payment < policy.lowest_down_payment:
        raise errors.DownPaymentTooLowError(lowest=policy.lowest_down_payment)
    highest = max(to_pay - SMALLEST_INSTALMENT * months, policy.lowest_down_payment)
    if down_payment >= to_pay:
        raise errors.DownPaymentTooHighError(highest=highest)
    if to_pay - down_payment < SMALLEST_INSTALMENT * months:
        raise errors.InstalmentTooSmallError(
            smallest=SMALLEST_INSTALMENT,
            # Fewer months are what helps: a longer plan may be possible in a dearer tier only.
            most_months=most_months(ledger, policy, down_payment, months - 1),
            highest=highest,
        )
