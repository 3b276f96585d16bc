"""The worked figures of the guides, to the centime: SPEC section 12."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from damancom_reflex.domain.ledger import Branch, Ledger, Row
from damancom_reflex.domain.remission import (
    Choice,
    FullPayment,
    Instalments,
    Simulation,
    policy_for,
    simulate,
)
from damancom_reflex.rules import remission_policies, surcharge_rates

from .factories import SITUATION

Guide = Callable[[str], Ledger]


def simulated(ledger: Ledger, choice: Choice) -> Simulation:
    return simulate(ledger, policy_for(SITUATION, remission_policies()), choice, surcharge_rates())


def test_two_instalments(guide: Guide) -> None:
    result = simulated(guide("instalments-2"), Instalments(5_000_00, 2))
    assert result.total_debt == 27_707_49
    assert result.principal == 16_193_77
    assert result.surcharges_and_fees == 11_513_72
    assert result.penalties == 0
    assert (result.surcharge_rate, result.penalty_rate) == (5000, 8000)
    assert result.remission == result.surcharge_remission == 5_756_93
    assert result.penalty_remission == 0
    assert result.to_pay == 21_950_56
    plan = result.plan
    assert plan is not None
    assert plan.down_payment == 5_000_00
    assert [(item.number, item.due, item.amount) for item in plan.instalments] == [
        (1, date(2023, 12, 8), 8_475_28),
        (2, date(2024, 1, 8), 8_475_28),
    ]
    assert [item.generated_surcharge for item in plan.instalments] == [125_05, 62_53]
    assert plan.generated_surcharge == 187_58


def test_four_instalments(guide: Guide) -> None:
    result = simulated(guide("instalments-4"), Instalments(5_000_00, 4))
    assert (result.total_debt, result.principal) == (22_195_58, 15_634_96)
    assert (result.surcharges_and_fees, result.remission, result.to_pay) == (
        6_560_62,
        3_280_45,
        18_915_13,
    )
    plan = result.plan
    assert plan is not None
    assert [item.amount for item in plan.instalments] == [3_478_78, 3_478_78, 3_478_78, 3_478_79]
    assert (plan.months, plan.monthly_amount, plan.last_amount) == (4, 3_478_78, 3_478_79)
    assert (plan.first_due, plan.last_due) == (date(2023, 12, 8), date(2024, 3, 8))
    # Each month is rounded on its own: their exact sum would be 287.55.
    assert plan.generated_surcharge == 287_56


def test_full_payment(guide: Guide) -> None:
    result = simulated(guide("full"), FullPayment())
    assert (result.total_debt, result.principal) == (114_664_08, 57_051_95)
    assert (result.surcharges_and_fees, result.remission, result.to_pay) == (
        57_612_13,
        34_567_22,
        80_096_86,
    )
    assert (result.surcharge_rate, result.penalty_rate) == (6000, 9000)
    assert result.plan is None


@pytest.mark.parametrize(
    ("row", "amounts"),
    [
        (Row.PRINCIPAL, (11_548_68, 3_714_61, 930_48, 16_193_77)),
        (Row.SURCHARGES_AND_PENALTIES, (8_060_29, 2_519_02, 649_41, 11_228_72)),
        (Row.FEES, (220_00, 65_00, 0, 285_00)),
        (Row.TOTAL, (19_828_97, 6_298_63, 1_579_89, 27_707_49)),
    ],
)
def test_the_consolidated_table_by_column(guide: Guide, row: Row, amounts: tuple[int, ...]) -> None:
    table = guide("instalments-2").table()
    columns = (Branch.SS, Branch.AMO, Branch.TFP, None)
    assert tuple(table.cell(row, column) for column in columns) == amounts
