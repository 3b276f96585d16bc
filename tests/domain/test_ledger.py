from __future__ import annotations

import pytest
from hypothesis import given

from damancom_reflex.domain.ledger import Branch, DebtLine, Ledger, LedgerError, Nature, Row

from .factories import SITUATION, ledger_of, ledgers, line, principal

MIXED = ledger_of(
    DebtLine(202002, Branch.SS, Nature.PRINCIPAL, 1000),
    DebtLine(202001, Branch.SS, Nature.LATE_SURCHARGE, 300),
    DebtLine(202001, Branch.AMO, Nature.PRINCIPAL, 500),
    DebtLine(202003, Branch.AMO, Nature.RECOVERY_FEE, 70),
    DebtLine(202003, Branch.PEN_BDS, Nature.PENALTY, 5000),
    DebtLine(202001, Branch.SS, Nature.PRINCIPAL, 40),
)


def test_totals_are_told_apart_by_nature() -> None:
    assert MIXED.total == 6910
    assert MIXED.principal == 1540
    assert MIXED.surcharges_and_fees == 370
    assert MIXED.penalties == 5000
    assert (MIXED.first_period, MIXED.last_period) == (202001, 202003)
    assert MIXED.principal_by_branch == {Branch.SS: 1040, Branch.AMO: 500}


def test_the_table_puts_penalties_with_surcharges_and_fees_apart() -> None:
    table = MIXED.table()
    assert table.cell(Row.PRINCIPAL, Branch.SS) == 1040
    assert table.cell(Row.SURCHARGES_AND_PENALTIES, Branch.SS) == 300
    assert table.cell(Row.SURCHARGES_AND_PENALTIES, Branch.PEN_BDS) == 5000
    assert table.cell(Row.SURCHARGES_AND_PENALTIES) == 5300
    assert table.cell(Row.FEES, Branch.AMO) == 70
    assert table.cell(Row.FEES) == 70
    assert table.cell(Row.TOTAL, Branch.SS) == 1340
    assert table.cell(Row.TOTAL) == 6910
    assert table.cell(Row.PRINCIPAL, Branch.PEN_TD) == 0


@given(ledgers)
def test_every_row_and_column_of_the_table_adds_up(ledger: Ledger) -> None:
    table = ledger.table()
    rows = [row for row in Row if row is not Row.TOTAL]
    for column in [*Branch, None]:
        assert sum(table.cell(row, column) for row in rows) == table.cell(Row.TOTAL, column)
    for row in Row:
        assert sum(table.cell(row, branch) for branch in Branch) == table.cell(row)
    assert table.cell(Row.TOTAL) == ledger.total == sum(line.amount for line in ledger.lines)
    assert ledger.principal + ledger.surcharges_and_fees + ledger.penalties == ledger.total


@given(ledgers)
def test_the_periods_of_a_row_or_column_add_up_to_it(ledger: Ledger) -> None:
    table = ledger.table()
    for row in Row:
        for column in [*Branch, None]:
            periods = ledger.by_period(row, column)
            assert sum(amount for _, amount in periods) == table.cell(row, column)
            assert [period for period, _ in periods] == sorted({period for period, _ in periods})


def test_a_row_or_column_opens_to_its_periods_oldest_first() -> None:
    assert MIXED.by_period(Row.PRINCIPAL, Branch.SS) == [(202001, 40), (202002, 1000)]
    assert MIXED.by_period(Row.PRINCIPAL) == [(202001, 540), (202002, 1000)]
    assert MIXED.by_period(None, Branch.AMO) == [(202001, 500), (202003, 70)]
    assert MIXED.by_period() == [(202001, 840), (202002, 1000), (202003, 5070)]


def test_an_empty_ledger_owes_nothing_and_has_no_period() -> None:
    empty = ledger_of()
    assert (empty.total, empty.first_period, empty.last_period) == (0, None, None)
    assert empty.by_period() == []
    assert empty.table().cell(Row.TOTAL) == 0


def test_a_negative_line_is_refused() -> None:
    assert principal(0).total == 0
    with pytest.raises(LedgerError) as refused:
        ledger_of(line(5), line(-1))
    assert refused.value.code == "negative_amount"


def test_two_ledgers_of_the_same_lines_are_equal_whatever_was_worked_out_on_them() -> None:
    worked_out = Ledger(MIXED.lines, SITUATION, SITUATION)
    worked_out.memo["key"] = "value"
    assert worked_out == MIXED
    assert "memo" not in repr(worked_out)


def test_branches_natures_and_rows_find_themselves_among_texts() -> None:
    assert (
        {"SS": 1}[Branch.SS] == {"principal": 1}[Nature.PRINCIPAL] == {"total": 1}[Row.TOTAL] == 1
    )
