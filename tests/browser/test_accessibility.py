"""What axe finds on every page and state, in both languages: nothing. WCAG 2.2 AA and best practices."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, expect

from damancom_reflex.i18n import Language
from damancom_reflex.routing import PAGES
from tests.browser.conftest import Enter
from tests.browser.journeys import NEW_REQUEST, Person, persona
from tests.browser.records import Records

BOTH = pytest.mark.parametrize("language", ["fr", "ar"])
RULES: Final = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "resultTypes": ["violations"],
}
WIDE: Final = (1280, 900)
NARROW: Final = (390, 844)
NARROWEST: Final = (320, 640)
EMPLOYER: Final = "hotel.ourika"
GROUP: Final = "fiduciaire.atlas"
HOLDER: Final = "menuiserie.cedre"
TITLES: Final = {page.address: page.title for page in PAGES}


def _violations(page: Page) -> list[str]:
    """What axe finds, one line each, with the first element it is about."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate("rules => axe.run(document, rules)", RULES)["violations"]
    return [
        f"{item['id']}: {item['help']} – {len(item['nodes'])} × {item['nodes'][0]['html'][:160]}"
        for item in found
    ]


def _is_clean(person: Person, *sizes: tuple[int, int]) -> None:
    """Axe finds nothing at these sizes, and only tables scroll sideways, however narrow the screen."""
    for size in sizes:
        _resize(person, size)
        assert _violations(person.page) == [], f"{person.page.url} at {size[0]} px"
        _fits(person)
    _resize(person, NARROWEST)
    _fits(person)


def _resize(person: Person, size: tuple[int, int]) -> None:
    person.page.set_viewport_size({"width": size[0], "height": size[1]})


def _fits(person: Person) -> None:
    """The page does not scroll sideways; on failure, what sticks out is named."""
    wide = person.page.evaluate(
        """() => {
          const room = document.documentElement.clientWidth;
          if (document.documentElement.scrollWidth <= room) return [];
          return [...document.querySelectorAll('body *')]
            .filter(e => !e.closest('.table-scroll') || e.matches('.table-scroll'))
            .filter(e => e.getBoundingClientRect().right > room + 1 || e.getBoundingClientRect().left < -1)
            .map(e => e.outerHTML.slice(0, 120)).slice(0, 3).concat('sideways scroll');
        }"""
    )
    assert wide == [], person.page.url


def _settled(person: Person) -> None:
    """The page has its data: nothing says that it is loading."""
    expect(person.page.locator("main h1")).to_have_count(1)
    expect(person.page.locator(".loading-line .loading-spinner")).to_have_count(0)


def _pages_of(role: str) -> list[str]:
    """Addresses of the map by who opens them: a visitor, a group account, the holder of a request, an employer."""
    others = {"recouvrement/affilie": GROUP, "recouvrement/demande": HOLDER}
    visitors = ("", "connexion", "introuvable", "incident", "verification")
    return [
        address
        for address in TITLES
        if role
        == (
            ""
            if address in visitors or address.startswith("connexion/")
            else others.get(address, EMPLOYER)
        )
    ]


def _open(person: Person, records: Records, address: str) -> None:
    """A page of the map with what it needs to show something."""
    if address == "connexion/code":
        records.allow_codes()
        person.open("connexion")
        person.give_identifier(persona(EMPLOYER))
    elif address == "recouvrement/affilie":
        person.open(address)
        person.sees("{first} à {last} sur {total}", first=1, last=10, total=55)
    elif address == "recouvrement/demande":
        person.begin()
        person.sees("Votre perception")
    elif address.startswith("recouvrement/"):
        draft = records.draft(persona(EMPLOYER), "instalments", "5000", "30")
        person.open(f"{address}?d={draft}")
    else:
        person.open(address)
    expect(person.page.locator("main h1")).to_have_count(1)
    expect(person.page.locator(".loading-line .loading-spinner")).to_have_count(0)


def test_every_page_of_the_map_is_looked_at() -> None:
    roles = ("", GROUP, HOLDER, EMPLOYER)
    assert sorted(address for role in roles for address in _pages_of(role)) == sorted(TITLES)


@BOTH
@pytest.mark.parametrize("role", ["", GROUP, HOLDER, EMPLOYER], ids=lambda who: who or "visiteur")
def test_axe_finds_nothing_on_any_page(
    enter: Enter, records: Records, language: Language, role: str
) -> None:
    person = enter(role, language)
    root, direction = person.page.locator("html"), {"fr": "ltr", "ar": "rtl"}[language]
    for address in _pages_of(role):
        person.page.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})
        _open(person, records, address)
        expect(root).to_have_attribute("lang", language)
        expect(root).to_have_attribute("dir", direction)
        expect(person.page).to_have_title(f"{person.words(TITLES[address])} – Damancom")
        _is_clean(person, WIDE, NARROW)


