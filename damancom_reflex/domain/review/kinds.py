"""What staff review: three kinds of request, their statuses, and what may be done to them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from damancom_reflex.domain.enrolment.life import EnrolmentStatus
from damancom_reflex.domain.job_loss import ClaimStatus
from damancom_reflex.domain.requests import RemissionStatus
from damancom_reflex.domain.words import Word


class Kind(Word):
    """A kind of request; its text is how the references of that kind begin."""

    ENROLMENT = "DA"
    REMISSION = "DR"
    CLAIM = "IP"


class Action(Word):
    """What somebody of the staff does to a request."""

    RECEIVE = "RECEIVE"
    TAKE_UP = "TAKE_UP"
    REGISTER_GUARANTEE = "REGISTER_GUARANTEE"
    VALIDATE = "VALIDATE"
    COUNTERSIGN = "COUNTERSIGN"
    ACCEPT = "ACCEPT"
    REQUEST_CORRECTION = "REQUEST_CORRECTION"
    REFUSE = "REFUSE"
    REJECT_DEBIT = "REJECT_DEBIT"
    CANCEL = "CANCEL"


FINAL: Final = frozenset(
    {
        *(Action.VALIDATE, Action.COUNTERSIGN, Action.ACCEPT, Action.REQUEST_CORRECTION),
        *(Action.REFUSE, Action.REJECT_DEBIT, Action.CANCEL),
    }
)
"""Decisions: who took one has done with the file. The others only lead to one."""

LIVES: Final[Mapping[Kind, tuple[str, ...]]] = {
    # A draft is nobody's but the applicant's.
    Kind.ENROLMENT: tuple(
        word.value for word in EnrolmentStatus if word is not EnrolmentStatus.DRAFT
    ),
    Kind.REMISSION: tuple(word.value for word in RemissionStatus),
    Kind.CLAIM: tuple(word.value for word in ClaimStatus),
}
"""Statuses that staff see, by kind, in the order of the request's life."""

WAITING: Final[Mapping[Kind, frozenset[str]]] = {
    Kind.ENROLMENT: frozenset({EnrolmentStatus.SUBMITTED.value, EnrolmentStatus.RECEIVED.value}),
    Kind.REMISSION: frozenset(
        {RemissionStatus.ACCEPTED.value, RemissionStatus.AWAITING_GUARANTEES.value}
    ),
    Kind.CLAIM: frozenset({ClaimStatus.SUBMITTED.value, ClaimStatus.UNDER_REVIEW.value}),
}
"""Statuses in which the next step is the fund's."""


def kind_of(reference: str) -> Kind | None:
    """The kind of a reference, by how it begins; none for what cannot be a reference."""
    return next((kind for kind in Kind if reference.strip().upper().startswith(kind.value)), None)
