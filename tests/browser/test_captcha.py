"""The captcha of the first step of adhésion: solved by itself, told, waited for, and mended when it fails."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Locator, Request, Route, expect

from damancom_reflex.i18n import Language
from damancom_reflex.sentences import SENTENCES
from tests.browser.conftest import Enter
from tests.browser.journeys import BOTH, Person

CHALLENGE = "**/auth/captcha"
POST = "/auth/adhesion"
NOBODYS = "0000000"
"""A number whose key fits and that the register does not have."""

WORKING = "Vérification de sécurité en cours…"
WAITING = "Vérification de sécurité en cours : votre demande partira d'elle-même dans un instant."
DONE = "Vérification de sécurité terminée."
FAILED = "La vérification de sécurité n'a pas pu se faire."
AGAIN = "Réessayer"
SEND = "Vérifier"


def status(person: Person) -> Locator:
    """What the captcha says."""
    return person.page.locator("[data-captcha]")


def says(person: Person, msgid: str) -> None:
    """The captcha says so, where assistive technology hears it."""
    expect(status(person)).to_have_text(person.words(msgid))
    expect(status(person)).to_have_attribute("role", "status")


def solution(person: Person) -> str:
    """What the form would send."""
    return person.page.locator("input[name=altcha]").input_value()


class Gate:
    """Holds challenges back until it opens."""

    def __init__(self, person: Person) -> None:
        """Hold every challenge of this person back."""
        self.is_open, self.held = False, list[Route]()
        person.page.route(CHALLENGE, self._arrive)

    def _arrive(self, route: Route) -> None:
        if self.is_open:
            route.continue_()
        else:
            self.held.append(route)

    def open(self) -> None:
        """Let them through, the held ones first."""
        self.is_open = True
        for route in self.held:
            route.continue_()


@pytest.fixture
def posts() -> list[str]:
    """Forms that were sent."""
    return []


@pytest.fixture
def at_the_door(enter: Enter, posts: list[str]) -> Person:
    """Somebody about to open the first step."""
    person = enter()

    def note(request: Request) -> None:
        if request.method == "POST" and urlsplit(request.url).path == POST:
            posts.append(request.post_data or "")

    person.page.on("request", note)
    return person


def break_off(person: Person) -> None:
    """No challenge arrives from now on."""
    person.page.route(CHALLENGE, lambda route: route.abort())


def mend(person: Person) -> None:
    """Challenges arrive again."""
    person.page.unroute(CHALLENGE)


@BOTH
def test_it_is_solved_by_itself_and_nothing_leaves_the_machine(
    enter: Enter, language: Language
) -> None:
    person = enter(language=language)
    asked: list[str] = []
    person.page.on("request", lambda request: asked.append(request.url))
    person.open("adhesion/entreprise")
    says(person, DONE)
    assert solution(person)
    hosts = {urlsplit(url).netloc for url in asked if not url.startswith("data:")}
    assert hosts == {urlsplit(person.url).netloc}
    expect(person.button(AGAIN)).to_have_count(0)


def test_a_form_sent_too_early_waits_and_sends_itself(
    at_the_door: Person, posts: list[str]
) -> None:
    person, gate = at_the_door, Gate(at_the_door)
    person.open("adhesion/entreprise")
    says(person, WORKING)
    person.page.locator("#number").fill(NOBODYS)
    person.page.keyboard.press("Enter")
    says(person, WAITING)
    person.press(SEND)
    assert posts == []
    expect(person.page.locator("#number")).to_have_value(NOBODYS)
    gate.open()
    person.sees_error(SENTENCES["affiliate_not_found"])
    (sent,) = posts
    assert parse_qs(sent)["number"] == [NOBODYS]


def test_a_failure_is_told_and_mended_by_keyboard(at_the_door: Person) -> None:
    person = at_the_door
    break_off(person)
    person.open("adhesion/entreprise")
    says(person, FAILED)
    person.page.evaluate(AXE_SCRIPT)
    assert person.page.evaluate("axe.run(document).then(found => found.violations)") == []
    mend(person)
    person.page.locator("#number").focus()
    person.page.keyboard.press("Tab")
    expect(person.button(AGAIN)).to_be_focused()
    person.page.keyboard.press("Enter")
    says(person, DONE)
    expect(status(person)).to_be_focused()
    expect(person.button(AGAIN)).to_have_count(0)


def test_a_failure_is_mended_by_the_mouse(at_the_door: Person) -> None:
    person = at_the_door
    break_off(person)
    person.open("adhesion/entreprise")
    says(person, FAILED)
    mend(person)
    person.press(AGAIN)
    says(person, DONE)


def test_the_form_can_be_sent_after_a_failure(at_the_door: Person, posts: list[str]) -> None:
    person = at_the_door
    break_off(person)
    person.open("adhesion/entreprise")
    person.page.locator("#number").fill(NOBODYS)
    says(person, FAILED)
    person.press(SEND)
    says(person, FAILED)
    assert posts == []
    mend(person)
    person.press(SEND)
    person.sees_error(SENTENCES["affiliate_not_found"])
    assert len(posts) == 1


def test_too_many_challenges_are_a_failure_that_is_told(at_the_door: Person) -> None:
    person = at_the_door
    person.open("adhesion/entreprise")
    says(person, DONE)
    asked = (
        "Promise.all(Array.from({length: 60}, () => fetch('/auth/captcha').then(a => a.status)))"
    )
    assert 429 in person.page.evaluate(asked)
    person.page.reload()
    says(person, FAILED)


def test_two_presses_send_one_form(at_the_door: Person, posts: list[str]) -> None:
    person = at_the_door
    person.open("adhesion/entreprise")
    says(person, DONE)
    person.page.locator("#number").fill(NOBODYS)
    person.button(SEND).dblclick()
    person.sees_error(SENTENCES["affiliate_not_found"])
    assert len(posts) == 1


def test_a_person_who_comes_back_sends_a_new_solution(
    at_the_door: Person, posts: list[str]
) -> None:
    person = at_the_door
    person.open("adhesion/entreprise")
    for _ in range(2):
        person.page.locator("#number").fill(NOBODYS)
        person.press(SEND)
        person.sees_error(SENTENCES["affiliate_not_found"])
        person.page.go_back()
        says(person, DONE)
    first, second = (parse_qs(sent)["altcha"] for sent in posts)
    assert first != second


def test_a_solution_is_renewed_before_it_expires(at_the_door: Person) -> None:
    person = at_the_door
    person.page.clock.install()
    person.open("adhesion/entreprise")
    person.page.clock.run_for(3_000)
    says(person, DONE)
    first = solution(person)
    person.page.clock.run_for(17 * 60_000)
    assert solution(person) == first
    person.page.clock.run_for(2 * 60_000)
    expect(person.page.locator("input[name=altcha]")).not_to_have_value(first)
    says(person, DONE)


def test_a_solution_sent_twice_by_hand_is_refused(at_the_door: Person) -> None:
    person = at_the_door
    person.open("adhesion/entreprise")
    says(person, DONE)
    post = """payload => fetch('/auth/adhesion', {method: 'POST', body: new URLSearchParams(
        {language: 'fr', number: '0000000', altcha: payload})}).then(answer => answer.url)"""
    payload = solution(person)
    assert "e=affiliate_not_found" in person.page.evaluate(post, payload)
    assert "e=captcha_used" in person.page.evaluate(post, payload)
    assert "e=captcha_missing" in person.page.evaluate(post, "")
    assert re.search("e=captcha_failed", person.page.evaluate(post, "x" + payload))
