"""The whole journey without a mouse, in both languages; dialogs that keep the focus and give it back."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from damancom_reflex.demo import Persona
from damancom_reflex.i18n import Language
from tests.browser.conftest import Enter
from tests.browser.journeys import BOTH, NEW_REQUEST, persona, spaced
from tests.browser.keyboard import Keys
from tests.browser.records import Records


def _sign_in(keys: Keys, who: Persona) -> None:
    person = keys.person
    person.open()
    keys.reach(person.page.locator("main").get_by_role("link", name=person.words("Se connecter")))
    keys.press("Enter")
    person.sees_title("Se connecter")
    keys.fill("identifier", who.identifier)
    keys.press("Enter")
    person.sees_title("Votre code et votre mot de passe")
    keys.fill("code", person.latest_code())
    keys.press("Tab")
    expect(person.page.locator("#password")).to_be_focused()
    keys.type(who.password)
    keys.press("Enter")
    person.sees_title("Mon espace")


def _to_the_simulation(keys: Keys) -> None:
    """From the signed-in home: debt, instalments, bank account."""
    person, page = keys.person, keys.page
    keys.reach(person.link("Ouvrir le recouvrement"))
    keys.press("Enter")
    keys.push(NEW_REQUEST)
    person.sees_title("Votre créance consolidée")
    opener = page.locator(".cell-button").first
    keys.reach(opener)
    keys.press("Space")
    expect(page.locator("#par-periode")).to_be_focused()
    keys.push("Fermer")
    keys.push("Continuer vers la modalité")
    person.sees_title("Comment voulez-vous payer ?")
    keys.reach(page.locator("#mode-full"))
    keys.press("Space")
    expect(page.locator("#mode-full")).to_be_checked()
    keys.press("ArrowDown")
    expect(page.locator("#mode-instalments")).to_be_checked()
    keys.reach(page.locator("#garanties"))
    keys.press("Space")
    expect(page.locator("#garanties")).to_be_checked()
    keys.push("Continuer vers le compte bancaire")
    person.sees_title("Quel compte débiter ?")
    account = page.locator("input[name=compte]").first
    keys.reach(account)
    keys.press("Space")
    expect(account).to_be_checked()
    keys.push("Continuer vers la simulation")
    person.sees_title("Votre simulation")


def _plan(keys: Keys, months: int) -> None:
    """A down payment of 5 000 by typing, the months by the slider's arrows, then − and +."""
    person, page = keys.person, keys.page
    keys.fill("avance", "5 000")
    slider = page.get_by_role("slider")
    keys.reach(slider)
    keys.press("Home")
    expect(page.locator("#mois")).to_have_value("1")
    keys.press(*["ArrowUp"] * months)
    expect(page.locator("#mois")).to_have_value(str(months + 1))
    keys.reach(person.button("Un mois de moins"), "Shift+Tab")
    keys.press("Space")
    expect(page.locator("#mois")).to_have_value(str(months))
    expect(person.button("Un mois de moins")).to_be_focused()


def test_the_whole_journey_in_french_by_keyboard_alone(enter: Enter, records: Records) -> None:
    who = persona("atelier.zellige")
    records.forget(who)
    records.allow_codes()
    person = enter()
    keys = Keys(person)
    _sign_in(keys, who)
    _to_the_simulation(keys)
    _plan(keys, 2)
    person.sees_fact("Mensualité", "8 475,28")
    summary = person.page.locator("details.explain summary").first
    keys.reach(summary)
    keys.press("Enter")
    expect(person.page.locator("details.explain").first).to_have_attribute("open", "")
    keys.push("Continuer vers les conditions")
    person.sees_title("Conditions et signature")
    keys.push("Lire et accepter les conditions")
    keys.push("J'accepte les conditions")
    keys.push("Signer la demande")
    expect(person.page.get_by_role("dialog")).to_be_visible()
    keys.push("Oui, je signe")
    person.sees_title("C'est signé")
    assert records.signed(who) == 1
    keys.reach(person.link("Télécharger l'accord (PDF)"))
    with person.page.expect_download() as download:
        keys.press("Enter")
    assert download.value.path().read_bytes().startswith(b"%PDF")


