"""IPE under bad input and faults: nothing typed is lost, one claim at most, one clear sentence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from damancom_reflex.domain.job_loss import ClaimField
from damancom_reflex.i18n import Language
from tests.browser.claims import FILED, FORM, WORKSHOP, Claims, Employer, worker
from tests.browser.conftest import Claimant
from tests.browser.journeys import BOTH, persona
from tests.browser.records import Records
from tests.portal import Portal

WELL = worker("Amina Bennis")
LATE = worker("Soukaina Lazrak")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("09/11/2023", "La date de la perte ne peut pas être à venir"),
        ("28/02/2017", "La date de la perte ne peut pas précéder l'embauche"),
        ("29/02/2023", "Cette date n'existe pas au calendrier."),
        ("hier", "Écrivez la date avec le jour, le mois et l'année"),
        ("", "Indiquez la date de la perte."),
    ],
)
def test_a_day_that_cannot_be_is_refused_and_kept(
    claim_as: Claimant, text: str, sentence: str
) -> None:
    employer = claim_as(WORKSHOP)
    employer.opens_form(WELL)
    employer.types(ClaimField.LOSS_DATE, text)
    employer.press("Valider la demande")
    expect(employer.page.locator("#erreurs")).to_contain_text(sentence)
    expect(employer.page.locator("#loss_date-erreur")).to_contain_text(sentence)
    expect(employer.page.locator("#loss_date")).to_have_value(text)
    expect(employer.page.locator(".condition").first).to_contain_text(sentence)


@pytest.mark.parametrize(
    "text", ["31/10/2023", "2023-10-31", "31.10.2023", "٣١/١٠/٢٠٢٣", " 31 / 10 / 2023 "]
)
def test_a_day_is_taken_however_it_is_written(claim_as: Claimant, text: str) -> None:
    employer = claim_as(WORKSHOP)
    employer.opens_form(WELL)
    employer.types(ClaimField.LOSS_DATE, text)
    expect(employer.page.locator(".condition").first).to_contain_text("31/10/2023")


def test_a_late_claim_needs_its_reason(claim_as: Claimant, claims: Claims) -> None:
    employer = claim_as(WORKSHOP)
    employer.opens_form(LATE)
    employer.types(ClaimField.LOSS_DATE, "08/09/2023")
    employer.page.locator("#reason").select_option("closure")
    employer.page.locator("#attested").check()
    expect(employer.page.locator("#late_reason")).to_be_visible()
    employer.press("Valider la demande")
    expect(employer.page.locator("#erreurs")).to_contain_text("61 jours après la perte")
    employer.types(ClaimField.LATE_REASON, "Séisme du 08/09/2023 : bureaux fermés.")
    employer.sees("En l'état, cette demande serait refusée")
    employer.confirms()
    employer.sees_fact("Motif du retard", "Séisme du 08/09/2023 : bureaux fermés.")
    assert len(claims.of(LATE)) == 1


def test_a_slow_press_is_not_lost_when_a_refusal_goes(claim_as: Claimant) -> None:
    employer = claim_as(WORKSHOP)
    employer.opens_form(WELL)
    employer.states("09/11/2023", "closure")
    employer.press("Valider la demande")
    expect(employer.page.locator("#erreurs")).to_be_visible()
    employer.page.locator("#loss_date").fill("31/10/2023")
    employer.button("Valider la demande").click(delay=400)
    expect(employer.page.get_by_role("dialog")).to_contain_text("31/10/2023")


def test_a_double_press_files_once(claim_as: Claimant, claims: Claims) -> None:
    employer = claim_as(WORKSHOP)
    employer.opens_form(WELL)
    employer.states("31/10/2023", "closure")
    employer.press("Valider la demande")
    employer.button("Oui, déposer").dblclick()
    employer.sees_title(FILED)
    assert len(claims.of(WELL)) == 1


@BOTH
def test_the_second_of_two_tabs_is_told(
    claim_as: Claimant, claims: Claims, language: Language
) -> None:
    employer = claim_as(WORKSHOP, language)
    employer.opens_form(WELL)
    other = Employer(employer.page.context.new_page(), employer.url, language)
    other.open(f"ipe/formulaire?d={employer.draft}")
    other.sees_title(FORM)
    other.types(ClaimField.LOSS_DATE, "30/10/2023")
    expect(other.page.locator(".condition").first).to_contain_text("30/10/2023")
    employer.types(ClaimField.LOSS_DATE, "31/10/2023")
    expect(employer.page.locator("#ailleurs")).to_be_focused()
    expect(employer.page.locator("#loss_date")).to_have_value("31/10/2023")
    assert json.loads(claims.typed(employer.draft))["loss_date"] == "30/10/2023"
    # Pressed further down, it leads back to what stands in the way.
    employer.page.locator("#loss_date").focus()
    employer.press("Valider la demande")
    expect(employer.page.locator("#ailleurs")).to_be_focused()
    expect(employer.page.locator("#ailleurs")).to_be_in_viewport()
    employer.press("Garder ma saisie")
    expect(employer.page.locator("#ailleurs")).to_have_count(0)
    assert json.loads(claims.typed(employer.draft))["loss_date"] == "31/10/2023"


def test_a_form_filed_in_another_tab_leads_to_its_claim(claim_as: Claimant, claims: Claims) -> None:
    employer = claim_as(WORKSHOP)
    employer.opens_form(WELL)
    employer.states("31/10/2023", "closure")
    other = Employer(employer.page.context.new_page(), employer.url)
    other.open(f"ipe/formulaire?d={employer.draft}")
    other.sees_title(FORM)
    reference = employer.confirms()
    other.press("Valider la demande")
    other.sees_title("Votre demande d'IPE")
    assert reference in other.page.url
    assert len(claims.of(WELL)) == 1


def test_a_session_that_ended_loses_nothing_typed(
    claim_as: Claimant, records: Records, keys: dict[str, object]
) -> None:
    employer = claim_as(WORKSHOP)
    who = persona(WORKSHOP)
    employer.opens_form(WELL)
    employer.types(ClaimField.LOSS_DATE, "31/10/2023")
    employer.told(0, "Remplie")
    records.close_sessions(who)
    keys.pop(WORKSHOP)
    employer.press("Valider la demande")
    employer.sees_title("Se connecter")
    records.allow_codes()
    employer.give_identifier(who)
    employer.enter_code(employer.latest_code(), who.password)
    employer.sees_title(FORM)
    expect(employer.page.locator("#loss_date")).to_have_value("31/10/2023")


def test_a_reload_keeps_everything_typed(claim_as: Claimant) -> None:
    employer = claim_as(WORKSHOP)
    employer.opens_form(WELL)
    employer.states("31/10/2023", "closure")
    employer.page.reload()
    expect(employer.page.locator("#loss_date")).to_have_value("31/10/2023")
    expect(employer.page.locator("#reason")).to_have_value("closure")
    expect(employer.page.locator("#attested")).to_be_checked()
    # Begun again from the list, it is the same form.
    draft = employer.draft
    employer.opens_form(WELL)
    assert employer.draft == draft


def test_a_person_with_a_live_claim_has_no_second_one(claim_as: Claimant) -> None:
    employer = claim_as(WORKSHOP)
    employer.opens_form(worker("Redouane Alami"))
    employer.types(ClaimField.LOSS_DATE, "31/10/2023")
    employer.page.locator("#reason").select_option("closure")
    employer.page.locator("#attested").check()
    employer.sees("Une demande est déjà en cours")
    employer.press("Valider la demande")
    expect(employer.page.locator("#erreurs")).to_contain_text("attend déjà une décision")


def test_the_answer_comes_back_after_a_restart(claim_as: Claimant, portal: Portal) -> None:
    employer = claim_as(WORKSHOP)
    employer.opens_form(WELL)
    employer.types(ClaimField.LOSS_DATE, "31/10/2023")
    employer.told(0, "Remplie")
    portal.kill()
    portal.start()
    employer.page.locator("#reason").select_option("closure")
    employer.told(4, "Remplie")
    expect(employer.page.locator("#loss_date")).to_have_value("31/10/2023")


@BOTH
def test_papers_are_added_opened_and_taken_away(
    claim_as: Claimant, tmp_path: Path, language: Language
) -> None:
    paper = tmp_path / "identité.png"
    employer = claim_as(WORKSHOP, language)
    employer.opens_form(WELL)
    employer.states("31/10/2023", "closure")
    employer.confirms()
    employer.page.screenshot(path=paper, clip={"x": 0, "y": 0, "width": 200, "height": 100})
    employer.page.locator("#kind").select_option("IDENTITY")
    employer.page.locator("#paper").set_input_files(paper)
    employer.press("Ajouter la pièce")
    employer.sees("La pièce est ajoutée.")
    line = employer.page.locator(".paper-line")
    expect(line).to_contain_text("identité.png")
    with employer.page.expect_download() as got:
        line.get_by_role("link").click()
    assert got.value.path().read_bytes() == paper.read_bytes()
    line.get_by_role("button").click()
    expect(employer.page.locator(".paper-line")).to_have_count(0)


def test_a_file_that_lies_about_itself_is_refused(claim_as: Claimant, tmp_path: Path) -> None:
    lie = tmp_path / "contrat.pdf"
    lie.write_text("<script>alert(1)</script>")
    employer = claim_as(WORKSHOP)
    employer.opens_form(WELL)
    employer.states("31/10/2023", "closure")
    employer.confirms()
    employer.page.locator("#paper").set_input_files(lie)
    employer.press("Ajouter la pièce")
    expect(employer.page.locator("#erreurs")).to_contain_text("PDF")
    expect(employer.page.locator(".paper-line")).to_have_count(0)
