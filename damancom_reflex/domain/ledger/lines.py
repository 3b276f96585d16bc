"""The words of a debt: branch, nature, one line of it, and the rows of the consolidated table."""

from __future__ import annotations

from dataclasses import dataclass

from damancom_reflex.domain.words import Word


class Branch(Word):
    """What a line is owed for; the columns of the consolidated table, in its order."""

    SS = "SS"
    AMO = "AMO"
    TFP = "TFP"
    AF = "AF"
    PEN_BDS = "PEN_BDS"
    PEN_TD = "PEN_TD"


class Nature(Word):
    """What kind of amount a line is."""

    PRINCIPAL = "principal"
    LATE_SURCHARGE = "surcharge"
    PENALTY = "penalty"
    RECOVERY_FEE = "fee"


class Row(Word):
    """Rows of the consolidated table, in its order."""

    PRINCIPAL = "principal"
    SURCHARGES_AND_PENALTIES = "surcharges_and_penalties"
    FEES = "fees"
    TOTAL = "total"


NATURES_OF: dict[Row, frozenset[Nature]] = {
    Row.PRINCIPAL: frozenset({Nature.PRINCIPAL}),
    Row.SURCHARGES_AND_PENALTIES: frozenset({Nature.LATE_SURCHARGE, Nature.PENALTY}),
    Row.FEES: frozenset({Nature.RECOVERY_FEE}),
    Row.TOTAL: frozenset(Nature),
}
"""Natures that a row of the table adds up."""


@dataclass(frozen=True, slots=True)
class DebtLine:
    """One amount owed, as given: centimes of a nature, for a branch and a period `YYYYMM`."""

    period: int
    branch: Branch
    nature: Nature
    amount: int
