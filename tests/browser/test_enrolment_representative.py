"""Step 2 of adhésion: an identity that the register knows, one that it does not, names, and the end of tries."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from damancom_reflex.domain.enrolment.fields import Field, IdentityKind
from damancom_reflex.domain.enrolment.steps import EnrolmentStep
from damancom_reflex.i18n import Language
from damancom_reflex.sentences import SENTENCES
from tests.browser.adhesion import at_step
from tests.browser.conftest import Apply
from tests.browser.dossiers import Dossier, Dossiers
from tests.browser.enrolling import Applicant
from tests.browser.journeys import BOTH

STEP = EnrolmentStep.REPRESENTATIVE
NOBODYS_CARD = "KB908172"
KNOWN = "Cette pièce est celle du représentant légal de nos registres :"
NOT_KNOWN = "Cette pièce n'est pas celle du représentant légal de nos registres."
ON = "Continuer vers les coordonnées"
LEFT = ("Il reste {n} vérification.", "Il reste {n} vérifications.")
LONG = "A" * 200


def _at_the_names(
    apply: Apply, dossiers: Dossiers, language: Language = "fr"
) -> tuple[Applicant, Dossier]:
    who, draft = at_step(apply, dossiers, STEP, language)
    who.identify(NOBODYS_CARD)
    who.sees(NOT_KNOWN)
    return who, draft


@pytest.mark.parametrize(
    ("kind", "number", "typed"),
    [
        (IdentityKind.CIN, "AB123456", " ab 123 456 "),
        (IdentityKind.PASSPORT, "PA1234567", "pa1234567"),
        (IdentityKind.RESIDENCE_CARD, "R12345678", "r 1234 5678"),
    ],
)
def test_a_document_of_the_register_shows_its_holder(
    apply: Apply, dossiers: Dossiers, kind: IdentityKind, number: str, typed: str
) -> None:
    company = dossiers.company(kind=kind, identity=number)
    who, _draft = at_step(apply, dossiers, STEP, "fr", company)
    who.identify(typed, kind.value)
    who.sees(KNOWN)
    expect(who.page.locator(".notice-success")).to_contain_text("Leïla Benkirane")
    expect(who.field(Field.SURNAME)).to_have_count(0)
    expect(who.field(Field.IDENTITY_NUMBER)).to_have_value(typed)
    who.to_contact()


def test_the_same_number_on_another_document_is_somebody_else(
    apply: Apply, dossiers: Dossiers
) -> None:
    who, draft = at_step(apply, dossiers, STEP)
    who.identify(draft.company.who.number, "RESIDENCE_CARD")
    who.sees(NOT_KNOWN)
    expect(who.page.locator("main")).not_to_contain_text("Benkirane")


@BOTH
def test_another_number_takes_the_answer_back(
    apply: Apply, dossiers: Dossiers, language: Language
) -> None:
    who, draft = at_step(apply, dossiers, STEP, language)
    who.identify(draft.company.who.number)
    who.sees(KNOWN)
    who.type(Field.IDENTITY_NUMBER, NOBODYS_CARD)
    expect(who.page.locator(".notice-success")).to_have_count(0)
    expect(who.button(ON)).to_have_count(0)
    who.press("Vérifier")
    who.sees(NOT_KNOWN)
    who.page.reload()
    who.sees(NOT_KNOWN)


@BOTH
def test_what_cannot_be_a_document_is_refused_and_costs_no_try(
    apply: Apply, dossiers: Dossiers, language: Language
) -> None:
    who, draft = at_step(apply, dossiers, STEP, language)
    for kind, typed, code in (
        ("CIN", "", "empty_cin"),
        ("CIN", "123456", "malformed_cin"),
        ("PASSPORT", "A123", "malformed_passport"),
        ("RESIDENCE_CARD", "12", "malformed_residence_card"),
    ):
        who.identify(typed, kind)
        who.refused(Field.IDENTITY_NUMBER, code)
        expect(who.field(Field.IDENTITY_NUMBER)).to_have_value(typed)
    assert dossiers.row(draft).identity_tries == 0


@BOTH
def test_a_new_representative_is_named_in_both_scripts(
    apply: Apply, dossiers: Dossiers, language: Language
) -> None:
    who, draft = _at_the_names(apply, dossiers, language)
    who.press(ON)
    who.refused(Field.SURNAME, "empty_surname")
    who.refused(Field.FIRST_NAME, "empty_first_name")
    assert who.problems() == [
        who.words(SENTENCES["empty_surname"]),
        who.words(SENTENCES["empty_first_name"]),
    ]
    for field, text in (
        (Field.SURNAME, "El-Mansouri d'Ávila"),
        (Field.FIRST_NAME, "Zineb"),
        (Field.SURNAME_AR, "المنصوري"),
        (Field.FIRST_NAME_AR, "زينب"),
    ):
        who.type(field, text)
    who.to_contact()
    dossiers.keeps(draft, Field.SURNAME, "El-Mansouri d'Ávila")
    dossiers.keeps(draft, Field.SURNAME_AR, "المنصوري")


@pytest.mark.parametrize(
    ("field", "text", "code", "params"),
    [
        (Field.SURNAME, "المنصوري", "arabic_in_latin_name", {}),
        (Field.FIRST_NAME, "Zineb 2", "malformed_name", {}),
        (Field.SURNAME_AR, "Mansouri", "latin_in_arabic_name", {}),
        (Field.FIRST_NAME_AR, "زينب7", "malformed_arabic_name", {}),
        (Field.SURNAME, LONG, "name_too_long", {"most": 80}),
    ],
)
def test_a_name_that_cannot_be_printed_gets_its_sentence_and_is_kept(
    apply: Apply,
    dossiers: Dossiers,
    field: Field,
    text: str,
    code: str,
    params: dict[str, object],
) -> None:
    who, draft = _at_the_names(apply, dossiers)
    names = {Field.SURNAME: "Alami", Field.FIRST_NAME: "Zineb", field: text}
    for name, typed in names.items():
        who.type(name, typed)
    who.press(ON)
    who.refused(field, code, **params)
    expect(who.field(field)).to_have_attribute("aria-invalid", "true")
    assert len(who.problems()) == 1
    who.page.locator("#erreurs li").get_by_role("link").click()
    expect(who.field(field)).to_be_focused()
    who.page.reload()
    expect(who.field(field)).to_have_value(text)
    who.type(field, "")
    dossiers.keeps(draft, field, "")


@BOTH
def test_five_identities_and_the_agency_goes_on(
    apply: Apply, dossiers: Dossiers, language: Language
) -> None:
    draft = dossiers.draft(STEP)
    dossiers.change(draft, identity_tries=3)
    who = apply(draft, language)
    who.at(STEP, draft)
    who.identify("KB100001")
    expect(who.page.locator("main")).to_contain_text(who.words.plural(*LEFT, 1))
    who.identify("KB100002")
    who.sees(
        "Les cinq vérifications de ce dossier sont faites. Présentez-vous à votre agence avec la pièce d'identité : "
        "elle continuera avec vous."
    )
    expect(who.button("Vérifier")).to_be_disabled()
    # The last answer stands: the new representative may still be named.
    who.type(Field.SURNAME, "Alami")
    who.type(Field.FIRST_NAME, "Zineb")
    who.to_contact()


def test_a_sixth_identity_is_refused_even_from_an_older_tab(
    apply: Apply, dossiers: Dossiers
) -> None:
    who, draft = at_step(apply, dossiers, STEP)
    dossiers.change(draft, identity_tries=5)
    who.identify(draft.company.who.number)
    who.sees_error(SENTENCES["identity_tries_exhausted"])
    expect(who.page.locator("main")).not_to_contain_text("Benkirane")
    assert dossiers.row(draft).identity_tries == 5
