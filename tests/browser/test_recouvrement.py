"""The main job, whole, in both languages and both modes, in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from damancom_reflex.i18n import Language
from tests.browser.journeys import Person, persona
from tests.portal import Portal

TWO_MONTHS = "pharmacie.annour"
FOUR_MONTHS = "guide-acomptes-4"
FULL = "guide-integral"


def test_an_employer_signs_a_plan_in_french(page: Page, portal: Portal) -> None:
    person = Person(page, portal.url)
    person.sign_in(persona(TWO_MONTHS))
    person.begin()
    expect(page.get_by_text("27 707,49 MAD").first).to_be_visible()
    person.choose_mode("instalments")
    person.choose_account()
    person.plan("5000", 2)
    expect(page.get_by_text("21 950,56 MAD").first).to_be_visible()
    expect(page.get_by_text("2 mensualités de 8 475,28 MAD")).to_be_visible()
    expect(page.get_by_text("08/01/2024").first).to_be_visible()
    person.sign()
    with page.expect_download() as download:
        page.get_by_role("link", name="Télécharger l'accord (PDF)").click()
    text = "".join(part.extract_text() for part in PdfReader(download.value.path()).pages)
    assert "8 475,28" in text.replace(" ", " ").replace(" ", " ")


@pytest.mark.parametrize("language", ["ar"])
def test_an_employer_pays_in_full_in_arabic(page: Page, portal: Portal, language: Language) -> None:
    person = Person(page, portal.url, language)
    person.sign_in(persona(FULL))
    assert page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == [
        "ar",
        "rtl",
    ]
    person.begin()
    person.choose_mode("full")
    person.choose_account()
    expect(page.get_by_text("80 096,86 MAD").first).to_be_visible()
    expect(page.get_by_text("34 567,22 MAD").first).to_be_visible()
    person.sign()
    expect(page.get_by_text("80 096,86 MAD").first).to_be_visible()
