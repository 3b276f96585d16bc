"""The main job, whole, in both languages and both modes, with the worked figures of SPEC section 12."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar
from playwright.sync_api import expect
from pypdf import PdfReader

from damancom_reflex.i18n import Language
from tests.browser.conftest import Enter
from tests.browser.journeys import Person, persona, spaced
from tests.browser.records import Records
from tests.browser.remission import FOUR_MONTHS, FULL, TWO_MONTHS, Worked


@pytest.mark.parametrize(
    ("worked", "language"),
    [(TWO_MONTHS, "fr"), (FOUR_MONTHS, "ar"), (FULL, "fr"), (FULL, "ar")],
    ids=["two-months-fr", "four-months-ar", "full-fr", "full-ar"],
)
def test_an_employer_goes_from_the_debt_to_a_signed_agreement(
    enter: Enter, records: Records, worked: Worked, language: Language
) -> None:
    person = enter(worked.identifier, language)
    person.begin()
    person.sees_title("Votre créance consolidée")
    expect(person.page.locator(".figure-large")).to_have_text(spaced(f"{worked.total} MAD"))
    person.choose_mode(worked.mode)
    person.choose_account()
    _simulates(person, worked)
    person.press("Continuer vers les conditions")
    _reads_the_terms(person)
    _confirms(person)
    assert records.signed(persona(worked.identifier)) == 1
    reference = _reads_the_outcome(person, worked)
    _keeps_the_agreement(person, worked, reference)
    _keeps_the_dates(person, worked)
    _finds_it_in_the_list(person, worked, reference)
    _is_told_of_it_when_asking_again(person, reference)


def _simulates(person: Person, worked: Worked) -> None:
    if worked.mode == "instalments":
        person.plan(worked.down_payment, worked.months)
    person.sees_fact("Total de la dette", worked.total)
    person.sees_fact("Principal, sans remise", worked.principal)
    person.sees_fact("Majorations et frais", worked.surcharges)
    person.sees_fact("Majorations et frais", worked.rate)
    large = person.page.locator(".figure-large")
    expect(large).to_have_text([spaced(f"{worked.to_pay} MAD"), spaced(f"{worked.remission} MAD")])
    if worked.mode == "full":
        expect(person.page.locator("#mois")).to_have_count(0)
        return
    person.sees_fact("Mensualité", worked.monthly)
    person.sees_fact("Première échéance", f"{worked.due[0]:%d/%m/%Y}")
    person.sees_fact("Dernière échéance", f"{worked.due[-1]:%d/%m/%Y}")
    expect(person.row("Échéancier", worked.months - 1)).to_be_visible()
    amounts = [worked.monthly] * (worked.months - 1) + [worked.last]
    rows = person.table("Échéancier")
    assert [row[:3] for row in rows] == [
        [str(number), f"{due:%d/%m/%Y}", f"{amount} MAD"]
        for number, (due, amount) in enumerate(zip(worked.due, amounts, strict=True), 1)
    ]
    assert rows[-1][3] == "0,00 MAD"


def _reads_the_terms(person: Person) -> None:
    person.sees_title("Conditions et signature")
    person.press("Lire et accepter les conditions")
    dialog = person.page.get_by_role("dialog")
    for tongue, direction, word in (("fr", "ltr", "remise"), ("ar", "rtl", "الإعفاء")):
        text = dialog.locator(f"section[lang={tongue}][dir={direction}] .terms-text")
        expect(text).to_be_visible()
        expect(text).to_contain_text(word)
    dialog.get_by_role("button", name=person.words("Fermer sans accepter")).click()
    expect(dialog).to_have_count(0)
    expect(person.button("Signer la demande")).to_have_count(0)
    person.accept_terms()


def _confirms(person: Person) -> None:
    person.press("Signer la demande")
    dialog = person.page.get_by_role("dialog", name=person.words("Confirmer votre demande ?"))
    expect(dialog).to_be_visible()
    person.press("Non, revenir")
    expect(dialog).to_have_count(0)
    person.press("Signer la demande")
    person.press("Oui, je signe")
    person.sees_title("C'est signé")


def _reads_the_outcome(person: Person, worked: Worked) -> str:
    person.sees_fact("À payer", worked.to_pay)
    person.sees_fact("Remise", worked.remission)
    person.sees_fact("Total de la dette", worked.total)
    lead = person.page.locator("main .lead")
    if worked.mode == "full":
        expect(lead).to_contain_text("10/12/2023")
        assert [row[1:3] for row in person.table("Échéances de la demande")] == [
            ["10/12/2023", f"{worked.to_pay} MAD"]
        ]
    else:
        expect(lead).to_contain_text("08/12/2023")
        rows = person.table("Échéances de la demande")
        assert [row[1] for row in rows] == [f"{due:%d/%m/%Y}" for due in worked.due]
        assert rows[-1][2] == f"{worked.last} MAD"
    reference = person.page.locator(".fact dd").first.inner_text()
    assert re.fullmatch(r"DR-2023-[A-Z0-9]{4}-[A-Z0-9]{4}", reference)
    return reference


def _download(person: Person, msgid: str) -> Path:
    with person.page.expect_download() as download:
        person.link(msgid).click()
    return download.value.path()


def _keeps_the_agreement(person: Person, worked: Worked, reference: str) -> None:
    paper = PdfReader(_download(person, "Télécharger l'accord (PDF)"))
    assert str(paper.root_object["/Lang"]).lower().startswith(person.language)
    text = " ".join(" ".join(page.extract_text() for page in paper.pages).split())
    assert reference in text
    for figure in (worked.total, worked.remission, worked.to_pay, worked.monthly):
        assert figure in text


def _keeps_the_dates(person: Person, worked: Worked) -> None:
    path = _download(person, "Ajouter les échéances à mon agenda")
    events = Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    days = sorted({event.decoded("dtstart") for event in events})
    for due in worked.due or (date(2023, 12, 10),):
        assert due in days


def _finds_it_in_the_list(person: Person, worked: Worked, reference: str) -> None:
    person.link("Revenir à vos demandes").click()
    row = person.row("Vos demandes, la plus récente d'abord", 0)
    expect(row).to_contain_text(reference)
    expect(row).to_contain_text(spaced(worked.to_pay))
    person.page.get_by_role("link", name=reference).click()
    person.sees_title("Votre demande")


def _is_told_of_it_when_asking_again(person: Person, reference: str) -> None:
    person.begin()
    person.sees(
        "Une demande est déjà en cours pour cet affilié. La voici ; pour toute question, voyez votre perception."
    )
    expect(person.page.locator("main")).to_contain_text(reference)
    person.sees("Votre perception")
    expect(person.page.locator("main")).to_contain_text(re.compile(r"\+?\d[\d\s]{8,}"))
