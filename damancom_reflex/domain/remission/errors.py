"""Why a plan cannot be: one type each, so that a screen can say it beside the right field."""

from __future__ import annotations

from damancom_reflex.domain.errors import DomainError


class PolicyError(DomainError):
    """A remission decision that contradicts itself. Code: `contradictory_policy` (`reason`)."""

    code = "contradictory_policy"


class PlanError(DomainError):
    """A way of paying that cannot be offered."""

    code = "impossible_plan"


class NothingOwedError(PlanError):
    """The debt is zero."""

    code = "nothing_owed"


class RemissionLeavesNothingError(PlanError):
    """Everything is remitted: there is nothing to pay, so nothing to plan."""

    code = "remission_leaves_nothing"


class ModeNotOfferedError(PlanError):
    """The decision has no tier for this mode. `mode`."""

    code = "mode_not_offered"


class DownPaymentTooLowError(PlanError):
    """Under the decision's lowest down payment. `lowest`, centimes."""

    code = "down_payment_too_low"


class DownPaymentTooHighError(PlanError):
    """The down payment leaves nothing to spread. `highest`, centimes, for the months asked."""

    code = "down_payment_too_high"


class MonthsTooFewError(PlanError):
    """Less than one month. `fewest`."""

    code = "months_too_few"


class MonthsTooManyError(PlanError):
    """More months than the decision allows. `most`."""

    code = "months_too_many"


class InstalmentTooSmallError(PlanError):
    """An instalment under 1 MAD.

    `smallest` and `highest` down payment for these months, centimes; `most_months`, fewer than
    asked, for this down payment (0: none).
    """

    code = "instalment_too_small"


class BudgetTooSmallError(PlanError):
    """No plan keeps every instalment in the budget. `lowest` budget of one that would, centimes."""

    code = "budget_too_small"
