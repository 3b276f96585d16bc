"""Codes of adhésion and of sign-in, captchas and counts: what guesses, floods and crossings get."""

from __future__ import annotations

import asyncio
import base64
import json
from collections import Counter
from typing import Any

import httpx
import pytest

from tests.portal import Portal
from tests.security import enrolling
from tests.security.attacker import Visitor, ago, logged, sql
from tests.security.conftest import Dial
from tests.security.enrolling import (
    CONFIRMATION,
    CONTACT,
    REPRESENTATIVE,
    Dossier,
    code_sent,
    look_up,
    page_of,
    solved,
    text_in,
)
from tests.security.wire import shown, text_of, ways
from tests.services.people import another_than

UNDER_WAY = enrolling.employer(5)
AT_ONCE = 50


def reference(portal: Portal) -> str:
    """Of the demo's request that is under way."""
    statement = (
        "select reference from enrolment_request join affiliate on affiliate.id = affiliate_id"
        " where number = ?"
    )
    return sql(portal, statement, UNDER_WAY.number)[0][0]


async def posted(
    visitor: Visitor, path: str, *, addresses: bool = False, **fields: str
) -> Counter[str]:
    """Answers to a form posted fifty times at once, each from an address of its own if asked."""
    async with httpx.AsyncClient(base_url=visitor.portal.url, timeout=60) as client:
        answers = await asyncio.gather(
            *(
                client.post(
                    path,
                    data={"language": "fr", **fields},
                    headers=visitor.headers(
                        **({"X-Forwarded-For": f"10.201.0.{n}"} if addresses else {})
                    ),
                )
                for n in range(AT_ONCE)
            )
        )
    return Counter(httpx.URL(answer.headers["location"]).params.get("e", "") for answer in answers)


def test_a_code_opens_what_it_was_sent_for_and_nothing_else(
    portal: Portal, visitor: Visitor
) -> None:
    visitor.post("/auth/suivi", reference=reference(portal))
    followed = visitor.challenge
    code = code_sent(visitor, "", followed)
    for path, fields in (
        ("/auth/code", {"code": code, "password": "x"}),
        ("/auth/resend", {"channel": "EMAIL"}),
    ):
        place = visitor.post(path, **fields).headers["location"]
        assert place == "/fr/connexion/code?e=challenge_unknown"
    with Visitor(portal) as other:
        other.start("pharmacie.annour")
        for path, fields in (
            ("/auth/suivi/code", {"code": other.code}),
            ("/auth/suivi/renvoi", {"channel": "EMAIL"}),
        ):
            place = other.post(path, **fields).headers["location"]
            assert place == "/fr/adhesion/suivi/code?e=challenge_unknown"
    assert "session" not in visitor.cookie
    place = visitor.post("/auth/suivi/code", code=code).headers["location"]
    assert place == f"/fr/adhesion/demande?r={reference(portal)}"
    visitor.jar["damancom_challenge"] = followed
    place = visitor.post("/auth/suivi/code", code=code).headers["location"]
    assert place == "/fr/adhesion/suivi/code?e=code_used"


async def test_the_code_of_a_phone_is_none_of_sign_in_nor_of_a_follow_up(
    dial: Dial, portal: Portal, visitor: Visitor
) -> None:
    made = await at_a_code(dial, visitor)
    ((challenge,),) = sql(portal, "select id from code_challenge where purpose = 'ENROLMENT_PHONE'")
    visitor.jar["damancom_challenge"] = challenge
    code = made.code("phone")
    for path, fields in (
        ("/auth/code", {"password": "x"}),
        ("/auth/suivi/code", {}),
    ):
        place = httpx.URL(visitor.post(path, code=code, **fields).headers["location"])
        assert text_in(place) == "challenge_unknown"
    assert sql(portal, "select tries from code_challenge where id = ?", challenge) == [(0,)]


async def at_a_code(dial: Dial, visitor: Visitor, phone: str = "") -> Dossier:
    """A request whose phone waits for its code."""
    made = await enrolling.at_contact(dial, visitor, enrolling.employer(4).number)
    await made.send(CONTACT, "type_contact", name="phone", text=phone or enrolling.a_phone())
    await made.send(CONTACT, "send_code", name="phone")
    return made


