"""The staff's door: the first sign-in with its app, every later one, backup codes; both languages, axe, keyboard."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from damancom_reflex.domain.authenticator import code_at
from damancom_reflex.i18n import Language
from damancom_reflex.sentences import SENTENCES
from tests.browser.conftest import Enter
from tests.browser.journeys import BOTH, Person, persona
from tests.browser.keyboard import Keys
from tests.browser.looking import NARROW, STAFF_PAGES, WIDE, is_clean, is_page, resize, settled
from tests.browser.records import Records
from tests.portal import Portal
from tests.services.people import another_than

WHO = "prestations.ipe"
BOSS = "supervision.rabat"
EMPLOYER = "pharmacie.annour"
ACCOUNTS = "Comptes du personnel, par identifiant"
PASSWORD = "amandier-violet-tracteur"
TEN_CODES = re.compile(r"\d{4}-\d{4}-\d{4}")

_made: list[str] = []
"""Identifiers of the officers that these tests made."""


@pytest.fixture
def link(portal: Portal) -> str:
    """Address, below the language, of the activation link of an officer nobody saw before."""
    options = ["--role", "SUPERVISOR", "--name", "Ghita Lamrini", "--email", "g@agence.example"]
    identifier = f"ghita.lamrini{len(_made) + 1}"
    _made.append(identifier)
    said = portal.command("create-staff", identifier, *options, "--phone", "0612345678")
    return said.splitlines()[-1].removeprefix(f"{portal.url}/fr/")


@pytest.fixture(autouse=True)
def _codes_serve_again(records: Records) -> Iterator[None]:
    """No test waits for the half-minute that another one used up."""
    records.allow_codes()
    yield
    records.allow_codes()


def _sets_a_password(person: Person, link: str) -> None:
    person.open(link)
    person.sees_title("Activer votre compte")
    person.page.locator("#password").fill(PASSWORD)
    person.page.locator("#again").fill(PASSWORD)
    person.press("Enregistrer le mot de passe")
    person.sees_title("Relier votre application d'authentification")


def _secret(person: Person) -> str:
    """The key as one types it into an app that has no camera."""
    name = person.page.get_by_text(person.words("Clé"), exact=True)
    return person.page.locator("dl > div").filter(has=name).locator("dd").inner_text()


# The first sign-in


@BOTH
def test_an_officer_enrols_an_app_and_leaves_with_ten_codes(
    enter: Enter, link: str, language: Language
) -> None:
    person = enter(language=language)
    _sets_a_password(person, link)
    is_page(person, "connexion/equipe/application")
    image = person.page.locator("img[src^='data:image/svg+xml']")
    expect(image).to_be_visible()
    assert image.evaluate("image => image.naturalWidth") > 100
    # An app that knows the key by hand shows the very code that the portal takes.
    code = code_at(_secret(person).replace(" ", ""), datetime.now(UTC))
    person.page.locator("#code").fill(another_than(code))
    person.press("Relier et me connecter")
    person.sees_error(SENTENCES["authenticator_code_wrong"])
    code = code_at(_secret(person).replace(" ", ""), datetime.now(UTC))
    person.page.locator("#code").fill(code)
    person.press("Relier et me connecter")
    person.sees_title("Codes de secours")
    person.sees(SENTENCES["enrolled"])
    person.press("Créer dix codes")
    expect(person.page.get_by_text(TEN_CODES)).to_have_count(10)
    expect(person.page.locator("#codes")).to_be_focused()
    person.page.reload()
    settled(person)
    expect(person.page.get_by_text(TEN_CODES)).to_have_count(0)
    expect(person.button("Créer dix codes")).to_be_visible()
    person.link("Aller à mon espace").click()
    person.sees_title("Espace du personnel")
    person.sees("Superviseur")


def test_a_code_that_is_left_empty_is_asked_for(enter: Enter, link: str) -> None:
    person = enter()
    _sets_a_password(person, link)
    person.press("Relier et me connecter")
    person.sees_error(SENTENCES["authenticator_code_missing"])


def test_the_screen_of_the_app_without_its_key_leads_to_the_door(enter: Enter) -> None:
    person = enter()
    person.open("connexion/equipe/application")
    person.sees_title("Connexion du personnel")
    person.sees_error(SENTENCES["setup_over"])


# Every later one


@BOTH
def test_an_officer_enters_from_the_personas_with_the_code_of_the_app(
    enter: Enter, language: Language
) -> None:
    person = enter(language=language)
    who = persona(WHO)
    person.open("connexion")
    person.page.get_by_role(
        "button", name=f"{person.words('Entrer comme')} {who.name}", exact=True
    ).click()
    person.sees_title("Code de l'application et mot de passe")
    expect(person.page.locator(".demo-band")).to_contain_text(who.password)
    person.enter_code(person.app_code(), who.password)
    person.sees_title("Espace du personnel")
    person.sees("Agent des prestations (IPE)")
    person.open("espace")
    person.sees_title("Espace du personnel")


@BOTH
def test_a_wrong_code_is_told_and_what_is_said_is_in_the_language(
    enter: Enter, language: Language
) -> None:
    person = enter(language=language)
    person.open("connexion/equipe")
    person.give_staff_identifier(WHO)
    wrong = another_than(person.app_code().replace(" ", ""))
    person.enter_code(wrong, persona(WHO).password)
    person.sees_error(SENTENCES["staff_code_or_password"])
    words = person.words.plural("Il reste {n} essai.", "Il reste {n} essais.", 4)
    expect(person.page.locator("main")).to_contain_text(words)
    person.enter_code(person.app_code(), persona(WHO).password)
    person.sees_title("Espace du personnel")


def test_somebody_unknown_sees_the_same_screen(enter: Enter) -> None:
    seen = []
    for identifier in (WHO, "personne.inconnue", EMPLOYER):
        person = enter()
        person.open("connexion/equipe")
        person.give_staff_identifier(identifier)
        settled(person)
        seen.append(person.page.locator("main section").first.inner_text())
    assert seen[0] == seen[1] == seen[2]


def test_the_app_of_the_demo_shows_the_next_code_by_itself(enter: Enter) -> None:
    person = enter()
    person.open("connexion/equipe")
    person.give_staff_identifier(WHO)
    first = person.app_code()
    shown = person.page.locator(".demo-band .code-prefix").first
    expect(shown).not_to_have_text(first, timeout=35_000)
    expect(shown).to_have_text(re.compile(r"^\d{3} \d{3}$"))


def test_a_page_of_staff_leads_to_the_staffs_door_and_back(enter: Enter) -> None:
    person = enter()
    person.open("equipe/codes-de-secours")
    person.sees_title("Connexion du personnel")
    person.sees(SENTENCES["sign_in_first"])
    person.give_staff_identifier("personne.inconnue")
    person.link("Changer d'identifiant").click()
    person.sees_title("Connexion du personnel")
    person.give_staff_identifier(WHO)
    person.enter_code(person.app_code(), persona(WHO).password)
    person.sees_title("Codes de secours")


def test_a_backup_code_opens_in_place_of_the_app(enter: Enter) -> None:
    person = enter(WHO)
    person.open("equipe/codes-de-secours")
    person.press("Créer dix codes")
    code = person.page.get_by_text(TEN_CODES).first.inner_text()
    other = enter()
    other.open("connexion/equipe")
    other.give_staff_identifier(WHO)
    other.enter_code(code, persona(WHO).password)
    other.sees_title("Espace du personnel")
    other.sees("Il vous reste {n} codes de secours.", n=9)


# A lost phone


def test_a_supervisor_takes_a_lost_app_away_and_its_owner_begins_anew(
    enter: Enter, link: str
) -> None:
    owner, boss = enter(), enter(BOSS)
    _sets_a_password(owner, link)
    owner.page.locator("#code").fill(owner.app_code())
    owner.press("Relier et me connecter")
    owner.sees_title("Codes de secours")
    boss.open("equipe")
    boss.link("Ouvrir les comptes").click()
    boss.sees_title("Comptes du personnel")
    identifier = _made[-1]
    boss.page.locator("#recherche").fill(identifier)
    expect(boss.page.locator("tbody tr")).to_have_count(1)
    keys = Keys(boss)
    keys.reach(boss.row(ACCOUNTS, 0).get_by_role("button"))
    keys.press("Enter")
    keys.stays_inside(boss.page.get_by_role("dialog"))
    keys.press("Escape")
    expect(boss.page.get_by_role("dialog")).to_have_count(0)
    expect(boss.row(ACCOUNTS, 0)).to_contain_text("reliée")
    keys.reach(boss.row(ACCOUNTS, 0).get_by_role("button"))
    keys.press("Enter")
    keys.push("Oui, remettre à zéro")
    expect(boss.row(ACCOUNTS, 0)).to_contain_text("à relier")
    expect(boss.page.get_by_role("status").first).to_contain_text(identifier)
    owner.open("equipe")
    owner.sees_title("Connexion du personnel")


def test_who_is_no_supervisor_does_not_see_the_accounts(enter: Enter) -> None:
    for who in (WHO, EMPLOYER):
        person = enter(who)
        person.open("equipe/agents")
        person.sees_title("Votre compte ne donne pas accès à cette page")
    officer = enter(WHO)
    officer.open("equipe")
    officer.sees_title("Espace du personnel")
    settled(officer)
    expect(officer.link("Ouvrir les comptes")).to_have_count(0)


# Looking, and the keyboard


@BOTH
def test_axe_finds_nothing_at_the_door_nor_in_the_space(
    enter: Enter, link: str, language: Language
) -> None:
    person = enter(language=language)
    for address in ("connexion/equipe", "connexion/equipe/code"):
        resize(person, WIDE)
        if address.endswith("code"):
            person.give_staff_identifier(WHO)
        else:
            person.open(address)
        settled(person)
        is_page(person, address)
        is_clean(person, WIDE, NARROW)
    person.enter_code("000000", PASSWORD)
    person.sees_error(SENTENCES["staff_code_or_password"])
    is_clean(person, WIDE, NARROW)
    resize(person, WIDE)
    _sets_a_password(person, link)
    settled(person)
    is_page(person, "connexion/equipe/application")
    is_clean(person, WIDE, NARROW)
    officer = enter(WHO, language)
    for address in ("equipe", "equipe/codes-de-secours"):
        resize(officer, WIDE)
        officer.open(address)
        settled(officer)
        is_page(officer, address)
        is_clean(officer, WIDE, NARROW)
    officer.press("Créer dix codes")
    expect(officer.page.get_by_text(TEN_CODES)).to_have_count(10)
    is_clean(officer, WIDE, NARROW)


@BOTH
def test_axe_finds_nothing_on_the_accounts_nor_in_their_question(
    enter: Enter, language: Language
) -> None:
    person = enter(BOSS, language)
    person.open("equipe/agents")
    settled(person)
    is_page(person, "equipe/agents")
    expect(person.row(ACCOUNTS, 0)).to_be_visible()
    is_clean(person, WIDE, NARROW)
    resize(person, WIDE)
    person.row(ACCOUNTS, 0).get_by_role("button").click()
    expect(person.page.get_by_role("dialog")).to_be_visible()
    is_clean(person, WIDE, NARROW)


@BOTH
def test_axe_finds_nothing_on_what_only_supervisors_read(enter: Enter, language: Language) -> None:
    person = enter(BOSS, language)
    for address in ("equipe/journal", "equipe/chiffres"):
        resize(person, WIDE)
        person.open(address)
        settled(person)
        is_page(person, address)
        expect(person.page.locator("tbody tr").first).to_be_visible()
        is_clean(person, WIDE, NARROW)


def test_every_page_of_staffs_door_is_looked_at() -> None:
    assert sorted(STAFF_PAGES) == [
        "connexion/equipe",
        "connexion/equipe/application",
        "connexion/equipe/code",
        "equipe",
        "equipe/agents",
        "equipe/chiffres",
        "equipe/codes-de-secours",
        "equipe/journal",
    ]


@BOTH
def test_the_first_sign_in_without_a_mouse(enter: Enter, link: str, language: Language) -> None:
    person = enter(language=language)
    keys = Keys(person)
    person.open(link)
    person.sees_title("Activer votre compte")
    keys.fill("password", PASSWORD)
    keys.fill("again", PASSWORD)
    keys.press("Enter")
    person.sees_title("Relier votre application d'authentification")
    keys.fill("code", person.app_code())
    keys.press("Enter")
    person.sees_title("Codes de secours")
    keys.push("Créer dix codes")
    expect(person.page.locator("#codes")).to_be_focused()
    keys.reach(person.link("C'est noté, aller à mon espace"))
    keys.press("Enter")
    person.sees_title("Espace du personnel")
