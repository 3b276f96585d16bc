"""The figures of a first page: who owes what, the amounts that matter, how they are spread, what is remitted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from damancom_reflex.documents.pdf.pairs import Pair, pairs
from damancom_reflex.documents.pdf.style import (
    FIGURE,
    GREEN,
    HONEY,
    INK,
    LABEL,
    MINT,
    PAPER,
    STRONG,
    WHITE,
    Colour,
)
from damancom_reflex.documents.pdf.table import Column, Table
from damancom_reflex.documents.wording import decision, percent
from damancom_reflex.domain.money import format_amount

if TYPE_CHECKING:
    from damancom_reflex.documents.pdf.sheet import Sheet
    from damancom_reflex.documents.views import FiguresView
    from damancom_reflex.domain.remission import Plan, Simulation
    from damancom_reflex.i18n import Translator

_TILE: Final = 18.5
_GAP: Final = 4.0


def parties(sheet: Sheet, view: FiguresView, _: Translator, *more: Pair) -> None:
    """Who owes which debt, `more` beside it, and under which decision."""
    first, last = _.ltr(str(view.ledger.first_period)), _.ltr(str(view.ledger.last_period))
    who = [
        Pair(_("Raison sociale"), view.legal_name, STRONG),
        Pair(_("Numéro d'affiliation"), view.affiliate_number, STRONG),
    ]
    debt = [
        Pair(_("Situation de la créance"), _.day(view.ledger.situation)),
        Pair(_("Majorations arrêtées au"), _.day(view.ledger.surcharges_to)),
        Pair(_("Périodes"), _("de {first} à {last}", first=first, last=last)),
        *more,
    ]
    rule = [Pair(_("Décision appliquée"), decision(_, view))]
    pairs(sheet, [who, debt, rule], PAPER)
    sheet.at += _GAP


def figures(sheet: Sheet, done: Simulation, _: Translator, *, remission: str) -> None:
    """The three amounts that matter, large; what the remission is called depends on whether it was granted."""
    tiles: list[tuple[str, int, Colour, Colour]] = [
        (_("Dette totale"), done.total_debt, PAPER, INK),
        (remission, done.remission, HONEY, INK),
        (_("À payer"), done.to_pay, GREEN, WHITE),
    ]
    width = (sheet.width - 2 * _GAP) / 3
    figures = [f"{format_amount(centimes)}\u00a0MAD" for _label, centimes, *_colours in tiles]
    widest = max(sheet.text_width(figure, FIGURE) for figure in figures)
    size = FIGURE.size * min(1.0, (width - 2 * _GAP) / widest)
    for number, (label, _centimes, ground, ink) in enumerate(tiles):
        x = number * (width + _GAP)
        sheet.box(x, sheet.at, width, _TILE, ground)
        inside = (x + _GAP, width - 2 * _GAP)
        sheet.put(label, inside[0], sheet.at + 6.2, inside[1], replace(LABEL, colour=ink))
        style = replace(FIGURE, size=size, colour=ink)
        sheet.put(figures[number], inside[0], sheet.at + 14.4, inside[1], style)
    sheet.at += _TILE + _GAP


def plan_row(sheet: Sheet, plan: Plan, _: Translator) -> None:
    """How the amount is spread."""
    same = plan.last_amount == plan.monthly_amount
    regular = plan.months if same else plan.months - 1
    monthly = _.ltr(f"{regular}\u00a0×\u00a0{format_amount(plan.monthly_amount)}")
    if not same and regular:
        last = _.ltr(f"1\u00a0×\u00a0{format_amount(plan.last_amount)}")
        monthly = _("{monthly} puis {last}", monthly=monthly, last=last)
    dates = _(
        "du {first} au {last}",
        first=_.ltr(_.day(plan.first_due)),
        last=_.ltr(_.day(plan.last_due)),
    )
    row = [
        Pair(_("Avance"), f"{format_amount(plan.down_payment)}\u00a0MAD", STRONG),
        Pair(_("Mensualités (MAD)"), monthly, STRONG),
        Pair(_("Échéances"), dates, STRONG),
    ]
    pairs(sheet, [row], MINT)
    sheet.at += _GAP


def recap(sheet: Sheet, done: Simulation, _: Translator) -> None:
    """What is remitted on each part of the debt, at which rate."""
    table = Table(
        sheet,
        [
            Column(_("Montants en MAD"), 71, "text"),
            Column(_("Dette"), 28),
            Column(_("Taux de remise"), 23),
            Column(_("Remise"), 28),
            Column(_("À payer"), 28),
        ],
    )
    parts = [
        (_("Principal"), done.principal, None, 0),
        (
            _("Majorations de retard et frais de recouvrement"),
            done.surcharges_and_fees,
            done.surcharge_rate,
            done.surcharge_remission,
        ),
        (_("Astreintes"), done.penalties, done.penalty_rate, done.penalty_remission),
    ]
    rows: list[list[str]] = []
    for name, owed, rate, remission in parts:
        if owed or rate is None:
            shown = "–" if rate is None else percent(rate)
            rows.append(
                [
                    name,
                    format_amount(owed),
                    shown,
                    format_amount(remission),
                    format_amount(owed - remission),
                ]
            )
    totals = (done.total_debt, done.remission, done.to_pay)
    debt, remission, to_pay = (format_amount(total) for total in totals)
    table.set(rows, [_("Total"), debt, "", remission, to_pay])
