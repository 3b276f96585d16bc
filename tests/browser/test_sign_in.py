"""Entry and session: codes wrong, old or used; roles; the end of a session and the way back to the same step."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from damancom_reflex.i18n import Language
from damancom_reflex.sentences import SENTENCES
from tests.browser.conftest import Enter
from tests.browser.journeys import Person, persona
from tests.browser.records import Records

BOTH = pytest.mark.parametrize("language", ["fr", "ar"])
WHO = "librairie.alwaha"
STAFF = "perception.casablanca"
PAGES_OF_EMPLOYERS = ("recouvrement", "recouvrement/creance", "recouvrement/simulation")


def _at_the_code(enter: Enter, records: Records, language: Language = "fr") -> Person:
    records.allow_codes()
    person = enter(language=language)
    person.open("connexion")
    person.give_identifier(persona(WHO))
    return person


def _other(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"


@BOTH
def test_a_wrong_code_is_refused_and_the_tries_are_counted(
    enter: Enter, records: Records, language: Language
) -> None:
    person = _at_the_code(enter, records, language)
    who, code = persona(WHO), person.latest_code()
    tries = person.words.plural("Il reste {n} essai.", "Il reste {n} essais.", 5)
    expect(person.page.get_by_text(tries)).to_be_visible()
    person.enter_code(_other(code), who.password)
    person.sees_error("Le code ou le mot de passe n'est pas le bon. Vérifiez les deux.")
    tries = person.words.plural("Il reste {n} essai.", "Il reste {n} essais.", 4)
    expect(person.page.get_by_text(tries)).to_be_visible()
    person.enter_code(code, "pas-le-bon-mot-de-passe")
    person.sees_error("Le code ou le mot de passe n'est pas le bon. Vérifiez les deux.")
    person.enter_code(f"{code[:3]} {code[3:]}", who.password)
    person.sees_title("Mon espace")


def test_five_wrong_tries_lock_the_account_and_the_screen_says_until_when(
    enter: Enter, records: Records
) -> None:
    person = _at_the_code(enter, records)
    wrong = _other(person.latest_code())
    for _try in range(5):
        person.enter_code(wrong, "pas-le-bon-mot-de-passe")
        expect(person.page.locator("#erreurs")).to_be_visible()
    expect(person.page.locator("main")).to_contain_text(
        re.compile(r"l'accès est bloqué jusqu'au \d{2}/\d{2}/\d{4} \d{2}:\d{2}")
    )
    records.allow_codes()


@BOTH
def test_an_old_code_is_refused_and_another_can_be_asked(
    enter: Enter, records: Records, language: Language
) -> None:
    person = _at_the_code(enter, records, language)
    who, code = persona(WHO), person.latest_code()
    records.age_codes(who, minutes=11)
    person.enter_code(code, who.password)
    person.sees_error(SENTENCES["code_expired"])
    person.sees("Ce code a expiré : demandez-en un nouveau.")
    person.press("Renvoyer le code par SMS")
    person.sees("Un nouveau code vient de partir. Seul le dernier code reçu compte.")
    person.enter_code(person.latest_code(), who.password)
    person.sees_title("Mon espace")


def test_a_code_serves_once(enter: Enter, records: Records) -> None:
    """Two screens wait for the same code; the second one to send it is told so."""
    person = _at_the_code(enter, records)
    who, code = persona(WHO), person.latest_code()
    copy = enter()
    copy.page.context.add_cookies(person.page.context.cookies())  # type: ignore[arg-type] - cookies as another context gave them
    copy.open("connexion/code")
    copy.sees_title("Votre code et votre mot de passe")
    person.enter_code(code, who.password)
    person.sees_title("Mon espace")
    copy.enter_code(code, who.password)
    copy.sees_error(SENTENCES["code_used"])


def test_a_second_device_is_told_to_wait_when_a_code_has_just_left(
    enter: Enter, records: Records
) -> None:
    _at_the_code(enter, records)
    person = enter()
    person.open("connexion")
    person.give_identifier(persona(WHO))
    expect(person.button("Se connecter")).to_be_visible()
    for prefix in person.page.locator("main .code-prefix").all():
        expect(prefix).not_to_have_text("")
    expect(person.page.get_by_text("Un SMS vient de partir")).to_have_count(0)


def test_the_code_page_without_a_code_leads_to_the_first_page(enter: Enter) -> None:
    person = enter()
    person.open("connexion/code")
    person.sees_title("Se connecter")
    person.sees_error(SENTENCES["challenge_unknown"])


def test_somebody_unknown_sees_the_same_screen(enter: Enter) -> None:
    person = enter()
    person.open("connexion")
    person.page.locator("#identifier").fill("personne.inconnue")
    person.press("Recevoir mon code")
    person.sees_title("Votre code et votre mot de passe")
    expect(person.page.locator("main .code-prefix").first).to_have_text(re.compile(r"^[A-Z]{2}$"))
    expect(person.page.locator("main")).to_contain_text("Il reste 5 essais.")
    expect(person.page.locator("main")).to_contain_text("+212")


# Roles


@BOTH
def test_staff_is_refused_on_the_pages_of_employers(enter: Enter, language: Language) -> None:
    person = enter(STAFF, language)
    for address in PAGES_OF_EMPLOYERS:
        person.open(address)
        person.sees_title("Votre compte ne donne pas accès à cette page")
    person.link("Revenir à mon espace").click()
    person.sees_title("Espace du personnel")
    expect(person.link("Ouvrir le recouvrement")).to_have_count(0)


def test_an_employer_does_not_see_the_space_of_staff(enter: Enter) -> None:
    person = enter(WHO)
    person.open("espace")
    expect(person.link("Ouvrir le recouvrement")).to_be_visible()
    for address in ("equipe", "equipe/codes-de-secours"):
        person.open(address)
        person.sees_title("Votre compte ne donne pas accès à cette page")


def test_a_draft_or_a_request_of_somebody_else_is_not_shown(enter: Enter, records: Records) -> None:
    theirs = records.draft(persona("atelier.zellige"), "full")
    person = enter(WHO)
    person.step("simulation", theirs)
    person.sees_title("Recouvrement")
    expect(person.page.locator("main")).not_to_contain_text("Atelier Zellige")


# The end of a session


def test_a_visitor_is_led_to_sign_in_and_back_to_the_page(enter: Enter, records: Records) -> None:
    """Also who typed another identifier first, and who comes back to a code page that lies empty."""
    who = persona("conserverie.agdal")
    records.allow_codes()
    records.forget(who)
    draft = records.draft(who, "full")
    person = enter()
    person.step("simulation", draft)
    person.sees_title("Se connecter")
    person.give_identifier(persona(WHO))
    person.page.context.clear_cookies()
    person.page.reload()
    person.sees_error(SENTENCES["challenge_unknown"])
    person.give_identifier(persona(WHO))
    person.link("Changer d'identifiant").click()
    person.sees_title("Se connecter")
    person.give_identifier(who)
    person.enter_code(person.latest_code(), who.password)
    person.sees_figure("80 096,86 MAD")
    assert f"d={draft}" in person.page.url


@BOTH
def test_a_session_closed_on_a_step_leads_back_to_it(
    enter: Enter, records: Records, keys: dict[str, object], language: Language
) -> None:
    who = persona("conserverie.agdal")
    person = enter(who.identifier, language)
    person.step("simulation", records.draft(who, "full"))
    person.sees_figure("80 096,86 MAD")
    at = person.page.url
    records.close_sessions(who)
    keys.pop(who.identifier)
    person.press("Continuer vers les conditions")
    person.sees_title("Se connecter")
    person.sees_error(SENTENCES["session_closed"])
    records.allow_codes()
    person.give_identifier(who)
    person.enter_code(person.latest_code(), who.password)
    person.sees_figure("80 096,86 MAD")
    assert person.page.url.rstrip("/") == at.rstrip("/")


@BOTH
def test_an_idle_person_is_warned_and_can_stay(
    enter: Enter, records: Records, language: Language
) -> None:
    who = persona(WHO)
    person = enter(who.identifier, language)
    page = person.page
    page.clock.install()
    person.open("espace")
    expect(person.link("Ouvrir le recouvrement")).to_be_visible()
    dialog = page.get_by_role("dialog", name=person.words("Êtes-vous toujours là ?"))
    expect(dialog).to_have_count(0)
    records.idle_for(who, 14)
    page.clock.fast_forward(21_000)
    expect(dialog).to_be_visible()
    expect(dialog).to_contain_text(re.compile(r"0:\d\d"))
    expect(person.button("Rester connecté")).to_be_focused()
    person.press("Rester connecté")
    expect(dialog).to_have_count(0)
    assert _seconds_left(page) > 880


def test_an_idle_session_ends_and_the_same_step_is_one_sign_in_away(
    enter: Enter, records: Records, keys: dict[str, object]
) -> None:
    who = persona("conserverie.agdal")
    person = enter(who.identifier)
    keys.pop(who.identifier)
    draft = records.draft(who, "full")
    person.page.clock.install()
    person.step("simulation", draft)
    person.sees_figure("80 096,86 MAD")
    records.idle_for(who, 16)
    person.page.clock.fast_forward(21_000)
    person.sees_error(SENTENCES["session_ended"])
    records.allow_codes()
    person.give_identifier(who)
    person.enter_code(person.latest_code(), who.password)
    person.sees_figure("80 096,86 MAD")
    assert f"d={draft}" in person.page.url


@BOTH
def test_signing_out_closes_the_session(
    enter: Enter, records: Records, keys: dict[str, object], language: Language
) -> None:
    person = enter(WHO, language)
    keys.pop(WHO)
    stolen = person.page.context.cookies()
    person.open("espace")
    person.press("Se déconnecter")
    person.sees("Vous êtes déconnecté.")
    person.open("espace")
    person.sees_title("Se connecter")
    copy = enter(language=language)
    copy.page.context.add_cookies(stolen)  # type: ignore[arg-type] - cookies as another context gave them
    copy.open("espace")
    copy.sees_title("Se connecter")


def _seconds_left(page: Page) -> int:
    return page.evaluate("fetch('/auth/session').then(a => a.json()).then(a => a.seconds)")


# Addresses that lead nowhere


@BOTH
def test_a_wrong_address_says_so_in_the_language_asked_for(
    enter: Enter, language: Language
) -> None:
    person = enter(language=language)
    answer = person.page.goto(f"{person.url}/{language}/recouvrement/nulle-part")
    assert answer is not None
    assert answer.status == 404
    person.sees_title("Cette page n'existe pas")
    expect(person.page.locator("html")).to_have_attribute("lang", language)
    person.link("Revenir à l'accueil").click()
    expect(person.page).to_have_url(re.compile(rf"/{language}/?$"))
    expect(person.page.get_by_role("heading", level=1)).to_be_visible()
