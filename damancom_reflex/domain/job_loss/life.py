"""The life of a job-loss claim (demande d'IPE). SPEC section 7."""

from __future__ import annotations

from damancom_reflex.domain.requests import TransitionError
from damancom_reflex.domain.words import Word


class ClaimStatus(Word):
    """Where a claim stands."""

    SUBMITTED = "SUBMITTED"
    UNDER_REVIEW = "UNDER_REVIEW"
    CORRECTION_REQUESTED = "CORRECTION_REQUESTED"
    ACCEPTED = "ACCEPTED"
    REFUSED = "REFUSED"
    WITHDRAWN = "WITHDRAWN"


_S = ClaimStatus

CLAIM_MOVES: dict[ClaimStatus, frozenset[ClaimStatus]] = {
    _S.SUBMITTED: frozenset({_S.UNDER_REVIEW, _S.WITHDRAWN}),
    _S.UNDER_REVIEW: frozenset({_S.ACCEPTED, _S.REFUSED, _S.CORRECTION_REQUESTED, _S.WITHDRAWN}),
    _S.CORRECTION_REQUESTED: frozenset({_S.SUBMITTED, _S.WITHDRAWN}),
    _S.ACCEPTED: frozenset(),
    _S.REFUSED: frozenset(),
    _S.WITHDRAWN: frozenset(),
}
"""Statuses a claim may go to from each one. Decided or withdrawn, it goes nowhere."""

LIVE: frozenset[ClaimStatus] = frozenset(
    status for status, following in CLAIM_MOVES.items() if following
)
"""Statuses of a claim not decided yet: a person has one at most, whoever the employer is. The employer may withdraw
it in each of them."""


def move(before: ClaimStatus, after: ClaimStatus) -> ClaimStatus:
    """The status after, when a claim may go there.

    Raises:
        TransitionError: when it may not.
    """
    if after not in CLAIM_MOVES[before]:
        raise TransitionError(before=before.value, after=after.value)
    return after
