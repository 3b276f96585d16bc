"""`damancom remission` and `damancom debits`: what is said, on one line, and what is done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from damancom_reflex.services import rules_loader
from damancom_reflex.settings import settings
from damancom_reflex.store.accounts import Role
from damancom_reflex.store.trail import AuditEvent
from tests.commands.running import answered, run
from tests.factories import an_account, rows
from tests.services.recouvrement.builders import SITUATION, an_employer, on_business_day, signed
from tests.services.recouvrement.officers import request_of

FIRST = date(2023, 12, 11)
GUARANTEE = ("--kind", "bank_guarantee", "--amount", "25 000", "--document", "CB-114")
ATTESTED = ("--guarantees-sufficient", "--down-payment-received")


@pytest.fixture
def reference(_sqlite: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Reference of a plan that was signed; two officers are there too."""
    monkeypatch.setenv("DATABASE_URL", _sqlite)
    settings.cache_clear()

    async def made() -> str:
        await rules_loader.load_rules()
        await on_business_day(SITUATION)
        for name in ("amina", "brahim"):
            await an_account(identifier=name, role=Role.COLLECTION_OFFICER.value)
        return await signed((await an_employer()).actor)

    yield run(made())
    settings.cache_clear()


def said(*arguments: str) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of `damancom remission …`."""
    return answered("remission", *arguments)


def validated(reference: str) -> None:
    assert said("guarantee", reference, *GUARANTEE)[0] == 0
    assert said("validate", reference, *ATTESTED)[0] == 0


def test_a_plan_is_guaranteed_then_validated(reference: str):
    done = said("guarantee", f" {reference.lower()}", *GUARANTEE, "--by", "amina")
    assert done == (0, f"{reference}: guarantee registered\n", "")
    assert said("validate", reference, *ATTESTED, "--by", "brahim") == (
        0,
        f"{reference}: validated\n",
        "",
    )
    assert run(request_of(reference)).status == "VALIDATED"
    actors = [event.actor for event in run(rows(AuditEvent))][-2:]
    assert all(actor.startswith("account:") for actor in actors)
    assert len(set(actors)) == 2


def test_a_large_remission_takes_two_names(reference: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SECOND_SIGNATURE_ABOVE", "0")
    settings.cache_clear()
    said("guarantee", reference, *GUARANTEE)
    first = said("validate", reference, *ATTESTED, "--by", "amina")
    assert first == (0, f"{reference}: signed, a second signature is needed\n", "")
    code, out, error = said("countersign", reference, "--by", "amina")
    assert (code, out) == (2, "")
    assert error == "damancom: the second signature is somebody else's: name them with --by\n"
    assert said("countersign", reference, "--by", "brahim")[:2] == (0, f"{reference}: validated\n")


def test_a_refusal_takes_a_reason(reference: str):
    code, _, error = said("refuse", reference, "--reason", "because")
    assert (code, "guarantees_insufficient" in error) == (2, True)
    done = said("refuse", reference, "--reason", "debt_differs", "--note", "Voir la situation.")
    assert done == (0, f"{reference}: refused\n", "")


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (("validate", *ATTESTED), "'{reference}' has no guarantee yet"),
        (("countersign", "--by", "amina"), "'{reference}' has no first signature yet"),
        (("validate", "--by", "nobody"), "--by names no staff account"),
        (
            ("cancel", "--reason", "contributions_unpaid"),
            "'{reference}' is AWAITING_GUARANTEES: it cannot become CANCELLED",
        ),
        (
            ("guarantee", *GUARANTEE, "--received-on", "2023-11-09"),
            "--received-on is a day to come",
        ),
        (
            ("guarantee", *GUARANTEE, "--received-on", "9/11"),
            "a day is written 2023-12-11, not '9/11'",
        ),
    ],
)
def test_what_cannot_be_is_said_on_one_line(reference: str, arguments: tuple[str, ...], line: str):
    command, *rest = arguments
    wanted = f"damancom: {line.format(reference=reference)}\n"
    assert said(command, reference, *rest) == (2, "", wanted)


def test_a_reference_nobody_knows_is_said(reference: str):
    code, _, error = said("validate", "DR-2023-0000-0000")
    assert (code, error) == (2, "damancom: no request has the reference 'DR-2023-0000-0000'\n")


def test_debits_are_produced_signed_off_and_rejected(reference: str, tmp_path: Path):
    validated(reference)
    run(on_business_day(FIRST))
    csv, xml = tmp_path / "debits.csv", tmp_path / "debits.xml"
    code, line, _ = answered(
        *("debits", "produce", str(FIRST)), *("--csv", str(csv), "--xml", str(xml), "--by", "amina")
    )
    assert (code, line.startswith("PR-20231211: 2023-12-11, 1 debits, 8475.28 MAD")) == (0, True)
    assert reference in csv.read_text(encoding="utf-8-sig")
    assert xml.read_bytes().startswith(b"<?xml")
    assert xml.stat().st_mode & 0o777 == 0o600
    counted = ("debits", "sign-off", str(FIRST), "--count", "1", "--total", "8 475,28")
    assert answered(*counted, "--by", "amina")[0] == 2
    assert "signed off by account:" in answered(*counted, "--by", "brahim")[1]
    assert answered("debits", "list")[1].count("\n") == 1
    code, line, _ = said("reject-debit", reference, "1", "--reason", "insufficient_funds")
    assert (code, line.startswith(f"{reference}: cancelled, ")) == (0, True)
    assert line.endswith(" MAD owed\n")


def test_files_of_a_day_to_come_are_not_produced(reference: str):
    validated(reference)
    code, _, error = answered("debits", "produce", str(FIRST))
    assert code == 2
    assert error == "damancom: debits of that day may still be added until 2023-12-01\n"
