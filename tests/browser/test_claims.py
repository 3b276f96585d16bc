"""IPE from the list of employees to a decision, by mouse, in both languages."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from damancom_reflex.domain.job_loss import ClaimField
from damancom_reflex.i18n import Language
from tests.browser.claims import FORM, GROUP, HISTORY, INSURED, WORKSHOP, Claims, worker
from tests.browser.conftest import Claimant
from tests.browser.journeys import BOTH
from tests.portal import Portal

WELL = worker("Amina Bennis")


@BOTH
def test_a_claim_is_filed_followed_and_withdrawn(
    claim_as: Claimant, claims: Claims, language: Language
) -> None:
    employer = claim_as(WORKSHOP, language)
    employer.open("espace")
    employer.link("Ouvrir l'IPE").click()
    employer.sees_title("Indemnité pour perte d'emploi")
    employer.link("Nouvelle demande").click()
    employer.sees_title("Vos salariés assurés")
    employer.opens_form(WELL)
    employer.states("31/10/2023", "closure")
    employer.sees("Toutes les conditions sont remplies")
    employer.press("Valider la demande")
    dialog = employer.page.get_by_role("dialog")
    for part in (WELL.named(language), WELL.number, "31/10/2023"):
        expect(dialog).to_contain_text(part)
    employer.press("Non, revenir")
    reference = employer.confirms()
    assert claims.of(WELL) == [(reference, "SUBMITTED")]
    employer.sees_fact("Référence", reference)
    employer.sees_fact("Immatriculation", WELL.number)
    employer.press("Retirer la demande")
    employer.press("Oui, retirer")
    employer.sees("Vous avez retiré cette demande. Vous pouvez en faire une nouvelle.")
    employer.sees("La demande est retirée.")
    expect(employer.page.locator("#fait")).to_be_focused()
    # The address still says that it was filed; the page says what is true now.
    assert "depose=oui" in employer.page.url
    employer.page.reload()
    employer.sees_title("Votre demande d'IPE")
    employer.sees("Aucune pièce n'a été ajoutée.")
    assert claims.of(WELL) == [(reference, "WITHDRAWN")]
    employer.link("Revenir à vos demandes").click()
    expect(employer.row(HISTORY, 0)).to_contain_text(reference)


def test_the_employee_is_told(claim_as: Claimant, claims: Claims) -> None:
    employer = claim_as(WORKSHOP)
    employer.opens_form(WELL)
    employer.states("31/10/2023", "closure")
    reference = employer.confirms()
    employer.press("Actualiser")
    told = employer.page.locator(".demo-band").filter(has_text="demandée pour vous")
    expect(told.first).to_contain_text(reference)
    assert len(claims.of(WELL)) == 1


def test_a_group_account_chooses_the_affiliation_first(claim_as: Claimant) -> None:
    employer = claim_as(GROUP)
    employer.open("ipe")
    employer.link("Nouvelle demande").click()
    employer.sees_title("Choisir l'affiliation")
    employer.sees("{first} à {last} sur {total}", first=1, last=10, total=55)
    employer.page.locator("tbody button").first.click()
    employer.sees_title("Vos salariés assurés")
    expect(employer.row(INSURED, 1)).to_be_visible()


@pytest.mark.parametrize(
    ("name", "day", "reason", "place", "figure"),
    [
        ("Hamid Ouazzani", "31/10/2023", "closure", 1, "780 jours sur 780"),
        ("Rachida Belkadi", "31/10/2023", "closure", 1, "779 jours sur 780"),
        ("Abdelilah Mernissi", "31/10/2023", "closure", 2, "259 jours sur 260"),
        ("Soukaina Lazrak", "08/09/2023", "closure", 3, "1 jour de retard"),
        ("Mourad Benchekroun", "13/10/2023", "closure", 3, "au plus tard le 12/12/2023"),
        ("Amina Bennis", "31/10/2023", "resignation", 4, "La loi exclut la démission"),
        ("Lahcen Oubella", "31/10/2023", "closure", 5, "60 ans à la date de la perte"),
        ("Bouazza Hilali", "31/10/2023", "closure", 5, "n'est pas enregistrée"),
        ("Ikram Douiri", "31/10/2023", "closure", 1, "il serait atteint le"),
        ("Nawal Sefrioui", "31/10/2023", "closure", 1, "Il manque 26 jours"),
    ],
)
def test_the_answer_is_told_before_filing(
    claim_as: Claimant, name: str, day: str, reason: str, place: int, figure: str
) -> None:
    employer = claim_as(WORKSHOP)
    employer.opens_form(worker(name))
    employer.types(ClaimField.LOSS_DATE, day)
    employer.page.locator("#reason").select_option(reason)
    line = employer.page.locator(".condition").nth(place)
    expect(line).to_contain_text(figure)


def test_the_amount_is_explained_step_by_step(claim_as: Claimant) -> None:
    employer = claim_as("pharmacie.annour")
    employer.opens_form(worker("Siham Laraki"))
    employer.types(ClaimField.LOSS_DATE, "31/10/2023")
    employer.page.get_by_text("Comment est-ce calculé ?").click()
    steps = employer.table("Calcul de l'indemnité")
    assert [step[-1] for step in steps] == [
        *("414 000,00 MAD", "11 500,00 MAD", "8 050,00 MAD"),
        *("3 111,39 MAD", "3 111,39 MAD", "18 668,34 MAD"),
    ]


def test_one_who_works_elsewhere_is_not_in_the_list(claim_as: Claimant) -> None:
    employer = claim_as(WORKSHOP)
    employer.open(f"ipe/assures?a={worker('Amina Bennis').affiliate}")
    employer.page.locator("#recherche").fill("Anouar Zouhair")
    employer.sees("Aucun salarié ne répond à cette recherche.")


def test_a_claim_given_back_is_corrected_and_filed_again(
    claim_as: Claimant, claims: Claims, portal: Portal
) -> None:
    employer = claim_as(WORKSHOP)
    employer.opens_form(WELL)
    employer.states("31/10/2023", "closure")
    reference = employer.confirms()
    portal.command("ipe", "request-correction", reference, "--reason", "loss_date_differs")
    employer.page.reload()
    employer.link("Corriger la demande").click()
    employer.sees_title(FORM)
    expect(employer.page.locator("#loss_date")).to_have_value("31/10/2023")
    employer.states("30/10/2023", "closure")
    assert employer.confirms() == reference
    assert claims.of(WELL) == [(reference, "SUBMITTED")]


def test_a_refusal_is_shown_with_what_to_do(
    claim_as: Claimant, claims: Claims, portal: Portal
) -> None:
    employer = claim_as(WORKSHOP)
    employer.opens_form(WELL)
    employer.states("31/10/2023", "closure")
    reference = employer.confirms()
    portal.command("ipe", "refuse", reference, "--reason", "still_employed")
    employer.page.reload()
    employer.sees_fact("État", "Refusée")
    expect(employer.page.get_by_text("Indemnité estimée")).to_have_count(0)
    expect(employer.page.locator("main")).to_contain_text("ou en a retrouvé un")
    expect(employer.page.locator("main")).to_contain_text("Une nouvelle demande est possible")
    employer.open("ipe")
    expect(employer.row(HISTORY, 0)).to_contain_text("ou en a retrouvé un")
    assert claims.of(WELL) == [(reference, "REFUSED")]
