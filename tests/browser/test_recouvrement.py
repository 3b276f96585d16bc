"""The main job, whole, in both languages and both modes, with the worked figures of SPEC section 12."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from icalendar import Calendar
from playwright.sync_api import expect
from pypdf import PdfReader

from damancom_reflex.i18n import Language
from tests.browser.conftest import Enter
from tests.browser.journeys import NEW_REQUEST, Person, persona, spaced
from tests.browser.records import Records


@dataclass(frozen=True)
class Worked:
    """One of the guides' examples: a persona, its plan, and the figures to find on the screen."""

    identifier: str
    mode: str
    total: str
    principal: str
    surcharges: str
    rate: str
    remission: str
    to_pay: str
    down_payment: str = ""
    months: int = 0
    monthly: str = ""
    last: str = ""
    due: tuple[date, ...] = ()


TWO_MONTHS = Worked(
    "atelier.zellige",
    "instalments",
    "27 707,49",
    "16 193,77",
    "11 513,72",
    "50 %",
    "5 756,93",
    "21 950,56",
    "5000",
    2,
    "8 475,28",
    "8 475,28",
    (date(2023, 12, 8), date(2024, 1, 8)),
)
FOUR_MONTHS = Worked(
    "transport.rif",
    "instalments",
    "22 195,58",
    "15 634,96",
    "6 560,62",
    "50 %",
    "3 280,45",
    "18 915,13",
    "5000",
    4,
    "3 478,78",
    "3 478,79",
    (date(2023, 12, 8), date(2024, 1, 8), date(2024, 2, 8), date(2024, 3, 8)),
)
FULL = Worked(
    "conserverie.agdal",
    "full",
    "114 664,08",
    "57 051,95",
    "57 612,13",
    "60 %",
    "34 567,22",
    "80 096,86",
)
BOTH = pytest.mark.parametrize("language", ["fr", "ar"])


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


def test_the_debt_stands_by_nature_and_branch_and_opens_to_its_periods(enter: Enter) -> None:
    person = enter(TWO_MONTHS.identifier)
    person.begin()
    person.sees_title("Votre créance consolidée")
    expect(person.row("Créance consolidée, en dirhams", 0)).to_be_visible()
    rows = person.table("Créance consolidée, en dirhams")
    nothing = ["0,00"] * 3
    assert rows == [
        ["Principal", "11 548,68", "3 714,61", "930,48", *nothing, "16 193,77"],
        [
            "Majorations de retard et astreintes",
            "8 060,29",
            "2 519,02",
            "649,41",
            *nothing,
            "11 228,72",
        ],
        ["Frais de recouvrement", "220,00", "65,00", "0,00", *nothing, "285,00"],
        ["Total", "19 828,97", "6 298,63", "1 579,89", *nothing, "27 707,49"],
    ]
    person.sees_fact("Situation au", "08/11/2023")
    person.sees_fact("Majorations arrêtées au", "08/11/2023")
    expect(person.page.locator(".notice").first).to_contain_text("05/2023")
    person.page.get_by_role("button", name=spaced("3 714,61")).click()
    expect(person.page.locator("#par-periode")).to_be_focused()
    expect(person.row("Montants par période", 0)).to_be_visible()
    periods = person.table("Montants par période")
    cents = sum(int(re.sub(r"\D", "", amount)) for _period, amount in periods)
    assert cents == 371_461
    assert all(re.fullmatch(r"\d{6}", period) for period, _amount in periods)
    person.press("Fermer")
    expect(person.page.locator("#par-periode")).to_have_count(0)


@BOTH
def test_the_simulation_follows_typing_the_slider_and_the_two_buttons(
    enter: Enter, records: Records, language: Language
) -> None:
    who = persona(TWO_MONTHS.identifier)
    person = enter(who.identifier, language)
    person.step("simulation", records.draft(who, "instalments", "5000", "2"))
    person.sees_fact("Mensualité", "8 475,28")
    person.page.locator("#mois").press("End")
    person.page.locator("#mois").press_sequentially("4")
    person.sees_fact("Dernière échéance", "08/11/2025")
    expect(person.page.locator(".offer-chosen")).to_contain_text("24")
    slider = person.page.get_by_role("slider")
    expect(slider).to_have_value("24")
    slider.press("ArrowUp")
    expect(person.page.locator("#mois")).to_have_value("25")
    person.sees_fact("Majorations et frais", "40 %")
    person.press("Un mois de moins")
    person.sees_fact("Majorations et frais", "50 %")
    person.press("Un mois de plus")
    person.sees_fact("Majorations et frais", "40 %")
    slider.press("Home")
    person.sees_fact("Mensualité", "16 950,56")
    expect(person.button("Un mois de moins")).to_be_disabled()
    slider.press("End")
    expect(person.page.locator("#mois")).to_have_value("60")
    expect(person.button("Un mois de plus")).to_be_disabled()
    person.page.locator("#avance").fill("")
    person.sees_fact("Avance", "0,00")


