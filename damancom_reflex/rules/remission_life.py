"""What an office may note on a signed remission: kinds of guarantees, reasons, and how long a debit is waited for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from damancom_reflex.rules import Reason, read, reasons

FILE = "remission_life.toml"


@dataclass(frozen=True, slots=True)
class GuaranteeKind:
    """A kind of security that may be filed, in both languages."""

    code: str
    valid_from: date
    text_fr: str
    text_ar: str
    source: str

    def text(self, language: str) -> str:
        """Its name, in `fr` or `ar`."""
        return self.text_ar if language == "ar" else self.text_fr


@dataclass(frozen=True, slots=True)
class Settlement:
    """Working days after which a debit that came not back is taken for collected, from a day on."""

    valid_from: date
    working_days: int
    source: str


@cache
def guarantee_kinds() -> dict[str, GuaranteeKind]:
    """Kinds of guarantees by code, in file order."""
    return {record["code"]: GuaranteeKind(**record) for record in read(FILE)["guarantee"]}


@cache
def refusals() -> dict[str, Reason]:
    """Reasons a request may be refused for, by code, in file order."""
    return reasons(FILE, "refusal")


@cache
def rejections() -> dict[str, Reason]:
    """Reasons a bank returns a debit for, by code, in file order."""
    return reasons(FILE, "rejection")


@cache
def breaks() -> dict[str, Reason]:
    """Reasons a request may be cancelled for besides a rejected debit, by code, in file order."""
    return reasons(FILE, "break")


def reason(code: str) -> Reason | None:
    """Why a request was refused or cancelled, by its code; none when no record has it."""
    return refusals().get(code) or rejections().get(code) or breaks().get(code)


def settlement(day: date) -> Settlement:
    """How long a debit of a day is waited for; before the first record, the first."""
    first, *later = _settlements()
    return next((rule for rule in reversed(later) if rule.valid_from <= day), first)


@cache
def _settlements() -> tuple[Settlement, ...]:
    found = (Settlement(**record) for record in read(FILE)["settlement"])
    return tuple(sorted(found, key=lambda rule: rule.valid_from))
