"""`damancom simulate`, run as a person runs it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from damancom_reflex.commands.simulate import app, as_object, simulate_text
from damancom_reflex.domain.remission import FullPayment

LEDGERS = Path(__file__).parents[1] / "data" / "ledgers"
FULL = str(LEDGERS / "guide-full.csv")
TWO = str(LEDGERS / "guide-instalments-2.csv")
FOUR = str(LEDGERS / "guide-instalments-4.csv")
HEADER = "period,branch,nature,amount\n"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


def refusal(*arguments: str) -> str:
    """The one line of a refused command."""
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1
    assert result.stderr.startswith("damancom: ")
    return result.stderr.removeprefix("damancom: ").strip()


def process(arguments: Sequence[str], stdout: int = subprocess.PIPE) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "damancom_reflex.commands.simulate", *arguments]
    return subprocess.Popen(
        command, cwd=Path(__file__).parents[2], stdout=stdout, stderr=subprocess.PIPE
    )


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """A file to write a ledger in."""
    return tmp_path / "ledger.csv"


def test_two_instalments_as_json() -> None:
    result = run(TWO, "--mode", "instalments", "--down-payment", "5000", "--months", "2", "--json")
    assert result.exit_code == 0
    assert result.stderr == ""
    assert json.loads(result.stdout) == {
        "total_debt": "27707.49",
        "principal": "16193.77",
        "surcharges_and_fees": "11513.72",
        "penalties": "0.00",
        "surcharge_rate": "0.50",
        "penalty_rate": "0.80",
        "remission": "5756.93",
        "to_pay": "21950.56",
        "monthly_amount": "8475.28",
        "last_amount": "8475.28",
        "first_due": "2023-12-08",
        "last_due": "2024-01-08",
        "generated_surcharge": "187.58",
        "schedule": [
            {"due": "2023-12-08", "amount": "8475.28"},
            {"due": "2024-01-08", "amount": "8475.28"},
        ],
    }


def test_four_instalments_as_json() -> None:
    result = run(FOUR, "--mode", "instalments", "--down-payment", "5000", "--months", "4", "--json")
    fields = json.loads(result.stdout)
    assert (fields["remission"], fields["to_pay"]) == ("3280.45", "18915.13")
    assert [row["amount"] for row in fields["schedule"]] == ["3478.78"] * 3 + ["3478.79"]
    assert (fields["monthly_amount"], fields["last_amount"]) == ("3478.78", "3478.79")
    assert (fields["first_due"], fields["last_due"]) == ("2023-12-08", "2024-03-08")


def test_full_payment_as_json() -> None:
    result = run(FULL, "--mode", "full", "--json")
    assert result.exit_code == 0
    assert json.loads(result.stdout) == {
        "total_debt": "114664.08",
        "principal": "57051.95",
        "surcharges_and_fees": "57612.13",
        "penalties": "0.00",
        "surcharge_rate": "0.60",
        "penalty_rate": "0.90",
        "remission": "34567.22",
        "to_pay": "80096.86",
    }


def test_the_situation_day_chooses_the_decision_and_the_due_days() -> None:
    options = ("--mode", "instalments", "--months", "1", "--json", "--situation")
    inside = json.loads(run(TWO, *options, "2025-01-15").stdout)
    assert (inside["surcharge_rate"], inside["first_due"]) == ("0.50", "2025-02-15")
    outside = json.loads(run(TWO, *options, "2025-01-16").stdout)
    assert (outside["surcharge_rate"], outside["remission"]) == ("0.00", "0.00")
    assert outside["to_pay"] == outside["total_debt"] == "27707.49"


def test_a_table_is_printed_without_json() -> None:
    lines = run(
        TWO, "--mode", "instalments", "--months", "2", "--down-payment", "5000"
    ).stdout.splitlines()
    assert lines[0].split() == ["situation", "2023-11-08"]
    assert lines[1].split() == ["decision", "05/2023"]
    assert lines[-2].split() == ["1.", "2023-12-08", "8475.28"]
    assert len({len(line) for line in lines}) == 1
    full = run(FULL, "--mode", "full", "--situation", "2023-01-01").stdout
    assert "none open: payment facility" in full
    assert "monthly amount" not in full


def test_rates_are_parts_of_one_with_two_decimals(ledger: Path) -> None:
    ledger.write_text(f"{HEADER}202001,PEN_BDS,penalty,100\n", encoding="utf-8")
    fields = as_object(simulate_text(ledger.read_text("utf-8"), date(2023, 11, 8), FullPayment()))
    assert (fields["penalties"], fields["penalty_rate"], fields["to_pay"]) == (
        "100.00",
        "0.90",
        "10.00",
    )


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "line 1: the file is empty"),
        ("a,b\n", "line 1: the header must be period,branch,nature,amount, not 'a,b'"),
        (f"{HEADER}202001,SS,principal\n", "line 2: 4 fields expected, 3 found"),
        (f"{HEADER}\n202001,SS,principal,1\n", "line 2: the line is empty"),
        (f"{HEADER}2020,SS,principal,1\n", "line 2: period '2020' is not six digits YYYYMM"),
        (
            f"{HEADER}202013,SS,principal,1\n",
            "line 2: period '202013' is not a month of 1950 to 2099",
        ),
        (
            f"{HEADER}202001,SS,principal,1\n202001,XX,principal,1\n",
            "line 3: unknown branch 'XX', expected one of SS, AMO, TFP, AF, PEN_BDS, PEN_TD",
        ),
        (
            f"{HEADER}202001,SS,x,1\n",
            "line 2: unknown nature 'x', expected one of principal, surcharge, penalty, fee",
        ),
        (f"{HEADER}202001,SS,fee,\n", "line 2: the amount is missing"),
        (f"{HEADER}202001,SS,fee,-1\n", "line 2: amount '-1' is negative"),
        (
            f"{HEADER}202001,SS,fee,1.234\n",
            "line 2: amount '1.234' is not digits with at most a dot and two decimals",
        ),
        (f"{HEADER}202001,SS,fee,999999999999\n", "line 2: amount '999999999999' is too large"),
    ],
)
def test_a_bad_line_is_named_by_its_number(ledger: Path, content: str, message: str) -> None:
    ledger.write_text(content, encoding="utf-8")
    assert refusal(str(ledger), "--mode", "full", "--json") == f"{ledger}: {message}"


def test_a_long_or_hostile_value_stays_on_one_short_line(ledger: Path) -> None:
    ledger.write_text(f"{HEADER}202001,{'x' * 5000},fee,1\n", encoding="utf-8")
    assert f"'{'x' * 40}…'" in refusal(str(ledger), "--mode", "full")
    ledger.write_text(f"{HEADER}202001,S\x0b\x1b[31m\u2028,fee,1\n", encoding="utf-8")
    assert "unknown branch 'S\\x0b\\x1b[31m\\u2028'" in refusal(str(ledger), "--mode", "full")


def test_a_binary_file_is_named_by_the_line_that_is_not_text(ledger: Path) -> None:
    ledger.write_bytes(HEADER.encode() + b"202001,SS,fee,1\n\xff\xfe\n")
    assert refusal(str(ledger), "--mode", "full") == f"{ledger}: line 3: not UTF-8 text"


def test_a_file_that_cannot_be_read_is_refused(ledger: Path) -> None:
    assert refusal(str(ledger), "--mode", "full").endswith(
        "cannot be read: No such file or directory"
    )
    assert refusal(str(ledger.parent), "--mode", "full").endswith("cannot be read: Is a directory")
    assert refusal("a\0b", "--mode", "full") == "'a\\x00b': cannot be read: not a file name"
    assert refusal("/dev/zero", "--mode", "full") == "/dev/zero: larger than 16777216 bytes"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ("--mode full --months 2", "--down-payment and --months go with --mode instalments only"),
        (
            "--mode full --down-payment 0",
            "--down-payment and --months go with --mode instalments only",
        ),
        ("--mode FULL", "--mode 'FULL' is neither full nor instalments"),
        ("--mode instalments", "--mode instalments needs --months"),
        ("--mode instalments --months 0", "--months must be at least 1"),
        ("--mode instalments --months 61", "--months must be at most 60"),
        ("--mode instalments --months 10000", "--months must be at most 60"),
        ("--mode instalments --months -2", "--months '-2' is not a whole number"),
        ("--mode instalments --months 2.5", "--months '2.5' is not a whole number"),
        ("--mode instalments --months 1_0", "--months '1_0' is not a whole number"),
        ("--mode instalments --months ٢", "--months '٢' is not a whole number"),
        ("--mode instalments --months 9999999999", "--months '9999999999' is not a whole number"),
        (
            "--mode instalments --months 2 --down-payment -5",
            "--down-payment: amount '-5' is negative",
        ),
        (
            "--mode instalments --months 2 --down-payment 5,5",
            "--down-payment: amount '5,5' is not digits with at most a dot and two decimals",
        ),
        (
            "--mode instalments --months 2 --down-payment 999999999999",
            "--down-payment: amount '999999999999' is too large",
        ),
        (
            "--mode instalments --months 2 --down-payment 21950.56",
            "--down-payment leaves nothing to spread: 21948.56 at most",
        ),
        (
            "--mode instalments --months 2 --down-payment 21949.56",
            "instalments under 1.00: --months at most 1, or --down-payment at most 21948.56",
        ),
        (
            "--mode full --situation 2023-02-30",
            "--situation '2023-02-30' is no day YYYY-MM-DD of 1950 to 2099",
        ),
        (
            "--mode full --situation 20231108",
            "--situation '20231108' is no day YYYY-MM-DD of 1950 to 2099",
        ),
        (
            "--mode full --situation 1949-12-31",
            "--situation '1949-12-31' is no day YYYY-MM-DD of 1950 to 2099",
        ),
        (
            "--mode full --situation 2100-01-01",
            "--situation '2100-01-01' is no day YYYY-MM-DD of 1950 to 2099",
        ),
        ("", "Missing option '--mode'."),
        ("--mode", "Option '--mode' requires an argument."),
        ("--mode full --bogus", "No such option: --bogus"),
        ("--mode full extra", "Got unexpected extra argument(s) (extra)"),
        ("--mode full --json=yes", "Option '--json' does not take a value."),
    ],
)
def test_options_that_cannot_be_are_refused_in_one_line(options: str, message: str) -> None:
    assert refusal(TWO, *options.split()) == message


def test_a_down_payment_left_empty_is_refused() -> None:
    options = ("--mode", "instalments", "--months", "2", "--down-payment", "")
    assert refusal(TWO, *options) == "--down-payment: the amount is missing"


def test_a_missing_file_name_is_refused() -> None:
    assert refusal("--mode", "full") == "Missing argument 'LEDGER.csv'."


@pytest.mark.parametrize("mode", [("full",), ("instalments", "--months", "2")])
def test_a_ledger_that_owes_nothing_is_refused(ledger: Path, mode: tuple[str, ...]) -> None:
    ledger.write_text(HEADER, encoding="utf-8")
    assert refusal(str(ledger), "--mode", *mode) == "nothing is owed"


def test_the_program_prints_its_object_alone() -> None:
    program = process([FULL, "--mode", "full", "--json"])
    out, errors = program.communicate(timeout=30)
    assert (program.returncode, errors) == (0, b"")
    assert json.loads(out)["to_pay"] == "80096.86"


def test_the_program_refuses_in_one_line() -> None:
    program = process(["nowhere.csv", "--mode", "full"])
    out, errors = program.communicate(timeout=30)
    assert (program.returncode, out) == (2, b"")
    assert errors == b"damancom: nowhere.csv: cannot be read: No such file or directory\n"


def test_a_reader_that_went_away_gets_no_traceback() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    program = process([FULL, "--mode", "full"], writing)
    os.close(writing)
    _, errors = program.communicate(timeout=30)
    assert (program.returncode, errors) == (1, b"")


def test_the_command_starts_without_the_portal() -> None:
    code = "import sys, damancom_reflex.commands.simulate; print(*sys.modules)"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert not {"reflex", "sqlalchemy", "sqlmodel", "phonenumbers"} & set(out.stdout.split())
