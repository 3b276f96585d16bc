"""Reading a ledger file: nothing is guessed, the first wrong line stops it."""

from __future__ import annotations

from damancom_reflex.domain.calendar import PeriodError, parse_period
from damancom_reflex.domain.errors import DomainError
from damancom_reflex.domain.ledger.lines import Branch, DebtLine, Nature
from damancom_reflex.domain.money import AmountError, parse_plain_amount

HEADER = ("period", "branch", "nature", "amount")
MOST_LINES = 200_000
"""Debt lines read of one file: thirty times the longest history there can be (1959 to now, every
branch and nature)."""

_BRANCHES = {branch.value: branch for branch in Branch}
_NATURES = {nature.value: nature for nature in Nature}


class LedgerFileError(DomainError):
    """A line of a ledger file that cannot be taken.

    Codes: `empty_file`, `wrong_header`, `empty_line`, `wrong_field_count` (`found`),
        `malformed_period`, `impossible_period`, `unknown_branch`, `unknown_nature`, `empty_amount`,
        `negative_amount`, `malformed_amount`, `amount_too_large`,
        `too_many_lines`. `value` is the text found, where there is one.

    Attributes:
        line_number: line of the file, counted from 1, header included.
    """

    def __init__(self, line_number: int, code: str, /, **params: object) -> None:
        """Keep the line beside the code."""
        super().__init__(code, **params)
        self.line_number = line_number

    def __str__(self) -> str:
        """The line, the code and its figures."""
        return f"line {self.line_number}: {super().__str__()}"


def read_ledger(text: str) -> tuple[DebtLine, ...]:
    """Debt lines of a ledger file.

    Its header is `period,branch,nature,amount`, then one line each, amounts in dirhams with a dot.

    A byte-order mark, CRLF line ends and empty lines after the last are accepted; quotes, spaces
    around a field and comments are not. Amounts are taken as given, never recomputed; any nature
    may stand with any branch. Two lines of the same period, branch and nature stay two lines,
    each rounded on its own: several recovery fees may fall in one period.

    Raises:
        LedgerFileError: on the first line that is wrong, with its number.
    """
    rows = [
        row.removesuffix("\r") for row in text.removeprefix("\ufeff").rstrip("\r\n").split("\n")
    ]
    if rows == [""]:
        raise LedgerFileError(1, "empty_file")
    if tuple(rows[0].split(",")) != HEADER:
        raise LedgerFileError(1, "wrong_header", value=rows[0])
    if len(rows) > MOST_LINES + 1:
        raise LedgerFileError(MOST_LINES + 2, "too_many_lines", most=MOST_LINES)
    lines: list[DebtLine] = []
    for number, row in enumerate(rows[1:], start=2):
        line = _read_line(number, row)
        lines.append(line)
    return tuple(lines)


def _read_line(number: int, row: str) -> DebtLine:
    if not row:
        raise LedgerFileError(number, "empty_line")
    fields = row.split(",")
    if len(fields) != len(HEADER):
        raise LedgerFileError(number, "wrong_field_count", found=len(fields), expected=len(HEADER))
    period, branch, nature, amount = fields
    if branch not in _BRANCHES:
        raise LedgerFileError(number, "unknown_branch", value=branch)
    if nature not in _NATURES:
        raise LedgerFileError(number, "unknown_nature", value=nature)
    return DebtLine(
        _period(number, period), _BRANCHES[branch], _NATURES[nature], _amount(number, amount)
    )


def _period(number: int, text: str) -> int:
    try:
        return parse_period(text)
    except PeriodError as error:
        raise LedgerFileError(number, error.code, value=text) from error


def _amount(number: int, text: str) -> int:
    try:
        return parse_plain_amount(text)
    except AmountError as error:
        raise LedgerFileError(number, error.code, value=text, **error.params) from error
