"""The choice among the affiliations of a group, which an account with one is not asked for."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from damancom_reflex.i18n import Language
from tests.browser.conftest import Enter
from tests.browser.journeys import BOTH, NEW_REQUEST, persona
from tests.browser.remission import EMPLOYER


@BOTH
def test_a_group_account_searches_sorts_and_turns_its_55_affiliations(
    enter: Enter, language: Language
) -> None:
    person = enter("fiduciaire.atlas", language)
    numbers = sorted(company.number for company in persona("fiduciaire.atlas").companies)
    person.begin()
    person.sees_title("Choisir l'affiliation")
    person.sees("{first} à {last} sur {total}", first=1, last=10, total=55)
    assert [row[0] for row in person.table("Vos affiliations")] == numbers[:10]
    first = person.row("Vos affiliations", 0)
    person.page.get_by_role("button", name=person.words("Page suivante")).click()
    person.sees("{first} à {last} sur {total}", first=11, last=20, total=55)
    expect(first).to_contain_text(numbers[10])
    person.page.get_by_role("button", name=person.words("Dernière page")).click()
    person.sees("{first} à {last} sur {total}", first=51, last=55, total=55)
    expect(person.page.get_by_role("button", name=person.words("Page suivante"))).to_be_disabled()
    person.page.get_by_role("button", name=person.words("Première page")).click()
    expect(first).to_contain_text(numbers[0])
    by_number = person.page.get_by_role(
        "columnheader", name=re.compile(re.escape(person.words("Numéro d'affiliation")))
    )
    expect(by_number).to_have_attribute("aria-sort", "ascending")
    by_number.get_by_role("button").click()
    expect(by_number).to_have_attribute("aria-sort", "descending")
    expect(first).to_contain_text(numbers[-1])
    person.page.locator("#recherche").fill(numbers[7])
    person.sees("{first} à {last} sur {total}", first=1, last=1, total=1)
    assert [row[0] for row in person.table("Vos affiliations")] == [numbers[7]]
    person.page.locator("#recherche").fill("rien de tel")
    person.sees("Aucune affiliation ne répond à cette recherche.")
    expect(
        person.page.get_by_text(
            person.words("{first} à {last} sur {total}", first=0, last=0, total=0)
        )
    ).to_have_count(0)


def test_a_group_account_chooses_an_affiliation_and_goes_on_with_it(enter: Enter) -> None:
    person = enter("fiduciaire.atlas")
    company = next(
        company
        for company in persona("fiduciaire.atlas").companies
        if company.debt and not company.signs
    )
    person.begin()
    person.page.locator("#recherche").fill(company.number)
    person.sees("1 à 1 sur 1")
    person.page.get_by_role("button", name=company.legal_name).click()
    person.sees_title("Votre créance consolidée")
    expect(person.page.locator(".eyebrow")).to_contain_text(company.legal_name)
    expect(person.page.locator(".rail-current")).to_have_text("Créance consolidée")
    expect(person.page.locator(".rail-done")).to_have_count(1)


def test_the_affilie_page_is_not_for_an_account_with_one_affiliation(enter: Enter) -> None:
    person = enter(EMPLOYER)
    person.open("recouvrement/affilie")
    person.sees_title("Votre créance consolidée")
    expect(person.button(NEW_REQUEST)).to_have_count(0)
