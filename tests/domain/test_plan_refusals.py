"""Each way a plan can be refused, and the figures told that would do."""

from __future__ import annotations

import pytest

from damancom_reflex.domain.ledger import Ledger, Nature
from damancom_reflex.domain.remission import (
    SMALLEST_INSTALMENT,
    Choice,
    DownPaymentTooHighError,
    DownPaymentTooLowError,
    FullPayment,
    Instalments,
    InstalmentTooSmallError,
    ModeNotOfferedError,
    MonthsTooFewError,
    MonthsTooManyError,
    NothingOwedError,
    PlanError,
    RemissionLeavesNothingError,
    RemissionPolicy,
    simulate,
)

from .factories import (
    DECISION,
    FULL,
    LONG,
    RATES,
    SHORT,
    decision,
    everything_remitted,
    ledger_of,
    line,
    principal,
)


def refused(
    choice: Choice, ledger: Ledger | None = None, policy: RemissionPolicy = DECISION
) -> PlanError:
    with pytest.raises(PlanError) as caught:
        simulate(ledger or principal(10_000), policy, choice, RATES)
    return caught.value


@pytest.mark.parametrize("choice", [FullPayment(), Instalments(0, 1)])
def test_a_ledger_that_owes_nothing_is_refused(choice: Choice) -> None:
    for ledger in (ledger_of(), principal(0)):
        error = refused(choice, ledger)
        assert isinstance(error, NothingOwedError)
        assert error.code == "nothing_owed"


@pytest.mark.parametrize("choice", [FullPayment(), Instalments(0, 1)])
def test_a_remission_that_leaves_nothing_is_refused(choice: Choice) -> None:
    error = refused(choice, ledger_of(line(500, Nature.PENALTY)), everything_remitted())
    assert isinstance(error, RemissionLeavesNothingError)
    assert error.code == "remission_leaves_nothing"


def test_a_down_payment_must_leave_something_to_spread() -> None:
    for down_payment in (10_000, 10_001, 10**12):
        error = refused(Instalments(down_payment, 10))
        assert isinstance(error, DownPaymentTooHighError)
        assert (error.code, error.params) == ("down_payment_too_high", {"highest": 9000})
    assert simulate(principal(10_000), DECISION, Instalments(9000, 10), RATES).plan


def test_the_highest_down_payment_told_is_never_under_the_lowest() -> None:
    error = refused(Instalments(900, 60), principal(900), decision(lowest_down_payment=700))
    assert error.params == {"highest": 700}


def test_a_down_payment_under_the_decisions_lowest_is_refused() -> None:
    error = refused(Instalments(4999, 2), policy=decision(lowest_down_payment=5000))
    assert isinstance(error, DownPaymentTooLowError)
    assert (error.code, error.params) == ("down_payment_too_low", {"lowest": 5000})
    assert refused(Instalments(-1, 2)).params == {"lowest": 0}
    assert simulate(
        principal(10_000), decision(lowest_down_payment=5000), Instalments(5000, 2), RATES
    ).plan


@pytest.mark.parametrize("months", [0, -1, -(10**9)])
def test_less_than_a_month_is_refused(months: int) -> None:
    error = refused(Instalments(0, months))
    assert isinstance(error, MonthsTooFewError)
    assert (error.code, error.params) == ("months_too_few", {"fewest": 1})


@pytest.mark.parametrize("months", [61, 10_000, 10**12])
def test_more_months_than_the_decision_allows_are_refused(months: int) -> None:
    error = refused(Instalments(0, months))
    assert isinstance(error, MonthsTooManyError)
    assert (error.code, error.params) == ("months_too_many", {"most": 60})


def test_instalments_under_one_dirham_are_refused_with_the_most_months_there_can_be() -> None:
    error = refused(Instalments(5000, 51))
    assert isinstance(error, InstalmentTooSmallError)
    assert (error.code, error.params) == (
        "instalment_too_small",
        {"smallest": 100, "most_months": 50, "highest": 4900},
    )
    plan = simulate(principal(10_000), DECISION, Instalments(5000, 50), RATES).plan
    assert plan is not None
    assert plan.monthly_amount == plan.last_amount == SMALLEST_INSTALMENT


def test_a_mode_without_a_tier_is_refused() -> None:
    error = refused(FullPayment(), policy=decision(tiers=(SHORT, LONG)))
    assert isinstance(error, ModeNotOfferedError)
    assert (error.code, error.params) == ("mode_not_offered", {"mode": "full"})
    error = refused(Instalments(0, 1), policy=decision(tiers=(FULL,)))
    assert error.params == {"mode": "instalments"}


def test_the_months_told_are_fewer_than_those_asked_even_where_a_longer_tier_carries_more() -> None:
    ledger = ledger_of(line(100_000), line(100_000, Nature.LATE_SURCHARGE))
    # 1,500 MAD to pay up to 24 months, 1,600 beyond: 24 months leave 99 centimes each, 25 leave more.
    error = refused(Instalments(150_000 - 2376, 24), ledger)
    assert error.params == {"smallest": 100, "most_months": 23, "highest": 147_600}
    assert simulate(ledger, DECISION, Instalments(150_000 - 2376, 25), RATES).plan
    assert refused(Instalments(149_950, 1), ledger).params["most_months"] == 0
