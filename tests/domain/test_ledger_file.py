from __future__ import annotations

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from damancom_reflex.domain.ledger import (
    MOST_LINES,
    Branch,
    DebtLine,
    Ledger,
    LedgerFileError,
    Nature,
    read_ledger,
)
from damancom_reflex.domain.money import plain

from .factories import ledgers, outcome

HEADER = "period,branch,nature,amount"
GOOD = "202001,SS,principal,10.00"


def refusal(*rows: str) -> LedgerFileError:
    with pytest.raises(LedgerFileError) as refused:
        read_ledger("\n".join(rows))
    return refused.value


def test_a_file_is_read_in_its_order_with_every_branch_and_nature() -> None:
    rows = [
        f"2020{month:02d},{branch},{nature},{month}.50"
        for month, (branch, nature) in enumerate(
            zip([*Branch] * 2, [*Nature] * 3, strict=True), start=1
        )
    ]
    lines = read_ledger("\n".join([HEADER, *rows]))
    assert len(lines) == 12
    assert lines[0] == DebtLine(202001, Branch.SS, Nature.PRINCIPAL, 150)
    assert lines[5] == DebtLine(202006, Branch.PEN_TD, Nature.LATE_SURCHARGE, 650)
    assert {each.nature for each in lines} == set(Nature)


@pytest.mark.parametrize(
    "text",
    [
        f"{HEADER}\n{GOOD}\n",
        f"{HEADER}\n{GOOD}",
        f"\ufeff{HEADER}\n{GOOD}\n",
        f"{HEADER}\r\n{GOOD}\r\n",
        f"{HEADER}\r\n{GOOD}\r\n\r\n\n",
    ],
)
def test_marks_and_line_ends_of_other_systems_are_taken(text: str) -> None:
    assert read_ledger(text) == (DebtLine(202001, Branch.SS, Nature.PRINCIPAL, 1000),)


def test_a_file_of_its_header_alone_has_no_line() -> None:
    assert read_ledger(HEADER) == ()


@pytest.mark.parametrize("text", ["", "\n", "\r\n\r\n", "\ufeff"])
def test_an_empty_file_is_refused_on_its_first_line(text: str) -> None:
    error = refusal(text)
    assert (error.line_number, error.code) == (1, "empty_file")


@pytest.mark.parametrize(
    "header",
    [
        "Period,branch,nature,amount",
        "period;branch;nature;amount",
        GOOD,
        f"{HEADER},note",
        f" {HEADER}",
    ],
)
def test_another_header_is_refused_and_quoted(header: str) -> None:
    error = refusal(header, GOOD)
    assert (error.line_number, error.code, error.params) == (1, "wrong_header", {"value": header})


@pytest.mark.parametrize(
    ("row", "code", "value"),
    [
        ("202001,XX,principal,10.00", "unknown_branch", "XX"),
        ("202001,ss,principal,10.00", "unknown_branch", "ss"),
        ("202001, SS,principal,10.00", "unknown_branch", " SS"),
        ("202001,,principal,10.00", "unknown_branch", ""),
        ("202001,SS,Principal,10.00", "unknown_nature", "Principal"),
        ("202001,SS,capital,10.00", "unknown_nature", "capital"),
        ("202013,SS,principal,10.00", "impossible_period", "202013"),
        ("194912,SS,principal,10.00", "impossible_period", "194912"),
        ("2020-1,SS,principal,10.00", "malformed_period", "2020-1"),
        (",SS,principal,10.00", "malformed_period", ""),
        ("٢٠٢٠٠١,SS,principal,10.00", "malformed_period", "٢٠٢٠٠١"),
        ("202001,SS,principal,-10.00", "negative_amount", "-10.00"),
        ("202001,SS,principal,", "empty_amount", ""),
        *(
            (f"202001,SS,principal,{amount}", "malformed_amount", amount)
            for amount in (
                "abc",
                "10.005",
                "+10",
                "1e3",
                "NaN",
                "inf",
                "10.",
                "1 000.00",
                "٥٠",
                "10.00 MAD",
                '"10"',
            )
        ),
    ],
)
def test_a_wrong_field_is_refused_with_its_line_and_what_was_found(
    row: str, code: str, value: str
) -> None:
    error = refusal(HEADER, GOOD, row)
    assert (error.line_number, error.code, error.params) == (3, code, {"value": value})


def test_an_absurd_amount_is_refused_with_the_most_that_is_taken() -> None:
    error = refusal(HEADER, "202001,SS,principal,100000000000.01")
    assert (error.line_number, error.code) == (2, "amount_too_large")
    assert error.params == {"value": "100000000000.01", "most": 10**13}


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("202001,SS,principal", 3),
        (f"{GOOD},", 5),
        ("202001,SS,principal,10,00", 5),
        ("x", 1),
        (" ", 1),
    ],
)
def test_a_line_of_more_or_fewer_fields_is_refused(row: str, found: int) -> None:
    error = refusal(HEADER, row)
    assert (error.line_number, error.code) == (2, "wrong_field_count")
    assert error.params == {"found": found, "expected": 4}


def test_an_empty_line_between_two_is_refused() -> None:
    error = refusal(HEADER, GOOD, "", GOOD)
    assert (error.line_number, error.code) == (3, "empty_line")


def test_the_same_period_branch_and_nature_twice_stays_two_lines() -> None:
    first, second = "202001,SS,fee,0.01", "202001,SS,fee,99.00"
    read = read_ledger(f"{HEADER}\n{first}\n{second}")
    assert [line.amount for line in read] == [1, 9900]


def test_the_first_wrong_line_is_the_one_told() -> None:
    assert refusal(HEADER, "202001,XX,principal,1", "bad").line_number == 2


def test_other_line_separators_do_not_shift_the_numbers() -> None:
    error = refusal(HEADER, "202001,SS,principal,1\u2028", GOOD)
    assert (error.line_number, error.code) == (2, "malformed_amount")


def test_a_file_of_too_many_lines_is_refused_before_it_is_read() -> None:
    error = refusal(HEADER, *[GOOD] * (MOST_LINES + 1))
    assert (error.line_number, error.code) == (MOST_LINES + 2, "too_many_lines")
    assert error.params == {"most": MOST_LINES}
    assert len(read_ledger("\n".join([HEADER, *[GOOD] * MOST_LINES]))) == MOST_LINES


def test_an_error_says_its_line_code_and_figures_in_logs() -> None:
    assert str(refusal(HEADER, "", GOOD)) == "line 2: empty_line"
    assert str(refusal(HEADER, "x")) == "line 2: wrong_field_count (found=1, expected=4)"


@given(ledgers)
def test_a_written_ledger_reads_back(ledger: Ledger) -> None:
    unique = {(each.period, each.branch, each.nature): each for each in ledger.lines}
    rows = [
        f"{each.period},{each.branch},{each.nature},{plain(each.amount)}"
        for each in unique.values()
    ]
    assert read_ledger("\n".join([HEADER, *rows])) == tuple(unique.values())


@given(st.text(max_size=200))
def test_any_text_is_a_ledger_or_a_ledger_file_error(text: str) -> None:
    for content in (text, f"{HEADER}\n{text}"):
        result = outcome(partial(read_ledger, content))
        if isinstance(result, LedgerFileError):
            assert 1 <= result.line_number <= content.count("\n") + 1
        else:
            assert isinstance(result, tuple)
            assert all(each.amount >= 0 for each in result)
