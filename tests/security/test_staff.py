"""The staff's door and space over raw HTTP and raw sockets: who is let in, who is not, and from when."""

from __future__ import annotations

import asyncio
import statistics
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from tests.portal import Portal
from tests.security.attacker import (
    Visitor,
    app_code,
    forget_app_codes,
    forget_limits,
    password_of,
    sql,
)
from tests.security.conftest import Dial
from tests.security.wire import OURS, asked_to_sign_in, shown, text_of, ways
from tests.services.people import another_than

WHO = "prestations.ipe"
EMPLOYER = "pharmacie.annour"
NOBODY = "personne.inconnue"
WRONG = "staff_code_or_password"
SPACE = f"{OURS}staff___space____staff_space_state.load"
CODES = f"{OURS}staff___authenticator____backup_codes_state"
AGENTS = f"{OURS}staff___agents____agents_state"
DEBTS = f"{OURS}recouvrement___requests____requests_state.load"


@pytest.fixture(autouse=True)
def _as_the_demo_left_it(portal: Portal) -> Iterator[None]:
    """The officer of these tests is what the demo made of him, before each and after each."""
    forget_app_codes(portal)
    yield
    sql(
        portal,
        "update account set role = 'CLAIMS_OFFICER', active = 1 where identifier = ?",
        WHO,
    )


def said(answer: httpx.Response) -> str:
    """What a refused post answered."""
    assert answer.status_code == 303
    return httpx.URL(answer.headers["location"]).params.get("e", "")


# The door


def test_an_officer_enters_and_no_message_leaves(visitor: Visitor) -> None:
    sql(visitor.portal, "delete from outbox_message")
    visitor.sign_in(WHO)
    assert "damancom_session" in visitor.jar
    assert "damancom_challenge" not in visitor.jar
    sent = sql(visitor.portal, "select template from outbox_message")
    assert sent == [("new_device",)]


def test_who_signs_out_is_back_at_the_door_they_came_by(visitor: Visitor) -> None:
    for who, door in ((WHO, "/fr/connexion/equipe"), (EMPLOYER, "/fr/connexion")):
        answer = visitor.sign_in(who).post("/auth/sign-out")
        assert answer.headers["location"] == f"{door}?e=signed_out"
        assert "damancom_session" not in visitor.jar


def test_the_door_leads_back_to_a_page_of_ours_and_nowhere_else(visitor: Visitor) -> None:
    for address, target in (
        ("/ar/equipe/codes-de-secours", "/fr/equipe/codes-de-secours"),
        ("//evil.example", "/fr/equipe"),
        ("/fr/connexion/equipe", "/fr/equipe"),
    ):
        forget_app_codes(visitor.portal)
        visitor.start_staff(WHO)
        code = app_code(visitor.portal, WHO)
        answer = visitor.finish_staff(code, password_of(WHO), next=address)
        assert answer.headers["location"] == target


def test_a_wrong_code_a_used_code_and_a_wrong_password_say_the_very_same(
    visitor: Visitor,
) -> None:
    code = app_code(visitor.portal, WHO)
    told = []
    for given in ((another_than(code), password_of(WHO)), (code, "not-the-password-at-all")):
        visitor.start_staff(WHO)
        told.append(visitor.finish_staff(*given).headers["location"])
    visitor.sign_in(WHO)
    visitor.start_staff(WHO)
    told.append(
        visitor.finish_staff(app_code(visitor.portal, WHO), password_of(WHO)).headers["location"]
    )
    assert set(told) == {f"/fr/connexion/equipe/code?e={WRONG}"}


def test_codes_of_the_steps_beside_open_and_those_beyond_do_not(visitor: Visitor) -> None:
    portal = visitor.portal
    for seconds, opens in ((-75, False), (75, False), (-30, True), (30, True)):
        forget_app_codes(portal)
        # Near the end of a step the next one would begin before it is compared.
        while datetime.now(UTC).second % 30 > 25:
            time.sleep(0.2)
        visitor.start_staff(WHO)
        code = app_code(portal, WHO, datetime.now(UTC) + timedelta(seconds=seconds))
        answer = visitor.finish_staff(code, password_of(WHO))
        assert (answer.headers["location"] == "/fr/equipe") is opens, seconds