def test_from_sign_in_to_the_simulation_in_arabic_by_keyboard_alone(
    enter: Enter, records: Records
) -> None:
    who = persona("transport.rif")
    records.forget(who)
    records.allow_codes()
    person = enter(language="ar")
    keys = Keys(person)
    _sign_in(keys, who)
    _to_the_simulation(keys)
    _plan(keys, 4)
    person.sees_fact("Mensualité", "3 478,78")


@BOTH
def test_the_terms_keep_the_focus_and_give_it_back(
    enter: Enter, records: Records, language: Language
) -> None:
    who = persona("atelier.zellige")
    person = enter(who.identifier, language)
    keys = Keys(person)
    person.step("signature", records.draft(who, "full"))
    keys.push("Lire et accepter les conditions")
    dialog = person.page.get_by_role(
        "dialog", name=person.words("Conditions générales de la demande")
    )
    keys.stays_inside(dialog)
    keys.press("Escape")
    expect(dialog).to_have_count(0)
    expect(person.button("Lire et accepter les conditions")).to_be_focused()
    keys.press("Enter")
    expect(dialog).to_be_visible()
    keys.push("J'accepte les conditions")
    expect(person.button("Signer la demande")).to_be_visible()


def test_the_confirmation_keeps_the_focus_and_signs_nothing_on_escape(
    enter: Enter, records: Records
) -> None:
    who = persona("atelier.zellige")
    person = enter(who.identifier)
    keys = Keys(person)
    person.step("signature", records.draft(who, "full"))
    person.accept_terms()
    keys.push("Signer la demande")
    dialog = person.page.get_by_role("dialog", name="Confirmer votre demande ?")
    keys.stays_inside(dialog)
    keys.press("Escape")
    expect(dialog).to_have_count(0)
    expect(person.button("Signer la demande")).to_be_focused()
    assert records.signed(who) == 0


@BOTH
@pytest.mark.parametrize("address", ["", "connexion", "introuvable"])
def test_the_first_stop_leads_past_the_header(
    enter: Enter, language: Language, address: str
) -> None:
    person = enter(language=language)
    keys = Keys(person)
    person.open(address)
    expect(person.page.get_by_role("heading", level=1)).to_be_visible()
    keys.press("Tab")
    skip = person.link("Aller au contenu")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    keys.press("Enter")
    expect(person.page.locator("main")).to_be_focused()
    keys.press("Tab")
    assert person.page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_a_new_step_begins_at_its_heading_for_who_does_not_see_the_screen(
    enter: Enter, records: Records
) -> None:
    """Steps change without a page load: unless the focus moves, a screen reader says nothing and stays at the foot."""
    who = persona("atelier.zellige")
    person = enter(who.identifier)
    keys = Keys(person)
    person.step("creance", records.draft(who, "full"))
    keys.push("Continuer vers la modalité")
    person.sees_title("Comment voulez-vous payer ?")
    focus = person.page.locator("main:focus, main h1:focus")
    expect(focus).to_have_count(1)


def test_where_one_is_shows_at_every_stop_of_the_simulation(enter: Enter, records: Records) -> None:
    who = persona("atelier.zellige")
    person = enter(who.identifier)
    keys = Keys(person)
    person.step("simulation", records.draft(who, "instalments", "5000", "2"))
    person.sees_fact("Mensualité", "8 475,28")
    seen: list[str] = []
    for _stop in range(40):
        keys.press("Tab")
        tag = person.page.evaluate("document.activeElement.tagName")
        if tag == "BODY":
            break
        keys.reach(person.page.locator(":focus"))
        seen.append(tag)
    assert {"INPUT", "BUTTON", "SUMMARY", "A", "DIV"} <= set(seen)


def test_a_group_account_chooses_by_keyboard(enter: Enter) -> None:
    person = enter("fiduciaire.atlas")
    keys = Keys(person)
    company = next(
        found for found in persona("fiduciaire.atlas").companies if found.debt and not found.signs
    )
    person.open("recouvrement")
    keys.push(NEW_REQUEST)
    person.sees_title("Choisir l'affiliation")
    keys.fill("recherche", company.number)
    person.sees("{first} à {last} sur {total}", first=1, last=1, total=1)
    keys.reach(person.page.get_by_role("button", name=company.legal_name))
    keys.press("Enter")
    person.sees_title("Votre créance consolidée")
    expect(person.page.locator(".eyebrow")).to_have_text(
        spaced(f"{company.legal_name} · {company.number}")
    )
