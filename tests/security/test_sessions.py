"""Sessions: fixed by nobody, ended for good, and no use without their cookie."""

from __future__ import annotations

import httpx
import pytest

from damancom_reflex.services import links
from damancom_reflex.settings import settings
from tests.portal import Portal
from tests.security.attacker import Visitor, ago, password_of, sql
from tests.security.conftest import Dial
from tests.security.wire import (
    HYDRATE,
    OURS,
    SESSION_LOAD,
    Wire,
    asked_to_sign_in,
    shown,
    text_of,
    ways,
)

WHO = "pharmacie.annour"
HIS_COMPANY = "Pharmacie Annour"
LIST = f"{OURS}recouvrement___requests____requests_state.load"
DEBT = f"{OURS}recouvrement___debt____debt_state.load"


async def sees_the_debt(dial: Dial, visitor: Visitor) -> Wire:
    """A socket whose screen holds the debt of a signed-in employer."""
    wire = await dial("/fr/recouvrement/creance", cookie=visitor.cookie)
    answers = await wire.send(DEBT, page=ways(wire.hydrated)[-1])
    assert HIS_COMPANY in text_of(answers)
    return wire


async def hang_up_and_dial(dial: Dial, wire: Wire, cookie: str = "") -> Wire:
    """Take over a client token whose socket is gone, on a page that shows nothing of the debt."""
    await wire.socket.close()
    return await dial("/fr", token=wire.token, cookie=cookie)


def test_signing_in_changes_the_cookie_and_the_planted_one_opens_nothing(visitor: Visitor) -> None:
    planted = "p" * 43
    visitor.jar["damancom_session"] = planted
    visitor.sign_in(WHO)
    assert visitor.jar["damancom_session"] != planted
    left = visitor.client.get("/auth/session", headers={"Cookie": f"damancom_session={planted}"})
    assert left.json() == {"seconds": 0}


def test_signing_in_again_closes_the_session_of_before(visitor: Visitor) -> None:
    visitor.sign_in(WHO)
    older = visitor.jar["damancom_session"]
    sql(visitor.portal, "update code_challenge set sent_at = ?", ago(minutes=1))
    visitor.sign_in(WHO)
    left = visitor.client.get("/auth/session", headers={"Cookie": f"damancom_session={older}"})
    assert left.json() == {"seconds": 0}


def test_the_database_holds_no_cookie(visitor: Visitor) -> None:
    visitor.sign_in(WHO)
    held = str(
        sql(visitor.portal, "select * from session")
        + sql(visitor.portal, "select * from known_device")
    )
    assert visitor.jar["damancom_session"] not in held
    assert visitor.jar["damancom_device"] not in held


async def test_signing_out_takes_effect_on_an_open_socket(dial: Dial, visitor: Visitor) -> None:
    wire = await sees_the_debt(dial, visitor.sign_in(WHO))
    visitor.post("/auth/sign-out")
    answers = await wire.send(LIST, page="/fr/recouvrement")
    assert asked_to_sign_in(answers)


@pytest.mark.parametrize(
    ("ending", "value"),
    [
        ("update session set closed_at = ?", ago(seconds=1)),
        ("update session set last_seen_at = ?", ago(minutes=15, seconds=1)),
        ("update session set created_at = ?", ago(hours=12, seconds=1)),
        ("update account set active = 0 where identifier = ?", WHO),
    ],
    ids=["closed", "idle", "old", "account closed"],
)
async def test_a_session_that_ended_serves_no_event_and_no_screen_of_before(
    dial: Dial, visitor: Visitor, ending: str, value: str
) -> None:
    wire = await sees_the_debt(dial, visitor.sign_in(WHO))
    try:
        sql(visitor.portal, ending, value)
        assert asked_to_sign_in(await wire.send(LIST, page="/fr/recouvrement"))
        again = await hang_up_and_dial(dial, wire, visitor.cookie)
        assert HIS_COMPANY not in text_of(again.hydrated)
        assert visitor.get("/auth/session").json() == {"seconds": 0}
        visitor.post("/auth/extend")
        assert visitor.get("/auth/session").json() == {"seconds": 0}
    finally:
        sql(visitor.portal, "update account set active = 1")


async def test_a_session_lives_fourteen_idle_minutes(dial: Dial, visitor: Visitor) -> None:
    visitor.sign_in(WHO)
    sql(visitor.portal, "update session set last_seen_at = ?", ago(minutes=14))
    assert 50 <= visitor.get("/auth/session").json()["seconds"] <= 60
    wire = await dial("/fr/recouvrement", cookie=visitor.cookie)
    assert ways(wire.hydrated) == []
    assert visitor.get("/auth/session").json()["seconds"] > 890


async def test_reading_what_is_left_does_not_make_it_longer(visitor: Visitor) -> None:
    visitor.sign_in(WHO)
    sql(visitor.portal, "update session set last_seen_at = ?", ago(minutes=14))
    for _ in range(3):
        visitor.get("/auth/session")
    assert visitor.get("/auth/session").json()["seconds"] <= 60


async def test_extending_never_goes_beyond_twelve_hours(visitor: Visitor) -> None:
    visitor.sign_in(WHO)
    sql(visitor.portal, "update session set created_at = ?", ago(hours=11, minutes=59))
    visitor.post("/auth/extend")
    assert visitor.get("/auth/session").json()["seconds"] <= 60


