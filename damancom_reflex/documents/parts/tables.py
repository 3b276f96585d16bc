"""The tables of a debt and its plan: by branch, instalment by instalment, by range of periods."""

from __future__ import annotations

from typing import TYPE_CHECKING

from damancom_reflex.documents.pdf.style import SMALL
from damancom_reflex.documents.pdf.table import Column, Table
from damancom_reflex.documents.wording import branches, rows
from damancom_reflex.domain.ledger import Row
from damancom_reflex.domain.money import format_amount
from damancom_reflex.sentences.recouvrement import SCHEDULE_AND_DEBITS

if TYPE_CHECKING:
    from damancom_reflex.documents.pdf.sheet import Sheet
    from damancom_reflex.documents.views import FiguresView
    from damancom_reflex.domain.remission import Plan
    from damancom_reflex.i18n import Translator


def tables(sheet: Sheet, view: FiguresView, _: Translator) -> None:
    """Set them, from a second page on; the last two for instalments only."""
    if sheet.paper.page == 1:
        sheet.new_page()
    _debt(sheet, view, _)
    if view.simulation.plan:
        _schedule(sheet, view, view.simulation.plan, _)
        _breakdown(sheet, view, _)


def _debt(sheet: Sheet, view: FiguresView, _: Translator) -> None:
    """The consolidated table: branches without debt are left out."""
    sheet.heading(_("La créance par branche (MAD)"))
    debt = view.ledger.table()
    owed = {branch: name for branch, name in branches(_).items() if debt.cell(Row.TOTAL, branch)}
    width = min(32.0, (sheet.width - 34) / (len(owed) + 1))
    first = sheet.width - width * (len(owed) + 1)
    columns = [Column("", first, "text")]
    columns += [Column(name, width) for name in owed.values()]
    columns.append(Column(_("Total général"), width))
    table = Table(sheet, columns, size=8)
    body = [
        [name, *(format_amount(debt.cell(row, branch)) for branch in (*owed, None))]
        for row, name in rows(_).items()
    ]
    table.set(body[:-1], body[-1])


def _schedule(sheet: Sheet, view: FiguresView, plan: Plan, _: Translator) -> None:
    """Every instalment, with what stays to be paid after it."""
    sheet.heading(_("Échéancier"))
    table = Table(
        sheet,
        [
            Column(_("N°"), 22, "text"),
            Column(_("Échéance"), 34, "text"),
            Column(_("Montant (MAD)"), 38),
            Column(_("Reste à payer (MAD)"), 42),
            Column(_("Majoration générée, pour information (MAD)"), 42),
        ],
        row_height=5.2,
    )
    left = view.simulation.to_pay
    body: list[list[str]] = []
    if plan.down_payment:
        left -= plan.down_payment
        body.append([_("Avance"), "", format_amount(plan.down_payment), format_amount(left), ""])
    for due in plan.instalments:
        left -= due.amount
        body.append(
            [
                str(due.number),
                _.day(due.due),
                format_amount(due.amount),
                format_amount(left),
                format_amount(due.generated_surcharge),
            ]
        )
    total, generated = view.simulation.to_pay, plan.generated_surcharge
    table.set(body, [_("Total"), "", format_amount(total), "", format_amount(generated)])
    _notes(sheet, view, _)


def _notes(sheet: Sheet, view: FiguresView, _: Translator) -> None:
    """What is debited when; what the generated surcharge is, and why no total holds it."""
    debits = _(SCHEDULE_AND_DEBITS, day=view.simulation.policy.debit_day)
    generated = _(
        "La majoration générée par le paiement par acomptes est donnée pour information : remise en totalité,"
        " elle n'entre ni dans le total ni dans les échéances, et redevient due si le plan est annulé."
    )
    for text in (debits, generated):
        sheet.at += 1.5
        sheet.paragraph(text, 0, sheet.width, SMALL)


def _breakdown(sheet: Sheet, view: FiguresView, _: Translator) -> None:
    """Debt and remission by range of periods: what the decision covers, and what it does not."""
    sheet.heading(_("Ventilation par périodes (MAD)"))
    table = Table(
        sheet,
        [
            Column(_("Périodes"), 48, "text"),
            Column(_("Principal"), 26),
            Column(_("Majorations, astreintes et frais"), 26),
            Column(_("Majoration générée"), 26),
            Column(_("Remise"), 26),
            Column(_("Dette après remise"), 26),
        ],
    )
    body: list[list[str]] = []
    for part in view.simulation.breakdown:
        first, last = _.ltr(str(part.first_period)), _.ltr(str(part.last_period))
        text = _("de {first} à {last}", first=first, last=last)
        if not part.eligible:
            text = _("{periods}, hors décision", periods=text)
        amounts = (
            part.principal,
            part.charges,
            part.generated_surcharge,
            part.remission,
            part.to_pay,
        )
        body.append([text, *map(format_amount, amounts)])
    table.set(body)
