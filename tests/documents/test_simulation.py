"""The simulation as a document: the agreement's figures, and nothing that looks signed."""

from __future__ import annotations

import re
import time
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

import pytest

from damancom_reflex.documents import FiguresView, simulation_pdf
from damancom_reflex.domain.remission import Choice, reinstatements
from damancom_reflex.i18n import Language, translator

from . import reading
from .declared import read
from .factories import FOUR_MONTHS, SIXTY_MONTHS, agreement, guide
from .test_agreement_text import on_one_row, shown

if TYPE_CHECKING:
    from damancom_reflex.i18n import Translator


def simulated(name: str, choice: Choice | None = None, **changes: object) -> FiguresView:
    """What an agreement on a guide's ledger would show, before it is one."""
    signed = agreement(guide(name), choice, **changes)
    return FiguresView(
        signed.created_at,
        signed.legal_name,
        signed.affiliate_number,
        signed.ledger,
        signed.simulation,
        signed.lines,
    )


@cache
def plan_paper(language: Language) -> tuple[FiguresView, bytes]:
    view = simulated("guide-instalments-4", FOUR_MONTHS)
    return view, simulation_pdf(view, translator(language))


def test_first_page_says_that_nothing_is_promised_and_when_it_was_worked_out(tr: Translator):
    page = reading.pages(plan_paper(tr.language)[1])[0]
    assert tr("Simulation sans engagement") in page
    warning = tr(
        "Ce document n'est ni une demande ni un accord et n'engage personne. Ses montants sont ceux du jour de la"
        " simulation ; ils peuvent changer tant que la demande n'est pas signée."
    )
    assert set(re.findall(r"\w+", warning)) <= set(re.findall(r"\w+", page))
    assert on_one_row(["08/11/2023", "14:03"], page)


def test_first_page_names_affiliate_decision_and_figures(tr: Translator):
    view, content = plan_paper(tr.language)
    page = reading.pages(content)[0]
    for expected in (view.legal_name, view.affiliate_number, "05/2023", "17/10/2023"):
        assert expected in page
    done = view.simulation
    amounts = tuple(map(shown, (done.total_debt, done.remission, done.to_pay)))
    assert amounts == ("22 195,58", "3 280,45", "18 915,13")
    for amount in amounts:
        assert f"{amount} MAD" in page


def test_first_page_says_what_each_missed_instalment_brings_back(tr: Translator):
    view, content = plan_paper(tr.language)
    page = reading.pages(content)[0]
    found = reinstatements(view.simulation)
    assert [item.missed for item in found] == [1, 2, 4]
    for item in found:
        assert item.due
        row = [tr.day(item.due), shown(item.reinstated), shown(item.owed)]
        assert on_one_row(row, page)


def test_a_full_payment_that_is_missed_brings_the_whole_debt_back(tr: Translator):
    page = reading.pages(simulation_pdf(simulated("guide-full"), tr))[0]
    assert tr("Jour du prélèvement") in page
    assert on_one_row(["34 567,22", "114 664,08"], page)


def test_schedule_and_explained_lines_are_the_agreements(tr: Translator):
    view, content = plan_paper(tr.language)
    body, plan = reading.text(content), view.simulation.plan
    assert plan
    left = view.simulation.to_pay - plan.down_payment
    for due in plan.instalments:
        left -= due.amount
        amounts = [shown(amount) for amount in (due.amount, left, due.generated_surcharge)]
        assert on_one_row([tr.day(due.due), *amounts], body)
    for part in view.lines:
        assert shown(part.line.amount) in body
        assert shown(part.remission) in body


@pytest.mark.parametrize(
    "phrase",
    [
        "Accord de remise",
        "Remise accordée",
        "Preuve du consentement",
        "Engagements",
        "Vérifier ce document",
        "Ce qui se passe maintenant",
    ],
)
def test_nothing_in_it_looks_signed(tr: Translator, phrase: str):
    assert tr(phrase) not in reading.text(plan_paper(tr.language)[1])


def test_it_has_no_reference_no_address_and_no_control_character(tr: Translator):
    body = reading.text(plan_paper(tr.language)[1])
    assert not re.search(r"https?://|REM-|DR-\d", body)
    assert not re.search("[\u2066-\u2069\u200e\u200f\ufffd]", body)


def test_without_a_decision_no_remission_is_shown(tr: Translator):
    view = simulated("guide-full", FOUR_MONTHS, on=date(2026, 1, 5))
    page = reading.pages(simulation_pdf(view, tr))[0]
    assert "114 664,08 MAD" in page
    assert "05/2023" not in page


def test_title_and_language_are_declared_and_every_page_says_what_it_is(tr: Translator):
    view, content = plan_paper(tr.language)
    reader = read(content)
    assert reader.metadata
    title = tr("Simulation sans engagement")
    assert reader.metadata.title == f"{title} {view.affiliate_number}"
    assert reader.root_object["/Lang"] == tr.language
    assert all(title in page.extract_text() for page in reader.pages)


def test_it_stays_inside_the_margins_and_is_quick(tr: Translator):
    view = simulated("guide-instalments-4", SIXTY_MONTHS)
    reading.assert_inside(simulation_pdf(view, tr))
    # The best of three, by processor time: what the machine does besides is not counted.
    times: list[float] = []
    for _turn in range(3):
        start = time.process_time()
        simulation_pdf(view, tr)
        times.append(time.process_time() - start)
    assert min(times) <= 0.3
