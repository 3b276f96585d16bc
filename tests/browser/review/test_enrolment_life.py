"""A request for an account from its submission to the employer's first sign-in, the agency's page in the middle."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from damancom_reflex import rules
from damancom_reflex.domain.enrolment.fields import Field
from damancom_reflex.domain.enrolment.steps import EnrolmentStep
from damancom_reflex.i18n import Language
from tests.browser.adhesion import at_step
from tests.browser.conftest import Apply, Enter
from tests.browser.dossiers import Dossier, Dossiers
from tests.browser.enrolling import Applicant
from tests.browser.journeys import BOTH, Person, persona
from tests.browser.keyboard import Keys
from tests.browser.looking import NARROW, WIDE, is_clean, resize, settled
from tests.browser.records import Records
from tests.browser.review.officers import (
    AGENCY,
    QUEUE,
    confirms,
    enters_by_keyboard,
    finds,
    found,
    takes,
)

PASSWORD = "sept-grues-sur-le-port-de-larache"
RIB = "011 519 0000012050005349 21"
NOTE = "Le cachet de la banque manque en page 2."
RECEIVED = "Les formulaires sont marqués reçus. L'employeur en est averti."
SAID = {
    "VALIDATED": "C'est validé. L'employeur en est averti.",
    "REFUSED": "La demande est refusée. L'employeur en est averti, avec le motif.",
}
WAITING = "Déposée, formulaires attendus à l'agence"


@BOTH
def test_an_employer_files_an_officer_validates_and_the_employer_enters(
    apply: Apply, enter: Enter, dossiers: Dossiers, records: Records, language: Language
) -> None:
    """In French the officer has a mouse, in Arabic none."""
    who, dossier, reference = _files(apply, dossiers, language)
    officer = enter(language=language)
    records.allow_codes()
    if language == "fr":
        _works_by_mouse(officer, reference)
    else:
        _works_by_keyboard(officer, reference)
    assert dossiers.row(dossier).status == "VALIDATED"
    _is_read_by_whoever_asked(who, dossier)
    _enters(who, records, dossier)


def _files(apply: Apply, dossiers: Dossiers, language: Language) -> tuple[Applicant, Dossier, str]:
    """Somebody reads the summary, accepts and submits; they, their request and its reference."""
    company = dossiers.company(agency_code="FES")
    who, dossier = at_step(apply, dossiers, EnrolmentStep.CONFIRMATION, language, company)
    who.accept()
    reference = who.submit()
    who.sees_fact("État", who.words(WAITING))
    _looks_well(who)
    return who, dossier, reference


def _looks_well(person: Person) -> None:
    """Axe finds nothing, wide and on a phone; then the screen is wide again."""
    settled(person)
    is_clean(person, WIDE, NARROW)
    resize(person, WIDE)


def _enters_by_mouse(officer: Person) -> None:
    officer.sign_in(persona(AGENCY))
    officer.link("Ouvrir les dossiers").click()
    officer.sees_title("Dossiers à traiter")


def _works_by_mouse(officer: Person, reference: str) -> None:
    """From the door to the validated request."""
    _enters_by_mouse(officer)
    link = finds(officer, reference)
    _looks_well(officer)
    link.click()
    officer.sees_title("Demande d'adhésion")
    takes(officer)
    _looks_well(officer)
    officer.press("Marquer les formulaires reçus")
    confirms(officer)
    officer.sees(RECEIVED)
    officer.press("Valider")
    officer.page.locator("#rib").fill(RIB)
    _looks_well(officer)
    officer.press("Continuer")
    dialog = officer.page.get_by_role("dialog")
    expect(dialog).to_contain_text(reference)
    _looks_well(officer)
    officer.press("Oui, confirmer")
    officer.sees(SAID["VALIDATED"])
    _looks_well(officer)
    _nothing_waits(officer, reference)


def _works_by_keyboard(officer: Person, reference: str) -> None:
    """The same, without a mouse."""
    keys = enters_by_keyboard(officer, AGENCY)
    keys.reach(officer.link("Ouvrir les dossiers"))
    keys.press("Enter")
    officer.sees_title("Dossiers à traiter")
    keys.fill("recherche", reference)
    link = found(officer, reference)
    _looks_well(officer)
    keys.reach(link)
    keys.press("Enter")
    officer.sees_title("Demande d'adhésion")
    keys.push("Prendre ce dossier")
    expect(officer.page.locator("#decision")).to_be_focused()
    keys.push("Marquer les formulaires reçus")
    keys.push("Continuer")
    _says_yes(officer, keys)
    officer.sees(RECEIVED)
    keys.push("Valider")
    keys.fill("rib", RIB)
    keys.push("Continuer")
    _looks_well(officer)
    _says_yes(officer, keys)
    officer.sees(SAID["VALIDATED"])
    expect(officer.page.locator("#nouvelle")).to_be_focused()
    _looks_well(officer)
    _nothing_waits(officer, reference)


def _says_yes(officer: Person, keys: Keys) -> None:
    """The question keeps the focus until it is answered."""
    keys.stays_inside(officer.page.get_by_role("dialog"))
    keys.push("Oui, confirmer")


def _nothing_waits(officer: Person, reference: str) -> None:
    """What is decided is no longer among what waits, and is found by its reference."""
    officer.open(QUEUE)
    officer.sees_title("Dossiers à traiter")
    settled(officer)
    expect(officer.page.get_by_role("link", name=reference)).to_have_count(0)
    finds(officer, reference)
    expect(officer.row("Dossiers", 0)).to_contain_text(officer.words("Validée, compte ouvert"))


def _is_read_by_whoever_asked(who: Applicant, dossier: Dossier) -> None:
    who.page.reload()
    who.sees_fact("État", who.words("Validée, compte ouvert"))
    assert dossier.company.legal_name in who.page.locator("main").inner_text()
    _looks_well(who)


def _enters(who: Applicant, records: Records, dossier: Dossier) -> None:
    """By the link of the e-mail to a password, a code and the employer's space; it is theirs and nobody else's."""
    company = dossier.company
    who.follows_activation(company)
    _looks_well(who)
    who.chooses(PASSWORD)
    _looks_well(who)
    records.allow_codes()
    who.enters(company, PASSWORD)
    _looks_well(who)
    who.link("Ouvrir le recouvrement").click()
    who.sees_title("Recouvrement")
    _looks_well(who)
    who.open("ipe")
    who.sees_title("Indemnité pour perte d'emploi")
    _looks_well(who)


@pytest.mark.parametrize(("language", "end"), [("fr", "VALIDATED"), ("ar", "REFUSED")])
def test_a_request_given_back_is_corrected_filed_again_and_decided(
    apply: Apply,
    enter: Enter,
    dossiers: Dossiers,
    records: Records,
    language: Language,
    end: str,
) -> None:
    """In French it is validated then, in Arabic refused."""
    who, dossier, reference = _files(apply, dossiers, language)
    officer = enter(language=language)
    records.allow_codes()
    _enters_by_mouse(officer)
    finds(officer, reference).click()
    takes(officer)
    officer.press("Demander une correction")
    officer.page.locator("#reason").select_option("bank_stamp_missing")
    officer.page.locator("#note").fill(NOTE)
    _looks_well(officer)
    confirms(officer)
    officer.sees("La correction est demandée. L'employeur en est averti.")
    _corrects(who, records, reference)
    row = dossiers.row(dossier)
    assert (row.status, row.revision, row.filed["rib"]) == ("SUBMITTED", 2, RIB.replace(" ", ""))
    officer.open(QUEUE)
    finds(officer, reference).click()
    takes(officer)
    _decides(officer, end)
    assert dossiers.row(dossier).status == end
    who.page.reload()
    if end == "REFUSED":
        who.sees_fact("État", who.words("Refusée"))
        _reads(who, "not_entitled")
    else:
        who.sees_fact("État", who.words("Validée, compte ouvert"))
        who.follows_activation(dossier.company)


def _reads(who: Applicant, code: str) -> None:
    """The reason stands on the request's page, in the reader's language."""
    reason = rules.reason(code)
    assert reason
    expect(who.page.locator("main")).to_contain_text(reason.text(who.language))


def _corrects(who: Applicant, records: Records, reference: str) -> None:
    """Whoever asked reads why, gives a code, corrects and files again."""
    who.page.reload()
    who.sees_fact("État", who.words("À corriger"))
    _reads(who, "bank_stamp_missing")
    expect(who.page.locator("main")).to_contain_text(NOTE)
    _looks_well(who)
    records.allow_codes()
    who.press("Corriger la demande")
    who.sees_title("Votre code de suivi")
    who.opens_with(who.latest_code())
    who.link("Corriger la demande").click()
    who.sees_step(EnrolmentStep.CONFIRMATION)
    expect(who.page.locator("main")).to_contain_text(NOTE)
    _looks_well(who)
    who.page.locator("main a[href*='retour=oui']").nth(1).click()
    who.sees_step(EnrolmentStep.CONTACT)
    who.type(Field.RIB, RIB)
    who.go_on("Continuer vers la délégation", EnrolmentStep.CONFIRMATION)
    who.accept()
    assert who.submit() == reference
    who.sees_fact("État", who.words(WAITING))


def _decides(officer: Person, end: str) -> None:
    """Validate, or refuse for a reason."""
    if end == "VALIDATED":
        officer.press("Valider")
    else:
        officer.press("Refuser")
        officer.page.locator("#reason").select_option("not_entitled")
    confirms(officer)
    officer.sees(SAID[end])
