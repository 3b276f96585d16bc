"""What comes back with a missed instalment."""

from __future__ import annotations

from datetime import date

import pytest

from damancom_reflex.domain.remission import (
    Choice,
    FullPayment,
    Instalments,
    reinstated,
    reinstatements,
    simulate,
)

from .factories import DECISION, EVERY_NATURE, RATES


def test_a_missed_instalment_brings_back_the_remission_and_what_was_generated() -> None:
    result = simulate(EVERY_NATURE, DECISION, Instalments(1702, 4), RATES)
    assert result.plan is not None
    generated = [each.generated_surcharge for each in result.plan.instalments]
    first, third = reinstated(result), reinstated(result, 3)
    assert (first.missed, first.due, first.paid) == (1, date(2023, 12, 8), 1702)
    assert first.remission == third.remission == result.remission
    assert first.generated_surcharge == generated[0]
    assert first.reinstated == result.remission + generated[0]
    assert (third.missed, third.due) == (3, date(2024, 2, 8))
    assert third.paid == 1702 + 2 * result.plan.monthly_amount
    assert third.generated_surcharge == sum(generated[:3])
    assert third.owed == 105_008 + sum(generated[:3]) - third.paid


@pytest.mark.parametrize(
    ("on", "months"),
    [
        (date(2023, 12, 7), 0),
        (date(2023, 12, 8), 1),
        (date(2024, 1, 7), 1),
        (date(2024, 1, 8), 2),
        (date(2024, 2, 7), 2),
        (date(2024, 2, 8), 3),
        (date(2024, 6, 1), 3),
    ],
)
def test_a_month_that_was_not_due_when_the_plan_broke_generated_nothing(
    on: date, months: int
) -> None:
    result = simulate(EVERY_NATURE, DECISION, Instalments(1702, 4), RATES)
    assert result.plan is not None
    back = reinstated(result, 3, on=on)
    generated = sum(each.generated_surcharge for each in result.plan.instalments[:months])
    assert back.generated_surcharge == generated
    assert back.owed == 105_008 + generated - back.paid
    assert back.paid == reinstated(result, 3).paid


def test_a_full_payment_that_is_not_made_brings_the_whole_remission_back() -> None:
    result = simulate(EVERY_NATURE, DECISION, FullPayment(), RATES)
    back = reinstated(result)
    assert (back.missed, back.due, back.paid, back.generated_surcharge) == (1, None, 0, 0)
    assert (back.reinstated, back.owed) == (3306, 105_008)


@pytest.mark.parametrize(
    ("choice", "missed"), [(FullPayment(), 2), (Instalments(0, 3), 4), (Instalments(0, 3), 0)]
)
def test_an_instalment_that_is_not_in_the_plan_cannot_be_missed(
    choice: Choice, missed: int
) -> None:
    result = simulate(EVERY_NATURE, DECISION, choice, RATES)
    with pytest.raises(ValueError, match=f"^no instalment number {missed}$"):
        reinstated(result, missed)


@pytest.mark.parametrize(
    ("choice", "told"),
    [
        (FullPayment(), [1]),
        (Instalments(0, 1), [1]),
        (Instalments(0, 2), [1, 2]),
        (Instalments(0, 4), [1, 2, 4]),
        (Instalments(0, 5), [1, 3, 5]),
    ],
)
def test_the_first_the_middle_and_the_last_instalment_are_told(
    choice: Choice, told: list[int]
) -> None:
    result = simulate(EVERY_NATURE, DECISION, choice, RATES)
    assert list(reinstatements(result)) == [reinstated(result, number) for number in told]
    assert [each.missed for each in reinstatements(result)] == told


@pytest.mark.parametrize("paid", [0, 1, 1702])
def test_what_was_really_paid_counts_when_it_is_known(paid: int) -> None:
    result = simulate(EVERY_NATURE, DECISION, Instalments(1702, 4), RATES)
    back = reinstated(result, 3, paid=paid)
    assert back.paid == paid
    assert back.owed == result.total_debt + back.generated_surcharge - paid
    assert back.generated_surcharge == reinstated(result, 3).generated_surcharge
