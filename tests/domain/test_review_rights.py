from __future__ import annotations

from itertools import product

import pytest

from damancom_reflex.domain.enrolment.life import ENROLMENT_MOVES, EnrolmentStatus
from damancom_reflex.domain.job_loss import CLAIM_MOVES, ClaimStatus
from damancom_reflex.domain.requests import REMISSION_MOVES, RemissionStatus
from damancom_reflex.domain.review import (
    FINAL,
    LIVES,
    RIGHTS,
    WAITING,
    Action,
    Kind,
    Right,
    allowed,
    kind_of,
    sees,
)
from damancom_reflex.domain.roles import Role

# SPEC section 8, read again by another hand: what each may do in their own office.
SPEC = {
    (Role.AGENCY_OFFICER, Kind.ENROLMENT, "SUBMITTED"): {
        *("RECEIVE", "VALIDATE", "REQUEST_CORRECTION", "REFUSE")
    },
    (Role.AGENCY_OFFICER, Kind.ENROLMENT, "RECEIVED"): {
        *("VALIDATE", "REQUEST_CORRECTION", "REFUSE")
    },
    (Role.COLLECTION_OFFICER, Kind.REMISSION, "ACCEPTED"): {
        *("VALIDATE", "COUNTERSIGN", "REFUSE", "REJECT_DEBIT", "CANCEL")
    },
    (Role.COLLECTION_OFFICER, Kind.REMISSION, "AWAITING_GUARANTEES"): {
        *("REGISTER_GUARANTEE", "VALIDATE", "COUNTERSIGN", "REFUSE")
    },
    (Role.COLLECTION_OFFICER, Kind.REMISSION, "VALIDATED"): {"REJECT_DEBIT", "CANCEL"},
    (Role.COLLECTION_OFFICER, Kind.REMISSION, "CANCELLED"): {"REJECT_DEBIT"},
    (Role.CLAIMS_OFFICER, Kind.CLAIM, "SUBMITTED"): {
        *("TAKE_UP", "ACCEPT", "REQUEST_CORRECTION", "REFUSE")
    },
    (Role.CLAIMS_OFFICER, Kind.CLAIM, "UNDER_REVIEW"): {
        *("ACCEPT", "REQUEST_CORRECTION", "REFUSE")
    },
    (Role.SUPERVISOR, Kind.REMISSION, "ACCEPTED"): {"COUNTERSIGN"},
    (Role.SUPERVISOR, Kind.REMISSION, "AWAITING_GUARANTEES"): {"COUNTERSIGN"},
}
ANYWHERE = {Role.CLAIMS_OFFICER, Role.SUPERVISOR}
CELLS = [
    (role, kind, state, own)
    for role, kind, own in product(Role, Kind, (True, False))
    for state in LIVES[kind]
]
LEADS_TO = {
    Action.RECEIVE: EnrolmentStatus.RECEIVED,
    Action.TAKE_UP: ClaimStatus.UNDER_REVIEW,
    Action.ACCEPT: ClaimStatus.ACCEPTED,
    Action.COUNTERSIGN: RemissionStatus.VALIDATED,
    Action.REJECT_DEBIT: RemissionStatus.CANCELLED,
    Action.CANCEL: RemissionStatus.CANCELLED,
}


@pytest.mark.parametrize(("role", "kind", "state", "own"), CELLS)
def test_a_role_may_do_what_the_product_says_and_nothing_else(
    role: Role, kind: Kind, state: str, *, own: bool
) -> None:
    wanted = SPEC.get((role, kind, state), set()) if own or role in ANYWHERE else set()
    given = allowed(role, kind, state, own_office=own)
    assert set(given) == {Action(word) for word in wanted}
    assert len(given) == len(set(given))


@pytest.mark.parametrize("right", RIGHTS)
def test_a_right_leads_where_the_life_of_the_request_can_go(right: Right) -> None:
    moves = {
        Kind.ENROLMENT: ENROLMENT_MOVES,
        Kind.REMISSION: REMISSION_MOVES,
        Kind.CLAIM: CLAIM_MOVES,
    }[right.kind]
    by_word = {
        Action.VALIDATE: "VALIDATED",
        Action.REFUSE: "REFUSED",
        Action.REQUEST_CORRECTION: "CORRECTION_REQUESTED",
    }
    target = by_word.get(right.action) or LEADS_TO.get(right.action)
    for state in right.states:
        reached = {str(after) for before, to in moves.items() if before == state for after in to}
        # Forms never marked received, and claims nobody took up, are so on the way.
        through = {str(s) for word in reached for b, to in moves.items() if b == word for s in to}
        # A debit that comes back after the one that broke the plan leaves it broken.
        assert target is None or target in reached | through | {state}
        assert state in LIVES[right.kind]


def test_what_waits_is_what_somebody_but_a_second_signature_may_act_on() -> None:
    for kind, states in WAITING.items():
        acted = {
            state
            for right in RIGHTS
            if right.kind is kind and right.action in FINAL - {Action.REJECT_DEBIT, Action.CANCEL}
            for state in right.states
        }
        assert states == acted


@pytest.mark.parametrize(("role", "kind", "own"), list(product(Role, Kind, (True, False))))
def test_who_may_act_on_a_request_sees_it(role: Role, kind: Kind, *, own: bool) -> None:
    acts = any(allowed(role, kind, state, own_office=own) for state in LIVES[kind])
    seen = sees(role, kind, own_office=own)
    assert seen or not acts
    # Whoever only looks is the supervisor.
    assert not seen or acts or role is Role.SUPERVISOR
    if role in {Role.EMPLOYER, Role.DELEGATE}:
        assert not seen


def test_a_kind_is_told_by_its_reference() -> None:
    assert kind_of("da-2023-0000-0000") is Kind.ENROLMENT
    assert kind_of(" DR-2023-7K3M-Q9XT") is Kind.REMISSION
    assert kind_of("IP-2023") is Kind.CLAIM
    assert kind_of("") is None
    assert kind_of("XX-2023-0000-0000") is None
