"""The remission of each debt line, and their sums.

Each line is rounded half up on its own, then summed: the guides' totals come out to the centime
this way and in no other (rounding the total, or each column, misses all of them).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from damancom_reflex.domain.ledger import DebtLine, Ledger, Nature
from damancom_reflex.domain.money import BASIS_POINTS, share
from damancom_reflex.domain.remission.plan import Choice, mode_of, months_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from damancom_reflex.domain.remission.policy import RemissionPolicy, Tier


@dataclass(frozen=True, slots=True)
class LineRemission:
    """How one line's remission comes about.

    Attributes:
        line: the debt line.
        rate: basis points of its nature in the tier; 0 for principal and for lines that are not
            eligible.
        remission: centimes remitted, at most the line.
        eligible: whether its period is within the decision's last one.
    """

    line: DebtLine
    rate: int
    remission: int
    eligible: bool


@dataclass(frozen=True, slots=True)
class RangeSums:
    """Sums over the lines of a range of periods, centimes.

    `charges` are late surcharges, penalties and recovery fees together.
    """

    first_period: int
    last_period: int
    principal: int
    charges: int
    surcharge_remission: int
    penalty_remission: int

    @property
    def remission(self) -> int:
        """Everything remitted in the range."""
        return self.surcharge_remission + self.penalty_remission

    @property
    def to_pay(self) -> int:
        """What is left of the range."""
        return self.principal + self.charges - self.remission


def rate_of(nature: Nature, tier: Tier) -> int:
    """Basis points a tier remits on a nature; fees go with surcharges, principal gets none."""
    if nature is Nature.PRINCIPAL:
        return 0
    return tier.penalty_rate if nature is Nature.PENALTY else tier.surcharge_rate


def explain_lines(
    ledger: Ledger, policy: RemissionPolicy, choice: Choice
) -> tuple[LineRemission, ...]:
    """Every line of the ledger with its rate and remission; they add up to the simulation's.

    Raises:
        ModeNotOfferedError: when the decision has no tier for the choice.
    """
    tier = policy.tier(mode_of(choice), months_of(choice))
    return tuple(
        _explain(line, tier, eligible=line.period <= policy.last_period) for line in ledger.lines
    )


def sums_by_range(ledger: Ledger, policy: RemissionPolicy, tier: Tier) -> tuple[RangeSums, ...]:
    """Sums of the eligible lines, then of the later ones; a range without lines is absent.

    Kept on the ledger by what they depend on, so that the thousands of lines are gone through once
    a tier.
    """
    key = (policy.last_period, tier.surcharge_rate, tier.penalty_rate)
    if key not in ledger.memo:
        ledger.memo[key] = tuple(_ranges(ledger.lines, policy.last_period, tier))
    return cast("tuple[RangeSums, ...]", ledger.memo[key])


def _explain(line: DebtLine, tier: Tier, *, eligible: bool) -> LineRemission:
    rate = rate_of(line.nature, tier) if eligible else 0
    return LineRemission(line, rate, share(line.amount, rate), eligible)


def _ranges(lines: tuple[DebtLine, ...], last_period: int, tier: Tier) -> Iterable[RangeSums]:
    eligible = [line for line in lines if line.period <= last_period]
    if eligible:
        yield _sum(eligible, tier.surcharge_rate, tier.penalty_rate)
    if len(eligible) < len(lines):
        yield _sum([line for line in lines if line.period > last_period], 0, 0)


def _sum(lines: list[DebtLine], surcharge_rate: int, penalty_rate: int) -> RangeSums:
    """Sums of lines at these rates.

    `share` is written out in the loop: a call for each of 6,000 lines would cost more than all the
    rest of a simulation.
    """
    principal = charges = surcharges = penalties = 0
    double, whole = 2 * BASIS_POINTS, BASIS_POINTS
    surcharge_rate, penalty_rate = 2 * surcharge_rate, 2 * penalty_rate
    for line in lines:
        amount, nature = line.amount, line.nature
        if nature is Nature.PRINCIPAL:
            principal += amount
        elif nature is Nature.PENALTY:
            charges += amount
            penalties += (amount * penalty_rate + whole) // double
        else:
            charges += amount
            surcharges += (amount * surcharge_rate + whole) // double
    periods = [line.period for line in lines]
    return RangeSums(min(periods), max(periods), principal, charges, surcharges, penalties)
