"""`damancom simulate`: what a ledger file comes to, as JSON or as a table. Needs no database."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from damancom_reflex.commands.one_line import OneLineCommand, quote, refuse, write
from damancom_reflex.domain.calendar import FIRST_YEAR, LAST_YEAR
from damancom_reflex.domain.ledger import Branch, Ledger, LedgerFileError, Nature, read_ledger
from damancom_reflex.domain.money import BASIS_POINTS, AmountError, parse_plain_amount, plain
from damancom_reflex.domain.remission import (
    Choice,
    FullPayment,
    Instalments,
    PaymentMode,
    PlanError,
    Simulation,
    policy_for,
)
from damancom_reflex.domain.remission import simulate as work_out
from damancom_reflex.rules import remission_policies, surcharge_rates

if TYPE_CHECKING:
    from damancom_reflex.domain.errors import DomainError

FIRST_DAY = "2023-11-08"
"""Day the product's calendar starts on: the guides' own."""

MOST_BYTES = 16 * 2**20
"""Bytes read of a ledger file: more than any ledger, less than what would fill the memory."""

_SENTENCES = {
    "empty_file": "the file is empty",
    "wrong_header": "the header must be period,branch,nature,amount, not {value}",
    "empty_line": "the line is empty",
    "wrong_field_count": "{expected} fields expected, {found} found",
    "too_many_lines": "more than {most} lines",
    "malformed_period": "period {value} is not six digits YYYYMM",
    "impossible_period": f"period {{value}} is not a month of {FIRST_YEAR} to {LAST_YEAR}",
    "unknown_branch": f"unknown branch {{value}}, expected one of {', '.join(Branch)}",
    "unknown_nature": f"unknown nature {{value}}, expected one of {', '.join(Nature)}",
    "empty_amount": "the amount is missing",
    "negative_amount": "amount {value} is negative",
    "malformed_amount": "amount {value} is not digits with at most a dot and two decimals",
    "amount_too_large": "amount {value} is too large",
    "nothing_owed": "nothing is owed",
    "remission_leaves_nothing": "the remission leaves nothing to pay",
    "mode_not_offered": "the decision does not offer {mode}",
    "down_payment_too_low": "--down-payment must be at least {lowest}",
    "down_payment_too_high": "--down-payment leaves nothing to spread: {highest} at most",
    "months_too_few": "--months must be at least {fewest}",
    "months_too_many": "--months must be at most {most}",
    "instalment_too_small": (
        "instalments under {smallest}: --months at most {most_months}, "
        "or --down-payment at most {highest}"
    ),
}
"""English sentence of each error code."""

_CENTIMES = frozenset({"lowest", "highest", "smallest"})


def simulate(
    ledger: Annotated[
        str, typer.Argument(metavar="LEDGER.csv", help="period,branch,nature,amount")
    ],
    mode: Annotated[str, typer.Option(help="full or instalments")],
    down_payment: Annotated[str | None, typer.Option(help="in dirhams; instalments only")] = None,
    months: Annotated[str | None, typer.Option(help="number of instalments")] = None,
    situation: Annotated[str, typer.Option(help="day of the debt, YYYY-MM-DD")] = FIRST_DAY,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="print one JSON object")] = False,
) -> None:
    """Work out the remission and the payment plan of a ledger file."""
    day = _situation(situation)
    choice = _choice(mode, down_payment, months)
    text = _read(Path(ledger))
    try:
        simulation = simulate_text(text, day, choice)
    except LedgerFileError as error:
        refuse(f"{_name(ledger)}: line {error.line_number}: {sentence(error)}")
    except PlanError as error:
        refuse(sentence(error))
    write(json.dumps(as_object(simulation)) if as_json else as_table(simulation, day))


def simulate_text(text: str, situation: date, choice: Choice) -> Simulation:
    """Simulate a ledger file's text under the decision open on the situation day.

    Raises:
        LedgerFileError: when a line is wrong.
        PlanError: when the choice cannot be.
    """
    ledger = Ledger(read_ledger(text), situation=situation, surcharges_to=situation)
    policy = policy_for(situation, remission_policies())
    return work_out(ledger, policy, choice, surcharge_rates())


def as_object(simulation: Simulation) -> dict[str, Any]:
    """What `--json` prints: amounts and rates as strings with a dot, days in ISO form."""
    fields: dict[str, Any] = {
        "total_debt": plain(simulation.total_debt),
        "principal": plain(simulation.principal),
        "surcharges_and_fees": plain(simulation.surcharges_and_fees),
        "penalties": plain(simulation.penalties),
        "surcharge_rate": _rate(simulation.surcharge_rate),
        "penalty_rate": _rate(simulation.penalty_rate),
        "remission": plain(simulation.remission),
        "to_pay": plain(simulation.to_pay),
    }
    plan = simulation.plan
    if plan is not None:
        fields |= {
            "monthly_amount": plain(plan.monthly_amount),
            "last_amount": plain(plan.last_amount),
            "first_due": plan.first_due.isoformat(),
            "last_due": plan.last_due.isoformat(),
            "generated_surcharge": plain(plan.generated_surcharge),
            "schedule": [
                {"due": instalment.due.isoformat(), "amount": plain(instalment.amount)}
                for instalment in plan.instalments
            ],
        }
    return fields


def as_table(simulation: Simulation, situation: date) -> str:
    """What is printed without `--json`: a name and a figure a line, then the schedule."""
    fields = as_object(simulation)
    schedule = fields.pop("schedule", [])
    rows = [("situation", situation.isoformat())]
    rows.append(("decision", simulation.policy.number or "none open: payment facility"))
    rows += [(name.replace("_", " "), value) for name, value in fields.items()]
    rows += [
        (f"{number:>3}. {row['due']}", row["amount"]) for number, row in enumerate(schedule, 1)
    ]
    return "\n".join(f"{name:<20} {value:>18}" for name, value in rows)


def sentence(error: DomainError, **more: object) -> str:
    """English sentence of an error, its figures (and `more` of them) filled in."""
    figures = {
        name: plain(value) if name in _CENTIMES and isinstance(value, int) else value
        for name, value in (error.params | more).items()
    }
    figures["value"] = quote(figures.get("value", ""))
    return _SENTENCES[error.code].format(**figures)


def _rate(basis_points: int) -> str:
    """A rate as a part of one, two decimals at least: `0.60`, `0.625`."""
    whole, part = divmod(basis_points, BASIS_POINTS)
    decimals = f"{part:04d}"
    return f"{whole}.{decimals[:2]}{decimals[2:].rstrip('0')}"


def _situation(text: str) -> date:
    day = _day(text)
    if day is None or not FIRST_YEAR <= day.year <= LAST_YEAR:
        refuse(f"--situation {quote(text)} is no day YYYY-MM-DD of {FIRST_YEAR} to {LAST_YEAR}")
    return day


def _day(text: str) -> date | None:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _choice(mode: str, down_payment: str | None, months: str | None) -> Choice:
    if mode == PaymentMode.FULL:
        if down_payment is not None or months is not None:
            refuse("--down-payment and --months go with --mode instalments only")
        return FullPayment()
    if mode != PaymentMode.INSTALMENTS:
        refuse(f"--mode {quote(mode)} is neither full nor instalments")
    if months is None:
        refuse("--mode instalments needs --months")
    return Instalments(
        _down_payment("0" if down_payment is None else down_payment), _months(months)
    )


def _down_payment(text: str) -> int:
    try:
        return parse_plain_amount(text)
    except AmountError as error:
        refuse(f"--down-payment: {sentence(error, value=text)}")


def _months(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,9}", text):
        refuse(f"--months {quote(text)} is not a whole number")
    return int(text)


def _read(path: Path) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not a file name"
        refuse(f"{_name(str(path))}: cannot be read: {reason}")
    if len(content) > MOST_BYTES:
        refuse(f"{_name(str(path))}: larger than {MOST_BYTES} bytes")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        refuse(f"{_name(str(path))}: line {line}: not UTF-8 text")


def _name(path: str) -> str:
    return path if path.isprintable() else repr(path)


app = typer.Typer(add_completion=False)
app.command(cls=OneLineCommand)(simulate)

if __name__ == "__main__":
    app()
