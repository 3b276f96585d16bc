"""The audit trail as a supervisor reads it: what a search finds, in which order, in which words."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine

import damancom_reflex
from damancom_reflex.clock import CASABLANCA
from damancom_reflex.i18n import translator
from damancom_reflex.services import audit, trail_export
from damancom_reflex.services.actors import Actor
from damancom_reflex.services.trail import TrailWanted, trail
from damancom_reflex.services.trail_acts import ACTS, FAMILIES
from damancom_reflex.services.trail_words import changes, on_what, who
from damancom_reflex.store.accounts import Role
from damancom_reflex.store.engine import reading, writing
from tests.conftest import ON_BOTH_DATABASES
from tests.factories import actor, an_account, id_of
from tests.services.job_loss.claimants import a_claim, a_desk, a_person
from tests.services.officers import an_officer
from tests.services.people import outcome
from tests.services.recouvrement.builders import statements

FR, AR = translator("fr"), translator("ar")


async def an_event(by: str, action: str, subject: str, **given: Any) -> None:
    async with writing() as session:
        await audit.append(session, actor=by, action=action, subject=subject, **given)


@pytest.fixture
async def boss(database: str) -> Actor:
    """A supervisor, after five acts of two accounts and of time."""
    officer = await an_account(identifier="agence.fes", display_name="Naïma Ouazzani")
    employer = await an_account(identifier="pharmacie.annour", display_name="Salma Bennani")
    one, two = f"account:{id_of(officer)}", f"account:{id_of(employer)}"
    signed = "remission:DR-2023-AAAA-0001"
    await an_event(two, "session.opened", two)
    await an_event(two, "remission.signed", signed, after={"status": "AWAITING_GUARANTEES"})
    await an_event("system:due", "remission.expired", signed)
    await an_event(one, "account.role_set", two)
    await an_event(one, "enrolment.received", "enrolment:DA-2023-AAAA-0002")
    return actor(await an_officer(identifier="supervision"))


async def found(boss: Actor, **wanted: Any) -> list[str]:
    page = await trail(boss, TrailWanted(**wanted))
    assert page.total == len(page.rows)
    return [event.action for event in page.rows]


@ON_BOTH_DATABASES
async def test_the_trail_is_read_from_its_end_page_by_page(database: str, boss: Actor):
    second = await trail(boss, TrailWanted(), page=2, page_size=2)
    assert [event.position for event in second.rows] == [3, 2]
    assert (second.total, second.pages) == (5, 3)
    assert [event.position for event in (await trail(boss, TrailWanted(), 99, 2)).rows] == [1]


async def test_accounts_that_an_act_notes_are_told_by_their_names(boss: Actor):
    one, other = await an_account(display_name="Une"), await an_account(display_name="L'autre")
    names = [f"account:{id_of(account)}" for account in (one, other)]
    noted = {"before": {"holder": names[0]}, "after": {"holder": names[1], "signed_by": names}}
    await an_event(names[1], "file.taken_over", "remission:DR-2023-AAAA-0001", **noted)
    await an_event(names[1], "file.taken", "claim:IP-2023-AAAA-0001", after={"holder": "account:0"})
    unknown, taken = (await trail(boss, TrailWanted(who="L'autre"))).rows
    assert (taken.before, taken.after) == (
        {"holder": "Une"},
        {"holder": "L'autre", "signed_by": ["Une", "L'autre"]},
    )
    assert unknown.after == {"holder": "account:0"}


@ON_BOTH_DATABASES
@pytest.mark.parametrize(
    ("wanted", "acts"),
    [
        ({"who": "ouazzani"}, ["enrolment.received", "account.role_set"]),
        ({"who": " AGENCE.FES "}, ["enrolment.received", "account.role_set"]),
        ({"who": "system:due"}, ["remission.expired"]),
        ({"who": "%"}, []),
        ({"who": "personne"}, []),
        ({"act": "session.opened"}, ["session.opened"]),
        ({"act": "remission"}, ["remission.expired", "remission.signed"]),
        ({"subject": "dr 2023 aaaa oooi"}, ["remission.expired", "remission.signed"]),
        ({"subject": "DR-2023-AAAA-0009"}, []),
        ({"subject": "pharmacie"}, ["account.role_set", "session.opened"]),
        ({"subject": "enrolment:DA-2023-AAAA-0002"}, ["enrolment.received"]),
        (
            {"who": "salma", "act": "remission", "subject": "DR-2023-AAAA-0001"},
            ["remission.signed"],
        ),
        ({"who": "\0\ud800", "act": "x", "subject": " "}, sorted(ACTS)[:0]),
    ],
)
async def test_one_searches_by_who_what_and_on_what(
    database: str, boss: Actor, wanted: dict[str, str], acts: list[str]
):
    if wanted.get("act") == "x":
        assert len(await found(boss, **wanted)) == 5
    else:
        assert await found(boss, **wanted) == acts


async def test_an_affiliate_is_found_by_its_number_with_what_was_done_on_its_requests(boss: Actor):
    desk = await a_desk()
    claim = await a_claim(desk, await a_person(desk), status="SUBMITTED")
    stranger = await a_desk()
    await an_event("account:1", "claim.submitted", f"claim:{claim.reference}")
    await an_event("account:1", "bank_account.added", f"affiliate:{desk.affiliate.number}")
    await an_event("account:1", "bank_account.added", f"affiliate:{stranger.affiliate.number}")
    number = desk.affiliate.number
    assert await found(boss, subject=number) == ["bank_account.added", "claim.submitted"]


@ON_BOTH_DATABASES
async def test_days_are_those_of_moroccan_clocks(database: str):
    boss = actor(await an_officer())
    for moment in ((7, 23, 59), (8, 0, 0), (8, 23, 59), (9, 0, 0)):
        with time_machine.travel(datetime(2026, 5, *moment, 30, tzinfo=CASABLANCA), tick=False):
            await an_event("visitor", "session.opened", "nobody")

    async def places(first: date | None, last: date | None) -> list[int]:
        page = await trail(boss, TrailWanted(first=first, last=last))
        return [event.position for event in page.rows]

    assert await places(date(2026, 5, 8), date(2026, 5, 8)) == [3, 2]
    assert await places(date(2026, 5, 9), None) == [4]
    assert await places(None, date(2026, 5, 7)) == [1]
    assert await places(date(2026, 5, 9), date(2026, 5, 7)) == []
    assert await places(date.min, date.max) == [4, 3, 2, 1]


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.SUPERVISOR}))
async def test_nobody_else_reads_it_nor_takes_it_away(database: str, role: Role):
    somebody = actor(await an_account(role=role.value))
    assert await outcome(trail(somebody, TrailWanted())) == "supervisors_only"
    exported = trail_export.export_csv(somebody, TrailWanted(), "fr")
    assert await outcome(exported) == "supervisors_only"


@pytest.mark.parametrize(
    ("wanted", "index"),
    [
        ({}, "at"),
        ({"first": date(2026, 5, 8), "last": date(2026, 5, 9)}, "at"),
        ({"act": "remission.signed"}, "action"),
    ],
)
async def test_an_index_holds_the_events_in_the_order_they_are_read(
    boss: Actor, wanted: dict[str, Any], index: str
):
    with statements() as sent:
        await trail(boss, TrailWanted(**wanted))
    plan = await plan_of(sent[1])
    assert f"COVERING INDEX ix_audit_event_{index}" in plan
    assert "TEMP B-TREE" not in plan


async def plan_of(statement: str) -> str:
    """How SQLite goes about a statement, whatever its values are."""
    async with reading() as session:
        connection = await session.connection()
        values = ("x",) * statement.count("?")
        rows = await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
        return " / ".join(row[-1] for row in rows)


async def test_an_event_is_told_in_words_of_the_page(boss: Actor):
    await an_event(
        "system:due",
        "remission.cancelled",
        "remission:DR-2023-AAAA-0001",
        before={"status": "VALIDATED", "revision": 3},
        after={"status": "CANCELLED", "revision": 3, "owed": 2770749, "debits": ["2023-12-11"]},
    )
    (event,) = (await trail(boss, TrailWanted(act="remission.cancelled"))).rows
    assert (who(event.actor, event.name, FR), who("account:9", "Salma", FR)) == (
        "Damancom",
        "Salma",
    )
    assert on_what(event, FR) == ("Demande de remise", "DR-2023-AAAA-0001")
    told = [(change.name, change.before, change.after) for change in changes(event, FR)]
    assert told == [
        ("État", "Validée, échéancier en cours", "Annulée, montants remis réintégrés"),
        ("Reste dû", "–", "27\u00a0707,49\u00a0MAD"),
        ("Prélèvements", "–", "11/12/2023"),
    ]
    assert next(change.name for change in changes(event, AR)) == AR("État") != "État"


@pytest.mark.parametrize("typed", ["account:1", f"account:{10**20}", "2024-01-15", "20240115"])
async def test_what_an_officer_typed_is_told_as_it_was_typed(boss: Actor, typed: str):
    noted = {"document": typed, "received_on": "2023-11-20"}
    await an_event(
        "system:due", "remission.guarantee_registered", "remission:DR-2023-AAAA-0001", after=noted
    )
    event = (await trail(boss, TrailWanted())).rows[0]
    assert [change.after for change in changes(event, FR)] == [typed, "20/11/2023"]


async def test_what_the_trail_keeps_without_a_word_of_ours_is_shown_as_it_is(boss: Actor):
    await an_event("robot:7", "moon.landed", "moon:1", after={"flag": {"a": 1}, "status": "UP"})
    event = (await trail(boss, TrailWanted())).rows[0]
    assert (who(event.actor, event.name, FR), on_what(event, FR)) == ("robot:7", ("moon", "1"))
    assert [change.after for change in changes(event, FR)] == ["{'a': 1}", "UP"]


async def test_the_file_holds_every_page_and_no_formula(
    boss: Actor, monkeypatch: pytest.MonkeyPatch
):
    await an_event("=HYPERLINK(1)", "session.opened", "nobody")
    whole = await trail_export.export_csv(boss, TrailWanted(), "fr")
    lines = whole.content.decode("utf-8-sig").split("\r\n")
    assert (whole.rows, whole.total, whole.cut, len(lines)) == (6, 6, False, 8)
    assert [line.split(";")[0] for line in lines[1:7]] == ["6", "5", "4", "3", "2", "1"]
    assert "'=HYPERLINK(1)" in lines[1]
    assert not re.search(r"(^|;)=", whole.content.decode())
    monkeypatch.setattr(trail_export, "MOST_EXPORTED", 2)
    cut = await trail_export.export_csv(boss, TrailWanted(), "fr")
    assert (cut.rows, cut.total, cut.cut) == (2, 6, True)
    assert "2 derniers événements sont ici, sur 6" in cut.content.decode()
    one = await trail_export.export_csv(boss, TrailWanted(act="remission.signed"), "ar")
    assert (one.rows, FR(ACTS["remission.signed"]) in one.content.decode()) == (1, False)


def test_every_act_that_the_code_writes_has_a_word_and_a_family():
    code = Path(damancom_reflex.__file__).parent / "services"
    texts = "".join(
        path.read_text() for path in code.rglob("*.py") if "trail_acts" not in path.name
    )
    families = "|".join(FAMILIES)
    written = set(re.findall(rf'"((?:{families})\.[a-z_]+)"', texts))
    assert len(written) > 20
    assert written <= set(ACTS)
    assert {act.partition(".")[0] for act in ACTS} == set(FAMILIES)
