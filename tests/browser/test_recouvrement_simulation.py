"""The simulation: it follows what one types, explains every figure, and tells what a missed payment brings back."""

from __future__ import annotations

import re
from itertools import pairwise

from playwright.sync_api import expect

from damancom_reflex.i18n import Language
from damancom_reflex.sentences.recouvrement import SCHEDULE_AND_DEBITS
from tests.browser.conftest import Enter
from tests.browser.journeys import BOTH, persona
from tests.browser.records import Records
from tests.browser.remission import FOUR_MONTHS, TWO_MONTHS, at_simulation


@BOTH
def test_the_simulation_follows_typing_the_slider_and_the_two_buttons(
    enter: Enter, records: Records, language: Language
) -> None:
    person, _draft = at_simulation(enter, records, TWO_MONTHS, language=language)
    person.sees_fact("Mensualité", "8 475,28")
    person.sees(SCHEDULE_AND_DEBITS, day=10)
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
    person, _draft = at_simulation(enter, records, TWO_MONTHS, months="6")
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
    person, _draft = at_simulation(enter, records, TWO_MONTHS)
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
    person, _draft = at_simulation(enter, records, FOUR_MONTHS)
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


def test_what_comes_and_goes_on_a_page_does_not_restyle_all_of_it(
    enter: Enter, records: Records
) -> None:
    # A rule that asks what the root holds has the browser look at the root again whenever a row comes or goes.
    person, _draft = at_simulation(enter, records, TWO_MONTHS)
    selectors = person.page.evaluate(
        """() => {
          const within = rule => [rule.selectorText ?? '', ...[...rule.cssRules ?? []].flatMap(within)];
          return [...document.styleSheets].flatMap(sheet => [...sheet.cssRules].flatMap(within));
        }"""
    )
    assert len(selectors) > 500
    assert [found for found in selectors if re.search(r"(:root|html|body)[^ ]*:has", found)] == []
