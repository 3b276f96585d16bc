"""What an agreement says, read back from the file."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from damancom_reflex.documents import agreement_pdf
from damancom_reflex.documents.parts.annex import MOST_LINES
from damancom_reflex.domain.ledger import Branch, Row
from damancom_reflex.domain.money import format_amount
from damancom_reflex.sentences.recouvrement import SCHEDULE_AND_DEBITS

from . import reading
from .factories import FOUR_MONTHS, agreement, guide

if TYPE_CHECKING:
    from damancom_reflex.i18n import Translator

    from .conftest import Made


def shown(centimes: int) -> str:
    return format_amount(centimes).replace("\u00a0", " ")


def on_one_row(cells: list[str], body: str) -> bool:
    """Whether cells follow each other, in either direction: readers differ on a line of Arabic."""
    return " ".join(cells) in body or " ".join(reversed(cells)) in body


def test_first_page_says_the_three_amounts_and_the_parties(full: Made):
    view, content = full
    page = reading.pages(content)[0]
    for centimes in (view.simulation.total_debt, view.simulation.remission, view.simulation.to_pay):
        assert f"{shown(centimes)} MAD" in page
    assert tuple(
        map(shown, (view.simulation.total_debt, view.simulation.remission, view.simulation.to_pay))
    ) == ("114 664,08", "34 567,22", "80 096,86")
    for expected in (
        view.legal_name,
        view.affiliate_number,
        view.masked_rib,
        "10/12/2023",
        "14:03",
    ):
        assert expected in page


def test_first_page_names_title_decision_and_next_steps_in_its_language(full: Made, tr: Translator):
    page = reading.pages(full[1])[0]
    for sentence in (
        "Accord de remise",
        "À payer",
        "Ce qui se passe maintenant",
        "Si le prélèvement est rejeté",
    ):
        assert tr(sentence) in page
    assert "17/10/2023" in page


def test_every_instalment_is_printed_and_the_last_leaves_nothing(instalments: Made):
    view, content = instalments
    body = reading.text(content)
    plan = view.simulation.plan
    assert plan is not None
    left = view.simulation.to_pay - plan.down_payment
    for due in plan.instalments:
        left -= due.amount
        amounts = [shown(amount) for amount in (due.amount, left, due.generated_surcharge)]
        assert on_one_row([f"{due.due:%d/%m/%Y}", *amounts], body)
    assert left == 0


def test_days_of_the_schedule_are_told_from_those_of_the_debits(instalments: Made, tr: Translator):
    assert tr(SCHEDULE_AND_DEBITS, day=10) in reading.text(instalments[1])


def test_debt_table_has_every_branch_owed_and_its_totals(longest: Made):
    view, content = longest
    body, debt = reading.text(content), view.ledger.table()
    for row in Row:
        for branch in (*Branch, None):
            assert shown(debt.cell(row, branch)) in body


def test_each_debt_line_is_explained_in_the_annex(instalments: Made):
    view, content = instalments
    body = reading.text(content)
    assert len(view.lines) <= MOST_LINES
    for part in view.lines:
        assert str(part.line.period) in body
        assert shown(part.line.amount) in body
        assert shown(part.remission) in body


def test_a_long_annex_is_grouped_and_still_adds_up(longest: Made, tr: Translator):
    view, content = longest
    body = reading.text(content)
    assert len(view.lines) > 6000
    assert str(len(view.lines)) in body
    totals = (view.simulation.remission, view.simulation.to_pay)
    assert on_one_row([shown(total) for total in totals], body)
    assert tr("Annexe : calcul de la remise ligne par ligne") not in body


def test_grouped_row_adds_the_lines_of_its_period_and_branch(longest: Made):
    view, content = longest
    period, branch = view.lines[0].line.period, view.lines[0].line.branch
    here = [part for part in view.lines if (part.line.period, part.line.branch) == (period, branch)]
    remission = sum(part.remission for part in here)
    rest = sum(part.line.amount for part in here) - remission
    assert on_one_row([shown(remission), shown(rest)], reading.text(content))


def test_evidence_of_consent_is_complete(full: Made):
    view, content = full
    body = reading.text(content)
    for value in (
        view.consent.account,
        view.consent.address,
        view.consent.terms_version,
        view.consent.sha256_fr,
        view.consent.sha256_ar,
    ):
        assert value in body


def test_commitments_are_whole(full: Made):
    view, content = full
    body = reading.text(content)
    for text in view.commitments:
        for word in re.findall(r"\w+", text):
            assert word in body


def test_guarantees_and_their_deadline_come_first_for_instalments(instalments: Made):
    page = reading.pages(instalments[1])[0]
    assert "08/12/2023" in page
    assert set(instalments[0].collection_office.split()) <= set(re.findall(r"\w+", page))


def test_footer_counts_the_pages(instalments: Made, tr: Translator):
    texts = reading.pages(instalments[1])
    for number, page in enumerate(texts, 1):
        assert tr("Page {number} sur {pages}", number=number, pages=len(texts)) in page


def test_header_of_a_table_is_repeated_on_each_page(longest: Made, tr: Translator):
    annex = reading.pages(longest[1])[5:]
    assert len(annex) > 30
    assert all(tr("Période") in page and tr("Branche") in page for page in annex)


def test_without_a_decision_it_is_a_payment_facility(tr: Translator):
    view = agreement(guide("guide-full"), FOUR_MONTHS, on=date(2026, 1, 5))
    page = reading.pages(agreement_pdf(view, tr))[0]
    assert view.simulation.remission == 0
    assert tr("Facilités de paiement") in page
    assert tr("Accord de remise") not in page


def test_no_control_character_is_left_in_what_people_copy(full: Made, instalments: Made):
    for _view, content in (full, instalments):
        assert not re.search("[\u2066-\u2069\u200e\u200f\ufffd]", reading.text(content))