async def test_the_link_that_closes_all_takes_effect_on_an_open_socket(
    dial: Dial, portal: Portal, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET_KEY", portal.environment["SECRET_KEY"])
    settings.cache_clear()
    wire = await sees_the_debt(dial, visitor.sign_in(WHO))
    ((link,),) = sql(
        portal,
        "select id from link where purpose = 'CLOSE_SESSIONS' order by created_at desc limit 1",
    )
    with Visitor(portal) as from_the_mail:
        from_the_mail.get(f"/fr/lien/fermer-les-sessions?k={links.token(link)}")
        answer = from_the_mail.post("/auth/close-sessions")
        assert answer.headers["location"] == "/fr/connexion?e=sessions_closed"
    assert asked_to_sign_in(await wire.send(LIST, page="/fr/recouvrement"))


async def test_the_owner_finds_the_screen_again_with_token_and_cookie(
    dial: Dial, visitor: Visitor
) -> None:
    wire = await sees_the_debt(dial, visitor.sign_in(WHO))
    again = await hang_up_and_dial(dial, wire, visitor.cookie)
    assert again.token == wire.token
    assert HIS_COMPANY in text_of(again.hydrated)


@pytest.mark.parametrize("cookie", ["", "damancom_session=forged", "damancom_session="])
async def test_a_stolen_client_token_without_the_cookie_finds_an_empty_screen(
    dial: Dial, visitor: Visitor, cookie: str
) -> None:
    wire = await sees_the_debt(dial, visitor.sign_in(WHO))
    thief = await hang_up_and_dial(dial, wire, cookie)
    assert shown(thief.hydrated, "session_state").get("display_name") == ""
    assert HIS_COMPANY not in text_of(thief.hydrated)
    assert asked_to_sign_in(await thief.send(LIST, page="/fr/recouvrement"))


async def test_a_stolen_token_whose_first_event_is_not_the_usual_one_finds_nothing_either(
    dial: Dial, portal: Portal, visitor: Visitor
) -> None:
    wire = await sees_the_debt(dial, visitor.sign_in(WHO))
    await wire.socket.close()
    thief = Wire(portal.url, token=wire.token)
    await thief.connect()
    await thief.join()
    heard = [*await thief.send(SESSION_LOAD), *await thief.send(HYDRATE)]
    await thief.close()
    assert heard
    assert HIS_COMPANY not in text_of(heard)


async def test_a_thief_whose_events_are_dropped_finds_nothing_in_what_is_left_to_send(
    dial: Dial, portal: Portal, visitor: Visitor
) -> None:
    wire = await sees_the_debt(dial, visitor.sign_in(WHO))
    await wire.socket.close()
    thief = Wire(portal.url, token=wire.token)
    await thief.connect()
    await thief.join()
    heard = await thief.send(SESSION_LOAD, {"x": "\ud800"}, patience=0.4)
    for number in range(150):
        await thief.emit(SESSION_LOAD, page=f"/fr?{number}")
    heard += [*await thief.drain(), *await thief.send(HYDRATE)]
    await thief.close()
    assert heard
    assert HIS_COMPANY not in text_of(heard)


async def test_another_employer_with_the_token_finds_an_empty_screen(
    dial: Dial, portal: Portal, visitor: Visitor
) -> None:
    wire = await sees_the_debt(dial, visitor.sign_in(WHO))
    with Visitor(portal) as other:
        other.sign_in("atelier.zellige")
        thief = await hang_up_and_dial(dial, wire, other.cookie)
    assert HIS_COMPANY not in text_of(thief.hydrated)


async def test_a_token_in_use_is_not_shared(dial: Dial, visitor: Visitor) -> None:
    wire = await sees_the_debt(dial, visitor.sign_in(WHO))
    thief = await dial("/fr", token=wire.token)
    assert HIS_COMPANY not in text_of(thief.hydrated)
    assert await wire.alive()


async def test_no_cookie_reaches_the_browser(dial: Dial, visitor: Visitor) -> None:
    visitor.sign_in(WHO)
    wire = await dial("/fr/recouvrement", cookie=f"{visitor.cookie}; other=thing-of-another-site")
    assert wire.hydrated
    assert visitor.jar["damancom_session"] not in text_of(wire.hydrated)
    assert "thing-of-another-site" not in text_of(wire.hydrated)


@pytest.mark.parametrize(
    ("who", "status"),
    [("perception.fes", 200), ("perception.casablanca", 404), ("prestations.ipe", 403)],
)
def test_a_staff_account_gets_the_papers_of_its_own_office_only(
    portal: Portal, visitor: Visitor, who: str, status: int
) -> None:
    visitor.sign_in(who)
    ((reference,),) = sql(
        portal,
        "select reference from remission_request join affiliate on affiliate.id = affiliate_id "
        "join collection_office on collection_office.id = collection_office_id where code = 'FES'",
    )
    assert visitor.get(f"/telecharger/accord/{reference}.pdf").status_code == status


async def test_a_staff_account_is_refused_the_employers_events(
    dial: Dial, visitor: Visitor
) -> None:
    visitor.sign_in("perception.casablanca")
    wire = await dial(cookie=visitor.cookie)
    assert ways(await wire.send(LIST, page="/fr/recouvrement")) == ["/fr/acces-refuse"]


def test_signing_in_takes_the_challenge_away(visitor: Visitor) -> None:
    visitor.start(WHO)
    answer: httpx.Response = visitor.finish(visitor.code, password_of(WHO))
    assert answer.headers["location"] == "/fr/espace"
    assert "damancom_challenge" not in visitor.jar
