"""Remission of surcharges, penalties and fees, and the payment plan: SPEC section 5.

A decision (`RemissionPolicy`) is dated data; `simulate` applies it to a ledger for a choice of
payment. Exact integers.
"""

from damancom_reflex.domain.remission.errors import (
    BudgetTooSmallError,
    DownPaymentTooHighError,
    DownPaymentTooLowError,
    InstalmentTooSmallError,
    ModeNotOfferedError,
    MonthsTooFewError,
    MonthsTooManyError,
    NothingOwedError,
    PlanError,
    PolicyError,
    RemissionLeavesNothingError,
)
from damancom_reflex.domain.remission.lines import LineRemission, explain_lines
from damancom_reflex.domain.remission.offers import Offer, compare_tiers, months_for_budget
from damancom_reflex.domain.remission.plan import Choice, FullPayment, Instalment, Instalments, Plan
from damancom_reflex.domain.remission.policy import (
    FACILITY,
    PaymentMode,
    RemissionPolicy,
    Tier,
    policy_for,
)
from damancom_reflex.domain.remission.possible import SMALLEST_INSTALMENT, Limits, limits
from damancom_reflex.domain.remission.reinstatement import (
    Reinstatement,
    reinstated,
    reinstatements,
)
from damancom_reflex.domain.remission.simulation import BreakdownRow, Simulation, simulate

__all__ = [
    "FACILITY",
    "SMALLEST_INSTALMENT",
    "BreakdownRow",
    "BudgetTooSmallError",
    "Choice",
    "DownPaymentTooHighError",
    "DownPaymentTooLowError",
    "FullPayment",
    "Instalment",
    "InstalmentTooSmallError",
    "Instalments",
    "Limits",
    "LineRemission",
    "ModeNotOfferedError",
    "MonthsTooFewError",
    "MonthsTooManyError",
    "NothingOwedError",
    "Offer",
    "PaymentMode",
    "Plan",
    "PlanError",
    "PolicyError",
    "Reinstatement",
    "RemissionLeavesNothingError",
    "RemissionPolicy",
    "Simulation",
    "Tier",
    "compare_tiers",
    "explain_lines",
    "limits",
    "months_for_budget",
    "policy_for",
    "reinstated",
    "reinstatements",
    "simulate",
]
