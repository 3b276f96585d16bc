from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from damancom_reflex.domain.job_loss import (
    Estimate,
    MonthDays,
    Payment,
    Step,
    StepKind,
    Window,
    dirhams,
    estimate,
)
from damancom_reflex.domain.money import half_up

from .job_loss_factories import LOSS, RULE, WAGES, declared, histories, losses, rule


def estimated(months: list[MonthDays], loss: date = LOSS) -> Estimate:
    found = estimate(months, loss, RULE, WAGES)
    assert found is not None
    return found


def paid(wage: int, loss: date = LOSS) -> Estimate:
    """The estimate of somebody declared at this wage on each of the 36 months, and before."""
    return estimated(declared(202001, 202602, wage=wage), loss)


@pytest.mark.parametrize(
    ("mean", "exact", "shown"),
    [(1647_00, 1152_90, 1153), (2344_00, 1640_80, 1641), (6000_00, 3422_72, 3423)],
)
def test_the_official_table(mean: int, exact: int, shown: int) -> None:
    found = paid(mean)
    assert (found.mean, found.amount, dirhams(found.amount)) == (mean, exact, shown)
    assert paid(10_000_00).amount == paid(6000_00).amount == 3422_72


@pytest.mark.parametrize(
    ("loss", "cap"),
    [
        (date(2023, 9, 1), 3111_39),
        (date(2024, 12, 31), 3111_39),
        (date(2025, 1, 1), 3266_10),
        (date(2025, 12, 31), 3266_10),
        (date(2026, 1, 1), 3422_72),
        (date(2026, 2, 28), 3422_72),
    ],
)
def test_the_cap_is_the_minimum_wage_of_the_day_of_the_loss(loss: date, cap: int) -> None:
    found = paid(9000_00, loss)
    assert (found.cap, found.amount, found.capped) == (cap, cap, True)
    assert found.minimum_wage.hourly * 191 == cap


@pytest.mark.parametrize(
    ("wage", "amount", "capped"),
    [
        (4889_59, 3422_71, False),
        (4889_60, 3422_72, False),
        (4889_61, 3422_72, True),
    ],
)
def test_the_cap_bites_above_itself_only(wage: int, amount: int, *, capped: bool) -> None:
    found = paid(wage)
    assert (found.amount, found.capped) == (amount, capped)


@pytest.mark.parametrize(
    ("centimes", "shown"), [(0, 0), (49, 0), (50, 1), (1152_49, 1152), (1152_50, 1153)]
)
def test_the_dirham_is_rounded_half_up(centimes: int, shown: int) -> None:
    assert dirhams(centimes) == shown


def test_months_without_a_declaration_weigh_on_the_mean() -> None:
    found = estimated(declared(202309, 202602, wage=3000_00))
    assert (found.declared_months, found.mean, found.amount) == (30, 2500_00, 1750_00)
    assert found.window == Window(202303, 202602)


def test_wages_outside_the_window_do_not_count() -> None:
    inside = declared(202303, 202602, wage=2000_00)
    around = [MonthDays(202302, 26, 9999_00), MonthDays(202603, 26, 9999_00)]
    assert estimated([*inside, *around]) == estimated(inside)
    later = estimated([*inside, *around], date(2026, 3, 31))
    assert later.mean == half_up(35 * 2000_00 + 9999_00, 36)


def test_wages_of_several_employers_add_up_even_when_their_days_do_not() -> None:
    one = declared(202303, 202602, wage=1000_00)
    found = estimated([*one, *one])
    assert (found.mean, found.declared_months) == (2000_00, 36)


def test_the_steps_lead_from_the_wages_to_the_total() -> None:
    found = estimated(declared(202304, 202602, wage=2000_01))
    assert found.steps == (
        Step(StepKind.WAGES, 35, 36, 70_000_35),
        # 70 000.35 / 36 = 1 944.4541…
        Step(StepKind.MEAN, 70_000_35, 36, 1944_45),
        # 1 361.115, half up.
        Step(StepKind.RATE, 1944_45, 7000, 1361_12),
        Step(StepKind.CAP, 1792, 191, 3422_72),
        Step(StepKind.AMOUNT, 1361_12, 3422_72, 1361_12),
        Step(StepKind.TOTAL, 1361_12, 6, 8166_72),
    )
    assert (found.mean, found.amount, found.total) == (1944_45, 1361_12, 8166_72)


def test_months_follow_on_from_the_day_after_the_loss() -> None:
    # Lost on 30/10/2025: from the 31st, clamped to the shorter months.
    found = paid(1000_00, date(2025, 10, 30))
    assert found.payments == (
        Payment(1, date(2025, 10, 31), date(2025, 11, 29), 700_00),
        Payment(2, date(2025, 11, 30), date(2025, 12, 30), 700_00),
        Payment(3, date(2025, 12, 31), date(2026, 1, 30), 700_00),
        Payment(4, date(2026, 1, 31), date(2026, 2, 27), 700_00),
        Payment(5, date(2026, 2, 28), date(2026, 3, 30), 700_00),
        Payment(6, date(2026, 3, 31), date(2026, 4, 29), 700_00),
    )


