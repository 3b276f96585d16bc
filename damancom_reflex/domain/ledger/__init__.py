"""What an employer owes: debt lines, the ledger that holds them, and the file they come in."""

from damancom_reflex.domain.ledger.consolidated import DebtTable, Ledger, LedgerError
from damancom_reflex.domain.ledger.file import HEADER, MOST_LINES, LedgerFileError, read_ledger
from damancom_reflex.domain.ledger.lines import NATURES_OF, Branch, DebtLine, Nature, Row

__all__ = [
    "HEADER",
    "MOST_LINES",
    "NATURES_OF",
    "Branch",
    "DebtLine",
    "DebtTable",
    "Ledger",
    "LedgerError",
    "LedgerFileError",
    "Nature",
    "Row",
    "read_ledger",
]
