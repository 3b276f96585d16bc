"""Remission decisions as dated records: who may ask when, for what, at which rates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from damancom_reflex.domain.calendar import LAST_YEAR, MONTHS
from damancom_reflex.domain.money import BASIS_POINTS
from damancom_reflex.domain.remission.errors import ModeNotOfferedError, PolicyError
from damancom_reflex.domain.words import Word

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_MONTHS_EVER = 120
"""Months no decision may go beyond. Under 200, the rounding of a plan of 1 MAD a month cannot eat
up its last instalment."""


class PaymentMode(Word):
    """How the rest is paid."""

    FULL = "full"
    INSTALMENTS = "instalments"


@dataclass(frozen=True, slots=True)
class Tier:
    """Rates for a way of paying.

    Attributes:
        mode: full payment or instalments.
        months_from: first number of months it holds (0 for full payment).
        months_to: last one, None for no end but the decision's (0 for full payment).
        surcharge_rate: basis points remitted on late surcharges and recovery fees.
        penalty_rate: basis points remitted on penalties.
    """

    mode: PaymentMode
    months_from: int
    months_to: int | None
    surcharge_rate: int
    penalty_rate: int

    def __post_init__(self) -> None:
        """Refuse rates above the whole: a remission never exceeds the line."""
        if not (
            0 <= self.surcharge_rate <= BASIS_POINTS and 0 <= self.penalty_rate <= BASIS_POINTS
        ):
            raise PolicyError(reason="rate")

    def holds(self, months: int) -> bool:
        """Whether a plan of this many months falls in the tier."""
        return self.months_from <= months and (self.months_to is None or months <= self.months_to)


@dataclass(frozen=True, slots=True)
class RemissionPolicy:
    """A remission decision.

    Attributes:
        number: its number, "05/2023"; empty for the payment facility without a decision.
        title: French title.
        title_ar: Arabic title.
        signed: day it was signed.
        opens: first day a request is taken.
        closes: last day a request is taken.
        last_period: last period whose lines are remitted, `YYYYMM`; later lines stay to be paid in
            full.
        tiers: rates by way of paying; instalment tiers follow on from month 1 without gap or
            overlap.
        lowest_down_payment: centimes.
        most_months: most instalments.
        guarantee_days: days to file guarantees.
        debit_day: day of the month debits run.
        source: where the decision was read.

    Raises:
        PolicyError: when the record contradicts itself.
    """

    number: str
    title: str
    title_ar: str
    signed: date
    opens: date
    closes: date
    last_period: int
    tiers: tuple[Tier, ...]
    lowest_down_payment: int
    most_months: int
    guarantee_days: int
    debit_day: int
    source: str

    def __post_init__(self) -> None:
        """Refuse a record that the rules could not follow."""
        reasons = {
            "window": self.opens > self.closes,
            "down_payment": self.lowest_down_payment < 0,
            "months": not 1 <= self.most_months <= MOST_MONTHS_EVER,
            "full_tiers": not self._full_tier_stands_alone(),
            "instalment_tiers": not self._instalment_tiers_follow_on(),
        }
        for reason, wrong in reasons.items():
            if wrong:
                raise PolicyError(reason=reason)

    def open_on(self, day: date) -> bool:
        """Whether requests are taken on a day; both ends of the window count."""
        return self.opens <= day <= self.closes

    def tier(self, mode: PaymentMode, months: int = 0) -> Tier:
        """Tier of a way of paying; `months` is within 1 to `most_months` for instalments.

        Raises:
            ModeNotOfferedError: when the decision has no tier for it.
        """
        for tier in self._tiers_of(mode):
            if tier.holds(months):
                return tier
        raise ModeNotOfferedError(mode=mode.value)

    def last_month_of(self, tier: Tier) -> int:
        """Longest plan in an instalment tier."""
        return min(tier.months_to or self.most_months, self.most_months)

    @property
    def instalment_tiers(self) -> tuple[Tier, ...]:
        """Instalment tiers, shortest plans first."""
        tiers = self._tiers_of(PaymentMode.INSTALMENTS)
        return tuple(sorted(tiers, key=lambda tier: tier.months_from))

    def _tiers_of(self, mode: PaymentMode) -> tuple[Tier, ...]:
        return tuple(tier for tier in self.tiers if tier.mode is mode)

    def _full_tier_stands_alone(self) -> bool:
        """At most one tier for full payment, written with 0 months."""
        tiers = self._tiers_of(PaymentMode.FULL)
        return not tiers or (len(tiers) == 1 and tiers[0].holds(0))

    def _instalment_tiers_follow_on(self) -> bool:
        """Each month up to `most_months` is in exactly one tier, or there is no tier."""
        tiers = self.instalment_tiers
        months = range(1, self.most_months + 1)
        return not tiers or all(sum(tier.holds(month) for tier in tiers) == 1 for month in months)


FACILITY = RemissionPolicy(
    number="",
    title="Facilité de paiement sans remise",
    title_ar="تسهيلات في الأداء دون إعفاء",
    signed=date(2000, 5, 3),
    opens=date.min,
    closes=date.max,
    last_period=LAST_YEAR * 100 + MONTHS,
    tiers=(
        Tier(PaymentMode.FULL, 0, 0, surcharge_rate=0, penalty_rate=0),
        Tier(PaymentMode.INSTALMENTS, 1, None, surcharge_rate=0, penalty_rate=0),
    ),
    lowest_down_payment=0,
    most_months=60,
    guarantee_days=30,
    debit_day=10,
    source="Loi 15-97 formant code de recouvrement des créances publiques, art. 124",
)
"""What is offered when no decision is open: the same plan, nothing remitted (art. 124 of the
collection code). The article gives no number of months; the 60 of the open decision's window are
kept."""


def policy_for(day: date, policies: Iterable[RemissionPolicy]) -> RemissionPolicy:
    """The decision open on a day, the latest signed when several are, else `FACILITY`."""
    open_then = [policy for policy in policies if policy.open_on(day)]
    return max(open_then, key=lambda policy: policy.signed, default=FACILITY)
