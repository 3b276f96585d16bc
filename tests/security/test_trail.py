"""The audit trail and the figures over raw HTTP and raw sockets: who reads it, who takes it away, and nobody else."""

from __future__ import annotations

import csv
import io

import pytest

from tests.security.attacker import Visitor
from tests.security.conftest import Dial
from tests.security.wire import OURS, shown, text_of, ways

JOURNAL = f"{OURS}staff___journal____journal_state"
FIGURES = f"{OURS}staff___figures____figures_state.load"
PAGE = "/fr/equipe/journal"
FILE = "/telecharger/equipe/journal.csv"
BOSS = "supervision.rabat"


@pytest.mark.parametrize("who", ["prestations.ipe", "pharmacie.annour"])
async def test_who_is_no_supervisor_reads_nothing_of_it(
    dial: Dial, visitor: Visitor, who: str
) -> None:
    visitor.sign_in(who)
    wire = await dial(
        "/fr/equipe" if who == "prestations.ipe" else "/fr/espace", cookie=visitor.cookie
    )
    for name, payload in (("load", {}), ("filter_by", {"name": "acte", "choice": "session"})):
        answers = await wire.send(f"{JOURNAL}.{name}", payload, page=PAGE)
        assert ways(answers) == ["/fr/acces-refuse"]
        assert "session" not in str(shown(answers, "journal_state").get("rows", ""))
    # What every table of staff has is open to all of them, and reads nothing here.
    for name, payload in (("find", {"text": ""}), ("turn_to", {"page": 1})):
        answers = await wire.send(f"{JOURNAL}.{name}", payload, page=PAGE)
        assert "Connexion" not in text_of(answers)
        assert not shown(answers, "journal_state").get("rows")
    answers = await wire.send(FIGURES, page="/fr/equipe/chiffres")
    assert ways(answers) == ["/fr/acces-refuse"]
    assert not shown(answers, "figures_state").get("states")
    assert visitor.get(FILE).status_code == 403


async def test_a_supervisor_reads_it_and_takes_away_what_is_in_view(
    dial: Dial, visitor: Visitor
) -> None:
    wire = await dial(PAGE, cookie=visitor.sign_in(BOSS).cookie)
    payload = {"name": "acte", "choice": "session.opened"}
    seen = shown(await wire.send(f"{JOURNAL}.filter_by", payload, page=PAGE), "journal_state")
    assert {row["act"] for row in seen["rows"]} == {"Connexion"}
    answer = visitor.get(seen["csv"])
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    _heads, *rows = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";")
    assert [row[6] for row in rows] == ["session.opened"] * seen["total"]
    for name, choice in (("acte", "x"), ("du", "hier"), ("qui", ["a"]), ("nul", "x"), (7, None)):
        await wire.send(f"{JOURNAL}.filter_by", {"name": name, "choice": choice}, page=PAGE)
    assert await wire.alive()


async def test_a_supervisor_reads_the_figures(dial: Dial, visitor: Visitor) -> None:
    wire = await dial(PAGE, cookie=visitor.sign_in(BOSS).cookie)
    seen = shown(await wire.send(FIGURES, page="/fr/equipe/chiffres"), "figures_state")
    assert len(seen["weeks"]) == 12
    assert sum(int(line["number"]) for line in seen["states"]) > 0


def test_a_visitor_is_sent_to_sign_in(visitor: Visitor) -> None:
    answer = visitor.get(FILE)
    assert answer.headers["location"] == "/fr/connexion?e=session_ended"
