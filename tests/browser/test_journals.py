"""The journal of an employer's own part of the trail, and the supervisors' of all of it, by mouse and by keyboard."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import expect

from damancom_reflex.i18n import Language
from tests.browser.conftest import Enter
from tests.browser.journeys import BOTH, Person, persona
from tests.browser.keyboard import Keys
from tests.browser.looking import NARROW, WIDE, is_clean, is_page, resize

EMPLOYER, BOSS = "pharmacie.annour", "supervision.rabat"
OWN, WHOLE = "espace/journal", "equipe/journal"
EVENTS = "Événements"


def query(person: Person) -> dict[str, list[str]]:
    """The words of the address."""
    return parse_qs(urlsplit(person.page.url).query)


def column(person: Person, number: int) -> set[str]:
    """What the cells of a column say first."""
    rows = person.page.get_by_role("table", name=person.words(EVENTS)).locator("tbody tr").all()
    return {row.locator("th, td").nth(number).inner_text().split("\n")[0] for row in rows}


@BOTH
def test_an_employer_reads_what_was_done_from_their_space(enter: Enter, language: Language) -> None:
    person = enter(EMPLOYER, language)
    person.open("espace")
    person.link("Ouvrir le journal").click()
    person.sees_title("Journal de mon espace")
    is_page(person, OWN)
    expect(person.row(EVENTS, 0)).to_be_visible()
    person.page.locator("#acte").select_option("session.opened")
    expect(person.page).to_have_url(re.compile("acte=session.opened"))
    expect(person.row(EVENTS, 0)).to_contain_text(person.words("Connexion"))
    assert column(person, 1) == {persona(EMPLOYER).name}
    # Where they came from is theirs to read.
    expect(person.row(EVENTS, 0)).to_contain_text("10.20.")
    is_clean(person, WIDE, NARROW)
    resize(person, WIDE)
    person.page.locator("#recherche").fill("zzzz")
    person.sees("Aucun événement ne répond à ces filtres.")
    is_clean(person, WIDE, NARROW)
    person.press("Effacer les filtres")
    expect(person.page.locator("#recherche")).to_have_value("")
    expect(person.page).to_have_url(re.compile(r"/espace/journal$"))
    person.link("Revenir à mon espace").click()
    person.sees_title("Mon espace")


@BOTH
def test_an_employer_chooses_the_language_of_messages(enter: Enter, language: Language) -> None:
    person = enter(EMPLOYER, language)
    person.open("espace")
    for asked, said in (
        ("Les recevoir en arabe", "Nos courriels et nos SMS vous sont écrits en arabe."),
        ("Les recevoir en français", "Nos courriels et nos SMS vous sont écrits en français."),
    ):
        person.press(asked)
        person.sees(said)
        person.sees("C'est enregistré : cela vaut dès le prochain message.")
        is_clean(person, WIDE, NARROW)
        person.page.reload()
        person.sees(said)
    person.open(f"{OWN}?acte=messages.language_set")
    expect(person.row(EVENTS, 0)).to_contain_text(person.words("Langue des messages choisie"))
    expect(person.row(EVENTS, 0)).to_contain_text(person.words("français"))


def test_an_act_on_a_request_leads_to_its_page(enter: Enter) -> None:
    person = enter("menuiserie.cedre")
    person.open(f"{OWN}?acte=remission.signed")
    link = person.row(EVENTS, 0).get_by_role("link")
    reference = link.inner_text()
    link.click()
    person.sees_title("Votre demande")
    expect(person.page.locator("main")).to_contain_text(reference)
    boss = enter(BOSS)
    boss.open(f"{WHOLE}?recherche={reference}")
    boss.row(EVENTS, 0).get_by_role("link").click()
    boss.sees_title("Demande de remise")
    expect(boss.page.locator("main")).to_contain_text(reference)


@BOTH
def test_their_journal_is_read_without_a_mouse(enter: Enter, language: Language) -> None:
    person = enter(EMPLOYER, language)
    keys = Keys(person)
    person.open("espace")
    keys.reach(person.link("Ouvrir le journal"))
    keys.press("Enter")
    person.sees_title("Journal de mon espace")
    keys.reach(person.page.locator("#recherche"))
    keys.type("zzzz")
    person.sees("Aucun événement ne répond à ces filtres.")
    keys.push("Effacer les filtres")
    expect(person.row(EVENTS, 0)).to_be_visible()
    keys.reach(person.link("Télécharger cette liste (CSV)"))
    with person.page.expect_download() as waited:
        keys.press("Enter")
    assert re.fullmatch(r"journal-\d{4}-\d\d-\d\d\.csv", waited.value.suggested_filename)


def test_their_journal_is_a_card_an_event_on_a_phone(enter: Enter) -> None:
    person = enter(EMPLOYER, size=NARROW)
    person.open(OWN)
    expect(person.row(EVENTS, 0)).to_be_visible()
    named = person.row(EVENTS, 0).locator("[data-label]")
    assert [cell.get_attribute("data-label") for cell in named.all()] == [
        *("Date et heure", "Qui", "Acte", "Objet", "Avant, puis après")
    ]
    # What a card says by itself needs no heads above it.
    expect(person.page.locator("thead")).to_be_hidden()


@BOTH
def test_the_supervisors_list_is_kept_in_its_address(enter: Enter, language: Language) -> None:
    person = enter(BOSS, language)
    person.open(WHOLE)
    person.page.locator("#acte").select_option("session")
    person.page.locator("#du").fill("2020-01-01")
    person.page.locator("#qui").fill("supervision")
    expect(person.page).to_have_url(re.compile("qui=supervision"))
    person.page.locator("#recherche").fill("supervision.rabat")
    expect(person.page).to_have_url(re.compile("recherche=supervision.rabat"))
    kept = {
        "qui": ["supervision"],
        "acte": ["session"],
        "du": ["2020-01-01"],
        "recherche": ["supervision.rabat"],
    }
    assert query(person) == kept
    # Reloaded, or opened by somebody it was sent to, it is the same list.
    person.page.reload()
    expect(person.page.locator("#qui")).to_have_value("supervision")
    expect(person.page.locator("#du")).to_have_value("2020-01-01")
    expect(person.page.locator("#acte")).to_have_value("session")
    expect(person.page.locator("#recherche")).to_have_value("supervision.rabat")
    assert column(person, 1) == {persona(BOSS).name}
    # Elsewhere and back.
    person.page.get_by_role("banner").get_by_role("link").first.click()
    expect(person.page).not_to_have_url(re.compile("journal"))
    person.page.go_back()
    person.sees_title("Journal des actes")
    expect(person.page.locator("#qui")).to_have_value("supervision")
    assert query(person) == kept
    # Another address is another list, and its fields say so.
    person.open(f"{WHOLE}?acte=account")
    expect(person.page.locator("#acte")).to_have_value("account")
    for field in ("qui", "du", "recherche"):
        expect(person.page.locator(f"#{field}")).to_have_value("")
    person.press("Effacer les filtres")
    expect(person.page).to_have_url(re.compile(r"/equipe/journal$"))


def test_a_page_of_the_list_is_kept_too_and_nonsense_is_left_out(enter: Enter) -> None:
    person = enter(BOSS)
    person.open(f"{WHOLE}?page=2")
    expect(person.row(EVENTS, 0)).to_be_visible()
    expect(person.page.get_by_role("button", name="Page 2")).to_have_attribute(
        "aria-current", "page"
    )
    person.page.get_by_role("button", name="Première page").click()
    expect(person.page).to_have_url(re.compile(r"/equipe/journal$"))
    person.open(f"{WHOLE}?acte=x&du=hier&au=%00&page=-1&tri=hash&sens=desc")
    expect(person.row(EVENTS, 0)).to_be_visible()
    expect(person.page.locator("#acte")).to_have_value("")
