"""IPE, the indemnity for a lost job: conditions told before filing, amount, life of a claim. SPEC section 7.

The law is dated data (`JobLossRule`, `MinimumWage`, `JobLossReason`); `assess` and `estimate` apply it to a person's
declared months. Exact integers.
"""

from damancom_reflex.domain.job_loss.amount import Estimate, Payment, Step, dirhams, estimate
from damancom_reflex.domain.job_loss.assessment import Assessment, assess, assess_without_loss
from damancom_reflex.domain.job_loss.checks import Check, PersonFacts
from damancom_reflex.domain.job_loss.form import (
    LONGEST_LATE_REASON,
    YES,
    ClaimContent,
    ClaimFieldError,
    ClaimFormError,
    FormFacts,
    field_errors,
    is_late,
    read_form,
    read_loss_date,
)
from damancom_reflex.domain.job_loss.life import CLAIM_MOVES, LIVE, ClaimStatus, move
from damancom_reflex.domain.job_loss.projection import RHYTHM_MONTHS
from damancom_reflex.domain.job_loss.rule import (
    JobLossReason,
    JobLossRule,
    JobLossRuleError,
    MinimumWage,
    minimum_wage_on,
    rule_on,
)
from damancom_reflex.domain.job_loss.windows import MonthDays, Window, window_before
from damancom_reflex.domain.job_loss.words import (
    ClaimField,
    Condition,
    Problem,
    Standing,
    StepKind,
    Verdict,
)

__all__ = [
    "CLAIM_MOVES",
    "LIVE",
    "LONGEST_LATE_REASON",
    "RHYTHM_MONTHS",
    "YES",
    "Assessment",
    "Check",
    "ClaimContent",
    "ClaimField",
    "ClaimFieldError",
    "ClaimFormError",
    "ClaimStatus",
    "Condition",
    "Estimate",
    "FormFacts",
    "JobLossReason",
    "JobLossRule",
    "JobLossRuleError",
    "MinimumWage",
    "MonthDays",
    "Payment",
    "PersonFacts",
    "Problem",
    "Standing",
    "Step",
    "StepKind",
    "Verdict",
    "Window",
    "assess",
    "assess_without_loss",
    "dirhams",
    "estimate",
    "field_errors",
    "is_late",
    "minimum_wage_on",
    "move",
    "read_form",
    "read_loss_date",
    "rule_on",
    "window_before",
]
