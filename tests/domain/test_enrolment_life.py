"""The life of a request for an account: where it may go, who may change it."""

from __future__ import annotations

from damancom_reflex.domain.enrolment.life import (
    EDITABLE,
    ENROLMENT_MOVES,
    FILED,
    EnrolmentStatus,
    move,
)

from .lives import every_move, goes_only_where_allowed

ALLOWED = {
    ("DRAFT", "SUBMITTED"),
    ("DRAFT", "EXPIRED"),
    ("SUBMITTED", "RECEIVED"),
    ("SUBMITTED", "REFUSED"),
    ("SUBMITTED", "CORRECTION_REQUESTED"),
    ("SUBMITTED", "EXPIRED"),
    ("RECEIVED", "VALIDATED"),
    ("RECEIVED", "REFUSED"),
    ("RECEIVED", "CORRECTION_REQUESTED"),
    ("CORRECTION_REQUESTED", "SUBMITTED"),
    ("CORRECTION_REQUESTED", "EXPIRED"),
}


@every_move(EnrolmentStatus)
def test_a_request_goes_only_where_its_life_leads(
    before: EnrolmentStatus, after: EnrolmentStatus
) -> None:
    goes_only_where_allowed(move, ALLOWED, before, after)


def test_a_request_under_way_waits_for_somebody() -> None:
    assert set(ENROLMENT_MOVES) == set(EnrolmentStatus)
    assert {status.value for status in FILED} == {"SUBMITTED", "RECEIVED", "CORRECTION_REQUESTED"}
    assert all(ENROLMENT_MOVES[status] for status in FILED)


def test_nothing_is_changed_while_the_agency_holds_the_forms_or_after_the_end() -> None:
    assert {status.value for status in EDITABLE} == {"DRAFT", "SUBMITTED", "CORRECTION_REQUESTED"}
    assert all(ENROLMENT_MOVES[status] for status in EDITABLE)