def _simulation(person: Person, records: Records, mode: str = "instalments") -> None:
    draft = records.draft(persona(EMPLOYER), mode, "5000", "30")
    person.step("simulation", draft)
    person.sees("Comparer les possibilités")


def _plan_refused(person: Person, records: Records) -> None:
    _simulation(person, records)
    person.plan("abc", 10_000)
    expect(person.page.locator("#avance-erreur")).to_be_visible()


def _everything_opened(person: Person, records: Records) -> None:
    _simulation(person, records)
    for summary in person.page.locator("details.explain summary").all():
        summary.click()
    person.press("Voir ligne par ligne")
    expect(person.row("Remise ligne par ligne", 0)).to_be_visible()


def _full_payment(person: Person, records: Records) -> None:
    _simulation(person, records, "full")


def _periods_opened(person: Person, records: Records) -> None:
    person.step("creance", records.draft(persona(EMPLOYER)))
    person.page.locator(".cell-button").first.click()
    expect(person.row("Montants par période", 0)).to_be_visible()


def _no_mode_chosen(person: Person, records: Records) -> None:
    person.step("modalite", records.draft(persona(EMPLOYER)))
    person.press("Continuer vers le compte bancaire")
    person.sees_error("Choisissez une modalité de paiement.")


def _rib_refused(person: Person, records: Records) -> None:
    person.step("compte", records.draft(persona(EMPLOYER), "full", with_account=False))
    person.press("Ajouter un autre RIB")
    person.page.locator("#rib").fill("011519000001205000534922")
    person.press("Ajouter ce RIB")
    expect(person.page.locator("#rib-erreur")).to_be_visible()
    person.sees_error("La clé de ce RIB n'est pas la bonne. Recopiez-le depuis votre attestation.")


def _terms_open(person: Person, records: Records) -> None:
    person.step("signature", records.draft(persona(EMPLOYER), "full"))
    person.press("Lire et accepter les conditions")
    expect(person.page.get_by_role("dialog")).to_be_visible()


def _confirmation_open(person: Person, records: Records) -> None:
    person.step("signature", records.draft(persona(EMPLOYER), "full"))
    person.accept_terms()
    person.press("Signer la demande")
    expect(person.page.get_by_role("dialog")).to_be_visible()


def _signed(person: Person, records: Records) -> None:
    _confirmation_open(person, records)
    person.press("Oui, je signe")
    person.sees_title("C'est signé")


def _listed(person: Person, records: Records) -> None:
    _signed(person, records)
    person.link("Revenir à vos demandes").click()
    expect(person.row("Vos demandes, la plus récente d'abord", 0)).to_be_visible()


@BOTH
@pytest.mark.parametrize(
    "state",
    [
        _plan_refused,
        _everything_opened,
        _full_payment,
        _periods_opened,
        _no_mode_chosen,
        _rib_refused,
        _terms_open,
        _confirmation_open,
        _signed,
        _listed,
    ],
    ids=lambda state: state.__name__.lstrip("_"),
)
def test_axe_finds_nothing_in_any_state_of_the_journey(
    enter: Enter, records: Records, language: Language, state: Callable[[Person, Records], None]
) -> None:
    person = enter(EMPLOYER, language)
    state(person, records)
    _is_clean(person, NARROW)


@BOTH
def test_axe_finds_nothing_in_a_search_without_result(enter: Enter, language: Language) -> None:
    person = enter(GROUP, language)
    person.open("recouvrement")
    person.press(NEW_REQUEST)
    person.page.locator("#recherche").fill("rien de tel")
    person.sees("Aucune affiliation ne répond à cette recherche.")
    _is_clean(person, NARROW)


@BOTH
def test_a_refused_sign_in_says_so_first(enter: Enter, language: Language) -> None:
    person = enter(language=language)
    person.open("connexion")
    person.press("Recevoir mon code")
    person.sees_error("Saisissez votre identifiant.")
    _is_clean(person, NARROW)
    person.page.locator("#erreurs").get_by_role("link").click()
    expect(person.page.locator("#identifier")).to_be_focused()


@BOTH
def test_text_twice_as_large_fits(enter: Enter, records: Records, language: Language) -> None:
    """200 % zoom of a 1280 px screen leaves 640 px, and 400 % leaves 320 px; the latter is above."""
    person = enter(EMPLOYER, language, (640, 450))
    _simulation(person, records)
    _is_clean(person, (640, 450))
