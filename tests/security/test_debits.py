"""The files of debits over raw HTTP and raw sockets: made, counted and taken away by supervisors and nobody else."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from tests.portal import Portal
from tests.security.attacker import Visitor, sql
from tests.security.test_events import handlers
from tests.security.wire import OURS, Wire, shown, text_of, ways

STATE: Final = f"{OURS}staff___debits____debits_state"
PAGE: Final = "/fr/equipe/prelevements"
BOSS, DEPUTY = "supervision.rabat", "supervision.rabat.adjoint"
OTHERS: Final = ("agence.fes", "perception.fes", "prestations.ipe", "pharmacie.annour")
DAY, NUMBER = "2023-12-11", "PR-20231211"
FILE: Final = f"/telecharger/equipe/prelevements/{NUMBER}"
PAYLOADS: Final[dict[str, dict[str, Any]]] = {
    "load": {},
    "turn_to": {"page": 1},
    "produce": {"day": DAY},
    "choose": {"number": NUMBER},
    "type_field": {"name": "debits", "text": "1"},
    "ask": {},
    "close": {},
    "confirm": {},
    "leave": {},
}
"""Every handler of the page, with what would do something if it were let."""


@pytest.fixture(scope="module")
def due_portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """A portal on a calendar of its own, in the month of the demo's one plan that an office validated."""
    made = Portal(tmp_path_factory.mktemp("debits"), TRUSTED_PROXY_HOPS="1", DUE_EVERY="0").start()
    ((reference,),) = sql(
        made, "select reference from remission_request where status = 'AWAITING_GUARANTEES' limit 1"
    )
    kind = ("--kind", "bank_guarantee", "--amount", "25000", "--document", "CB-2023-114")
    made.command("remission", "guarantee", reference, *kind)
    attested = ("--guarantees-sufficient", "--down-payment-received")
    made.command("remission", "validate", reference, *attested)
    # From 8 November 2023 to 1 December.
    sql(made, "update business_calendar set shift_days = shift_days + 23")
    yield made
    made.stop()


@pytest.fixture
def portal(due_portal: Portal) -> Iterator[Portal]:
    """The same, without the files that a test made."""
    yield due_portal
    sql(due_portal, "update instalment set batch_id = null")
    sql(due_portal, "delete from debit_file")
    sql(due_portal, "delete from debit_batch")


@pytest.fixture
def visitor(portal: Portal) -> Iterator[Visitor]:
    """A browser that nobody has signed in with."""
    with Visitor(portal) as made:
        yield made


def acts(portal: Portal) -> int:
    """How many acts on files of debits the trail has."""
    ((number,),) = sql(portal, "select count(*) from audit_event where action like 'debits.%'")
    return number


def produced(portal: Portal) -> tuple[int, str]:
    """Have the file made from the command line; how many debits it holds, and their total as one writes it."""
    portal.command("debits", "produce", DAY)
    ((debits, total),) = sql(portal, "select debits, total from debit_batch")
    return debits, f"{total // 100},{total % 100:02d}"


def signed_by(portal: Portal) -> list[tuple[Any, ...]]:
    """Who signed the files off."""
    return sql(portal, "select signed_off_by from debit_batch")


async def types(wire: Wire, debits: object, total: object) -> None:
    """Choose the file, and type a count."""
    await wire.send(f"{STATE}.choose", {"number": NUMBER}, PAGE)
    for name, text in (("debits", debits), ("total", total)):
        await wire.send(f"{STATE}.type_field", {"name": name, "text": text}, PAGE)


def test_every_handler_of_the_page_is_tried() -> None:
    ours = {name.rpartition(".")[2] for name in handlers() if name.startswith(f"{STATE}.")}
    assert ours - {"setvar"} == set(PAYLOADS)


@pytest.mark.parametrize("who", OTHERS)
async def test_who_is_no_supervisor_is_refused_on_every_event_and_on_both_files(
    portal: Portal, visitor: Visitor, who: str
) -> None:
    debits, total = produced(portal)
    before = acts(portal)
    visitor.sign_in(who)
    async with Wire(portal.url, cookie=visitor.cookie) as wire:
        for name, payload in PAYLOADS.items():
            answers = await wire.send(f"{STATE}.{name}", payload, PAGE)
            assert ways(answers) == ["/fr/acces-refuse"], name
            assert NUMBER not in text_of(answers)
        await types(wire, str(debits), total)
        assert ways(await wire.send(f"{STATE}.confirm", page=PAGE)) == ["/fr/acces-refuse"]
    for ending in ("csv", "xml"):
        answer = visitor.get(f"{FILE}.{ending}")
        assert (answer.status_code, answer.text) == (403, "Forbidden")
    assert signed_by(portal) == [("",)]
    assert acts(portal) == before


@pytest.mark.parametrize("who", OTHERS[1:])
async def test_who_is_no_supervisor_produces_nothing(
    portal: Portal, visitor: Visitor, who: str
) -> None:
    async with Wire(portal.url, cookie=visitor.sign_in(who).cookie) as wire:
        await wire.send(f"{STATE}.produce", {"day": DAY}, PAGE)
    assert sql(portal, "select * from debit_batch") == []


