"""Links sent by e-mail: one use, 72 hours, one purpose; and no trace of their tokens."""

from __future__ import annotations

import httpx
import pytest

from damancom_reflex.services import links
from damancom_reflex.settings import settings
from tests.portal import Portal
from tests.security.attacker import Visitor, ago, logged, sql

WHO = "librairie.alwaha"
NEW = "figuier-orange-horloge-77"


def said(answer: httpx.Response) -> str:
    """What the post answered."""
    return httpx.URL(answer.headers["location"]).params.get("e", "")


@pytest.fixture
def token(portal: Portal, visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> str:
    """Token of a password link just sent."""
    monkeypatch.setenv("SECRET_KEY", portal.environment["SECRET_KEY"])
    settings.cache_clear()
    visitor.post("/auth/forgotten", identifier=WHO)
    ((link,),) = sql(
        portal,
        "select link.id from link join account on account.id = account_id where identifier = ?"
        " and purpose = 'PASSWORD' order by link.created_at desc limit 1",
        WHO,
    )
    return links.token(link)


def use(visitor: Visitor, token: str, password: str = NEW) -> str:
    """Set a password through a link; what was answered."""
    visitor.get(f"/fr/lien/mot-de-passe?k={token}")
    return said(visitor.post("/auth/new-password", password=password, again=password))


def test_a_link_sets_a_password_once(visitor: Visitor, token: str) -> None:
    assert use(visitor, token) == "password_set"
    assert "damancom_link" not in visitor.jar
    assert use(visitor, token) == "link_used"


def test_a_refused_password_leaves_the_link_good(visitor: Visitor, token: str) -> None:
    assert use(visitor, token, "short") == "password_too_short"
    assert use(visitor, token, "password1234") == "password_too_common"
    assert use(visitor, token) == "password_set"


def test_a_link_of_73_hours_is_expired(visitor: Visitor, token: str) -> None:
    sql(visitor.portal, "update link set expires_at = ?", ago(hours=1))
    assert use(visitor, token) == "link_expired"


def test_a_newer_link_kills_the_older_one(visitor: Visitor, token: str) -> None:
    visitor.post("/auth/forgotten", identifier=WHO)
    assert use(visitor, token) == "link_expired"


def test_a_forged_link_is_unknown(visitor: Visitor, token: str) -> None:
    identity, _, seal = token.partition(".")
    for forged in (
        "",
        identity,
        f"{identity}.",
        f"{identity}.{'A' * len(seal)}",
        f"x.{seal}",
        f".{seal}",
    ):
        assert use(visitor, forged) == "link_unknown"


def test_a_password_link_closes_no_session_and_the_other_sets_no_password(
    visitor: Visitor, token: str
) -> None:
    visitor.get(f"/fr/lien/fermer-les-sessions?k={token}")
    assert said(visitor.post("/auth/close-sessions")) == "link_unknown"


def test_a_new_password_closes_the_sessions_of_before(
    portal: Portal, visitor: Visitor, token: str
) -> None:
    sql(portal, "delete from session")
    row = sql(portal, "select id from account where identifier = ?", WHO)[0][0]
    sql(
        portal,
        "insert into session (cookie_hash, account_id, created_at, last_seen_at, address, device)"
        " values ('x', ?, ?, ?, '', '')",
        row,
        ago(minutes=1),
        ago(minutes=1),
    )
    assert use(visitor, token) == "password_set"
    assert sql(portal, "select count(*) from session where closed_at is null") == [(0,)]


def test_opening_a_link_puts_its_token_in_a_cookie_and_in_no_address(
    visitor: Visitor, token: str
) -> None:
    answer = visitor.get(f"/fr/lien/mot-de-passe?k={token}")
    assert answer.headers["location"] == "/fr/connexion/nouveau-mot-de-passe"
    assert answer.headers["referrer-policy"] == "no-referrer"
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie


def test_no_token_is_in_the_log_or_in_the_database(
    portal: Portal, visitor: Visitor, token: str
) -> None:
    use(visitor, token)
    seal = token.partition(".")[2]
    assert seal not in logged(portal)
    assert seal not in str(
        sql(portal, "select * from link") + sql(portal, "select * from outbox_message")
    )