def test_what_one_can_pay_a_month_gives_the_shortest_plan(enter: Enter, records: Records) -> None:
    who = persona(TWO_MONTHS.identifier)
    person = enter(who.identifier)
    person.step("simulation", records.draft(who, "instalments", "5000", "6"))
    person.page.locator("#budget").fill("9 000")
    person.sees("C'est possible en 2 mois.")
    expect(person.page.locator("#mois")).to_have_value("2")
    person.sees_fact("Mensualité", "8 475,28")
    person.page.locator("#budget").fill("8475,27")
    person.sees("C'est possible en 3 mois.")
    person.page.locator("#budget").fill("1")
    expect(person.page.locator("#budget-erreur")).to_contain_text("Aucun plan ne tient")
    expect(person.page.locator("#mois")).to_have_value("3")


def test_every_figure_explains_itself_down_to_the_debt_line(enter: Enter, records: Records) -> None:
    who = persona(TWO_MONTHS.identifier)
    person = enter(who.identifier)
    person.step("simulation", records.draft(who, "instalments", "5000", "2"))
    person.sees_fact("Mensualité", "8 475,28")
    for summary in person.page.locator("details.explain summary").all():
        summary.click()
        expect(summary.locator("xpath=..")).to_have_attribute("open", "")
    person.press("Voir ligne par ligne")
    expect(person.row("Remise ligne par ligne", 0)).to_be_visible()
    while person.page.get_by_role("button", name=re.compile("Montrer la suite")).count():
        shown = len(person.table("Remise ligne par ligne"))
        person.page.get_by_role("button", name=re.compile("Montrer la suite")).click()
        expect(person.row("Remise ligne par ligne", shown)).to_be_visible()
    lines = person.table("Remise ligne par ligne")
    assert {line[4] for line in lines} == {"50 %"}
    remitted = sum(int(re.sub(r"\D", "", line[5])) for line in lines)
    assert remitted == 575_693
    assert [column for column in lines[0] if column], "no empty cell"


def test_a_missed_payment_shows_what_comes_back_and_when(enter: Enter, records: Records) -> None:
    who = persona(FOUR_MONTHS.identifier)
    person = enter(who.identifier)
    person.step("simulation", records.draft(who, "instalments", "5000", "4"))
    expect(person.row("Montants réintégrés", 2)).to_be_visible()
    rows = person.table("Montants réintégrés")
    assert [row[:2] for row in rows] == [
        ["1", "08/12/2023"],
        ["2", "08/01/2024"],
        ["4", "08/03/2024"],
    ]
    reinstated = [int(re.sub(r"\D", "", row[2])) for row in rows]
    assert reinstated[0] >= 328_045, "the whole remission comes back"
    owed = [int(re.sub(r"\D", "", row[3])) for row in rows]
    assert all(later < earlier for earlier, later in pairwise(owed))


# The other personas


@BOTH
def test_a_group_account_searches_sorts_and_turns_its_55_affiliations(
    enter: Enter, language: Language
) -> None:
    person = enter("fiduciaire.atlas", language)
    numbers = sorted(company.number for company in persona("fiduciaire.atlas").companies)
    person.begin()
    person.sees_title("Choisir l'affiliation")
    person.sees("{first} à {last} sur {total}", first=1, last=10, total=55)
    assert [row[0] for row in person.table("Vos affiliations")] == numbers[:10]
    first = person.row("Vos affiliations", 0)
    person.page.get_by_role("button", name=person.words("Page suivante")).click()
    person.sees("{first} à {last} sur {total}", first=11, last=20, total=55)
    expect(first).to_contain_text(numbers[10])
    person.page.get_by_role("button", name=person.words("Dernière page")).click()
    person.sees("{first} à {last} sur {total}", first=51, last=55, total=55)
    expect(person.page.get_by_role("button", name=person.words("Page suivante"))).to_be_disabled()
    person.page.get_by_role("button", name=person.words("Première page")).click()
    expect(first).to_contain_text(numbers[0])
    by_number = person.page.get_by_role(
        "columnheader", name=re.compile(re.escape(person.words("Numéro d'affiliation")))
    )
    expect(by_number).to_have_attribute("aria-sort", "ascending")
    by_number.get_by_role("button").click()
    expect(by_number).to_have_attribute("aria-sort", "descending")
    expect(first).to_contain_text(numbers[-1])
    person.page.locator("#recherche").fill(numbers[7])
    person.sees("{first} à {last} sur {total}", first=1, last=1, total=1)
    assert [row[0] for row in person.table("Vos affiliations")] == [numbers[7]]
    person.page.locator("#recherche").fill("rien de tel")
    person.sees("Aucune affiliation ne répond à cette recherche.")


