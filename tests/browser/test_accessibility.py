"""What axe finds on every page and state, in both languages: nothing. WCAG 2.2 AA and best practices."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import pytest
from playwright.sync_api import expect

from damancom_reflex.i18n import Language
from tests.browser.conftest import Enter
from tests.browser.journeys import BOTH, NEW_REQUEST, Person, persona
from tests.browser.looking import (
    CLAIM_PAGES,
    DEBIT_PAGES,
    ENROLMENT_PAGES,
    NARROW,
    REVIEW_PAGES,
    STAFF_PAGES,
    TITLES,
    WIDE,
    is_clean,
    is_page,
    resize,
    settled,
)
from tests.browser.records import Records

EMPLOYER: Final = "hotel.ourika"
GROUP: Final = "fiduciaire.atlas"
HOLDER: Final = "menuiserie.cedre"


def _pages_of(role: str) -> list[str]:
    """Addresses of the map by who opens them: a visitor, a group account, the holder of a request, an employer."""
    others = {"recouvrement/affilie": GROUP, "recouvrement/demande": HOLDER}
    visitors = ("", "connexion", "introuvable", "incident", "verification", "affiliation")
    return [
        address
        for address in TITLES
        # The others are looked at in the tests that `looking` names.
        if address
        not in (*ENROLMENT_PAGES, *CLAIM_PAGES, *STAFF_PAGES, *REVIEW_PAGES, *DEBIT_PAGES)
        and role
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
        # The foot of every page names the « perception »: only the heading says that one is there.
        person.begin()
        person.sees_title("Votre demande")
    elif address.startswith("recouvrement/"):
        draft = records.draft(persona(EMPLOYER), "instalments", "5000", "30")
        person.open(f"{address}?d={draft}")
    else:
        person.open(address)
    settled(person)


def test_every_page_of_the_map_is_looked_at() -> None:
    roles = ("", GROUP, HOLDER, EMPLOYER)
    seen = [address for role in roles for address in _pages_of(role)]
    elsewhere = (*ENROLMENT_PAGES, *CLAIM_PAGES, *STAFF_PAGES, *REVIEW_PAGES, *DEBIT_PAGES)
    assert sorted([*seen, *elsewhere]) == sorted(TITLES)


@BOTH
@pytest.mark.parametrize("role", ["", GROUP, HOLDER, EMPLOYER], ids=lambda who: who or "visiteur")
def test_axe_finds_nothing_on_any_page(
    enter: Enter, records: Records, language: Language, role: str
) -> None:
    person = enter(role, language)
    for address in _pages_of(role):
        resize(person, WIDE)
        _open(person, records, address)
        is_page(person, address)
        is_clean(person, WIDE, NARROW)


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
    is_clean(person, NARROW)


@BOTH
def test_axe_finds_nothing_in_a_search_without_result(enter: Enter, language: Language) -> None:
    person = enter(GROUP, language)
    person.open("recouvrement")
    person.press(NEW_REQUEST)
    person.page.locator("#recherche").fill("rien de tel")
    person.sees("Aucune affiliation ne répond à cette recherche.")
    is_clean(person, NARROW)


@BOTH
def test_a_refused_sign_in_says_so_first(enter: Enter, language: Language) -> None:
    person = enter(language=language)
    person.open("connexion")
    person.press("Recevoir mon code")
    person.sees_error("Saisissez votre identifiant.")
    is_clean(person, NARROW)
    person.page.locator("#erreurs").get_by_role("link").click()
    expect(person.page.locator("#identifier")).to_be_focused()


@BOTH
def test_text_twice_as_large_fits(enter: Enter, records: Records, language: Language) -> None:
    """200 % zoom of a 1280 px screen leaves 640 px, and 400 % leaves 320 px; the latter is above."""
    person = enter(EMPLOYER, language, (640, 450))
    _simulation(person, records)
    is_clean(person, (640, 450))
