"""Steps 4 and 5 of adhésion: the delegate, the summary and its links, the terms, one submission."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from damancom_reflex.domain.enrolment.fields import Field
from damancom_reflex.domain.enrolment.steps import EnrolmentStep
from damancom_reflex.i18n import Language
from damancom_reflex.sentences import sentence
from tests.browser.adhesion import at_step
from tests.browser.conftest import Apply
from tests.browser.dossiers import DELEGATE, Dossiers
from tests.browser.enrolling import SUBMIT
from tests.browser.journeys import BOTH

DELEGATION, CONFIRMATION = EnrolmentStep.DELEGATION, EnrolmentStep.CONFIRMATION
ON = "Continuer vers la validation"
MISSING = (
    "delegate_kind_missing",
    "empty_company_name",
    "empty_ice",
    "empty_surname",
    "empty_first_name",
    "identity_kind_missing",
    "empty_identity",
    "empty_email",
    "empty_mobile",
    "scope_missing",
)
PROOF = "La preuve du changement de représentant : procès-verbal, statuts ou extrait du registre."
REFUSED = (
    (Field.DELEGATE_ICE, "001561191000067", "wrong_key_ice", {}),
    (Field.DELEGATE_ICE, "00156119100006", "wrong_length_ice", {"found": 14}),
    (Field.DELEGATE_SURNAME, "بناني", "arabic_in_latin_name", {}),
    (Field.DELEGATE_IDENTITY_NUMBER, "12", "malformed_cin", {}),
    (Field.DELEGATE_EMAIL, "a@b.invalid", "email_domain_impossible", {}),
    (Field.DELEGATE_PHONE, "0522000000", "not_mobile", {}),
    (Field.DELEGATE_UNTIL, "31/02/2026", "impossible_day", {}),
    (Field.DELEGATE_UNTIL, "01/01/2020", "until_not_after_today", {}),
)


# Delegation


def test_the_question_is_to_be_answered(apply: Apply, dossiers: Dossiers) -> None:
    who, _draft = at_step(apply, dossiers, DELEGATION)
    who.press(ON)
    assert who.problems() == [sentence("delegation_missing", who.words)]
    who.choose(Field.DELEGATED, "no")
    expect(who.page.locator("#erreurs")).to_have_count(0)
    who.to_confirmation()
    who.sees("Aucun : vous agirez vous-même.")


@BOTH
def test_a_delegate_of_whom_nothing_is_said_is_listed_with_links(
    apply: Apply, dossiers: Dossiers, language: Language
) -> None:
    who, _draft = at_step(apply, dossiers, DELEGATION, language)
    who.choose(Field.DELEGATED, "yes")
    who.press(ON)
    assert who.problems() == [sentence(code, who.words) for code in MISSING]
    links = who.page.locator("#erreurs li").get_by_role("link")
    for place, field in ((0, Field.DELEGATE_KIND), (2, Field.DELEGATE_ICE), (9, "scope_declare")):
        links.nth(place).click()
        expect(who.field(field)).to_be_focused()
    who.field("scope_sign").check()
    expect(links).to_have_count(len(MISSING) - 1)
    who.type(Field.DELEGATE_NAME, "Fiduciaire du Détroit")
    expect(links).to_have_count(len(MISSING) - 2)


def test_each_wrong_answer_about_a_delegate_has_its_sentence(
    apply: Apply, dossiers: Dossiers
) -> None:
    who, draft = at_step(apply, dossiers, DELEGATION, **DELEGATE)
    own_ice = (Field.DELEGATE_ICE, draft.company.ice, "delegate_is_company", {})
    for field, typed, code, params in (own_ice, *REFUSED):
        who.type(field, typed)
        who.press(ON)
        who.refused(field, code, **params)
        expect(who.field(field)).to_have_value(typed)
        who.type(field, DELEGATE[field])
        expect(who.page.locator(f"#{field}-erreur")).to_be_hidden()
    who.to_confirmation()


def test_no_keeps_what_was_said_of_a_delegate(apply: Apply, dossiers: Dossiers) -> None:
    who, _draft = at_step(apply, dossiers, DELEGATION, **DELEGATE)
    who.choose(Field.DELEGATED, "no")
    expect(who.field(Field.DELEGATE_NAME)).to_have_count(0)
    who.choose(Field.DELEGATED, "yes")
    expect(who.field(Field.DELEGATE_NAME)).to_have_value(DELEGATE["delegate_name"])
    expect(who.page.locator("input[name=delegate_kind]:checked")).to_have_value("FIDUCIARY")
    expect(who.field("scope_declare")).to_be_checked()


# Summary and terms


@BOTH
def test_modify_comes_straight_back_and_asks_for_the_terms_again(
    apply: Apply, dossiers: Dossiers, language: Language
) -> None:
    who, draft = at_step(apply, dossiers, CONFIRMATION, language)
    who.accept()
    modify = who.page.locator("main a[href*='retour=oui']")
    expect(modify).to_have_count(3)
    for place, step, on in (
        (0, EnrolmentStep.REPRESENTATIVE, "Continuer vers les coordonnées"),
        (1, EnrolmentStep.CONTACT, "Continuer vers la délégation"),
        (2, DELEGATION, ON),
    ):
        modify.nth(place).click()
        who.sees_step(step)
        who.go_on(on, CONFIRMATION)
    # Nothing was changed: what was accepted still is.
    expect(who.button(SUBMIT)).to_be_visible()
    modify.nth(1).click()
    who.sees_step(EnrolmentStep.CONTACT)
    who.choose(Field.OPERATOR, "ORANGE")
    dossiers.keeps(draft, Field.OPERATOR, "ORANGE")
    who.go_on("Continuer vers la délégation", CONFIRMATION)
    expect(who.button(SUBMIT)).to_have_count(0)
    expect(who.button("Lire et accepter les conditions")).to_be_visible()


@BOTH
def test_the_terms_stand_in_both_languages_and_are_accepted_by_a_choice(
    apply: Apply, dossiers: Dossiers, language: Language
) -> None:
    who, draft = at_step(apply, dossiers, CONFIRMATION, language)
    who.press("Lire et accepter les conditions")
    dialog = who.page.get_by_role("dialog", name=who.words("Conditions générales d'adhésion"))
    for tongue, direction, word in (("fr", "ltr", "Damancom"), ("ar", "rtl", "المنخرط")):
        text = dialog.locator(f"section[lang={tongue}][dir={direction}] .terms-text")
        expect(text).to_contain_text(word)
    dialog.get_by_role("button", name=who.words("Fermer sans accepter")).click()
    expect(dialog).to_have_count(0)
    expect(who.button(SUBMIT)).to_have_count(0)
    assert dossiers.row(draft).terms_fingerprint == ""
    who.accept()
    who.page.reload()
    expect(who.button(SUBMIT)).to_be_visible()


def test_a_change_in_another_tab_is_not_submitted_unread(apply: Apply, dossiers: Dossiers) -> None:
    who, draft = at_step(apply, dossiers, CONFIRMATION)
    who.accept()
    row = dossiers.row(draft)
    dossiers.change(draft, typed={**row.typed, "operator": "ORANGE"}, version=row.version + 1)
    who.press(SUBMIT)
    who.sees_error(sentence("read_again", who.words))
    expect(who.page.locator("main")).to_contain_text("Orange")
    expect(who.button(SUBMIT)).to_have_count(0)
    assert dossiers.under_way(draft.company) == 0


def test_two_presses_and_the_back_button_file_one_request(apply: Apply, dossiers: Dossiers) -> None:
    who, draft = at_step(apply, dossiers, CONFIRMATION)
    who.accept()
    who.button(SUBMIT).dblclick(delay=5)
    who.sees_title("Votre demande est déposée")
    reference = who.reference()
    expect(who.page.locator("#erreurs")).to_have_count(0)
    # The last step leads on again, to the same request.
    who.page.go_back()
    expect(who.page).to_have_url(re.compile("e=enrolment_needs_code"))
    who.sees_title("Votre demande est déposée")
    assert who.reference() == reference
    (row,) = dossiers.of(draft.company)
    assert (row.revision, row.reference) == (1, reference)


@BOTH
def test_what_happens_next_is_told_with_the_agency_and_what_to_bring(
    apply: Apply, dossiers: Dossiers, language: Language
) -> None:
    who, draft = at_step(apply, dossiers, CONFIRMATION, language, **DELEGATE)
    who.accept()
    who.submit()
    who.sees("Apportez-les à votre agence, au plus tard le")
    who.sees("Le mandat, signé par vous et par le mandataire.")
    main = who.page.locator("main")
    row = dossiers.row(draft)
    assert row.expires_on
    expect(main).to_contain_text(f"{row.expires_on:%d/%m/%Y}")
    who.sees("Votre agence")
    expect(main.locator("a[href^='tel:+212']")).to_be_visible()
    expect(main.get_by_text(who.words(PROOF))).to_have_count(0)
    who.sees("Demande déposée")


def test_the_proof_of_a_new_representative_is_on_the_list(apply: Apply, dossiers: Dossiers) -> None:
    names = {"surname": "El-Mansouri d'Ávila", "first_name": "Zineb"}
    draft = dossiers.draft(CONFIRMATION, identity_number="KB908172", **names)
    dossiers.change(draft, identity_proved="CIN:KB908172", representative_id=None)
    who = apply(draft)
    who.at(CONFIRMATION, draft)
    who.sees("Nouveau représentant : le changement est à prouver à l'agence.")
    who.accept()
    who.submit()
    who.sees(PROOF)
    _paper, text = who.paper("demande")
    assert "El-Mansouri d'Ávila" in text