def test_a_group_account_chooses_an_affiliation_and_goes_on_with_it(enter: Enter) -> None:
    person = enter("fiduciaire.atlas")
    company = next(
        company
        for company in persona("fiduciaire.atlas").companies
        if company.debt and not company.signs
    )
    person.begin()
    person.page.locator("#recherche").fill(company.number)
    person.sees("1 à 1 sur 1")
    person.page.get_by_role("button", name=company.legal_name).click()
    person.sees_title("Votre créance consolidée")
    expect(person.page.locator(".eyebrow")).to_contain_text(company.legal_name)
    expect(person.page.locator(".rail-current")).to_have_text("Créance consolidée")
    expect(person.page.locator(".rail-done")).to_have_count(1)


@BOTH
def test_an_employer_who_owes_nothing_is_told_so(enter: Enter, language: Language) -> None:
    person = enter("librairie.alwaha", language)
    person.begin()
    person.sees("Cet affilié ne doit rien : aucune remise n'est à demander.")


def test_an_employer_with_a_request_in_progress_sees_it_and_its_office(enter: Enter) -> None:
    person = enter("menuiserie.cedre")
    person.begin()
    person.sees(
        "Une demande est déjà en cours pour cet affilié. La voici ; pour toute question, voyez votre perception."
    )
    person.sees_fact("État", "garanties")
    expect(person.page.locator("main")).to_contain_text("Fès")


def test_what_falls_due_after_the_last_period_stays_owed_in_full(enter: Enter) -> None:
    person = enter("imprimerie.sebou")
    person.begin()
    person.sees_title("Votre créance consolidée")
    expect(person.page.locator(".notice-warning")).to_contain_text("postérieures à 202412")
    person.sees_fact("Dernière période", "202503")


def test_penalties_have_their_own_rate(enter: Enter, records: Records) -> None:
    who = persona("hotel.ourika")
    person = enter(who.identifier)
    person.step("simulation", records.draft(who, "full"))
    person.sees_fact("Astreintes", "90 %")
    person.sees_fact("Majorations et frais", "60 %")
    person.step("simulation", records.draft(who, "instalments", "", "24"))
    person.sees_fact("Astreintes", "80 %")
    person.page.locator("#mois").fill("25")
    person.sees_fact("Astreintes", "70 %")


def test_a_debt_of_659_periods_opens_whole_and_is_simulated(enter: Enter, records: Records) -> None:
    who = persona("minoterie.chaouia")
    person = enter(who.identifier)
    person.step("creance", records.draft(who, "instalments", "", "60"))
    person.sees_fact("Première période", "196901")
    person.sees_fact("Dernière période", "202311")
    person.page.locator("tr.total .cell-button").last.click()
    expect(person.row("Montants par période", 0)).to_contain_text("196901")
    more = person.page.get_by_role("button", name=re.compile("Montrer .* périodes? de plus"))
    while more.count():
        shown = person.page.get_by_role("table", name="Montants par période").locator("tbody tr")
        before = shown.count()
        more.click()
        expect(shown.nth(before)).to_be_visible()
    assert (
        person.page.get_by_role("table", name="Montants par période").locator("tbody tr").count()
        == 659
    )
    person.press("Continuer vers la modalité")
    person.press("Continuer vers le compte bancaire")
    person.press("Continuer vers la simulation")
    expect(person.row("Échéancier", 59)).to_be_visible()


def test_the_affilie_page_is_not_for_an_account_with_one_affiliation(enter: Enter) -> None:
    person = enter(TWO_MONTHS.identifier)
    person.open("recouvrement/affilie")
    person.sees_title("Votre créance consolidée")
    expect(person.button(NEW_REQUEST)).to_have_count(0)
