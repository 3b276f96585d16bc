"""The life of a remission request, and the steps that lead to it. SPEC section 5."""

from __future__ import annotations

from dataclasses import dataclass

from damancom_reflex.domain.errors import DomainError
from damancom_reflex.domain.remission import PaymentMode
from damancom_reflex.domain.words import Word


class RemissionStatus(Word):
    """Where a remission request stands."""

    ACCEPTED = "ACCEPTED"
    AWAITING_GUARANTEES = "AWAITING_GUARANTEES"
    VALIDATED = "VALIDATED"
    COMPLETED = "COMPLETED"
    EXPIRED = "EXPIRED"
    CANCELLED = "CANCELLED"
    REFUSED = "REFUSED"


class DebitStatus(Word):
    """Where one bank debit stands."""

    SCHEDULED = "SCHEDULED"
    COLLECTED = "COLLECTED"
    REJECTED = "REJECTED"


REMISSION_MOVES: dict[RemissionStatus, frozenset[RemissionStatus]] = {
    # Full payment: no guarantees, but nobody is debited before an officer validates.
    RemissionStatus.ACCEPTED: frozenset(
        {RemissionStatus.VALIDATED, RemissionStatus.CANCELLED, RemissionStatus.REFUSED}
    ),
    RemissionStatus.AWAITING_GUARANTEES: frozenset(
        {RemissionStatus.VALIDATED, RemissionStatus.EXPIRED, RemissionStatus.REFUSED}
    ),
    RemissionStatus.VALIDATED: frozenset({RemissionStatus.COMPLETED, RemissionStatus.CANCELLED}),
    RemissionStatus.COMPLETED: frozenset(),
    RemissionStatus.EXPIRED: frozenset(),
    RemissionStatus.CANCELLED: frozenset(),
    RemissionStatus.REFUSED: frozenset(),
}
"""Statuses a request may go to from each one."""

DEBIT_MOVES: dict[DebitStatus, frozenset[DebitStatus]] = {
    DebitStatus.SCHEDULED: frozenset({DebitStatus.COLLECTED, DebitStatus.REJECTED}),
    DebitStatus.COLLECTED: frozenset(),
    DebitStatus.REJECTED: frozenset(),
}
"""Statuses a debit may go to from each one."""

OPEN: frozenset[RemissionStatus] = frozenset(
    status for status, following in REMISSION_MOVES.items() if following
)
"""Statuses of a request in progress: an affiliate has one at most."""

FELL: frozenset[RemissionStatus] = frozenset(
    {RemissionStatus.CANCELLED, RemissionStatus.EXPIRED, RemissionStatus.REFUSED}
)
"""Statuses of a request that ended without being paid."""


class TransitionError(DomainError):
    """A status that cannot follow another. `before`, `after`."""

    code = "impossible_transition"


class RemissionStep(Word):
    """Steps of the journey, in order."""

    AFFILIATE = "affiliate"
    DEBT = "debt"
    MODE = "mode"
    BANK_ACCOUNT = "bank_account"
    SIMULATION = "simulation"
    TERMS = "terms"
    CONFIRMATION = "confirmation"


STEPS: tuple[RemissionStep, ...] = tuple(RemissionStep)


@dataclass(frozen=True, slots=True)
class JourneyFacts:
    """What a draft holds so far.

    Attributes:
        has_affiliate: an affiliate is chosen (or there is only one).
        mode: way of paying chosen, None before.
        guarantees_accepted: the duty to file guarantees was accepted; only instalments need it.
        has_bank_account: a bank account of the affiliate is chosen.
        plan_valid: the choice simulates without error.
        terms_accepted: the terms of this very plan were accepted.
    """

    has_affiliate: bool = False
    mode: PaymentMode | None = None
    guarantees_accepted: bool = False
    has_bank_account: bool = False
    plan_valid: bool = False
    terms_accepted: bool = False


def move(before: RemissionStatus, after: RemissionStatus) -> RemissionStatus:
    """The status after, when a request may go there.

    Raises:
        TransitionError: when it may not.
    """
    if after not in REMISSION_MOVES[before]:
        raise TransitionError(before=before.value, after=after.value)
    return after


def move_debit(before: DebitStatus, after: DebitStatus) -> DebitStatus:
    """The status after, when a debit may go there.

    Raises:
        TransitionError: when it may not.
    """
    if after not in DEBIT_MOVES[before]:
        raise TransitionError(before=before.value, after=after.value)
    return after


def complete(step: RemissionStep, facts: JourneyFacts) -> bool:
    """Whether a step has what it asks for; the debt, only read, asks for the affiliate."""
    return {
        RemissionStep.AFFILIATE: facts.has_affiliate,
        RemissionStep.DEBT: facts.has_affiliate,
        RemissionStep.MODE: facts.mode is PaymentMode.FULL
        or (facts.mode is PaymentMode.INSTALMENTS and facts.guarantees_accepted),
        RemissionStep.BANK_ACCOUNT: facts.has_bank_account,
        RemissionStep.SIMULATION: facts.plan_valid,
        RemissionStep.TERMS: facts.terms_accepted,
        RemissionStep.CONFIRMATION: False,
    }[step]


def reachable(step: RemissionStep, facts: JourneyFacts) -> bool:
    """Whether a step may be opened: every step before it is complete."""
    return all(complete(earlier, facts) for earlier in STEPS[: STEPS.index(step)])


def next_step(facts: JourneyFacts) -> RemissionStep:
    """Step to open on return: the first that lacks something; the debt before any mode."""
    if facts.has_affiliate and facts.mode is None:
        return RemissionStep.DEBT
    return next(step for step in STEPS if not complete(step, facts))
