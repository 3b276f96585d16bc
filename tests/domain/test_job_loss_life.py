from __future__ import annotations

from itertools import product

import pytest

from damancom_reflex.domain.job_loss import CLAIM_MOVES, LIVE, ClaimStatus, move
from damancom_reflex.domain.requests import TransitionError

ALLOWED = {
    ("SUBMITTED", "UNDER_REVIEW"),
    ("SUBMITTED", "WITHDRAWN"),
    ("UNDER_REVIEW", "ACCEPTED"),
    ("UNDER_REVIEW", "REFUSED"),
    ("UNDER_REVIEW", "CORRECTION_REQUESTED"),
    ("UNDER_REVIEW", "WITHDRAWN"),
    ("CORRECTION_REQUESTED", "SUBMITTED"),
    ("CORRECTION_REQUESTED", "WITHDRAWN"),
}


@pytest.mark.parametrize(("before", "after"), list(product(ClaimStatus, repeat=2)))
def test_a_claim_goes_only_where_its_life_leads(before: ClaimStatus, after: ClaimStatus) -> None:
    if (before, after) in ALLOWED:
        assert move(before, after) is after
        return
    with pytest.raises(TransitionError) as refused:
        move(before, after)
    assert refused.value.code == "impossible_transition"
    assert refused.value.params == {"before": before.value, "after": after.value}


def test_a_live_claim_is_one_that_is_not_decided_and_the_employer_may_withdraw_it() -> None:
    assert set(CLAIM_MOVES) == set(ClaimStatus)
    assert {status.value for status in LIVE} == {
        "SUBMITTED",
        "UNDER_REVIEW",
        "CORRECTION_REQUESTED",
    }
    assert {
        status for status in ClaimStatus if ClaimStatus.WITHDRAWN in CLAIM_MOVES[status]
    } == LIVE
