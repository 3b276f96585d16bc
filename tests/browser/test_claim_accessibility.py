"""IPE for everybody: axe finds nothing on any page and state, no mouse is needed, many claims stay in order."""

from __future__ import annotations

import csv

import pytest
from playwright.sync_api import expect

from damancom_reflex.domain.job_loss import ClaimField
from damancom_reflex.i18n import Language
from tests.browser.claims import (
    FILED,
    FORM,
    GROUP,
    HISTORY,
    INSURED,
    WORKSHOP,
    Claims,
    Employer,
    worker,
)
from tests.browser.conftest import Claimant
from tests.browser.journeys import BOTH
from tests.browser.keyboard import Keys
from tests.browser.looking import CLAIM_PAGES, NARROW, WIDE, is_clean, settled

WELL = worker("Amina Bennis")


def test_every_page_of_ipe_is_looked_at() -> None:
    assert sorted(CLAIM_PAGES) == [
        *("ipe", "ipe/affilie", "ipe/assures", "ipe/demandes", "ipe/formulaire")
    ]


@BOTH
def test_axe_finds_nothing_from_the_list_to_the_claim(
    claim_as: Claimant, language: Language
) -> None:
    employer = claim_as(WORKSHOP, language)
    for address in ("ipe", f"ipe/assures?a={WELL.affiliate}"):
        employer.open(address)
        _clean(employer)
    employer.page.locator("#recherche").fill("zzzz")
    employer.sees("Aucun salarié ne répond à cette recherche.")
    _clean(employer)
    employer.opens_form(WELL)
    _clean(employer)
    employer.press("Valider la demande")
    expect(employer.page.locator("#erreurs")).to_be_visible()
    _clean(employer)
    employer.states("31/10/2023", "closure")
    for details in employer.page.locator("details").all():
        details.locator("summary").click()
    _clean(employer)
    employer.press("Valider la demande")
    expect(employer.page.get_by_role("dialog")).to_be_visible()
    _clean(employer)
    employer.press("Oui, déposer")
    employer.sees_title(FILED)
    _clean(employer)


@BOTH
@pytest.mark.parametrize(
    "name", ["Mina Ghali", "Abdelkrim Senhaji", "Latifa Benmoussa", "Driss Serghini", "Hasna Tahri"]
)
def test_axe_finds_nothing_on_a_claim_in_any_state(
    claim_as: Claimant, claims: Claims, language: Language, name: str
) -> None:
    employer = claim_as(WORKSHOP, language)
    employer.open(f"ipe/demandes?r={claims.reference(worker(name))}")
    employer.sees("Historique")
    _clean(employer)


@BOTH
def test_axe_finds_nothing_where_a_group_chooses(claim_as: Claimant, language: Language) -> None:
    employer = claim_as(GROUP, language)
    employer.open("ipe/affilie")
    employer.sees("{first} à {last} sur {total}", first=1, last=10, total=55)
    _clean(employer)


@BOTH
def test_a_claim_needs_no_mouse(claim_as: Claimant, claims: Claims, language: Language) -> None:
    employer = claim_as(WORKSHOP, language)
    keys = Keys(employer)
    employer.open("espace")
    keys.reach(employer.link("Ouvrir l'IPE"))
    keys.press("Enter")
    employer.sees_title("Indemnité pour perte d'emploi")
    keys.reach(employer.link("Nouvelle demande"))
    keys.press("Enter")
    employer.sees_title("Vos salariés assurés")
    keys.reach(employer.page.locator("#recherche"))
    keys.type(WELL.number)
    expect(employer.page.get_by_role("table").locator("tbody tr")).to_have_count(1)
    keys.reach(employer.page.locator("tbody button"))
    keys.press("Enter")
    employer.sees_title(FORM)
    keys.fill(ClaimField.LOSS_DATE.value, "31/10/2023")
    keys.reach(employer.page.locator("#reason"))
    # The list opens, its first reason, taken.
    keys.press("Space", "ArrowDown", "Enter")
    expect(employer.page.locator("#reason")).not_to_have_value("")
    keys.reach(employer.page.locator("#attested"))
    keys.press("Space")
    employer.told(4, "Remplie")
    keys.push("Valider la demande")
    dialog = employer.page.get_by_role("dialog")
    keys.stays_inside(dialog)
    keys.press("Escape")
    expect(dialog).to_have_count(0)
    keys.push("Valider la demande")
    keys.push("Oui, déposer")
    employer.sees_title(FILED)
    assert len(claims.of(WELL)) == 1


@BOTH
def test_two_thousand_claims_are_searched_filtered_sorted_and_taken_away(
    claim_as: Claimant, claims: Claims, language: Language
) -> None:
    employer = claim_as(GROUP, language)
    claims.file_many(2_000)
    employer.open("ipe")
    employer.sees("{first} à {last} sur {total}", first=1, last=10, total=2000)
    _clean(employer)
    employer.page.locator("#situation").select_option("REFUSED")
    employer.sees("{first} à {last} sur {total}", first=1, last=10, total=1000)
    employer.page.locator("#motif").select_option("abandonment")
    employer.sees("{first} à {last} sur {total}", first=1, last=10, total=333)
    employer.page.locator("#recherche").fill("IP-2023-1")
    employer.page.wait_for_timeout(600)
    first = employer.table(HISTORY)[0][0]
    assert first.startswith("IP-2023-1")
    employer.page.get_by_role("columnheader", name=employer.words("Référence")).get_by_role(
        "button"
    ).click()
    expect(employer.page.locator("th[aria-sort=ascending]")).to_have_count(1)
    shown = [row[0] for row in employer.table(HISTORY)]
    assert shown == sorted(shown)
    with employer.page.expect_download() as got:
        employer.link("Télécharger cette liste (CSV)").click()
    with got.value.path().open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))
    assert [row[0] for row in rows[1:11]] == shown
    with employer.page.expect_download() as sheet:
        employer.link("Télécharger cette liste (Excel)").click()
    assert sheet.value.path().read_bytes()[:2] == b"PK"


@BOTH
def test_a_phone_shows_who_and_where_they_stand(claim_as: Claimant, language: Language) -> None:
    employer = claim_as(WORKSHOP, language, size=NARROW)
    employer.open(f"ipe/assures?a={WELL.affiliate}")
    employer.page.locator("#recherche").fill(WELL.number)
    expect(employer.page.get_by_role("row")).to_have_count(2)
    for text in (WELL.named(language), employer.words("Conditions remplies")):
        _within_the_screen(employer, INSURED, text)
    employer.opens_form(WELL)
    employer.states("31/10/2023", "closure")
    employer.confirms()
    employer.open("ipe")
    _within_the_screen(employer, HISTORY, employer.words("Déposée"))


def _within_the_screen(employer: Employer, caption: str, text: str) -> None:
    cell = employer.row(caption, 0).get_by_role("cell").filter(has_text=text).first
    expect(cell).to_be_visible()
    box = cell.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= NARROW[0]


def _clean(employer: Employer) -> None:
    settled(employer)
    is_clean(employer, WIDE, NARROW)
    employer.page.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})
