"""Late surcharges: dated rates, and what a contribution paid late has gathered.

Source of the rule: dahir 1-72-184 (social security), law 65-00 (AMO), law 02-24 for the lower rate
of the following months. The rates themselves are data, see `damancom_reflex/rules/surcharges.toml`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from damancom_reflex.domain.calendar import contribution_due, months_or_fractions
from damancom_reflex.domain.money import share

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from damancom_reflex.domain.ledger import Branch


@dataclass(frozen=True, slots=True)
class SurchargeRate:
    """Rates of a branch from a day on, until the branch's next entry.

    Attributes:
        branch: what it applies to.
        valid_from: first day it is in force.
        first_month_rate: basis points for the first month, or fraction, after the due day.
        following_rate: basis points for each month, or fraction, after that one.
        source: legal text or publication it was read in.
    """

    branch: Branch
    valid_from: date
    first_month_rate: int
    following_rate: int
    source: str


def following_rate(branch: Branch, day: date, rates: Iterable[SurchargeRate]) -> int:
    """Basis points of a following month begun on `day`; 0 for a branch without surcharges."""
    in_force = [rate for rate in _of_branch(branch, rates) if rate.valid_from <= day]
    return in_force[-1].following_rate if in_force else 0


def late_surcharge(
    principal: int, branch: Branch, period: int, to: date, rates: Iterable[SurchargeRate]
) -> int:
    """Late surcharge of a contribution, computed to a day ("date d'arrêt"), centimes half up.

    A month, or fraction of one, counts at the rate in force on the day it begins; months begin on
    the due day and step by calendar month.

    Args:
        principal: contribution owed, centimes.
        branch: branch of the contribution.
        period: its month, `YYYYMM`.
        to: day it is computed to; nothing is due up to and on the due day.
        rates: dated rates of every branch.

    Returns:
        Centimes; 0 for a branch without rates.
    """
    due = contribution_due(period)
    months = months_or_fractions(due, to)
    entries = _of_branch(branch, rates)
    if months == 0 or not entries:
        return 0
    # begun[i]: months that begin before entry i comes into force; those of entry i lie between
    # begun[i] and begun[i + 1].
    begun = [min(months, months_or_fractions(due, entry.valid_from)) for entry in entries]
    points = 0
    for entry, start, end in zip(entries, begun, [*begun[1:], months], strict=True):
        if start < end:
            first = 1 if start == 0 else 0
            points += first * entry.first_month_rate + (end - start - first) * entry.following_rate
    return share(principal, points)


def _of_branch(branch: Branch, rates: Iterable[SurchargeRate]) -> list[SurchargeRate]:
    return sorted(
        (rate for rate in rates if rate.branch is branch), key=lambda rate: rate.valid_from
    )