async def test_fifty_guesses_at_once_compare_five_and_never_lock_the_phones_owner_out(
    dial: Dial, portal: Portal, visitor: Visitor
) -> None:
    ((phone,),) = sql(portal, "select phone from account where identifier = 'pharmacie.annour'")
    made = await at_a_code(dial, visitor, phone)
    right = made.code("phone")
    page = page_of(CONTACT, made.draft)
    tabs = [await dial(page, cookie=visitor.cookie) for _ in range(5)]
    guesses = [another_than(right)] * 9 + [right]
    await asyncio.gather(
        *(
            tab.emit(
                f"{CONTACT}.check_code", {"name": "phone", "form": {"phone_code": guess}}, page
            )
            for guess in guesses
            for tab in tabs
        )
    )
    for tab in tabs:
        await tab.drain()
    tries = "select max(tries) from code_challenge where purpose = 'ENROLMENT_PHONE'"
    assert sql(portal, tries) == [(5,)]
    assert made.row("phone_verified_at") is None
    with Visitor(portal) as owner:
        owner.sign_in("pharmacie.annour")


async def test_fifty_askings_at_once_send_one_code(
    dial: Dial, portal: Portal, visitor: Visitor
) -> None:
    made = await enrolling.at_contact(dial, visitor, enrolling.employer(4).number)
    phone = enrolling.a_phone()
    await made.send(CONTACT, "type_contact", name="phone", text=phone)
    page = page_of(CONTACT, made.draft)
    tabs = [await dial(page, cookie=visitor.cookie) for _ in range(5)]
    await asyncio.gather(
        *(
            tab.emit(f"{CONTACT}.send_code", {"name": "phone"}, page)
            for tab in tabs
            for _ in range(AT_ONCE // len(tabs))
        )
    )
    for tab in tabs:
        await tab.drain()
    sent = "select count(*) from outbox_message where destination = ?"
    assert sql(portal, sent, phone) == [(1,)]


async def test_fifty_guesses_and_fifty_resends_of_a_follow_up_at_once(
    portal: Portal, visitor: Visitor
) -> None:
    visitor.post("/auth/suivi", reference=reference(portal))
    sql(portal, "update code_challenge set sent_at = ?", ago(seconds=40))
    assert await posted(visitor, "/auth/suivi/renvoi", addresses=True, channel="SMS") == {
        "": 1,
        "resend_too_soon": AT_ONCE - 1,
    }
    right = code_sent(visitor, "", visitor.challenge)
    answers = await posted(visitor, "/auth/suivi/code", code=another_than(right))
    assert answers == {"code_wrong": 4, "locked": AT_ONCE - 4}
    assert text_in(httpx.URL(visitor.post("/auth/suivi/code", code=right).headers["location"])) == (
        "locked"
    )


@pytest.mark.parametrize("by", ["reference", "number"])
async def test_what_nobody_asked_for_looks_like_any_other(
    dial: Dial, portal: Portal, visitor: Visitor, by: str
) -> None:
    screens: list[dict[str, Any]] = []
    known = reference(portal) if by == "reference" else UNDER_WAY.number
    for typed in (known, "DA-2023-0000-0000" if by == "reference" else "9999999"):
        place = visitor.post("/auth/suivi", **{by: typed}).headers["location"]
        assert place == "/fr/adhesion/suivi/code"
        wire = await dial("/fr/adhesion/suivi/code", cookie=visitor.cookie)
        screens.append(shown(wire.hydrated, "follow_state")["screen"])
    one, other = screens
    assert enrolling.MASKED.fullmatch(one["destination"])
    assert enrolling.MASKED.fullmatch(other["destination"])
    for own in ("destination", "prefix", "token", "seconds_left", "resend_in", "waiting"):
        for screen in screens:
            screen.pop(own)
    assert one == other


def changed(proof: str, part: str, name: str, value: object) -> str:
    """An answer to a captcha with one of its values replaced."""
    read = json.loads(base64.b64decode(proof))
    (read["challenge"]["parameters"] if part == "parameters" else read["challenge"])[name] = value
    return base64.b64encode(json.dumps(read).encode()).decode()


async def test_one_captcha_buys_one_look_up(portal: Portal, visitor: Visitor) -> None:
    proof, number = solved(visitor), enrolling.employer(4).number
    answers = await posted(visitor, "/auth/adhesion", addresses=True, number=number, altcha=proof)
    assert answers == {"": 1, "captcha_used": AT_ONCE - 1}
    signature = json.loads(base64.b64decode(proof))["challenge"]["signature"]
    for forged, code in {
        "": "captcha_missing",
        "AAAA": "captcha_failed",
        "x" * 9000: "captcha_failed",
        changed(proof, "challenge", "signature", signature.upper()): "captcha_failed",
        changed(proof, "challenge", "signature", f"{signature} "): "captcha_failed",
        changed(proof, "challenge", "signature", [signature]): "captcha_failed",
        changed(proof, "parameters", "cost", 1): "captcha_failed",
        changed(proof, "parameters", "expiresAt", 9_999_999_999): "captcha_failed",
        changed(proof, "parameters", "expiresAt", 1): "captcha_expired",
        changed(proof, "parameters", "nothing", 1): "captcha_used",
    }.items():
        assert text_in(look_up(visitor, number, forged)) == code


@pytest.mark.parametrize("home", ["10.202.7.7", "2001:db8:7:7::{n}", "::ffff:10.202.8.8"])
def test_ten_numbers_an_hour_are_looked_up_from_one_home(portal: Portal, home: str) -> None:
    answers: list[str] = []
    for n in range(1, 12):
        with Visitor(portal, address=home.format(n=n)) as made:
            answers.append(text_in(look_up(made, "0000000")))
    assert answers == ["affiliate_not_found"] * 10 + ["too_many_lookups"]


def test_ipv4_clients_are_not_one_home_behind_a_server_of_both_families(portal: Portal) -> None:
    for n in range(11):
        with Visitor(portal, address=f"::ffff:10.203.0.{n}") as made:
            assert text_in(look_up(made, "0000000")) == "affiliate_not_found"


async def test_the_registers_representative_is_told_to_nobody_who_does_not_know_the_document(
    dial: Dial, visitor: Visitor
) -> None:
    company = enrolling.employer(4)
    made = await enrolling.dossier(dial, visitor, company.number)
    await made.confirm()
    heard = await made.send(REPRESENTATIVE, "load")
    for n in range(7):
        await made.send(REPRESENTATIVE, "type_number", text=f"QQ{n:06d}")
        heard += await made.send(REPRESENTATIVE, "check")
    assert made.row("identity_tries") == 5
    await made.type(REPRESENTATIVE, surname="Forge", first_name="Rime")
    heard += await made.send(REPRESENTATIVE, "go_on")
    person = company.representative
    for secret in (person.surname, person.first_name, person.surname_ar, person.number):
        assert secret not in text_of(heard)


async def test_of_two_browsers_that_file_for_a_company_at_once_one_does_and_the_other_learns_no_more(
    dial: Dial, portal: Portal, visitor: Visitor
) -> None:
    number = enrolling.employer(3).number
    with Visitor(portal) as rival:
        both = [await enrolling.at_contact(dial, who, number) for who in (visitor, rival)]
        for made in both:
            await made.up_to_the_terms()
        await asyncio.gather(
            *(
                made.wire.emit(f"{CONFIRMATION}.submit", {}, page_of(CONFIRMATION, made.draft))
                for made in both
                for _ in range(5)
            )
        )
        heard = [ways(await made.wire.drain()) for made in both]
    references = [made.row("reference") for made in both]
    assert sorted(map(bool, references)) == [False, True]
    (filed,) = filter(None, references)
    for found, own in zip(heard, references, strict=True):
        expected = f"/fr/adhesion/demande?r={own}" if own else "/fr/adhesion?e=request_under_way"
        assert found[0].startswith(expected)
        assert own or filed not in str(found)
    enrolling.remove_requests(visitor, number)


def test_nothing_of_all_this_is_in_the_log(portal: Portal) -> None:
    """Last: after every test of this folder that came before."""
    log = logged(portal)
    assert "ZZ987654" not in log
    assert "+2126" not in log
    assert "rime@exemple.ma" not in log
    for (key,) in sql(portal, "select browser_hash from enrolment_access limit 50"):
        assert key not in log
