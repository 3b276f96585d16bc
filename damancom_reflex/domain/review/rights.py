"""The rights of staff, as data: role × kind × state × own office or not. SPEC sections 3 and 8.

What stands in no line is nobody's right. The screens and the services read the same table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from damancom_reflex.domain.enrolment.life import EnrolmentStatus
from damancom_reflex.domain.job_loss import ClaimStatus
from damancom_reflex.domain.requests import RemissionStatus
from damancom_reflex.domain.review.kinds import Action, Kind
from damancom_reflex.domain.roles import Role


@dataclass(frozen=True, slots=True)
class Right:
    """One line of the table.

    Attributes:
        role: whose right it is.
        kind: of which requests.
        states: in which statuses.
        action: to do what.
        anywhere: whether of every office; otherwise of one's own alone.
    """

    role: Role
    kind: Kind
    states: frozenset[str]
    action: Action
    anywhere: bool = False


def _states(*states: EnrolmentStatus | RemissionStatus | ClaimStatus) -> frozenset[str]:
    return frozenset(state.value for state in states)


_E, _R, _C = EnrolmentStatus, RemissionStatus, ClaimStatus
_FILED = _states(_E.SUBMITTED, _E.RECEIVED)
_SIGNED = _states(_R.ACCEPTED, _R.AWAITING_GUARANTEES)
_DEBITED = _states(_R.ACCEPTED, _R.VALIDATED)
_OPEN = _states(_C.SUBMITTED, _C.UNDER_REVIEW)

_AGENCY, _COLLECTION = Role.AGENCY_OFFICER, Role.COLLECTION_OFFICER
_CLAIMS, _SUPERVISOR = Role.CLAIMS_OFFICER, Role.SUPERVISOR

RIGHTS: Final[tuple[Right, ...]] = (
    Right(_AGENCY, Kind.ENROLMENT, _states(_E.SUBMITTED), Action.RECEIVE),
    Right(_AGENCY, Kind.ENROLMENT, _FILED, Action.VALIDATE),
    Right(_AGENCY, Kind.ENROLMENT, _FILED, Action.REQUEST_CORRECTION),
    Right(_AGENCY, Kind.ENROLMENT, _FILED, Action.REFUSE),
    Right(
        *(_COLLECTION, Kind.REMISSION, _states(_R.AWAITING_GUARANTEES)), Action.REGISTER_GUARANTEE
    ),
    Right(_COLLECTION, Kind.REMISSION, _SIGNED, Action.VALIDATE),
    Right(_COLLECTION, Kind.REMISSION, _SIGNED, Action.COUNTERSIGN),
    Right(_COLLECTION, Kind.REMISSION, _SIGNED, Action.REFUSE),
    Right(_COLLECTION, Kind.REMISSION, _DEBITED, Action.REJECT_DEBIT),
    # One that was at the bank when another broke the plan.
    Right(_COLLECTION, Kind.REMISSION, _states(_R.CANCELLED), Action.REJECT_DEBIT),
    Right(_COLLECTION, Kind.REMISSION, _DEBITED, Action.CANCEL),
    Right(_CLAIMS, Kind.CLAIM, _states(_C.SUBMITTED), Action.TAKE_UP, anywhere=True),
    Right(_CLAIMS, Kind.CLAIM, _OPEN, Action.ACCEPT, anywhere=True),
    Right(_CLAIMS, Kind.CLAIM, _OPEN, Action.REQUEST_CORRECTION, anywhere=True),
    Right(_CLAIMS, Kind.CLAIM, _OPEN, Action.REFUSE, anywhere=True),
    # The second signature, never the first.
    Right(_SUPERVISOR, Kind.REMISSION, _SIGNED, Action.COUNTERSIGN, anywhere=True),
)
"""Every right there is to act on a request."""

SEES: Final[Mapping[Role, Mapping[Kind, bool]]] = {
    _AGENCY: {Kind.ENROLMENT: False},
    _COLLECTION: {Kind.REMISSION: False},
    _CLAIMS: {Kind.CLAIM: True},
    _SUPERVISOR: dict.fromkeys(Kind, True),
}
"""Kinds of request a role sees, and whether of every office (true) or of its own alone."""


def sees(role: Role, kind: Kind, *, own_office: bool) -> bool:
    """Whether a role sees requests of a kind: of its own office, or of another's."""
    anywhere = SEES.get(role, {}).get(kind)
    return anywhere is not None and (anywhere or own_office)


def allowed(role: Role, kind: Kind, state: str, *, own_office: bool) -> tuple[Action, ...]:
    """What a role may do to a request of a kind in a status.

    Args:
        role: of the account.
        kind: of the request.
        state: its status, by its text.
        own_office: whether the request is of the office the account is posted to.

    Returns:
        Actions in the order of the table; none for a role that is no staff.
    """
    return tuple(
        right.action
        for right in RIGHTS
        if (right.role, right.kind) == (role, kind)
        and state in right.states
        and (right.anywhere or own_office)
    )
