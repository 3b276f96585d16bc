from __future__ import annotations

from damancom_reflex.domain.job_loss import CLAIM_MOVES, LIVE, ClaimStatus, move

from .lives import every_move, goes_only_where_allowed

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


@every_move(ClaimStatus)
def test_a_claim_goes_only_where_its_life_leads(before: ClaimStatus, after: ClaimStatus) -> None:
    goes_only_where_allowed(move, ALLOWED, before, after)


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
