"""Requests of adhésion that are somebody else's: no id, reference, cookie, token or link opens one."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from damancom_reflex.services import draft_links
from damancom_reflex.settings import settings
from tests.portal import Portal
from tests.security import enrolling
from tests.security.attacker import Visitor, raw_get, sql
from tests.security.conftest import Dial
from tests.security.enrolling import (
    COMPANY,
    CONFIRMATION,
    CONTACT,
    COOKIE,
    DELEGATION,
    FILED,
    FOLLOW,
    REPRESENTATIVE,
    WIZARD,
    page_of,
)
from tests.security.wire import Wire, shown, text_of, ways

PHONE = "+212612000811"
SHOWN_PHONE = "12000811"
EVENTS = (
    (COMPANY, "load", {}),
    (COMPANY, "confirm", {}),
    (COMPANY, "deny", {}),
    (REPRESENTATIVE, "load", {}),
    (REPRESENTATIVE, "type_number", {"text": "AA111111"}),
    (REPRESENTATIVE, "check", {}),
    (REPRESENTATIVE, "go_on", {}),
    (CONTACT, "load", {}),
    (CONTACT, "type_contact", {"name": "phone", "text": "0612345678"}),
    (CONTACT, "send_code", {"name": "phone"}),
    (CONTACT, "check_code", {"name": "phone", "form": {"phone_code": "123456"}}),
    (DELEGATION, "choose", {"answer": "yes"}),
    (DELEGATION, "tick", {"name": "scope_sign", "on": True}),
    (CONFIRMATION, "load", {}),
    (CONFIRMATION, "accept", {}),
    (CONFIRMATION, "submit", {}),
    (WIZARD, "type_field", {"name": "rib", "text": "1"}),
    (WIZARD, "take_other", {}),
    (WIZARD, "keep_mine", {}),
)
NO_KEYS = (
    "",
    "a",
    "x" * 43,
    "x" * 5000,
    '"\\000"',
    "' or 1=1 --",
    "%",
    "null",
)


@dataclass(frozen=True)
class Victim:
    """A request that was submitted, another that was not, and who made them."""

    owner: Visitor
    filed: str
    reference: str
    draft: str

    def rows(self) -> list[tuple[object, ...]]:
        """Everything that is kept of both, and who may open them."""
        portal, ids = self.owner.portal, (self.filed, self.draft)
        return sql(
            portal, "select * from enrolment_request where id in (?, ?) order by id", *ids
        ) + sql(
            portal,
            "select id, request_id, browser_hash, proved_until from enrolment_access"
            " where request_id in (?, ?) order by id",
            *ids,
        )


@pytest.fixture(scope="module")
def victim(_portal: Portal) -> Iterator[Victim]:
    """An employer with a filed request and a draft, both at their contacts."""
    with Visitor(_portal) as owner:
        yield asyncio.run(made_by(owner))
        for place in (1, 2):
            enrolling.remove_requests(owner, enrolling.employer(place).number)


async def made_by(owner: Visitor) -> Victim:
    """A filed request and a draft of a browser."""

    async def dial(page: str = "/fr", **given: str) -> Wire:
        wire = Wire(owner.portal.url, **given)
        await wire.open(page)
        return wire

    first, reference = await enrolling.filed(dial, owner, enrolling.employer(1).number, PHONE)
    second = await enrolling.at_contact(dial, owner, enrolling.employer(2).number)
    await second.send(CONTACT, "type_contact", name="phone", text=PHONE)
    for made in (first, second):
        await made.wire.close()
    return Victim(owner, first.draft, reference, second.draft)


@pytest.fixture
def stranger(portal: Portal) -> Iterator[Visitor]:
    """A browser with a request of its own."""
    with Visitor(portal) as made:
        enrolling.begin(made, enrolling.employer(3).number)
        yield made


async def test_no_event_opens_or_changes_a_request_of_another_browser(
    dial: Dial, victim: Victim, stranger: Visitor, visitor: Visitor
) -> None:
    before = victim.rows()
    for who in (stranger, visitor):
        wire = await dial("/fr", cookie=who.cookie)
        for draft in (victim.draft, victim.filed):
            for state, event, payload in EVENTS:
                page = page_of(state if state != WIZARD else CONTACT, draft)
                answers = await wire.send(f"{state}.{event}", payload, page, patience=1)
                assert ways(answers) == ["/fr/adhesion?e=enrolment_unknown"], event
                assert SHOWN_PHONE not in text_of(answers)
                assert not shown(answers, "enrolment_state").get("legal_name")
    assert victim.rows() == before


async def test_a_request_that_is_nobodys_is_answered_like_one_of_somebody_else(
    dial: Dial, victim: Victim, stranger: Visitor
) -> None:
    wire = await dial("/fr", cookie=stranger.cookie)
    said = [
        ways(await wire.send(f"{CONTACT}.load", page=page_of(CONTACT, draft)))
        for draft in (victim.draft, victim.filed, "x", "%", "' or 1=1 --", "%00", "a" * 290)
    ]
    assert said == [["/fr/adhesion?e=enrolment_unknown"]] * 7
    for reference in (victim.reference, "DA-2023-0000-0000"):
        page = f"/fr/adhesion/demande?r={reference}"
        answers = await wire.send(f"{FILED}.load", page=page)
        assert ways(answers) == [f"/fr/adhesion/suivi?r={reference}"]
        paper = stranger.get(f"/telecharger/adhesion/{reference}/dossier.pdf")
        assert paper.headers["location"] == f"/fr/adhesion/suivi?r={reference}"


@pytest.mark.parametrize("key", NO_KEYS, ids=lambda key: key[:6])
async def test_no_text_is_a_key_but_one_that_was_given(
    dial: Dial, portal: Portal, victim: Victim, key: str
) -> None:
    cookie = f"{COOKIE}={key}"
    answer = raw_get(
        portal, f"/telecharger/adhesion/{victim.reference}/demande.pdf", f"Cookie: {cookie}"
    )
    assert (answer.status, b"%PDF" in answer.body) == (303, False)
    wire = await dial("/fr/adhesion", cookie=cookie)
    assert shown(wire.hydrated, "company_state").get("unfinished", []) == []


def test_a_text_that_is_no_key_is_replaced_when_a_request_begins(portal: Portal) -> None:
    with Visitor(portal) as made:
        made.jar[COOKIE] = "chosen"
        enrolling.begin(made, enrolling.employer(4).number)
        assert made.jar[COOKIE] != "chosen"
        assert len(made.jar[COOKIE]) == 43


async def test_a_stolen_client_token_finds_an_empty_wizard(dial: Dial, victim: Victim) -> None:
    page = page_of(CONTACT, victim.draft)
    owner = await dial(page, cookie=victim.owner.cookie)
    assert shown(owner.hydrated, "enrolment_state")["typed"]["phone"] == PHONE
    await owner.close()
    thief = await dial(page, token=owner.token)
    assert ways(thief.hydrated) == ["/fr/adhesion?e=enrolment_unknown"]
    wizard = [shown(thief.hydrated, state) for state in ("enrolment_state", "contact_state")]
    # The demo's visible phone is on this page too, for everybody.
    assert SHOWN_PHONE not in str(wizard)
    assert not wizard[0].get("legal_name")


async def test_what_was_filed_is_not_changed_without_the_code_by_its_own_browser_either(
    dial: Dial, victim: Victim
) -> None:
    before = victim.rows()
    wire = await dial("/fr", cookie=victim.owner.cookie)
    for state, event, payload in EVENTS:
        page = page_of(state if state != WIZARD else CONTACT, victim.filed)
        answers = await wire.send(f"{state}.{event}", payload, page, patience=1)
        assert next(way.partition("&")[0] for way in ways(answers)) in {
            f"/fr/adhesion/demande?r={victim.reference}",
            # The step's own event, when opening the step led away just before.
            "/fr/adhesion?e=enrolment_unknown",
        }, event
    assert victim.rows() == before


async def test_no_step_is_opened_nor_filed_before_those_that_come_first(
    dial: Dial, portal: Portal, stranger: Visitor
) -> None:
    draft = enrolling.begin(stranger, enrolling.employer(3).number)
    wire = await dial("/fr", cookie=stranger.cookie)
    for state in (REPRESENTATIVE, CONTACT, DELEGATION, CONFIRMATION):
        answers = await wire.send(f"{state}.load", page=page_of(state, draft))
        assert ways(answers) == [page_of(COMPANY, draft)]
    for name, text in (("phone", "0612345678"), ("rib", "1"), ("delegated", "no"), ("typed", "x")):
        await wire.send(
            f"{WIZARD}.type_field", {"name": name, "text": text}, page_of(COMPANY, draft)
        )
    for state, event, payload in EVENTS[7:16]:
        await wire.emit(f"{state}.{event}", payload, page_of(state, draft))
    await wire.drain()
    found = sql(portal, "select status, typed, phone from enrolment_request where id = ?", draft)
    assert found == [("DRAFT", "{}", "")]
    sent = "select count(*) from code_challenge where purpose like 'ENROLMENT%'"
    assert sql(portal, sent) == [(0,)]


def test_a_link_is_no_other_text_than_the_one_that_was_sent(
    portal: Portal, victim: Victim, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET_KEY", portal.environment["SECRET_KEY"])
    settings.cache_clear()
    right = draft_links.token(victim.draft, "")
    sent = draft_links.token(victim.filed, "rime@exemple.ma")
    settings.cache_clear()
    draft, _, seal = sent.partition(".")
    forged = (
        *(draft, f"{draft}.", f".{seal}", f"{victim.draft}.{seal}", sent[:-1], f"{sent}x"),
        *("", "%00", "%00.%00", f"{draft}.{seal.swapcase()}", "a" * 5000, "%ed%a0%80"),
    )
    for token in forged:
        answer = visitor.get(f"/fr/lien/adhesion?k={token}")
        assert answer.headers["location"] == "/fr/adhesion?e=link_unknown", token
        assert COOKIE not in visitor.jar
    # Right, and filed since: the way on asks for the code.
    answer = visitor.get(f"/fr/lien/adhesion?k={sent}")
    assert answer.headers["location"].startswith("/fr/adhesion/suivi?e=enrolment_filed")
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert COOKIE not in visitor.jar
    assert right != sent


@pytest.mark.parametrize(
    "typed",
    [
        "{}" + "%20" * 60 + "%22;filename=%22%C3%A9vil",
        "{}" + "%20" * 60 + "%22;filename*=UTF-8''x.exe;x=%22",
        "%20{}%20",
    ],
)
def test_a_paper_is_named_by_what_a_file_name_may_have(
    portal: Portal, victim: Victim, typed: str
) -> None:
    path = f"/telecharger/adhesion/{typed.format(victim.reference)}/demande.pdf"
    answer = raw_get(portal, path, f"Cookie: {victim.owner.cookie}")
    assert answer.status == 200
    name = answer.headers["content-disposition"].partition("filename=")[2]
    assert name.count('"') == 2
    assert ";" not in name
    assert name.startswith(f'"demande-{victim.reference}'.lower())


def test_a_paper_is_found_by_a_reference_in_any_digits(portal: Portal, victim: Victim) -> None:
    arabic = victim.reference.replace("2", "%D9%A2").replace("0", "%D9%A0")
    answer = raw_get(
        portal, f"/telecharger/adhesion/{arabic}/demande.pdf", f"Cookie: {victim.owner.cookie}"
    )
    assert answer.status == 200


@pytest.mark.parametrize("name", ["mandat", "x", "..%2fdemande", "demande%00", "DEMANDE", "%0d%0a"])
def test_no_other_paper_is_served(victim: Victim, name: str) -> None:
    answer = victim.owner.get(f"/telecharger/adhesion/{victim.reference}/{name}.pdf")
    assert answer.status_code in {303, 404}
    assert b"%PDF" not in answer.content


async def test_words_of_an_address_stay_one_word_on_the_way_back(dial: Dial) -> None:
    wire = await dial()
    answers = await wire.send(f"{FILED}.load", page="/fr/adhesion/demande?r=a%26e%3Dpassword_set")
    assert ways(answers) == ["/fr/adhesion/suivi?r=a%26e%3Dpassword_set"]
    for until in ("²", "-1", "1e9", "9" * 11, "٣"):
        answers = await wire.send(f"{FOLLOW}.load", page=f"/fr/adhesion/suivi?e=locked&a={until}")
        assert ways(answers) == []
        assert shown(answers, "follow_state")["ready"] is True
