"""Two tabs, a second click, a line that is cut, a server that is killed: one request at most, and nothing is lost."""

from __future__ import annotations

import re

from playwright.sync_api import Page, WebSocketRoute, expect

from tests.browser.conftest import Enter, Profile
from tests.browser.journeys import Person, persona
from tests.browser.records import Records
from tests.browser.remission import EMPLOYER
from tests.portal import Portal

# Two tabs, two clicks


def test_two_tabs_on_one_draft_sign_one_request(enter: Enter, records: Records) -> None:
    person = enter(EMPLOYER)
    draft = records.draft(persona(EMPLOYER), "full")
    other = Person(person.page.context.new_page(), person.url)
    for tab in (person, other):
        tab.step("signature", draft)
    person.accept_terms()
    other.page.reload()
    for tab in (person, other):
        tab.press("Signer la demande")
    person.press("Oui, je signe")
    person.sees_title("C'est signé")
    other.press("Oui, je signe")
    expect(other.page).to_have_url(re.compile("recouvrement/demande"))
    reference = person.page.locator(".fact dd").first.inner_text()
    expect(other.page.locator(".fact dd").first).to_have_text(reference)
    assert records.signed(persona(EMPLOYER)) == 1


def test_terms_accepted_for_another_plan_are_read_again(enter: Enter, records: Records) -> None:
    """A second tab changes the plan between reading and signing."""
    person = enter(EMPLOYER)
    draft = records.draft(persona(EMPLOYER), "instalments", "5000", "2")
    person.step("signature", draft)
    person.accept_terms()
    other = Person(person.page.context.new_page(), person.url)
    other.step("simulation", draft)
    other.plan("5000", 4)
    other.sees_fact("Dernière échéance", "08/03/2024")
    person.press("Signer la demande")
    person.press("Oui, je signe")
    expect(person.page.locator("#erreurs")).to_be_visible()
    assert records.signed(persona(EMPLOYER)) == 0


def test_a_double_click_on_the_confirmation_signs_once(enter: Enter, records: Records) -> None:
    person = enter(EMPLOYER)
    person.step("signature", records.draft(persona(EMPLOYER), "full"))
    person.accept_terms()
    person.press("Signer la demande")
    person.button("Oui, je signe").dblclick(delay=5)
    person.sees_title("C'est signé")
    expect(person.page.locator("#erreurs")).to_have_count(0)
    assert records.signed(persona(EMPLOYER)) == 1


# A line that is cut, a server that is killed


class Line:
    """The line between a page and the portal: while `deaf`, what the portal says is lost on the way."""

    def __init__(self, page: Page) -> None:
        """Stand on the page's websocket; before the page opens."""
        self.deaf = False
        self.now: WebSocketRoute | None = None
        page.route_web_socket(re.compile("/_event"), self._stand_between)

    def _stand_between(self, route: WebSocketRoute) -> None:
        server = route.connect_to_server()
        self.now = route
        route.on_message(server.send)
        server.on_message(lambda message: None if self.deaf else route.send(message))

    def cut(self) -> None:
        """Break the line; the page may call again."""
        assert self.now
        self.now.close(code=4000, reason="cut")
        self.deaf = False


def test_a_line_cut_at_the_confirmation_leaves_one_request_and_its_page(
    enter: Enter, records: Records
) -> None:
    """The portal signs, its answer is lost: the page finds the request when the line is back."""
    who = persona(EMPLOYER)
    person = enter(EMPLOYER)
    line = Line(person.page)
    person.step("signature", records.draft(who, "full"))
    person.accept_terms()
    person.press("Signer la demande")
    expect(person.button("Oui, je signe")).to_be_visible()
    line.deaf = True
    person.press("Oui, je signe")
    person.waits_until(lambda: records.signed(who) == 1)
    line.cut()
    expect(person.page).to_have_url(re.compile("recouvrement/demande"), timeout=15_000)
    person.sees("La suite")
    assert records.signed(who) == 1


def test_a_server_killed_under_the_pen_loses_nothing(own_portal: Portal, profile: Profile) -> None:
    """Typed, killed, started: the figures are there; killed at the confirmation: one request."""
    records = Records(own_portal.folder)
    who = persona(EMPLOYER)
    person = Person(profile().new_page(), own_portal.url)
    person.sign_in(who)
    draft = records.draft(who, "instalments")
    person.step("simulation", draft)
    person.plan("5000", 2)
    person.sees_fact("Mensualité", "8 475,28")
    own_portal.kill()
    person.sees(
        "Connexion interrompue. Ce que vous avez saisi est conservé ; la page reprendra d'elle-même."
    )
    person.page.locator("#mois").fill("4")
    own_portal.start()
    banner = person.page.locator(".connection-banner")
    expect(banner).to_have_count(0, timeout=20_000)
    expect(person.page.locator("#avance")).to_have_value("5000")
    expect(person.page.locator("#mois")).to_have_value("4")
    person.sees_fact("Dernière échéance", "08/03/2024")
    person.press("Continuer vers les conditions")
    person.accept_terms()
    person.press("Signer la demande")
    expect(person.button("Oui, je signe")).to_be_visible()
    own_portal.kill()
    person.press("Oui, je signe")
    own_portal.start()
    expect(banner).to_have_count(0, timeout=20_000)
    if "demande" not in person.page.url:
        person.page.reload()
        _sign_again_if_asked(person)
    expect(person.page).to_have_url(re.compile("recouvrement/demande"))
    person.sees("La suite")
    assert records.signed(who) == 1


def _sign_again_if_asked(person: Person) -> None:
    person.page.wait_for_timeout(500)
    if person.button("Signer la demande").count():
        person.press("Signer la demande")
        person.press("Oui, je signe")
