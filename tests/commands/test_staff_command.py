from __future__ import annotations

import pytest
import typer

from damancom_reflex.commands.staff import create_staff

GIVEN = ("nadia.alaoui", "SUPERVISOR", "Nadia Alaoui", "nadia@cnss.example", "0612345678")


def test_the_link_is_printed_when_no_server_would_send_it(
    database: str, capsys: pytest.CaptureFixture[str]
):
    create_staff(*GIVEN)
    said = capsys.readouterr().out
    assert "activation link sent to nadia@cnss.example" in said
    assert "http://localhost:8000/fr/lien/mot-de-passe?k=" in said


@pytest.mark.parametrize(
    ("place", "wrong", "says"),
    [
        (0, "!", "an identifier has 3 to 64"),
        (1, "DIRECTOR", "the role is one of AGENCY_OFFICER"),
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