def test_of_fifty_guesses_at_once_five_are_compared_then_it_is_locked(visitor: Visitor) -> None:
    visitor.start_staff(WHO)
    code, headers = another_than(app_code(visitor.portal, WHO)), visitor.headers()
    form = {"code": code, "password": password_of(WHO), "language": "fr"}

    async def all_of_them() -> list[httpx.Response]:
        limits = httpx.Limits(max_connections=50)
        url = visitor.portal.url
        async with httpx.AsyncClient(base_url=url, timeout=60, limits=limits) as http:
            posts = (http.post("/auth/staff/code", data=form, headers=headers) for _ in range(50))
            return await asyncio.gather(*posts)

    told = [said(answer) for answer in asyncio.run(all_of_them())]
    assert told.count(WRONG) <= 5
    assert set(told) <= {WRONG, "locked"}
    assert sql(visitor.portal, "select tries from code_challenge") == [(5,)]
    right = visitor.finish_staff(app_code(visitor.portal, WHO), password_of(WHO))
    assert said(right) == "locked"


def test_nobody_an_employer_and_an_officer_get_the_same_answer_at_every_step(
    portal: Portal,
) -> None:
    answers = []
    for identifier in (WHO, EMPLOYER, NOBODY):
        with Visitor(portal) as visitor:
            seen = (visitor.start_staff(identifier), visitor.finish_staff("000000", "x" * 12))
            answers.append(
                [(a.status_code, a.headers["location"], sorted(a.headers)) for a in seen]
            )
    assert answers[0] == answers[1] == answers[2]


def test_at_the_door_of_employers_an_officer_is_nobody(portal: Portal) -> None:
    sql(portal, "delete from outbox_message")
    answers = []
    for identifier in (WHO, NOBODY):
        with Visitor(portal) as visitor:
            seen = (visitor.start(identifier), visitor.finish("000000", password_of(WHO)))
            answers.append(
                [(a.status_code, a.headers["location"], sorted(a.headers)) for a in seen]
            )
    assert answers[0] == answers[1]
    sent = sql(portal, "select distinct status, destination from outbox_message")
    assert sent == [("DISCARDED", "")]


def seconds_of(portal: Portal, step: str, identifier: str) -> float:
    """Seconds that one step takes, from an address that asked nothing before."""
    forget_limits(portal)
    with Visitor(portal) as visitor:
        if step == "/auth/staff/code":
            visitor.start_staff(identifier)
        started = time.perf_counter()
        if step == "/auth/staff/code":
            visitor.finish_staff("000000", "x" * 12)
        else:
            visitor.start_staff(identifier)
        return time.perf_counter() - started


@pytest.mark.parametrize("step", ["/auth/staff/identifier", "/auth/staff/code"])
def test_nobody_and_an_officer_take_the_same_time(portal: Portal, step: str) -> None:
    seconds_of(portal, step, WHO)
    pairs = [(seconds_of(portal, step, WHO), seconds_of(portal, step, NOBODY)) for _ in range(15)]
    somebody, nobody = (statistics.median(times) for times in zip(*pairs, strict=True))
    assert 0.4 < somebody / nobody < 2.5


# The space


async def test_an_officer_sees_who_they_are(dial: Dial, visitor: Visitor) -> None:
    wire = await dial("/fr/equipe", cookie=visitor.sign_in("perception.fes").cookie)
    seen = shown(await wire.send(SPACE, page="/fr/equipe"), "staff_space_state")
    seen |= shown(wire.hydrated, "staff_space_state")
    assert (seen["role"], seen["place"]) == ("Agent de perception", "Perception de Fès")


async def test_an_employer_sees_nothing_of_it(dial: Dial, visitor: Visitor) -> None:
    wire = await dial("/fr/equipe", cookie=visitor.sign_in(EMPLOYER).cookie)
    assert ways(wire.hydrated) == ["/fr/acces-refuse"]
    for name in (SPACE, f"{CODES}.load", f"{CODES}.renew"):
        answers = await wire.send(name, page="/fr/equipe")
        assert ways(answers) == ["/fr/acces-refuse"]
        assert "staff_space_state" not in text_of([a.get("delta") or {} for a in answers])
    assert sql(visitor.portal, "select count(*) from backup_code") == [(0,)]


async def test_an_officer_sees_nothing_of_the_employers(dial: Dial, visitor: Visitor) -> None:
    wire = await dial("/fr/equipe", cookie=visitor.sign_in(WHO).cookie)
    assert ways(await wire.send(DEBTS, page="/fr/recouvrement")) == ["/fr/acces-refuse"]
    home = await dial("/fr/espace", cookie=visitor.cookie)
    assert ways(home.hydrated) == ["/fr/equipe"]


