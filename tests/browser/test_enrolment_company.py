"""Step 1 of adhésion: every answer an affiliation number can get, each with its sentence."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from damancom_reflex.domain.enrolment.fields import Field
from damancom_reflex.domain.enrolment.steps import EnrolmentStep
from damancom_reflex.i18n import Language
from damancom_reflex.sentences import SENTENCES
from tests.browser.conftest import Apply
from tests.browser.dossiers import Dossiers
from tests.browser.enrolling import Applicant
from tests.browser.journeys import BOTH, persona
from tests.browser.records import Records

UNKNOWN = "0000000"
"""A number whose key fits and that nobody has; the next one's does not fit."""
UNKNOWN_OF_A_WRONG_KEY = "0000001"
UNDER_WAY = "Une demande est déjà en cours pour cette entreprise. Est-ce la vôtre ?"


def _at_the_number(apply: Apply, language: Language = "fr") -> Applicant:
    who = apply(language=language)
    who.open("adhesion/entreprise")
    return who


@BOTH
def test_what_is_not_a_number_of_seven_digits_gets_its_sentence(
    apply: Apply, language: Language
) -> None:
    who = _at_the_number(apply, language)
    for typed, code, params in (
        ("", "empty_affiliation", {}),
        ("43175", "wrong_length_affiliation", {"found": 5}),
        ("43A7542", "malformed_affiliation", {}),
    ):
        who.look_up(typed)
        who.refused("number", code, **params)
        expect(who.field("number")).to_have_value(typed)
        expect(who.page.locator("#erreurs")).to_be_focused()


@BOTH
def test_a_number_that_nobody_has_says_so_and_tells_of_its_key(
    apply: Apply, language: Language
) -> None:
    who = _at_the_number(apply, language)
    for number, code in (
        (UNKNOWN, "affiliate_not_found"),
        (UNKNOWN_OF_A_WRONG_KEY, "affiliate_not_found_wrong_key"),
    ):
        who.look_up(number)
        who.refused("number", code)
        who.sees_error(SENTENCES[code])
        expect(who.field("number")).to_have_value(number)


def test_a_number_in_arabic_digits_and_spaces_finds_its_company(
    apply: Apply, dossiers: Dossiers
) -> None:
    who, company = _at_the_number(apply), dossiers.company()
    digits = company.number.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    who.look_up(f" {digits[:3]} {digits[3:]} ")
    who.finds(company.legal_name)
    expect(who.page.locator("main .facts")).to_contain_text(company.number)


@BOTH
def test_a_wrong_key_that_is_registered_warns_and_goes_on(
    apply: Apply, dossiers: Dossiers, language: Language
) -> None:
    who, company = _at_the_number(apply, language), dossiers.company(key_wrong=True)
    who.look_up(company.number)
    who.finds(company.legal_name)
    who.sees("Ce numéro est inhabituel, mais il figure bien dans nos registres.")
    who.says_yes()


@BOTH
def test_another_company_is_forgotten_and_explained(
    apply: Apply, dossiers: Dossiers, language: Language
) -> None:
    who, company = _at_the_number(apply, language), dossiers.company()
    who.look_up(company.number)
    who.finds(company.legal_name)
    who.press("Non, ce n'est pas elle")
    who.sees(SENTENCES["company_not_mine"])
    expect(who.field("number")).to_have_value("")
    expect(who.page.locator("main")).not_to_contain_text(company.legal_name)
    assert dossiers.of(company) == []


@BOTH
def test_a_company_that_has_an_account_is_led_to_it(apply: Apply, language: Language) -> None:
    who = _at_the_number(apply, language)
    who.look_up(persona("atelier.zellige").companies[0].number)
    who.sees("Cette entreprise a déjà un compte Damancom.")
    main = who.page.locator("main")
    expect(main).not_to_contain_text("Zellige")
    for msgid, address in (
        ("Se connecter", "connexion"),
        ("Mot de passe oublié ?", "connexion/mot-de-passe"),
    ):
        link = main.get_by_role("link", name=who.words(msgid), exact=True)
        expect(link).to_have_attribute("href", f"/{language}/{address}")


