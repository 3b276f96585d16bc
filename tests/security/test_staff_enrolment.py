"""The enrolment of an officer's app over raw HTTP and raw sockets: its secret, its key, and the app of the demo."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import pytest

from damancom_reflex.services import links
from damancom_reflex.settings import settings
from tests.portal import Portal
from tests.security.attacker import Visitor, ago, app_code, sql
from tests.security.conftest import Dial
from tests.security.wire import OURS, shown, text_of

WHO = "prestations.ipe"
SETUP = f"{OURS}staff___authenticator____authenticator_state.load"
DEMO = f"{OURS}demo____demo_state.read_app"


_newcomers = itertools.count(1)


@dataclass(frozen=True)
class Newcomer:
    """An officer who has just set their first password, and the key of the enrolment in their cookies."""

    identifier: str
    key: str


@pytest.fixture
def newcomer(portal: Portal, visitor: Visitor) -> Newcomer:
    """Somebody new, at the screen that shows the secret of the app."""
    identifier = f"agente.neuve{next(_newcomers)}"
    options = ["--role", "SUPERVISOR", "--name", "Neuve", "--email", "n@agence.example"]
    said = portal.command("create-staff", identifier, *options, "--phone", "0612345678")
    visitor.get(said.splitlines()[-1].removeprefix(portal.url))
    new = "amandier-violet-tracteur"
    answer = visitor.post("/auth/new-password", password=new, again=new)
    assert answer.headers["location"] == "/fr/connexion/equipe/application"
    return Newcomer(identifier, visitor.challenge)


async def test_the_secret_reaches_whoever_holds_the_key_and_nobody_else(
    dial: Dial, visitor: Visitor, newcomer: Newcomer
) -> None:
    wire = await dial("/fr/connexion/equipe/application", cookie=visitor.cookie)
    seen = shown(wire.hydrated, "authenticator_state")
    assert len(seen["secret"].replace(" ", "")) == 32
    assert seen["qr"].startswith("data:image/svg+xml")
    await wire.socket.close()
    for cookie in ("", f"damancom_challenge={newcomer.key[:-1]}x"):
        thief = await dial("/fr/connexion/equipe/application", token=wire.token, cookie=cookie)
        assert seen["secret"] not in text_of(thief.hydrated)
        answers = await thief.send(SETUP, page="/fr/connexion/equipe/application")
        assert seen["secret"] not in text_of(answers)
        await thief.socket.close()


def test_the_key_opens_no_session_without_a_code_of_the_app(
    visitor: Visitor, newcomer: Newcomer
) -> None:
    for code in ("", "000000"):
        answer = visitor.post("/auth/staff/authenticator", code=code)
        assert "damancom_session" not in visitor.jar
        assert answer.headers["location"].startswith("/fr/connexion/equipe/application?e=")
    right = app_code(visitor.portal, newcomer.identifier)
    answer = visitor.post("/auth/staff/authenticator", code=right)
    assert answer.headers["location"] == "/fr/equipe/codes-de-secours?e=enrolled"
    assert "damancom_session" in visitor.jar
    visitor.jar["damancom_challenge"] = newcomer.key
    again = visitor.post("/auth/staff/authenticator", code=right)
    assert again.headers["location"] == "/fr/connexion/equipe?e=setup_over"


def test_neither_the_key_of_a_password_nor_that_of_sessions_enrols(
    portal: Portal, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET_KEY", portal.environment["SECRET_KEY"])
    settings.cache_clear()
    ((account,),) = sql(portal, "select id from account where identifier = ?", WHO)
    for purpose in ("PASSWORD", "CLOSE_SESSIONS"):
        sql(
            portal,
            "insert into link (id, purpose, account_id, created_at, expires_at) values (?, ?, ?, ?, ?)",
            f"forged-{purpose}",
            purpose,
            account,
            ago(minutes=1),
            ago(minutes=-60),
        )
        visitor.jar["damancom_challenge"] = links.token(f"forged-{purpose}")
        answer = visitor.post("/auth/staff/authenticator", code=app_code(portal, WHO))
        assert answer.headers["location"] == "/fr/connexion/equipe?e=setup_over"
        sql(portal, "delete from link where id = ?", f"forged-{purpose}")


async def test_the_app_of_the_demo_is_shown_to_who_answers_its_challenge_only(
    dial: Dial, visitor: Visitor
) -> None:
    visitor.start_staff(WHO)
    wire = await dial("/fr/connexion/equipe/code", cookie=visitor.cookie)
    mine = shown(await wire.send(DEMO, page="/fr/connexion/equipe/code"), "demo_state")
    assert mine["app_code"]
    stranger = await dial("/fr/connexion/equipe/code")
    theirs = shown(await stranger.send(DEMO, page="/fr/connexion/equipe/code"), "demo_state")
    assert not theirs.get("app_code")
