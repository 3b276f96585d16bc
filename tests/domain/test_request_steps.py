"""The steps of a request for remission: none before its turn."""

from __future__ import annotations

from dataclasses import replace

import pytest

from damancom_reflex.domain.remission import PaymentMode
from damancom_reflex.domain.requests import (
    STEPS,
    JourneyFacts,
    RemissionStep,
    complete,
    next_step,
    reachable,
)

WHOLE = JourneyFacts(
    has_affiliate=True,
    mode=PaymentMode.INSTALMENTS,
    guarantees_accepted=True,
    has_bank_account=True,
    plan_valid=True,
    terms_accepted=True,
)


def test_an_empty_draft_reaches_the_first_step_only() -> None:
    assert [step for step in STEPS if reachable(step, JourneyFacts())] == [RemissionStep.AFFILIATE]
    assert next_step(JourneyFacts()) is RemissionStep.AFFILIATE


def test_a_whole_draft_reaches_every_step_and_resumes_at_the_last() -> None:
    assert all(reachable(step, WHOLE) for step in STEPS)
    assert next_step(WHOLE) is RemissionStep.CONFIRMATION
    assert not complete(RemissionStep.CONFIRMATION, WHOLE)


def test_the_debt_is_shown_first_then_the_mode_is_one_click_away() -> None:
    chosen = JourneyFacts(has_affiliate=True)
    assert next_step(chosen) is RemissionStep.DEBT
    assert [step.value for step in STEPS if reachable(step, chosen)] == [
        "affiliate",
        "debt",
        "mode",
    ]


@pytest.mark.parametrize(
    ("missing", "step"),
    [
        ({"has_affiliate": False}, RemissionStep.AFFILIATE),
        ({"guarantees_accepted": False}, RemissionStep.MODE),
        ({"has_bank_account": False}, RemissionStep.BANK_ACCOUNT),
        ({"plan_valid": False}, RemissionStep.SIMULATION),
        ({"terms_accepted": False}, RemissionStep.TERMS),
    ],
)
def test_what_is_missing_holds_back_every_later_step(
    missing: dict[str, bool], step: RemissionStep
) -> None:
    facts = replace(WHOLE, **missing)
    assert next_step(facts) is step
    reached = [each for each in STEPS if reachable(each, facts)]
    assert reached == list(STEPS[: STEPS.index(step) + 1])


def test_without_a_mode_nothing_after_it_is_reached() -> None:
    facts = replace(WHOLE, mode=None)
    assert not reachable(RemissionStep.BANK_ACCOUNT, facts)
    assert next_step(facts) is RemissionStep.DEBT


def test_full_payment_asks_for_no_guarantee() -> None:
    facts = replace(WHOLE, mode=PaymentMode.FULL, guarantees_accepted=False)
    assert reachable(RemissionStep.CONFIRMATION, facts)