def test_the_eleventh_number_of_an_hour_waits(apply: Apply) -> None:
    """Ten look-ups an hour from an address: the sentence says until when."""
    who = _at_the_number(apply)
    page = who.page
    expect(page.locator("[data-captcha=done]")).to_be_visible()
    for _turn in range(10):
        who.look_up(UNKNOWN)
        page.wait_for_url("**e=affiliate_not_found*")
        expect(page.locator("[data-captcha=done]")).to_be_visible()
    who.look_up(UNKNOWN)
    expect(page.locator("#erreurs")).to_contain_text(
        re.compile(r"Réessayez après le .?\d{2}/\d{2}/\d{4} \d{2}:\d{2}")
    )
    expect(who.field("number")).to_have_value(UNKNOWN)


# What was begun, what is under way


def test_a_draft_begun_here_is_given_back_and_shown_on_the_first_page(
    apply: Apply, dossiers: Dossiers
) -> None:
    draft = dossiers.draft(EnrolmentStep.CONTACT, phone="0612")
    who = apply(draft)
    who.open("adhesion")
    who.sees("Reprendre là où vous en étiez")
    who.page.get_by_role("link", name=draft.company.legal_name).click()
    who.sees_step(EnrolmentStep.CONTACT)
    expect(who.field(Field.PHONE)).to_have_value("0612")
    who.open("adhesion/entreprise")
    who.look_up(draft.company.number)
    who.sees("Entreprise confirmée")
    assert draft.id in who.page.url
    assert [row.id for row in dossiers.of(draft.company)] == [draft.id]
    other = apply()
    other.open("adhesion")
    other.sees_title("Adhérer à Damancom")
    expect(other.page.locator("main")).not_to_contain_text(draft.company.legal_name)


def test_a_request_under_way_opens_straight_in_its_own_browser(
    apply: Apply, dossiers: Dossiers
) -> None:
    filed = dossiers.filed()
    who = apply(filed)
    who.open("adhesion/entreprise")
    who.look_up(filed.company.number)
    who.sees_title("Votre demande d'adhésion")
    who.sees(SENTENCES["request_under_way"])
    assert who.reference() == filed.reference
    assert len(dossiers.of(filed.company)) == 1


@BOTH
def test_a_request_under_way_opens_elsewhere_after_a_code_and_can_be_changed(
    apply: Apply, dossiers: Dossiers, records: Records, language: Language
) -> None:
    filed = dossiers.filed()
    records.allow_codes()
    who = apply(language=language)
    who.open("adhesion/entreprise")
    who.look_up(filed.company.number)
    who.sees(UNDER_WAY)
    who.press("Recevoir le code")
    who.sees_title("Votre code de suivi")
    expect(who.page.locator("main")).not_to_contain_text(filed.reference)
    who.opens_with(who.latest_code())
    who.sees_title("Votre demande d'adhésion")
    assert who.reference() == filed.reference
    _paper, text = who.paper("demande")
    assert filed.reference in text
    who.link("Modifier la demande").click()
    who.sees_step(EnrolmentStep.CONFIRMATION)
    who.sees("Vous modifiez la demande")
    who.page.locator(f"a[href*='/adhesion/coordonnees?d={filed.id}']").last.click()
    who.sees_step(EnrolmentStep.CONTACT)
    who.type(Field.RIB, "011519000001205000534921")
    dossiers.keeps(filed, Field.RIB, "011519000001205000534921")
    assert dossiers.row(filed).filed["rib"] == ""
    who.go_on("Continuer vers la délégation", EnrolmentStep.CONFIRMATION)
    who.accept()
    assert who.submit() == filed.reference
    who.sees("Demande modifiée et déposée de nouveau")
    row = dossiers.row(filed)
    assert (row.revision, row.filed["rib"]) == (2, "011519000001205000534921")
    assert dossiers.under_way(filed.company) == 1
