"""The annex: the remission worked out, line by line; grouped when there are more lines than anyone reads."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from damancom_reflex.documents.pdf.style import BODY, SMALL
from damancom_reflex.documents.pdf.table import Column, Table
from damancom_reflex.documents.wording import branches, decision, natures, percent
from damancom_reflex.domain.ledger import Branch, Nature
from damancom_reflex.domain.money import format_amount

if TYPE_CHECKING:
    from damancom_reflex.documents.pdf.sheet import Sheet
    from damancom_reflex.documents.views import FiguresView
    from damancom_reflex.domain.remission import LineRemission
    from damancom_reflex.i18n import Translator

MOST_LINES: Final = 400
"""Debt lines printed one by one; beyond, they are grouped by period and branch."""

_ROW: Final = 4.6
_SIZE: Final = 7.5


def annex(sheet: Sheet, view: FiguresView, _: Translator) -> None:
    """Set the annex."""
    grouped = len(view.lines) > MOST_LINES
    if grouped:
        sheet.heading(_("Annexe : calcul de la remise par période et par branche"), keep=60)
    else:
        sheet.heading(_("Annexe : calcul de la remise ligne par ligne"), keep=60)
    _rule(sheet, view, _, grouped=grouped)
    if grouped:
        _by_period(sheet, view, _)
    else:
        _by_line(sheet, view, _)


def _rule(sheet: Sheet, view: FiguresView, _: Translator, *, grouped: bool) -> None:
    """How a line is worked out, and where the rule comes from."""
    policy = view.simulation.policy
    text = _(
        "Chaque ligne de la créance est multipliée par son taux, arrondie au centime (la moitié vers le haut), puis les"
        " lignes sont additionnées."
    )
    sheet.paragraph(text, 0, sheet.width, BODY)
    if policy.number:
        last = _.ltr(str(policy.last_period))
        text = _("Les périodes postérieures à {period} ne donnent pas droit à remise.", period=last)
        sheet.paragraph(text, 0, sheet.width, BODY)
    if grouped:
        text = _.plural(
            "La créance compte {n} ligne ; elle est regroupée ici par période et par branche.",
            "La créance compte {n} lignes ; elles sont regroupées ici par période et par branche.",
            len(view.lines),
        )
        sheet.paragraph(text, 0, sheet.width, BODY)
    sheet.paragraph(_("Règle : {decision}.", decision=decision(_, view)), 0, sheet.width, SMALL)
    sheet.paragraph(policy.source, 0, sheet.width, SMALL)
    sheet.at += 2


def _by_line(sheet: Sheet, view: FiguresView, _: Translator) -> None:
    """One row a debt line."""
    table = Table(
        sheet,
        [
            Column(_("Période"), 18, "text"),
            Column(_("Branche"), 49, "text"),
            Column(_("Nature"), 38, "text"),
            Column(_("Montant (MAD)"), 27),
            Column(_("Taux"), 16),
            Column(_("Remise (MAD)"), 30),
        ],
        size=_SIZE,
        row_height=_ROW,
    )
    names, kinds = branches(_), natures(_)
    body = [
        [
            str(part.line.period),
            names[part.line.branch],
            kinds[part.line.nature],
            format_amount(part.line.amount),
            _rate(part),
            format_amount(part.remission),
        ]
        for part in view.lines
    ]
    totals = (
        sum(part.line.amount for part in view.lines),
        sum(part.remission for part in view.lines),
    )
    debt, remission = map(format_amount, totals)
    table.set(body, [_("Total"), "", "", debt, "", remission])


def _rate(part: LineRemission) -> str:
    """The rate of a line; none on principal, which is never remitted."""
    return "–" if part.line.nature is Nature.PRINCIPAL else percent(part.rate)


def _by_period(sheet: Sheet, view: FiguresView, _: Translator) -> None:
    """One row a period and branch: what is owed by nature, what is remitted."""
    table = Table(
        sheet,
        [
            Column(_("Période"), 16, "text"),
            Column(_("Branche"), 47, "text"),
            Column(_("Principal"), 23),
            Column(_("Majorations et frais"), 23),
            Column(_("Astreintes"), 23),
            Column(_("Remise"), 23),
            Column(_("Reste à payer"), 23),
        ],
        size=7,
        row_height=4.2,
    )
    names = branches(_)
    groups = _groups(view.lines)
    totals = tuple(map(sum, zip(*groups.values(), strict=True)))
    body = [
        [str(period), names[branch], *map(format_amount, amounts)]
        for (period, branch), amounts in groups.items()
    ]
    table.set(body, [_("Total"), "", *map(format_amount, totals)])


def _groups(lines: tuple[LineRemission, ...]) -> dict[tuple[int, Branch], tuple[int, ...]]:
    """Centimes by period and branch, in their order: principal, surcharges and fees, penalties, remission, to pay."""
    sums: defaultdict[tuple[int, Branch], list[int]] = defaultdict(lambda: [0, 0, 0, 0, 0])
    column = {
        Nature.PRINCIPAL: 0,
        Nature.LATE_SURCHARGE: 1,
        Nature.RECOVERY_FEE: 1,
        Nature.PENALTY: 2,
    }
    for part in lines:
        row = sums[part.line.period, part.line.branch]
        row[column[part.line.nature]] += part.line.amount
        row[3] += part.remission
        row[4] += part.line.amount - part.remission
    order = {branch: place for place, branch in enumerate(Branch)}
    return {key: tuple(sums[key]) for key in sorted(sums, key=lambda key: (key[0], order[key[1]]))}
