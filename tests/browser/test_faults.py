"""What goes wrong: nothing typed is lost, one request at most, and a sentence that says what happened."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, WebSocketRoute, expect

from damancom_reflex.domain.remission import FACILITY
from damancom_reflex.i18n import Language
from damancom_reflex.sentences import SENTENCES, sentence
from tests.browser.conftest import Enter, Profile
from tests.browser.journeys import Person, persona
from tests.browser.records import Records
from tests.portal import Portal

BOTH = pytest.mark.parametrize("language", ["fr", "ar"])
WHO = "atelier.zellige"
STEPS = ("creance", "modalite", "compte", "simulation", "signature")
RIB = "011519000001205000534921"
RIB_OF_A_WRONG_KEY = "011519000001205000534922"


def _simulation(
    enter: Enter, records: Records, down_payment: str = "5000", months: str = "2"
) -> tuple[Person, str]:
    """Somebody on the simulation of a plan, and their draft."""
    who = persona(WHO)
    person = enter(WHO)
    draft = records.draft(who, "instalments", down_payment, months)
    person.step("simulation", draft)
    person.sees_title("Votre simulation")
    return person, draft


def _saved(records: Records, draft: str, down_payment: str, months: str) -> Callable[[], bool]:
    return lambda: records.typed(draft) == (down_payment, months)


def _wait_until(page: Page, done: Callable[[], bool]) -> None:
    for _turn in range(50):
        if done():
            return
        page.wait_for_timeout(100)
    raise AssertionError("what was typed was not kept")


# Reload, addresses, the back button, tabs


def test_a_reload_at_every_step_keeps_everything(enter: Enter, records: Records) -> None:
    person = enter(WHO)
    page = person.page
    person.begin()
    person.sees_title("Votre créance consolidée")
    page.reload()
    person.sees_figure("27 707,49")
    person.press("Continuer vers la modalité")
    page.locator("#mode-instalments").check()
    page.locator("#garanties").check()
    expect(page.locator("#garanties")).to_be_checked()
    page.wait_for_timeout(300)
    page.reload()
    expect(page.locator("#mode-instalments")).to_be_checked()
    expect(page.locator("#garanties")).to_be_checked()
    person.press("Continuer vers le compte bancaire")
    page.locator("input[name=compte]").first.check()
    page.wait_for_timeout(300)
    page.reload()
    expect(page.locator("input[name=compte]").first).to_be_checked()
    person.press("Continuer vers la simulation")
    person.plan("5 000,00", 2)
    person.sees_fact("Mensualité", "8 475,28")
    page.reload()
    expect(page.locator("#avance")).to_have_value("5 000,00")
    expect(page.locator("#mois")).to_have_value("2")
    person.sees_fact("Mensualité", "8 475,28")
    person.press("Continuer vers les conditions")
    person.accept_terms()
    page.reload()
    expect(person.button("Signer la demande")).to_be_visible()
    person.press("Signer la demande")
    person.press("Oui, je signe")
    person.sees_title("C'est signé")
    page.reload()
    person.sees_fact("À payer", "21 950,56")
    assert records.signed(persona(WHO)) == 1


@pytest.mark.parametrize(
    ("down_payment", "months"), [("abc", "2"), ("5000", "dix"), ("999999999", "10000")]
)
def test_a_reload_keeps_what_is_not_valid_and_says_why_again(
    enter: Enter, records: Records, down_payment: str, months: str
) -> None:
    person, draft = _simulation(enter, records)
    person.plan(down_payment, months)
    errors = person.page.locator("#avance-erreur:visible, #mois-erreur:visible")
    expect(errors.first).not_to_be_empty()
    said = errors.all_inner_texts()
    _wait_until(person.page, _saved(records, draft, down_payment, months))
    person.page.reload()
    expect(person.page.locator("#avance")).to_have_value(down_payment)
    expect(person.page.locator("#mois")).to_have_value(months)
    expect(errors.first).to_be_visible()
    assert errors.all_inner_texts() == said
    expect(person.button("Continuer vers les conditions")).to_be_disabled()


def test_a_later_step_by_its_address_leads_to_the_step_that_lacks_something(
    enter: Enter, records: Records
) -> None:
    who = persona(WHO)
    person = enter(WHO)
    begun = records.draft(who)
    no_account = records.draft(who, "instalments", "abc", "2", with_account=False)
    no_plan = records.draft(who, "instalments", "abc", "2")
    for draft, asked, title in (
        (begun, "compte", "Votre créance consolidée"),
        (begun, "signature", "Votre créance consolidée"),
        (no_account, "signature", "Quel compte débiter ?"),
        (no_plan, "signature", "Votre simulation"),
    ):
        person.step(asked, draft)
        person.sees_title(title)
        expect(person.page).to_have_url(re.compile(draft))


def test_the_back_button_goes_back_step_by_step_and_loses_nothing(
    enter: Enter, records: Records
) -> None:
    person = enter(WHO)
    page = person.page
    person.step("creance", records.draft(persona(WHO)))
    person.choose_mode("instalments")
    person.choose_account()
    person.plan("5000", 2)
    person.sees_fact("Mensualité", "8 475,28")
    page.go_back()
    person.sees_title("Quel compte débiter ?")
    expect(page.locator("input[name=compte]").first).to_be_checked()
    page.go_back()
    person.sees_title("Comment voulez-vous payer ?")
    expect(page.locator("#mode-instalments")).to_be_checked()
    page.go_back()
    person.sees_title("Votre créance consolidée")
    page.go_forward()
    person.sees_title("Comment voulez-vous payer ?")
    page.go_forward()
    page.go_forward()
    person.sees_title("Votre simulation")
    expect(page.locator("#avance")).to_have_value("5000")
    expect(page.locator("#mois")).to_have_value("2")


def test_going_back_after_the_signature_shows_the_request_and_signs_nothing(
    enter: Enter, records: Records
) -> None:
    person = enter(WHO)
    person.step("signature", records.draft(persona(WHO), "full"))
    person.accept_terms()
    person.press("Signer la demande")
    person.press("Oui, je signe")
    person.sees_title("C'est signé")
    person.page.go_back()
    expect(person.page).to_have_url(re.compile("recouvrement/demande"))
    person.sees("La suite")
    assert records.signed(persona(WHO)) == 1


def test_two_tabs_on_one_draft_sign_one_request(enter: Enter, records: Records) -> None:
    person = enter(WHO)
    draft = records.draft(persona(WHO), "full")
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
    assert other.page.locator(".fact dd").first.inner_text() == (
        person.page.locator(".fact dd").first.inner_text()
    )
    assert records.signed(persona(WHO)) == 1


def test_terms_accepted_for_another_plan_are_read_again(enter: Enter, records: Records) -> None:
    """A second tab changes the plan between reading and signing."""
    person = enter(WHO)
    draft = records.draft(persona(WHO), "instalments", "5000", "2")
    person.step("signature", draft)
    person.accept_terms()
    other = Person(person.page.context.new_page(), person.url)
    other.step("simulation", draft)
    other.plan("5000", 4)
    other.sees_fact("Dernière échéance", "08/03/2024")
    person.press("Signer la demande")
    person.press("Oui, je signe")
    expect(person.page.locator("#erreurs")).to_be_visible()
    assert records.signed(persona(WHO)) == 0


def test_a_double_click_on_the_confirmation_signs_once(enter: Enter, records: Records) -> None:
    person = enter(WHO)
    person.step("signature", records.draft(persona(WHO), "full"))
    person.accept_terms()
    person.press("Signer la demande")
    person.button("Oui, je signe").dblclick(delay=5)
    person.sees_title("C'est signé")
    expect(person.page.locator("#erreurs")).to_have_count(0)
    assert records.signed(persona(WHO)) == 1


# Bad input on the simulation and the RIB


BAD_DOWN_PAYMENTS = (
    ("21 950,56", "L'avance ne laisse rien à étaler. Au plus"),
    ("30000", "L'avance ne laisse rien à étaler. Au plus"),
    ("abc", SENTENCES["malformed_amount"]),
    ("-5", SENTENCES["negative_amount"]),
    ("5000,505", SENTENCES["too_many_decimals"]),
)
WAYS_TO_WRITE_5000 = (
    "5 000",
    "5000.00",
    "5 000,00",
    "5.000,00",
    "٥٠٠٠",
    "  5\u00a0000 ",
    "5000 MAD",
    "٥٠٠٠٫٠٠",
)
BAD_MONTHS = (("0", "months_too_few"), ("10000", "months_too_many"), ("dix", "malformed_months"))


def test_a_bad_down_payment_gets_its_sentence(enter: Enter, records: Records) -> None:
    person, _draft = _simulation(enter, records)
    field, error = person.page.locator("#avance"), person.page.locator("#avance-erreur")
    for typed, said in BAD_DOWN_PAYMENTS:
        field.fill(typed)
        expect(error).to_contain_text(said)
        expect(field).to_have_attribute("aria-invalid", "true")
        expect(field).to_have_value(typed)
        expect(person.button("Continuer vers les conditions")).to_be_disabled()
        field.fill("5000")
        expect(error).to_be_hidden()
        expect(person.button("Continuer vers les conditions")).to_be_enabled()


def test_an_amount_may_be_written_in_many_ways(enter: Enter, records: Records) -> None:
    person, draft = _simulation(enter, records, "")
    for typed in WAYS_TO_WRITE_5000:
        person.page.locator("#avance").fill("")
        person.sees_fact("Mensualité", "10 975,28")
        person.page.locator("#avance").fill(typed)
        person.sees_fact("Mensualité", "8 475,28")
        expect(person.page.locator("#avance")).to_have_value(typed)
        assert records.typed(draft) == (typed, "2")


@BOTH
def test_a_bad_number_of_months_gets_its_sentence(
    enter: Enter, records: Records, language: Language
) -> None:
    who = persona(WHO)
    person = enter(WHO, language)
    person.step("simulation", records.draft(who, "instalments", "5000", "2"))
    for typed, code in BAD_MONTHS:
        person.page.locator("#mois").fill(typed)
        expect(person.page.locator("#mois-erreur")).to_have_text(
            sentence(code, person.words, most=FACILITY.most_months)
        )
    person.page.locator("#mois").fill("٢")
    person.sees_fact("Mensualité", "8 475,28")


def test_a_rib_is_checked_kept_and_taken_with_its_spaces(enter: Enter, records: Records) -> None:
    person = enter(WHO)
    page = person.page
    person.step("compte", records.draft(persona(WHO), "full", with_account=False))
    person.press("Ajouter un autre RIB")
    for typed, said in (
        ("", "Saisissez un RIB de 24 chiffres."),
        ("0115190000", "Un RIB compte 24 chiffres ; vous en avez saisi 10."),
        ("abc", "Un RIB ne contient que des chiffres."),
        (RIB_OF_A_WRONG_KEY, "La clé de ce RIB n'est pas la bonne."),
    ):
        page.locator("#rib").fill(typed)
        person.press("Ajouter ce RIB")
        expect(page.locator("#rib-erreur")).to_contain_text(said)
        expect(page.locator("#rib")).to_have_value(typed)
    page.reload()
    expect(page.locator("#rib")).to_have_value(RIB_OF_A_WRONG_KEY)
    page.locator("#rib").fill("011 519 0000012050005349 21")
    person.press("Ajouter ce RIB")
    expect(page.get_by_text(RIB[-4:])).to_be_visible()
    expect(page.locator("input[name=compte]:checked")).to_have_count(1)
    expect(page.locator("#erreurs")).to_have_count(0)
    expect(page.locator("main")).not_to_contain_text(RIB)
    person.press("Continuer vers la simulation")
    person.sees_title("Votre simulation")


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
    who = persona(WHO)
    person = enter(WHO)
    line = Line(person.page)
    person.step("signature", records.draft(who, "full"))
    person.accept_terms()
    person.press("Signer la demande")
    expect(person.button("Oui, je signe")).to_be_visible()
    line.deaf = True
    person.press("Oui, je signe")
    _wait_until(person.page, lambda: records.signed(who) == 1)
    line.cut()
    expect(person.page).to_have_url(re.compile("recouvrement/demande"), timeout=15_000)
    person.sees("La suite")
    assert records.signed(who) == 1


@pytest.fixture
def own_portal(tmp_path: Path) -> Iterator[Portal]:
    """A portal that this test may kill."""
    made = Portal(tmp_path / "portal", TRUSTED_PROXY_HOPS="1").start()
    yield made
    made.stop()


def test_a_server_killed_under_the_pen_loses_nothing(own_portal: Portal, profile: Profile) -> None:
    """Typed, killed, started: the figures are there; killed at the confirmation: one request."""
    records = Records(own_portal.folder)
    who = persona(WHO)
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
