"""The form of a claim as it is typed: what of it stands, and why the rest does not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from damancom_reflex.domain.dates import parse_day
from damancom_reflex.domain.errors import DomainError
from damancom_reflex.domain.job_loss.checks import check_delay, check_loss_day
from damancom_reflex.domain.job_loss.words import ClaimField, Problem
from damancom_reflex.domain.text import plain_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from damancom_reflex.domain.job_loss.checks import PersonFacts
    from damancom_reflex.domain.job_loss.rule import JobLossReason, JobLossRule

YES: Final = "yes"
LONGEST_LATE_REASON: Final = 500

_NEVER: Final = frozenset(
    {Problem.IMPOSSIBLE_LOSS, Problem.FUTURE_LOSS, Problem.LOSS_BEFORE_HIRING}
)
"""Days on which the job cannot have been lost; the others are told, and may be filed for an officer to decide."""


class ClaimFieldError(DomainError):
    """A field of the form that does not stand.

    Codes: `empty_loss_date`; `impossible_loss`; `future_loss`, `loss_before_hiring` (`day`, the bound that is passed);
    `reason_missing`; `late_reason_missing` (`days`, `limit`); `late_reason_too_long` (`most`); `not_attested`. A day
    that cannot be read keeps the codes of `DayError`.
    """


class ClaimFormError(DomainError):
    """A form that cannot be filed; `errors` has each field's, by name. Code: `claim_incomplete`."""

    code = "claim_incomplete"

    def __init__(self, errors: Mapping[str, DomainError]) -> None:
        """Keep why each field does not stand."""
        super().__init__(fields=", ".join(errors))
        self.errors = dict(errors)


@dataclass(frozen=True, slots=True)
class ClaimContent:
    """What a form states: day of the loss, why, and why so late (empty within the delay)."""

    loss_date: date
    reason: JobLossReason
    late_reason: str


@dataclass(frozen=True, slots=True)
class FormFacts:
    """What a form is read against.

    Attributes:
        person: what is on record of the person and the job.
        today: day of the request.
        rule: the law for a job lost on a day.
        reasons: why a job may be lost, by code.
    """

    person: PersonFacts
    today: date
    rule: Callable[[date], JobLossRule]
    reasons: Mapping[str, JobLossReason]


def read_loss_date(typed: Mapping[str, str], facts: FormFacts) -> date:
    """The day of the loss, when the job can have been lost on it.

    Raises:
        DayError: when no day can be read.
        ClaimFieldError: `empty_loss_date`, `future_loss`, `loss_before_hiring`.
    """
    text = typed.get(ClaimField.LOSS_DATE, "")
    if not plain_text(text):
        raise ClaimFieldError("empty_loss_date")
    day = parse_day(text)
    found = check_loss_day(facts.person, day, facts.today, facts.rule(day))
    if found.problem is not None and found.problem in _NEVER:
        raise ClaimFieldError(found.problem.value, day=found.day)
    return day


def field_errors(
    typed: Mapping[str, str], facts: FormFacts, *, whole: bool = False
) -> dict[str, DomainError]:
    """Why fields do not stand, by name, in the order of the form; what is missing counts when `whole`."""
    found: dict[str, DomainError] = {}
    for field, look in _LOOKS.items():
        if not whole and not plain_text(typed.get(field, "")):
            continue
        try:
            look(typed, facts)
        except DomainError as error:
            found[field.value] = error
    return found


def read_form(typed: Mapping[str, str], facts: FormFacts) -> ClaimContent:
    """The form as it would be filed.

    Raises:
        ClaimFormError: when a field does not stand or is missing.
    """
    errors = field_errors(typed, facts, whole=True)
    if errors:
        raise ClaimFormError(errors)
    return ClaimContent(
        loss_date=read_loss_date(typed, facts),
        reason=facts.reasons[typed[ClaimField.REASON]],
        late_reason=_late_reason(typed, facts),
    )


def is_late(typed: Mapping[str, str], facts: FormFacts) -> bool:
    """Whether the day typed lies so far back that a reason must be given; not while it cannot be read."""
    try:
        day = read_loss_date(typed, facts)
    except DomainError:
        return False
    return not check_delay(day, facts.today, facts.rule(day)).met


def _read_reason(typed: Mapping[str, str], facts: FormFacts) -> None:
    if typed.get(ClaimField.REASON, "") not in facts.reasons:
        raise ClaimFieldError("reason_missing")


def _late_reason(typed: Mapping[str, str], facts: FormFacts) -> str:
    """Why the claim comes late; nothing when it does not, whatever was typed."""
    if not is_late(typed, facts):
        return ""
    day = read_loss_date(typed, facts)
    text = typed.get(ClaimField.LATE_REASON, "").strip()
    if not plain_text(text):
        limit = facts.rule(day).request_days
        raise ClaimFieldError("late_reason_missing", days=(facts.today - day).days, limit=limit)
    if len(text) > LONGEST_LATE_REASON:
        raise ClaimFieldError("late_reason_too_long", most=LONGEST_LATE_REASON)
    return text


def _attested(typed: Mapping[str, str], facts: FormFacts) -> None:
    del facts
    if typed.get(ClaimField.ATTESTED) != YES:
        raise ClaimFieldError("not_attested")


_LOOKS: Final[dict[ClaimField, Callable[..., object]]] = {
    ClaimField.LOSS_DATE: read_loss_date,
    ClaimField.REASON: _read_reason,
    ClaimField.LATE_REASON: _late_reason,
    ClaimField.ATTESTED: _attested,
}
