"""The debt: by nature, branch and period, nothing owed, a request already in progress."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from damancom_reflex.i18n import Language
from tests.browser.conftest import Enter
from tests.browser.journeys import BOTH, persona, spaced
from tests.browser.records import Records
from tests.browser.remission import EMPLOYER


def test_the_debt_stands_by_nature_and_branch_and_opens_to_its_periods(enter: Enter) -> None:
    person = enter(EMPLOYER)
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


# What the other personas owe


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
