"""The steps of a request for an account: none before its turn."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from damancom_reflex.domain.enrolment.steps import (
    STEPS,
    EnrolmentFacts,
    EnrolmentStep,
    complete,
    next_step,
    reachable,
)

WHOLE = EnrolmentFacts(
    company_confirmed=True,
    representative_known=True,
    phone_verified=True,
    email_verified=True,
    delegation_answered=True,
)
ASKED_BY = {
    "company_confirmed": EnrolmentStep.COMPANY,
    "representative_known": EnrolmentStep.REPRESENTATIVE,
    "phone_verified": EnrolmentStep.CONTACT,
    "email_verified": EnrolmentStep.CONTACT,
    "delegation_answered": EnrolmentStep.DELEGATION,
}


def test_a_new_request_reaches_the_first_step_only() -> None:
    assert [step for step in STEPS if reachable(step, EnrolmentFacts())] == [EnrolmentStep.COMPANY]
    assert next_step(EnrolmentFacts()) is EnrolmentStep.COMPANY


def test_a_whole_request_reaches_every_step_and_resumes_at_the_last() -> None:
    assert all(reachable(step, WHOLE) for step in STEPS)
    assert next_step(WHOLE) is EnrolmentStep.CONFIRMATION
    assert not complete(EnrolmentStep.CONFIRMATION, WHOLE)


@pytest.mark.parametrize("missing", [field.name for field in fields(EnrolmentFacts)])
def test_what_is_missing_holds_back_every_later_step(missing: str) -> None:
    facts = replace(WHOLE, **{missing: False})
    step = ASKED_BY[missing]
    assert not complete(step, facts)
    assert next_step(facts) is step
    reached = [each for each in STEPS if reachable(each, facts)]
    assert reached == list(STEPS[: STEPS.index(step) + 1])


@given(st.builds(EnrolmentFacts, *[st.booleans()] * 5))
def test_the_step_to_open_is_the_last_that_can_be(facts: EnrolmentFacts) -> None:
    reached = [step for step in STEPS if reachable(step, facts)]
    assert reached == list(STEPS[: len(reached)])
    assert next_step(facts) is reached[-1]
