"""The words of IPE that screens, rows and tests share."""

from __future__ import annotations

from damancom_reflex.domain.words import Word


class ClaimField(Word):
    """What is typed in the form of a claim. `attested` holds `yes` or nothing."""

    LOSS_DATE = "loss_date"
    REASON = "reason"
    LATE_REASON = "late_reason"
    ATTESTED = "attested"


class Condition(Word):
    """What the law asks for, in the order it is told."""

    LOSS_DAY = "loss_day"
    DAYS_LONG = "days_long"
    DAYS_RECENT = "days_recent"
    DELAY = "delay"
    REASON = "reason"
    AGE = "age"
    NO_OTHER_CLAIM = "no_other_claim"


class Verdict(Word):
    """What can be said of a condition, or of all of them, before filing."""

    MET = "met"
    UNMET = "unmet"
    UNKNOWN = "unknown"


class Problem(Word):
    """Why a condition is not met, or cannot be told yet."""

    IMPOSSIBLE_LOSS = "impossible_loss"
    FUTURE_LOSS = "future_loss"
    LOSS_BEFORE_LAW = "loss_before_law"
    LOSS_BEFORE_HIRING = "loss_before_hiring"
    LOSS_AFTER_LEAVING = "loss_after_leaving"
    TOO_FEW_DAYS = "too_few_days"
    LATE = "late"
    EXCLUDED_REASON = "excluded_reason"
    RETIREMENT_AGE = "retirement_age"
    LIVE_CLAIM = "live_claim"
    JOB_CLAIMED = "job_claimed"
    REASON_NOT_TOLD = "reason_not_told"
    REASON_TO_EXAMINE = "reason_to_examine"
    BIRTH_UNKNOWN = "birth_unknown"
    LOSS_UNUSABLE = "loss_unusable"


OPEN_QUESTIONS: frozenset[Problem] = frozenset(
    {
        Problem.REASON_NOT_TOLD,
        Problem.REASON_TO_EXAMINE,
        Problem.BIRTH_UNKNOWN,
        Problem.LOSS_UNUSABLE,
    }
)
"""Problems that refuse nothing: something is still to be told, or for an officer to look at."""


class Standing(Word):
    """What the law makes of a reason."""

    INVOLUNTARY = "involuntary"
    EXCLUDED = "excluded"
    TO_EXAMINE = "to_examine"


class StepKind(Word):
    """Steps of « comment est-ce calculé ? », in order."""

    WAGES = "wages"
    MEAN = "mean"
    RATE = "rate"
    CAP = "cap"
    AMOUNT = "amount"
    TOTAL = "total"