def test_a_loss_at_the_end_of_february_is_paid_by_whole_calendar_months() -> None:
    for loss in (date(2026, 2, 28), date(2024, 2, 29)):
        days = [
            (each.first_day.day, (each.last_day + timedelta(days=1)).day)
            for each in paid(1, loss).payments
        ]
        assert days == [(1, 1)] * 6


def test_the_number_of_months_is_the_rules() -> None:
    found = estimate(declared(202303, 202602), LOSS, rule(most_months=3), WAGES)
    assert found is not None
    assert [each.number for each in found.payments] == [1, 2, 3]
    assert found.steps[-1].result == found.total == 3 * found.amount


def test_without_wages_there_is_nothing_to_pay() -> None:
    found = estimated([])
    assert (found.declared_months, found.mean, found.amount, found.total) == (0, 0, 0, 0)
    assert found.capped is False


@pytest.mark.parametrize(
    "loss", [date.min, date(1949, 12, 31), date(2023, 8, 31), date(2100, 1, 1), date.max]
)
def test_a_loss_without_calendar_or_minimum_wage_has_no_estimate(loss: date) -> None:
    assert estimate(declared(202303, 202602), loss, RULE, WAGES) is None


def test_the_last_day_of_the_calendar_has_an_estimate() -> None:
    assert estimated([], date(2099, 12, 31)).payments[-1].last_day == date(2100, 6, 30)


@given(histories, losses)
def test_every_step_can_be_done_again_and_the_months_add_up(
    months: list[MonthDays], loss: date
) -> None:
    found = estimated(months, loss)
    steps = {step.kind: step for step in found.steps}
    assert list(steps) == list(StepKind)
    assert steps[StepKind.MEAN].left == steps[StepKind.WAGES].result
    for kind, result in (
        (StepKind.MEAN, half_up(steps[StepKind.MEAN].left, steps[StepKind.MEAN].right)),
        (StepKind.RATE, half_up(found.mean * 7000, 10_000)),
        (StepKind.CAP, steps[StepKind.CAP].left * steps[StepKind.CAP].right),
        (StepKind.AMOUNT, min(steps[StepKind.AMOUNT].left, steps[StepKind.AMOUNT].right)),
        (StepKind.TOTAL, found.total),
    ):
        assert steps[kind].result == result
    assert 0 <= found.amount <= found.cap
    assert found.payments[0].first_day == loss + timedelta(days=1)
    for before, after in zip(found.payments, found.payments[1:], strict=False):
        assert after.first_day == before.last_day + timedelta(days=1)


@given(histories, losses, st.integers(0, 59), st.integers(0, 100_000))
def test_a_higher_wage_never_pays_less(
    months: list[MonthDays], loss: date, at: int, more: int
) -> None:
    raised = [
        MonthDays(each.period, each.days, each.wage + (more if index == at else 0))
        for index, each in enumerate(months)
    ]
    assert estimated(raised, loss).amount >= estimated(months, loss).amount


@given(histories, losses, histories)
def test_one_more_declaration_never_pays_less(
    months: list[MonthDays], loss: date, others: list[MonthDays]
) -> None:
    assert estimated([*months, *others], loss).amount >= estimated(months, loss).amount


@pytest.mark.parametrize(
    ("born", "months", "stops"),
    [
        # Lost on 28/02/2026: months from 01/03/2026, the sixth over on 31/08/2026.
        (date(1966, 9, 1), 6, None),
        (date(1966, 8, 31), 5, date(2026, 8, 31)),
        (date(1966, 8, 1), 5, date(2026, 8, 1)),
        (date(1966, 7, 31), 4, date(2026, 7, 31)),
        (date(1966, 4, 1), 1, date(2026, 4, 1)),
        (date(1966, 3, 31), 0, date(2026, 3, 31)),
        (date(1966, 3, 1), 0, date(2026, 3, 1)),
        (date(1960, 1, 1), 0, date(2020, 1, 1)),
        (date(2026, 3, 1), 6, None),
        (None, 6, None),
    ],
)
def test_nothing_is_paid_from_retirement_age_on(
    born: date | None, months: int, stops: date | None
) -> None:
    found = estimate(declared(202303, 202602, wage=1000_00), date(2026, 2, 28), RULE, WAGES, born)
    assert found is not None
    assert (len(found.payments), found.stops_on) == (months, stops)
    assert found.total == found.steps[-1].result == found.amount * months
    assert found.steps[-1].right == months
