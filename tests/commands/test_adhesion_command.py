"""`damancom adhesion`: what is said, on one line, and what is done."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import pytest

from damancom_reflex.services import captcha, rules_loader
from damancom_reflex.services.recouvrement import rulebook
from damancom_reflex.settings import settings
from damancom_reflex.store.accounts import Account
from damancom_reflex.store.trail import AuditEvent
from tests.commands.running import answered, run
from tests.factories import rows
from tests.services.enrolment.builders import NUMBER, an_agency
from tests.services.enrolment_life.builders import RIB, Filed, a_filed, walk


def said(*arguments: str) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of `damancom adhesion …`."""
    return answered("adhesion", *arguments)


@pytest.fixture
def filed(_sqlite: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Filed]:
    """A request that was submitted."""
    monkeypatch.setenv("DATABASE_URL", _sqlite)
    settings.cache_clear()
    for name, value in (("COST", 1), ("FEWEST_TRIALS", 1), ("MOST_TRIALS", 2)):
        monkeypatch.setattr(captcha, name, value)
    rulebook.terms.clear()

    async def made() -> Filed:
        await rules_loader.load_rules()
        await an_agency("A1")
        return await a_filed()

    yield run(made())
    settings.cache_clear()


def test_the_forms_are_received_then_the_request_validated(filed: Filed):
    reference = filed.reference
    assert said("receive", reference) == (0, f"{reference}: forms received\n", "")
    code, out, err = said("validate", f" {reference.lower()} ", "--rib", RIB)
    assert (code, err) == (0, "")
    (account,) = run(rows(Account))
    assert out == (
        f"{reference}: validated, account {account.identifier}, activation link sent by e-mail\n"
    )
    assert account.identifier.startswith(NUMBER)
    actors = [event.actor for event in run(rows(AuditEvent))]
    assert actors[-2:] == ["system:adhesion"] * 2


def test_validating_at_once_tells_both_acts(filed: Filed):
    assert said("validate", filed.reference)[0] == 0
    assert run(walk(filed.reference))[1:] == [("SUBMITTED", "RECEIVED"), ("RECEIVED", "VALIDATED")]


def test_a_refusal_and_a_correction_take_a_reason_and_a_note(filed: Filed):
    reference = filed.reference
    given = ("--reason", "form_incomplete", "--note", "Il manque la page 2.")
    assert said("request-correction", reference, *given) == (
        0,
        f"{reference}: correction requested\n",
        "",
    )
    row = run(filed.row())
    assert (row.status, row.reason_note) == ("CORRECTION_REQUESTED", "Il manque la page 2.")


def test_a_refusal_is_said(filed: Filed):
    assert said("refuse", filed.reference, "--reason", "not_entitled") == (
        0,
        f"{filed.reference}: refused\n",
        "",
    )
    assert run(filed.status()) == "REFUSED"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("receive", "DA-2023-0000-0000"), "no request has the reference 'DA-2023-0000-0000'"),
        (("validate", "{x}"), "no request has the reference '{x}'"),
        (("validate", "{ref}", "--rib", "12"), "a RIB has 24 digits, not 2"),
        (("validate", "{ref}", "--rib", "x"), "a RIB has digits only"),
        (("refuse", "{ref}", "--reason", "why"), "the reason is one of not_entitled, "),
        (("refuse", "{ref}"), "--reason"),
        (("receive",), "Missing argument"),
        (
            ("refuse", "{ref}", "--reason", "not_entitled", "--note", "x" * 501),
            "--note has 500 characters at most, not 501",
        ),
    ],
)
def test_bad_input_is_one_line_on_standard_error(
    filed: Filed, arguments: tuple[str, ...], says: str
):
    given = [word.replace("{ref}", filed.reference) for word in arguments]
    code, out, err = said(*given)
    assert (code, out) == (2, "")
    assert says in err
    assert len(err.splitlines()) == 1
    assert run(filed.status()) == "SUBMITTED"


def test_an_impossible_move_is_one_line_that_says_where_it_stands(filed: Filed):
    assert said("refuse", filed.reference, "--reason", "not_entitled")[0] == 0
    code, out, err = said("validate", filed.reference)
    assert (code, out) == (2, "")
    assert err == (f"damancom: '{filed.reference}' is REFUSED: it cannot become VALIDATED\n")


def test_the_installed_command_does_the_same(filed: Filed):
    main = "from damancom_reflex.cli import main; main()"
    command = [sys.executable, "-c", main, "adhesion", "receive", filed.reference]
    first, again = (
        subprocess.run(command, check=False, capture_output=True, text=True) for _ in range(2)
    )
    assert (first.returncode, first.stderr) == (0, "")
    assert (again.returncode, again.stdout) == (2, "")
    assert "is RECEIVED: it cannot become RECEIVED" in again.stderr
