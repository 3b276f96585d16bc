"""The audit trail and the figures over raw HTTP and raw sockets: who reads it, who takes it away, and nobody else."""

from __future__ import annotations

import csv
import io
from urllib.parse import urlencode

import pytest

from tests.portal import Portal
from tests.security.attacker import Visitor, ago, sql
from tests.security.conftest import Dial
from tests.security.wire import OURS, shown, text_of, ways

JOURNAL = f"{OURS}staff___journal____journal_state"
FIGURES = f"{OURS}staff___figures____figures_state.load"
OWN = f"{OURS}own_journal____own_journal_state"
PAGE = "/fr/equipe/journal"
OWN_PAGE, OWN_FILE = "/fr/espace/journal", "/telecharger/espace/journal.csv"
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


async def test_an_employer_reads_their_own_part_whatever_they_search(
    dial: Dial, visitor: Visitor, portal: Portal
) -> None:
    ((account,),) = sql(portal, "select id from account where identifier = 'hotel.ourika'")
    ((number, claim),) = sql(
        portal,
        "select number, reference from affiliate a join job_loss_claim c on c.affiliate_id = a.id where a.id not in"
        " (select affiliate_id from account_affiliation r join account o on o.id = r.account_id"
        " where o.identifier = 'pharmacie.annour') limit 1",
    )
    visitor.sign_in("pharmacie.annour")
    wire = await dial(OWN_PAGE, cookie=visitor.cookie)
    seen = shown(await wire.send(f"{OWN}.find", {"text": ""}, page=OWN_PAGE), "own_journal_state")
    assert {"Connexion"} <= {row["act"] for row in seen["rows"]}
    # Beside her, whoever else was at her door: visitors have no name.
    who = {row["who"] for row in seen["rows"] if row["kind"] == "Compte"}
    assert {"Leïla Benkirane"} <= who <= {"Leïla Benkirane", "Visiteur"}
    for text in (number, claim, f"account:{account}", "hotel.ourika", "%", "' or 1=1 --"):
        answers = await wire.send(f"{OWN}.find", {"text": text}, page=OWN_PAGE)
        assert shown(answers, "own_journal_state")["rows"] == [], text
        answers = await wire.send(
            f"{OWN}.load", page=f"{OWN_PAGE}?{urlencode({'recherche': text})}"
        )
        assert not shown(answers, "own_journal_state").get("rows"), text
        file = visitor.get(f"{OWN_FILE}?{urlencode({'recherche': text, 'qui': 'supervision'})}")
        assert file.content.count(b"\r\n") <= 1, text


async def test_forged_events_of_an_employers_part_change_nothing(
    dial: Dial, visitor: Visitor
) -> None:
    visitor.sign_in("pharmacie.annour")
    wire = await dial(OWN_PAGE, cookie=visitor.cookie)
    forged = (
        *(("acte", "file.taken"), ("acte", "file"), ("qui", "supervision.rabat"), ("du", "hier")),
        *(("rows", []), (7, None), ("acte", ["session"])),
    )
    for name, choice in forged:
        payload = {"name": name, "choice": choice}
        seen = shown(
            await wire.send(f"{OWN}.filter_by", payload, page=OWN_PAGE), "own_journal_state"
        )
        assert not any(seen.get(word) for word in ("act", "first", "last"))
    for name, payload in (("turn_to", {"page": "2"}), ("sort_by", {"column": "hash"})):
        await wire.send(f"{OWN}.{name}", payload, page=OWN_PAGE)
    assert await wire.alive()
    for address in (
        "?page=99999999&acte=file&du=x&tri=hash",
        "?recherche=%00%ED%A0%80",
        "?page=-1",
    ):
        await wire.send(f"{OWN}.load", page=f"{OWN_PAGE}{address}")
    assert await wire.alive()


@pytest.mark.parametrize("who", ["prestations.ipe", BOSS])
async def test_staff_have_no_part_of_an_employer(dial: Dial, visitor: Visitor, who: str) -> None:
    wire = await dial("/fr/equipe", cookie=visitor.sign_in(who).cookie)
    for name, payload in (
        ("load", {}),
        ("clear", {}),
        ("find", {"text": "x"}),
        ("turn_to", {"page": 1}),
        ("filter_by", {"name": "acte", "choice": "session"}),
    ):
        answers = await wire.send(f"{OWN}.{name}", payload, page=OWN_PAGE)
        assert ways(answers) == ["/fr/acces-refuse"]
        assert not shown(answers, "own_journal_state").get("rows")
    assert visitor.get(OWN_FILE).status_code == 403


async def test_an_employer_never_reads_who_of_the_staff_nor_from_where(
    dial: Dial, portal: Portal
) -> None:
    ((officer,),) = sql(portal, "select id from account where identifier = 'prestations.ipe'")
    ((claim, identifier),) = sql(
        portal,
        "select c.reference, o.identifier from job_loss_claim c"
        " join account_affiliation r on r.affiliate_id = c.affiliate_id"
        " join account o on o.id = r.account_id where o.role = 'EMPLOYER' limit 1",
    )
    sql(
        portal,
        "insert into audit_event (position, at, actor, action, subject, address, before, after, previous_hash, hash)"
        " select max(position) + 1000, ?, ?, 'claim.under_review', ?, '203.0.113.77', '{}',"
        ' \'{"status": "UNDER_REVIEW", "holder": "account:77"}\', \'\', \'\' from audit_event',
        ago(seconds=1),
        f"account:{officer}",
        f"claim:{claim}",
    )
    with Visitor(portal) as employer:
        employer.sign_in(identifier)
        wire = await dial(OWN_PAGE, cookie=employer.cookie)
        answers = await wire.send(f"{OWN}.find", {"text": claim}, page=OWN_PAGE)
        file = employer.get(f"{OWN_FILE}?recherche={claim}").content.decode()
    sql(portal, "delete from audit_event where address = '203.0.113.77'")
    for text in (text_of(answers), file):
        assert "Un agent de la CNSS" in text
        for secret in ("203.0.113.77", f"account:{officer}", "account:77", "Chafik"):
            assert secret not in text


def test_a_visitor_is_sent_to_sign_in(visitor: Visitor) -> None:
    for file in (FILE, OWN_FILE):
        answer = visitor.get(file)
        assert answer.headers["location"] == "/fr/connexion?e=session_ended"
