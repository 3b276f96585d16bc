"""The sign-in over raw HTTP: codes, tries, resends, locks, limits, and nothing that tells who exists."""

from __future__ import annotations

import asyncio
import statistics
import time
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from tests.portal import Portal
from tests.security.attacker import Visitor, ago, forget_limits, password_of, sql
from tests.services.people import another_than

WHO = "pharmacie.annour"
NOBODY = "personne.inconnue"


def said(answer: httpx.Response) -> str:
    """What a refused post answered: the code in the address it sends back to."""
    assert answer.status_code == 303
    return httpx.URL(answer.headers["location"]).params.get("e", "")


def test_the_right_code_with_a_wrong_password_opens_nothing(visitor: Visitor) -> None:
    visitor.start(WHO)
    answer = visitor.finish(visitor.code, "not-the-password-at-all")
    assert said(answer) == "code_wrong_or_password"
    assert "damancom_session" not in visitor.jar


def test_a_wrong_code_with_the_right_password_says_the_very_same(visitor: Visitor) -> None:
    visitor.start(WHO)
    answer = visitor.finish(another_than(visitor.code), password_of(WHO))
    assert answer.headers["location"] == "/fr/connexion/code?e=code_wrong_or_password"
    assert "damancom_session" not in visitor.jar


def test_an_expired_code_is_refused(visitor: Visitor) -> None:
    visitor.start(WHO)
    sql(visitor.portal, "update code_challenge set sent_at = ?", ago(minutes=10, seconds=1))
    assert said(visitor.finish(visitor.code, password_of(WHO))) == "code_expired"


def test_a_code_of_nine_minutes_still_opens(visitor: Visitor) -> None:
    visitor.start(WHO)
    sql(visitor.portal, "update code_challenge set sent_at = ?", ago(minutes=9, seconds=30))
    assert visitor.finish(visitor.code, password_of(WHO)).headers["location"] == "/fr/espace"


def test_a_used_code_is_refused_even_with_the_cookies_of_before(visitor: Visitor) -> None:
    visitor.start(WHO)
    held, code = dict(visitor.jar), visitor.code
    visitor.finish(code, password_of(WHO))
    visitor.jar = held
    assert said(visitor.finish(code, password_of(WHO))) == "code_used"


def test_a_code_sent_again_kills_the_older_one(visitor: Visitor) -> None:
    visitor.start(WHO)
    older = visitor.code
    sql(visitor.portal, "update code_challenge set sent_at = ?", ago(seconds=31))
    visitor.post("/auth/resend", channel="SMS")
    assert visitor.code != older
    assert said(visitor.finish(older, password_of(WHO))) == "code_wrong_or_password"
    assert visitor.finish(visitor.code, password_of(WHO)).headers["location"] == "/fr/espace"


def test_a_code_belongs_to_its_own_challenge(portal: Portal, visitor: Visitor) -> None:
    with Visitor(portal) as other:
        visitor.start(WHO)
        other.start("atelier.zellige")
        assert said(other.finish(visitor.code, password_of(WHO))) == "code_wrong_or_password"


@pytest.mark.parametrize("challenge", ["", "forged", "a" * 4000, "a b;c", '"\\000"', "../../x"])
def test_a_forged_challenge_is_unknown(visitor: Visitor, challenge: str) -> None:
    answer = visitor.client.post(
        "/auth/code",
        data={"code": "123456", "password": "x" * 12, "language": "fr"},
        headers=visitor.headers() | {"Cookie": f"damancom_challenge={challenge}"},
    )
    assert said(answer) == "challenge_unknown"


def guess_at_once(visitor: Visitor, times: int) -> list[str]:
    """Post that many wrong codes at the same moment; what each was told."""
    code, password, headers = another_than(visitor.code), password_of(WHO), visitor.headers()

    async def all_of_them() -> list[httpx.Response]:
        limits = httpx.Limits(max_connections=times)
        async with httpx.AsyncClient(
            base_url=visitor.portal.url, timeout=60, limits=limits
        ) as http:
            form = {"code": code, "password": password, "language": "fr"}
            posts = (http.post("/auth/code", data=form, headers=headers) for _ in range(times))
            return await asyncio.gather(*posts)

    return [said(answer) for answer in asyncio.run(all_of_them())]


def test_of_fifty_guesses_at_once_five_are_compared_then_it_is_locked(visitor: Visitor) -> None:
    visitor.start(WHO)
    told = guess_at_once(visitor, 50)
    assert told.count("code_wrong_or_password") <= 5
    assert set(told) <= {"code_wrong_or_password", "locked"}
    ((tries,),) = sql(visitor.portal, "select tries from code_challenge")
    assert tries == 5
    assert said(visitor.finish(visitor.code, password_of(WHO))) == "locked"


def test_a_lock_outlives_its_challenge_and_its_browser(portal: Portal, visitor: Visitor) -> None:
    visitor.start(WHO)
    for _ in range(5):
        visitor.finish(another_than(visitor.code), "x")
    with Visitor(portal) as other:
        other.start(WHO)
        assert said(other.finish("123456", password_of(WHO))) == "locked"


