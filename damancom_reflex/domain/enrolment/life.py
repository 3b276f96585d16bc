"""The life of an enrolment request (demande d'adhésion). SPEC section 6."""

from __future__ import annotations

from damancom_reflex.domain.requests import TransitionError
from damancom_reflex.domain.words import Word


class EnrolmentStatus(Word):
    """Where an enrolment request stands."""

    DRAFT = "DRAFT"
    SUBMITTED = "SUBMITTED"
    RECEIVED = "RECEIVED"
    CORRECTION_REQUESTED = "CORRECTION_REQUESTED"
    VALIDATED = "VALIDATED"
    REFUSED = "REFUSED"
    EXPIRED = "EXPIRED"


_S = EnrolmentStatus

ENROLMENT_MOVES: dict[EnrolmentStatus, frozenset[EnrolmentStatus]] = {
    _S.DRAFT: frozenset({_S.SUBMITTED, _S.EXPIRED}),
    _S.SUBMITTED: frozenset({_S.RECEIVED, _S.REFUSED, _S.CORRECTION_REQUESTED, _S.EXPIRED}),
    _S.RECEIVED: frozenset({_S.VALIDATED, _S.REFUSED, _S.CORRECTION_REQUESTED}),
    _S.CORRECTION_REQUESTED: frozenset({_S.SUBMITTED, _S.EXPIRED}),
    _S.VALIDATED: frozenset(),
    _S.REFUSED: frozenset(),
    _S.EXPIRED: frozenset(),
}
"""Statuses a request may go to from each one."""

FILED: frozenset[EnrolmentStatus] = frozenset({_S.SUBMITTED, _S.RECEIVED, _S.CORRECTION_REQUESTED})
"""Statuses of a request under way: an affiliate has one at most, however many drafts there are."""

EDITABLE: frozenset[EnrolmentStatus] = frozenset({_S.DRAFT, _S.SUBMITTED, _S.CORRECTION_REQUESTED})
"""Statuses in which the employer may change what was typed; an agency that holds the forms decides on what they say."""


def move(before: EnrolmentStatus, after: EnrolmentStatus) -> EnrolmentStatus:
    """The status after, when a request may go there.

    Raises:
        TransitionError: when it may not.
    """
    if after not in ENROLMENT_MOVES[before]:
        raise TransitionError(before=before.value, after=after.value)
    return after
