"""The staff's queue and files, by mouse and by keyboard, in both languages; what is decided reaches the employer."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from damancom_reflex.i18n import Language
from tests.browser.claims import WORKSHOP, Claims, worker
from tests.browser.conftest import Apply, Claimant, Enter
from tests.browser.dossiers import Dossiers
from tests.browser.journeys import BOTH, Person
from tests.browser.keyboard import Keys
from tests.browser.looking import NARROW, REVIEW_PAGES, WIDE, is_clean, resize
from tests.browser.review.officers import (
    AGENCY,
    AGENT,
    COLLEAGUE,
    COLLECTION,
    FILES,
    QUEUE,
    SUPERVISOR,
    confirms,
    finds,
    found,
    opens,
    takes,
)
from tests.portal import Portal

WELL = worker("Amina Bennis")


def test_every_page_of_review_is_looked_at() -> None:
    assert sorted(REVIEW_PAGES) == ["equipe/dossier", QUEUE]


def query(officer: Person) -> dict[str, list[str]]:
    """The words of the address."""
    return parse_qs(urlsplit(officer.page.url).query)


@BOTH
def test_a_claim_is_refused_and_its_reason_is_read_by_the_employer(
    enter: Enter, claim_as: Claimant, claims: Claims, language: Language
) -> None:
    employer = claim_as(WORKSHOP, language)
    employer.opens_form(WELL)
    employer.states("31/10/2023", "closure")
    reference = employer.confirms()
    officer = enter(AGENT, language)
    officer.open(QUEUE)
    officer.page.locator("#recherche").fill(WELL.number)
    found(officer, reference).click()
    officer.sees_title("Demande d'IPE")
    officer.sees_fact("Immatriculation", WELL.number)
    takes(officer)
    officer.press("Refuser")
    officer.press("Continuer")
    officer.sees_error("Choisissez un motif de la liste.")
    officer.page.locator("#reason").select_option("still_employed")
    officer.page.locator("#note").fill("Contrat en cours.")
    officer.press("Continuer")
    dialog = officer.page.get_by_role("dialog")
    for part in (reference, "Contrat en cours."):
        expect(dialog).to_contain_text(part)
    officer.press("Non, revenir")
    expect(officer.page.locator("#note")).to_have_value("Contrat en cours.")
    confirms(officer)
    officer.sees("La demande est refusée. L'employeur en est averti, avec le motif.")
    assert claims.of(WELL) == [(reference, "REFUSED")]
    employer.page.reload()
    employer.sees_fact("État", employer.words("Refusée"))
    expect(employer.page.locator("main")).to_contain_text("Contrat en cours.")


@BOTH
def test_an_enrolment_is_received_and_validated(
    enter: Enter, apply: Apply, dossiers: Dossiers, language: Language
) -> None:
    dossier = dossiers.filed(company=dossiers.company(agency_code="FES"))
    officer = enter(AGENCY, language)
    opens(officer, dossier.reference)
    takes(officer)
    officer.press("Marquer les formulaires reçus")
    confirms(officer)
    officer.sees("Les formulaires sont marqués reçus. L'employeur en est averti.")
    officer.press("Valider")
    officer.page.locator("#rib").fill("011 519 0000012050005349 22")
    officer.press("Continuer")
    expect(officer.page.locator("#rib-erreur")).to_be_visible()
    officer.page.locator("#rib").fill("011 519 0000012050005349 21")
    confirms(officer)
    officer.sees("C'est validé. L'employeur en est averti.")
    assert dossiers.row(dossier).status == "VALIDATED"
    applicant = apply(dossier, language)
    applicant.open(f"adhesion/demande?r={dossier.reference}")
    applicant.sees_fact("État", applicant.words("Validée, compte ouvert"))


@BOTH
def test_a_claim_is_taken_up_and_accepted_without_a_mouse(
    enter: Enter, claim_as: Claimant, claims: Claims, language: Language
) -> None:
    employer = claim_as(WORKSHOP)
    employer.opens_form(WELL)
    employer.states("31/10/2023", "closure")
    reference = employer.confirms()
    officer = enter(AGENT, language)
    keys = Keys(officer)
    officer.open(QUEUE)
    keys.reach(officer.page.locator("#recherche"))
    keys.type(reference)
    keys.reach(found(officer, reference))
    keys.press("Enter")
    officer.sees_title("Demande d'IPE")
    keys.push("Prendre ce dossier")
    # The focus goes where the buttons are.
    expect(officer.page.locator("#decision")).to_be_focused()
    keys.push("Commencer l'instruction")
    expect(officer.page.locator("#action")).to_be_focused()
    keys.push("Continuer")
    dialog = officer.page.get_by_role("dialog")
    keys.stays_inside(dialog)
    keys.press("Escape")
    expect(dialog).to_have_count(0)
    keys.push("Continuer")
    keys.push("Oui, confirmer")
    officer.sees("L'instruction est commencée.")
    expect(officer.page.locator("#nouvelle")).to_be_focused()
    keys.push("Accepter")
    keys.push("Continuer")
    keys.push("Oui, confirmer")
    officer.sees("La demande est acceptée. L'employeur et le salarié en sont avertis.")
    assert claims.of(WELL) == [(reference, "ACCEPTED")]


def test_a_list_is_kept_in_its_address(enter: Enter) -> None:
    officer = enter(SUPERVISOR)
    officer.open(QUEUE)
    officer.page.locator("#situation").select_option("tous")
    officer.page.locator("#genre").select_option("IP")
    officer.page.get_by_role("columnheader", name="Échéance").get_by_role("button").click()
    officer.page.locator("#recherche").fill("atelier")
    expect(officer.page).to_have_url(re.compile("recherche=atelier"))
    kept = {"genre": ["IP"], "tri": ["deadline"], "recherche": ["atelier"]}
    assert query(officer) == kept
    rows = officer.table(FILES)
    assert rows
    officer.page.reload()
    expect(officer.page.locator("#recherche")).to_have_value("atelier")
    expect(officer.page.locator("#genre")).to_have_value("IP")
    assert officer.table(FILES) == rows
    # To a file and back, the list is as it was.
    officer.page.locator("tbody a").first.click()
    officer.link("Revenir aux dossiers").click()
    officer.sees_title("Dossiers à traiter")
    expect(officer.page.locator("#recherche")).to_have_value("atelier")
    officer.press("Effacer les filtres")
    expect(officer.page).to_have_url(re.compile(r"dossiers(\?tri=deadline)?$"))
    # Another address is another list.
    officer.open(f"{QUEUE}?genre=DR")
    expect(officer.page.locator("#genre")).to_have_value("DR")
    officer.sees("Remise")


def test_a_list_opened_anew_shows_nothing_of_the_last_one(enter: Enter) -> None:
    officer = enter(SUPERVISOR)
    officer.open(QUEUE)
    expect(officer.row(FILES, 1)).to_be_visible()
    every = officer.table(FILES)
    reference = every[-1][0].split()[0]
    finds(officer, reference)
    officer.open(QUEUE)
    box = officer.page.locator("#recherche")
    box.wait_for()
    assert box.input_value() == ""
    assert officer.table(FILES) == every
    # What was looked for before is found again, as soon as there is a box to type it in.
    officer.open(QUEUE)
    finds(officer, reference)


def test_a_file_one_has_moved_to_keeps_the_focus_while_the_list_narrows(enter: Enter) -> None:
    officer = enter(SUPERVISOR)
    officer.open(QUEUE)
    last = officer.page.locator("tbody a").last
    reference = last.inner_text()
    officer.page.locator("#recherche").fill(reference)
    link = officer.page.get_by_role("link", name=reference)
    link.focus()
    expect(officer.page.get_by_role("table").locator("tbody tr")).to_have_count(1)
    expect(link).to_be_focused()


def test_a_counter_shows_its_requests_and_pressed_again_what_waits(enter: Enter) -> None:
    officer = enter(AGENT)
    officer.open(QUEUE)
    counter = officer.page.locator(".counter").filter(has_text="Refusée")
    number = int(counter.locator(".counter-number").inner_text())
    counter.click()
    expect(counter).to_have_attribute("aria-pressed", "true")
    expect(officer.page.get_by_role("table").locator("tbody tr")).to_have_count(number)
    assert query(officer)["situation"] == ["REFUSED"]
    counter.click()
    expect(counter).to_have_attribute("aria-pressed", "false")


def test_a_file_in_somebodys_hands_says_so_and_is_taken_over(enter: Enter, portal: Portal) -> None:
    one, two = enter(COLLECTION), enter(COLLEAGUE)
    one.open(QUEUE)
    reference = one.page.locator("tbody a").first.inner_text()
    opens(one, reference)
    takes(one)
    opens(two, reference)
    expect(two.page.locator(".notice-warning")).to_contain_text("Hamid Skalli")
    expect(two.page.get_by_role("button", name="Refuser")).to_have_count(0)
    two.open(QUEUE)
    expect(two.page.get_by_role("table")).to_contain_text("Hamid Skalli")
    opens(two, reference)
    two.press("Reprendre ce dossier")
    two.press("Oui, le reprendre")
    two.sees("Votre décision")
    # The first is told before they are asked, and what they typed is still there.
    one.press("Refuser")
    one.page.locator("#reason").select_option(index=1)
    one.page.locator("#note").fill("Ce que j'avais écrit.")
    one.press("Continuer")
    expect(one.page.locator("#erreurs")).to_contain_text("Loubna Jazouli")
    two.press("Le rendre")
    one.page.reload()
    one.press("Prendre ce dossier")
    expect(one.page.locator("#note")).to_have_value("Ce que j'avais écrit.")
    one.press("Le rendre")


def test_a_decision_on_what_changed_meanwhile_is_told_and_loses_nothing(
    enter: Enter, claim_as: Claimant, claims: Claims, portal: Portal
) -> None:
    employer = claim_as(WORKSHOP)
    employer.opens_form(WELL)
    employer.states("31/10/2023", "closure")
    reference = employer.confirms()
    officer = enter(AGENT)
    opens(officer, reference)
    takes(officer)
    officer.press("Refuser")
    officer.page.locator("#reason").select_option("still_employed")
    officer.page.locator("#note").fill("Mes mots.")
    officer.press("Continuer")
    portal.command("ipe", "review", reference)
    officer.press("Oui, confirmer")
    expect(officer.page.locator("#erreurs")).to_contain_text("a changé pendant que vous l'aviez")
    officer.sees("En instruction")
    expect(officer.page.locator("#note")).to_have_value("Mes mots.")
    confirms(officer)
    officer.sees("La demande est refusée. L'employeur en est averti, avec le motif.")
    assert claims.of(WELL) == [(reference, "REFUSED")]


def test_on_a_phone_a_request_that_has_no_deadline_names_none(enter: Enter) -> None:
    officer = enter(SUPERVISOR)
    resize(officer, NARROW)
    officer.open(QUEUE)
    expect(officer.page.locator("tbody tr").first).to_be_visible()
    named = officer.page.evaluate(
        """name => [...document.querySelectorAll(`tbody td[data-label="${name}"]`)]
          .filter(cell => cell.checkVisibility()).map(cell => cell.textContent)""",
        officer.words("Échéance"),
    )
    assert named
    assert all(named), named
    assert len(named) < officer.page.locator("tbody tr").count()


@BOTH
@pytest.mark.parametrize("who", [AGENCY, COLLECTION, AGENT, SUPERVISOR])
def test_axe_finds_nothing_in_the_queue_nor_in_a_file(
    enter: Enter, who: str, language: Language
) -> None:
    officer = enter(who, language)
    officer.open(f"{QUEUE}?situation=tous")
    expect(officer.page.get_by_role("table")).to_be_visible()
    is_clean(officer, WIDE, NARROW)
    officer.page.locator("#recherche").fill("zzzz")
    officer.sees("Aucun dossier ne répond à ces filtres.")
    is_clean(officer, WIDE)
    officer.open(QUEUE)
    officer.page.locator("tbody a").first.click()
    officer.sees("Historique")
    is_clean(officer, WIDE, NARROW)
    if who == SUPERVISOR:
        return
    officer.page.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})
    takes(officer)
    officer.press("Refuser")
    officer.press("Continuer")
    expect(officer.page.locator("#erreurs")).to_be_visible()
    is_clean(officer, WIDE, NARROW)
    officer.page.locator("#reason").select_option(index=1)
    officer.press("Continuer")
    expect(officer.page.get_by_role("dialog")).to_be_visible()
    is_clean(officer, WIDE, NARROW)
    officer.press("Non, revenir")
    officer.press("Le rendre")


def test_an_officer_gets_the_papers_of_a_file_and_no_other(enter: Enter) -> None:
    officer = enter(AGENCY)
    officer.open(QUEUE)
    officer.page.locator("tbody a").first.click()
    officer.sees("Documents")
    with officer.page.expect_download() as waited:
        officer.page.locator("a[download]").first.click()
    assert waited.value.suggested_filename.endswith(".pdf")
    claim = officer.page.request.get(
        f"{officer.url}/telecharger/ipe/IP-2023-0000-0000/formulaire.pdf"
    )
    assert claim.status == 403
