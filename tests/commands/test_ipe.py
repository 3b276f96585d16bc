"""`damancom ipe`: what is said, on one line, and what is done."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import pytest

from damancom_reflex.settings import settings
from damancom_reflex.store.trail import AuditEvent
from tests.commands.running import answered, run
from tests.factories import rows
from tests.services.job_loss.claimants import TODAY, a_desk, a_filed, row_of, walk
from tests.services.recouvrement.builders import on_business_day


def said(*arguments: str) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of `damancom ipe …`."""
    return answered("ipe", *arguments)


@pytest.fixture
def reference(_sqlite: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Reference of a claim that was filed."""
    monkeypatch.setenv("DATABASE_URL", _sqlite)
    settings.cache_clear()

    async def made() -> str:
        await on_business_day(TODAY)
        return await a_filed(await a_desk())

    yield run(made())
    settings.cache_clear()


def status_of(reference: str) -> str:
    """Where a claim stands."""
    return run(row_of(reference)).status


def test_a_claim_is_taken_up_then_accepted(reference: str):
    assert said("review", f" {reference.lower()} ") == (0, f"{reference}: under review\n", "")
    assert status_of(reference) == "UNDER_REVIEW"
    assert said("accept", reference, "--note", "Dossier complet.") == (
        0,
        f"{reference}: accepted\n",
        "",
    )
    row = run(row_of(reference))
    assert (row.status, row.decision_note) == ("ACCEPTED", "Dossier complet.")
    assert [event.actor for event in run(rows(AuditEvent))][-2:] == ["system:ipe"] * 2


def test_a_decision_on_a_claim_that_nobody_took_up_tells_both_acts(reference: str):
    assert said("accept", reference)[0] == 0
    assert run(walk(reference)) == [("SUBMITTED", "UNDER_REVIEW"), ("UNDER_REVIEW", "ACCEPTED")]


def test_a_refusal_takes_a_reason_and_a_note(reference: str):
    given = ("--reason", "file_incomplete", "--note", "Il manque le contrat.")
    assert said("refuse", reference, *given) == (0, f"{reference}: refused\n", "")
    row = run(row_of(reference))
    assert (row.status, row.decision_code, row.decision_note) == (
        "REFUSED",
        "file_incomplete",
        "Il manque le contrat.",
    )


def test_a_correction_takes_a_reason(reference: str):
    assert said("request-correction", reference, "--reason", "paper_missing") == (
        0,
        f"{reference}: correction requested\n",
        "",
    )
    assert status_of(reference) == "CORRECTION_REQUESTED"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("review", "IP-2023-0000-0000"), "no claim has the reference 'IP-2023-0000-0000'"),
        (("accept", "{x}"), "no claim has the reference '{x}'"),
        (("accept", "DA-2023-7K3M-Q9XT"), "no claim has the reference 'DA-2023-7K3M-Q9XT'"),
        (("refuse", "{ref}", "--reason", "why"), "the reason is one of post_abandoned, "),
        (("refuse", "{ref}", "--reason", "paper_missing"), "the reason is one of post_abandoned, "),
        (("request-correction", "{ref}", "--reason", "x"), "the reason is one of paper_missing, "),
        (("refuse", "{ref}"), "--reason"),
        (("review",), "Missing argument"),
        (("accept", "{ref}", "--note", "x" * 501), "--note has 500 characters at most, not 501"),
    ],
)
def test_bad_input_is_one_line_on_standard_error(
    reference: str, arguments: tuple[str, ...], says: str
):
    code, out, err = said(*(word.replace("{ref}", reference) for word in arguments))
    assert (code, out) == (2, "")
    assert says in err
    assert len(err.splitlines()) == 1
    assert status_of(reference) == "SUBMITTED"


def test_an_impossible_move_is_one_line_that_says_where_it_stands(reference: str):
    assert said("refuse", reference, "--reason", "still_employed")[0] == 0
    assert said("accept", reference) == (
        2,
        "",
        f"damancom: '{reference}' is REFUSED: it cannot become ACCEPTED\n",
    )


def test_the_installed_command_does_the_same(reference: str):
    main = "from damancom_reflex.cli import main; main()"
    command = [sys.executable, "-c", main, "ipe", "review", reference]
    first, again = (
        subprocess.run(command, check=False, capture_output=True, text=True) for _ in range(2)
    )
    assert (first.returncode, first.stderr) == (0, "")
    assert (again.returncode, again.stdout) == (2, "")
    assert "is UNDER_REVIEW: it cannot become UNDER_REVIEW" in again.stderr
