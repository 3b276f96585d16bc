from __future__ import annotations

import pytest
import typer

from damancom_reflex.commands.staff import create_staff
from damancom_reflex.store.accounts import Account
from damancom_reflex.store.staff import Authenticator, StaffPosting
from tests.commands.running import answered, run
from tests.factories import an_office, rows
from tests.services.officers import an_agency, an_officer

GIVEN = ("nadia.alaoui", "SUPERVISOR", "Nadia Alaoui", "nadia@cnss.example", "0612345678")
LINK = "http://localhost:8000/fr/lien/mot-de-passe?k="


def test_the_link_is_printed_when_no_server_would_send_it(
    database: str, capsys: pytest.CaptureFixture[str]
):
    create_staff(*GIVEN)
    said = capsys.readouterr().out
    assert "activation link sent to nadia@cnss.example" in said
    assert LINK in said


@pytest.mark.parametrize(
    ("place", "wrong", "says"),
    [
        (0, "!", "an identifier has 3 to 64"),
        (1, "DIRECTOR", "the role is one of AGENCY_OFFICER"),
        (1, "AGENCY_OFFICER", "a role of AGENCY_OFFICER needs --agency"),
        (1, "COLLECTION_OFFICER", "a role of COLLECTION_OFFICER needs --collection-office"),
        (3, "nobody", "e-mail"),
        (4, "12", "phone"),
    ],
)
def test_a_refusal_is_one_line(
    database: str, capsys: pytest.CaptureFixture[str], place: int, wrong: str, says: str
):
    given = [*GIVEN[:place], wrong, *GIVEN[place + 1 :]]
    with pytest.raises(typer.Exit) as ended:
        create_staff(*given)
    said = capsys.readouterr()
    assert (ended.value.exit_code, said.out) == (2, "")
    assert says in said.err
    assert len(said.err.splitlines()) == 1


def done(*words: str) -> str:
    """What a command prints that succeeds."""
    code, said, wrong = answered(*words)
    assert (code, wrong) == (0, "")
    return said


def refused(*words: str) -> str:
    """The one line of a command that does not."""
    code, said, wrong = answered(*words)
    assert (code, said) == (2, "")
    (line,) = wrong.splitlines()
    return line


def officer_row() -> Account:
    (row,) = run(rows(Account))
    return row


async def _prepared() -> None:
    await an_agency("FES")
    await an_office(code="CASA")
    await an_officer(identifier="nadia.alaoui")


@pytest.fixture
def officer(database: str) -> str:
    """The identifier of a supervisor, in a base with an agency and a collection office."""
    run(_prepared())
    return "nadia.alaoui"


def test_create_staff_takes_the_place_of_the_role(database: str):
    run(an_agency("FES"))
    options = ["--name", "Nadia Alaoui", "--email", "n@cnss.example", "--phone", "0612345678"]
    role = ["--role", "AGENCY_OFFICER"]
    assert LINK in done("create-staff", "nadia", *role, *options, "--agency", "FES")
    says = refused("create-staff", "other", *role, *options, "--agency", "OUJDA")
    assert says == "damancom: no agency has the code 'OUJDA'; there are FES"


def test_roles_and_places_are_set(officer: str):
    said = done("staff", "set-role", officer, "COLLECTION_OFFICER", "--collection-office", "CASA")
    assert said == "account nadia.alaoui is COLLECTION_OFFICER\n"
    assert officer_row().role == "COLLECTION_OFFICER"
    said = done("staff", "set-office", officer, "--collection-office", "casa")
    assert said == "account nadia.alaoui is COLLECTION_OFFICER of CASA\n"
    done("staff", "set-role", officer, "AGENCY_OFFICER", "--agency", "FES")
    (row,) = run(rows(StaffPosting))
    assert row.agency_id
    assert row.collection_office_id is None


def test_an_account_is_closed_and_opened(officer: str):
    assert done("staff", "deactivate", officer) == "account nadia.alaoui is closed\n"
    assert not officer_row().active
    assert done("staff", "activate", officer) == "account nadia.alaoui is open\n"
    assert officer_row().active


def test_an_authenticator_is_taken_away(officer: str):
    assert LINK in done("staff", "reset-authenticator", officer)
    assert run(rows(Authenticator)) == []


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("set-role", "nobody", "SUPERVISOR"), "no staff account has that identifier"),
        (("set-role", "nadia.alaoui", "EMPLOYER"), "the role is one of AGENCY_OFFICER"),
        (("set-role", "nadia.alaoui", "AGENCY_OFFICER"), "needs --agency"),
        (("set-office", "nadia.alaoui", "--agency", "FES"), "does not belong there"),
        (("deactivate", "nobody"), "no staff account"),
        (("activate",), "Missing argument"),
        (("reset-authenticator", " "), "an identifier is needed"),
    ],
)
def test_what_cannot_be_done_is_said_on_one_line(officer: str, words: tuple[str, ...], says: str):
    assert says in refused("staff", *words)