def test_a_visitor_is_sent_to_sign_in(portal: Portal, visitor: Visitor) -> None:
    produced(portal)
    before = acts(portal)
    answer = visitor.get(f"{FILE}.xml?langue=ar")
    assert answer.headers["location"] == "/ar/connexion?e=session_ended"
    assert acts(portal) == before


async def test_a_supervisor_takes_both_files_away_which_the_trail_tells(
    portal: Portal, visitor: Visitor
) -> None:
    produced(portal)
    visitor.sign_in(BOSS)
    for ending, kind in (("csv", "text/csv; charset=utf-8"), ("xml", "application/xml")):
        answer = visitor.get(f"{FILE}.{ending}")
        assert answer.headers["content-type"] == kind
        assert answer.headers["cache-control"] == "private, no-store"
        name = f'attachment; filename="prelevements-{NUMBER}.{ending}"'
        assert answer.headers["content-disposition"] == name
        query = "select sha256 from debit_file where kind = ?"
        assert sql(portal, query, ending.upper()) == [(hashlib.sha256(answer.content).hexdigest(),)]
    taken = sql(
        portal,
        "select json_extract(after, '$.kind') from audit_event where action = 'debits.downloaded'"
        " and subject = ? order by position desc limit 2",
        f"debits:{NUMBER}",
    )
    assert taken == [("XML",), ("CSV",)]
    before = acts(portal)
    for address in (f"{FILE}.pdf", f"{FILE}x.csv", FILE.replace(NUMBER, "..%2F") + ".xml"):
        assert visitor.get(address).status_code == 404
    assert acts(portal) == before


async def test_forged_payloads_of_a_supervisor_do_nothing(portal: Portal, visitor: Visitor) -> None:
    before = acts(portal)
    odd = (7, None, [DAY], {}, "hier", "9999-12-31", "2023-12-10", "\0", True)
    async with Wire(portal.url, cookie=visitor.sign_in(BOSS).cookie) as wire:
        await wire.send(f"{STATE}.load", page=PAGE)
        for forged in odd:
            await wire.send(f"{STATE}.produce", {"day": forged}, PAGE, patience=0.5)
            await wire.send(f"{STATE}.choose", {"number": forged}, PAGE, patience=0.5)
            await wire.send(f"{STATE}.turn_to", {"page": forged}, PAGE, patience=0.5)
        for name in ("saisie", "", None, ["debits"], 7):
            payload = {"name": name, "text": "1"}
            await wire.send(f"{STATE}.type_field", payload, PAGE, patience=0.5)
        await wire.send(f"{STATE}.confirm", page=PAGE, patience=0.5)
        assert await wire.alive()
    assert sql(portal, "select * from debit_batch") == []
    assert acts(portal) == before


async def test_who_produced_a_file_cannot_choose_it_and_signs_nothing(
    portal: Portal, visitor: Visitor
) -> None:
    async with Wire(portal.url, cookie=visitor.sign_in(BOSS).cookie) as wire:
        await wire.send(f"{STATE}.load", page=PAGE)
        seen = shown(await wire.send(f"{STATE}.produce", {"day": DAY}, PAGE), "debits_state")
        assert [(row["number"], row["mine"], row["to_sign"]) for row in seen["rows"]] == [
            (NUMBER, True, False)
        ]
        await types(wire, seen["rows"][0]["debits"], seen["rows"][0]["total"])
        await wire.send(f"{STATE}.confirm", page=PAGE)
    assert signed_by(portal) == [("",)]


async def test_a_wrong_count_says_nothing_of_the_right_one(
    portal: Portal, visitor: Visitor
) -> None:
    debits, total = produced(portal)
    async with Wire(portal.url, cookie=visitor.sign_in(DEPUTY).cookie) as wire:
        await wire.send(f"{STATE}.load", page=PAGE)
        await types(wire, str(debits), "1,00")
        told = shown(await wire.send(f"{STATE}.confirm", page=PAGE), "debits_state")
        assert told["errors"]["debits"].endswith("recomptez.")
        assert total.partition(",")[0] not in str((told["errors"], told["problems"], told["error"]))
        assert signed_by(portal) == [("",)]
        await types(wire, [str(debits)], {"total": total})
        await wire.send(f"{STATE}.confirm", page=PAGE)
        assert signed_by(portal) == [("",)]
        await types(wire, str(debits), total)
        await wire.send(f"{STATE}.confirm", page=PAGE)
    ((signer,),) = signed_by(portal)
    assert signer.startswith("account:")


def test_the_folder_of_the_portal_holds_no_file_of_debits(portal: Portal, visitor: Visitor) -> None:
    produced(portal)
    assert visitor.sign_in(BOSS).get(f"{FILE}.csv").status_code == 200
    kept: list[Path] = [found for found in portal.folder.rglob("*") if NUMBER in found.name]
    assert kept == []
