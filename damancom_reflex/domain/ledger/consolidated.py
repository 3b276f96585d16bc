"""The whole debt of an affiliate on a day: totals, the consolidated table, amounts by period."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from damancom_reflex.domain.errors import DomainError
from damancom_reflex.domain.ledger.lines import NATURES_OF, Branch, DebtLine, Nature, Row

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable
    from datetime import date


class LedgerError(DomainError):
    """A ledger that cannot be. Code: `negative_amount`."""

    code = "negative_amount"


@dataclass(frozen=True, slots=True)
class DebtTable:
    """The consolidated debt: centimes by row and column."""

    amounts: dict[tuple[Branch, Nature], int]

    def cell(self, row: Row, branch: Branch | None = None) -> int:
        """Centimes of a row in a branch's column, or in the total column when `branch` is None."""
        natures = NATURES_OF[row]
        return sum(
            amount
            for (column, nature), amount in self.amounts.items()
            if nature in natures and branch in (None, column)
        )


@dataclass(frozen=True)
class Ledger:
    """Everything an affiliate owes on a day. Immutable: totals are worked out once and kept.

    Attributes:
        lines: the debt lines, any order, amounts zero or more.
        situation: day the debt is looked at; the plan's due dates step from it.
        surcharges_to: day to which the late surcharges in the lines were computed.

    Raises:
        LedgerError: when a line is negative.
    """

    lines: tuple[DebtLine, ...]
    situation: date
    surcharges_to: date
    memo: dict[Hashable, object] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    """Results that depend on the lines and a few rates only: a slider asks for the same ones at
    every step of the hand. Holds one entry per tier asked for, so it stays small; dies with the
    ledger."""

    def __post_init__(self) -> None:
        """Refuse a negative line: every rule below counts on remission being at most the line."""
        if min((line.amount for line in self.lines), default=0) < 0:
            raise LedgerError

    @cached_property
    def sums(self) -> dict[tuple[Branch, Nature], int]:
        """Centimes by branch and nature; pairs without a line are absent."""
        sums: defaultdict[tuple[Branch, Nature], int] = defaultdict(int)
        for line in self.lines:
            sums[line.branch, line.nature] += line.amount
        return dict(sums)

    @cached_property
    def total(self) -> int:
        """Everything owed, centimes."""
        return sum(self.sums.values())

    @cached_property
    def principal(self) -> int:
        """Contributions owed, centimes."""
        return self._sum_of(Nature.PRINCIPAL)

    @cached_property
    def surcharges_and_fees(self) -> int:
        """Late surcharges and recovery fees, centimes; penalties stand apart."""
        return self._sum_of(Nature.LATE_SURCHARGE) + self._sum_of(Nature.RECOVERY_FEE)

    @cached_property
    def penalties(self) -> int:
        """Penalties (astreintes), centimes."""
        return self._sum_of(Nature.PENALTY)

    @cached_property
    def first_period(self) -> int | None:
        """Oldest period with a line, None for an empty ledger."""
        return min((line.period for line in self.lines), default=None)

    @cached_property
    def last_period(self) -> int | None:
        """Latest period with a line, None for an empty ledger."""
        return max((line.period for line in self.lines), default=None)

    @property
    def principal_by_branch(self) -> dict[Branch, int]:
        """Contributions owed by branch, centimes; what late surcharges are counted on."""
        return {
            branch: amount
            for (branch, nature), amount in self.sums.items()
            if nature is Nature.PRINCIPAL
        }

    def table(self) -> DebtTable:
        """The consolidated table."""
        return DebtTable(self.sums)

    def by_period(
        self, row: Row | None = None, branch: Branch | None = None
    ) -> list[tuple[int, int]]:
        """Periods with a line in this row and column, oldest first, with their centimes."""
        return _by_period(self.lines, NATURES_OF[row or Row.TOTAL], branch)

    def _sum_of(self, wanted: Nature) -> int:
        return sum(amount for (_, nature), amount in self.sums.items() if nature is wanted)


def _by_period(
    lines: Iterable[DebtLine], natures: frozenset[Nature], branch: Branch | None
) -> list[tuple[int, int]]:
    periods: defaultdict[int, int] = defaultdict(int)
    for line in lines:
        if line.nature in natures and branch in (None, line.branch):
            periods[line.period] += line.amount
    return sorted(periods.items())