async def test_a_role_taken_away_counts_from_the_next_event(dial: Dial, visitor: Visitor) -> None:
    wire = await dial("/fr/equipe", cookie=visitor.sign_in(WHO).cookie)
    before = shown(wire.hydrated, "staff_space_state")
    assert before["role"] == "Agent des prestations (IPE)"
    visitor.portal.command("staff", "set-role", WHO, "SUPERVISOR")
    after = shown(await wire.send(SPACE, page="/fr/equipe"), "staff_space_state")
    assert after["role"] == "Superviseur"
    sql(visitor.portal, "update account set role = 'EMPLOYER' where identifier = ?", WHO)
    assert ways(await wire.send(SPACE, page="/fr/equipe")) == ["/fr/acces-refuse"]


async def test_an_office_is_changed_from_the_next_event_on(dial: Dial, visitor: Visitor) -> None:
    who = "perception.casablanca"
    wire = await dial("/fr/equipe", cookie=visitor.sign_in(who).cookie)
    assert shown(wire.hydrated, "staff_space_state")["place"] == "Perception de Casablanca"
    visitor.portal.command("staff", "set-office", who, "--collection-office", "AGADIR")
    after = shown(await wire.send(SPACE, page="/fr/equipe"), "staff_space_state")
    visitor.portal.command("staff", "set-office", who, "--collection-office", "CASA")
    assert after["place"] == "Perception d'Agadir"


async def test_a_closed_account_is_out_at_the_next_event(dial: Dial, visitor: Visitor) -> None:
    wire = await dial("/fr/equipe", cookie=visitor.sign_in(WHO).cookie)
    visitor.portal.command("staff", "deactivate", WHO)
    assert asked_to_sign_in(await wire.send(SPACE, page="/fr/equipe"))
    visitor.portal.command("staff", "activate", WHO)
    assert asked_to_sign_in(await wire.send(SPACE, page="/fr/equipe"))


async def test_backup_codes_reach_their_owner_once_and_no_other_screen(
    dial: Dial, visitor: Visitor
) -> None:
    wire = await dial("/fr/equipe/codes-de-secours", cookie=visitor.sign_in(WHO).cookie)
    codes = shown(await wire.send(f"{CODES}.renew", page="/fr/equipe"), "codes_state")["codes"]
    assert len(codes) == 10
    again = await wire.send(f"{CODES}.load", page="/fr/equipe")
    assert codes[0] not in text_of(again)
    await wire.socket.close()
    thief = await dial("/fr/equipe/codes-de-secours", token=wire.token)
    assert codes[0] not in text_of(thief.hydrated)
    # One opens the door in place of the app, once.
    for opens in (True, False):
        visitor.start_staff(WHO)
        answer = visitor.finish_staff(codes[0], password_of(WHO))
        assert (answer.headers["location"] == "/fr/equipe") is opens


async def test_only_a_supervisor_sees_the_accounts_and_resets_them(
    dial: Dial, portal: Portal, visitor: Visitor
) -> None:
    with Visitor(portal) as employer:
        for who, home in ((visitor.sign_in(WHO), True), (employer.sign_in(EMPLOYER), False)):
            wire = await dial("/fr/equipe" if home else "/fr/espace", cookie=who.cookie)
            for name, payload in (
                ("load", {}),
                ("ask", {"identifier": "supervision.rabat"}),
                ("reset_authenticator", {}),
            ):
                answers = await wire.send(f"{AGENTS}.{name}", payload, page="/fr/equipe/agents")
                assert ways(answers) == ["/fr/acces-refuse"]
            # What every table of staff has is open to all of them, and reads nothing here.
            answers = await wire.send(f"{AGENTS}.find", {"text": ""}, page="/fr/equipe/agents")
            assert "supervision.rabat" not in text_of(answers)
    assert sql(portal, "select count(*) from authenticator where confirmed_at is null") == [(0,)]


async def test_a_supervisor_resets_nobody_whom_the_table_does_not_show(
    dial: Dial, portal: Portal, visitor: Visitor
) -> None:
    wire = await dial("/fr/equipe/agents", cookie=visitor.sign_in("supervision.rabat").cookie)
    before = sql(portal, "select count(*) from authenticator")
    for identifier in (EMPLOYER, "", 7, None, ["prestations.ipe"]):
        await wire.send(f"{AGENTS}.ask", {"identifier": identifier}, page="/fr/equipe/agents")
        await wire.send(f"{AGENTS}.reset_authenticator", page="/fr/equipe/agents")
    assert sql(portal, "select count(*) from authenticator") == before
    assert await wire.alive()