def test_the_second_lock_lasts_twice_as_long(visitor: Visitor) -> None:
    portal = visitor.portal
    waits: list[float] = []
    for _ in range(2):
        sql(portal, "update lock set locked_until = ?", ago(seconds=1))
        sql(portal, "update code_challenge set sent_at = ?", ago(minutes=5))
        visitor.jar.clear()
        visitor.start(WHO)
        last = [visitor.finish(another_than(visitor.code), "x") for _ in range(5)][-1]
        until = int(httpx.URL(last.headers["location"]).params["a"])
        waits.append(until - time.time())
    assert waits[0] == pytest.approx(600, abs=20)
    assert waits[1] == pytest.approx(1200, abs=20)


def test_of_fifty_resends_at_once_one_is_sent(visitor: Visitor) -> None:
    portal = visitor.portal
    visitor.start(WHO)
    sql(portal, "update code_challenge set sent_at = ?", ago(seconds=31))
    sql(portal, "delete from outbox_message")
    addresses = [f"172.16.0.{number}" for number in range(50)]

    async def all_of_them() -> list[httpx.Response]:
        limits = httpx.Limits(max_connections=50)
        async with httpx.AsyncClient(base_url=portal.url, timeout=60, limits=limits) as http:
            return await asyncio.gather(
                *(
                    http.post(
                        "/auth/resend",
                        data={"language": "fr", "channel": "SMS"},
                        headers=visitor.headers(**{"X-Forwarded-For": address}),
                    )
                    for address in addresses
                )
            )

    told = [said(answer) for answer in asyncio.run(all_of_them())]
    assert told.count("") == 1
    assert told.count("resend_too_soon") == 49
    assert sql(portal, "select count(*) from outbox_message where channel = 'SMS'") == [(1,)]


def test_fifty_starts_at_once_send_one_message(portal: Portal) -> None:
    sql(portal, "delete from outbox_message")
    visitors = [Visitor(portal) for _ in range(50)]
    with ThreadPoolExecutor(25) as pool:
        list(pool.map(lambda one: one.start(WHO), visitors))
    for one in visitors:
        one.close()
    assert sql(portal, "select count(*) from outbox_message where channel = 'SMS'") == [(1,)]


def test_an_address_asks_twenty_five_times_and_is_told_until_when(portal: Portal) -> None:
    with Visitor(portal) as visitor:
        told = [said(visitor.start(f"essai{number}")) for number in range(27)]
        assert told == [""] * 25 + ["too_many_requests"] * 2
        assert said(visitor.post("/auth/forgotten", identifier=WHO)) == "too_many_requests"
        assert said(visitor.post("/auth/resend", channel="SMS")) == "too_many_requests"
    with Visitor(portal) as another:
        assert said(another.start(WHO)) == ""


def test_an_address_that_the_proxy_did_not_write_is_not_believed(portal: Portal) -> None:
    """What a client writes in X-Forwarded-For stands before what the proxy appends, on its line or on another."""
    with Visitor(portal) as visitor:
        told = []
        for number in range(30):
            headers = [
                *((name, value) for name, value in visitor.headers().items() if name[0] != "X"),
                ("X-Forwarded-For", f"8.8.{number}.1, 8.8.8.{number}"),
                ("X-Forwarded-For", visitor.address),
            ]
            form = {"identifier": f"essai{number}", "language": "fr"}
            told.append(said(visitor.client.post("/auth/identifier", data=form, headers=headers)))
    assert told.count("too_many_requests") == 5


def test_nobody_and_somebody_get_the_same_answer_at_every_step(portal: Portal) -> None:
    answers = []
    for identifier in (WHO, NOBODY):
        with Visitor(portal) as visitor:
            first = visitor.start(identifier)
            second = visitor.finish("000000", "x" * 12)
            third = visitor.post("/auth/resend", channel="SMS")
            fourth = visitor.post("/auth/forgotten", identifier=identifier)
            seen = (first, second, third, fourth)
            answers.append(
                [
                    (
                        a.status_code,
                        httpx.URL(a.headers["location"]).copy_remove_param("a"),
                        a.content,
                        sorted(a.headers),
                    )
                    for a in seen
                ]
            )
    assert answers[0] == answers[1]


def seconds_of(portal: Portal, step: str, identifier: str) -> float:
    """Seconds that one step takes, from an address that asked nothing before."""
    forget_limits(portal)
    with Visitor(portal) as visitor:
        if step == "/auth/code":
            visitor.start(identifier)
        started = time.perf_counter()
        if step == "/auth/code":
            visitor.finish("000000", "x" * 12)
        else:
            visitor.post(step, identifier=identifier)
        return time.perf_counter() - started


@pytest.mark.parametrize("step", ["/auth/identifier", "/auth/code", "/auth/forgotten"])
def test_nobody_and_somebody_take_the_same_time(portal: Portal, step: str) -> None:
    seconds_of(portal, step, WHO)
    # In turns, so that what else this machine does weighs on both.
    pairs = [(seconds_of(portal, step, WHO), seconds_of(portal, step, NOBODY)) for _ in range(15)]
    somebody, nobody = (statistics.median(times) for times in zip(*pairs, strict=True))
    # Without care the difference is a hash of thirty milliseconds or a write: threefold and more.
    assert 0.4 < somebody / nobody < 2.5
