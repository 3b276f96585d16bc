"""The life of a request for remission and of its debits."""

from __future__ import annotations

from damancom_reflex.domain.requests import (
    DEBIT_MOVES,
    OPEN,
    REMISSION_MOVES,
    DebitStatus,
    RemissionStatus,
    move,
    move_debit,
)

from .lives import every_move, goes_only_where_allowed

ALLOWED = {
    ("ACCEPTED", "VALIDATED"),
    ("ACCEPTED", "CANCELLED"),
    ("ACCEPTED", "REFUSED"),
    ("AWAITING_GUARANTEES", "VALIDATED"),
    ("AWAITING_GUARANTEES", "EXPIRED"),
    ("AWAITING_GUARANTEES", "REFUSED"),
    ("VALIDATED", "COMPLETED"),
    ("VALIDATED", "CANCELLED"),
}
DEBITS_ALLOWED = {("SCHEDULED", "COLLECTED"), ("SCHEDULED", "REJECTED")}


@every_move(RemissionStatus)
def test_a_request_goes_only_where_its_life_leads(
    before: RemissionStatus, after: RemissionStatus
) -> None:
    goes_only_where_allowed(move, ALLOWED, before, after)


@every_move(DebitStatus)
def test_a_debit_is_scheduled_then_collected_or_rejected(
    before: DebitStatus, after: DebitStatus
) -> None:
    goes_only_where_allowed(move_debit, DEBITS_ALLOWED, before, after)


def test_a_request_in_progress_is_one_that_can_still_move() -> None:
    assert {status.value for status in OPEN} == {"ACCEPTED", "AWAITING_GUARANTEES", "VALIDATED"}
    assert set(REMISSION_MOVES) == set(RemissionStatus)
    assert set(DEBIT_MOVES) == set(DebitStatus)
