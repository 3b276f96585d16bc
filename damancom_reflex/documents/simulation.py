"""The simulation as it is typed, to be kept, compared or shown: nothing is signed by it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from damancom_reflex.documents.parts.annex import annex
from damancom_reflex.documents.parts.figures import figures, parties, plan_row, recap
from damancom_reflex.documents.parts.frame import footers, masthead
from damancom_reflex.documents.parts.tables import tables
from damancom_reflex.documents.pdf.pairs import Pair, pairs
from damancom_reflex.documents.pdf.sheet import Sheet
from damancom_reflex.documents.pdf.style import HONEY, STRONG
from damancom_reflex.documents.pdf.table import Column, Table
from damancom_reflex.documents.wording import broken
from damancom_reflex.domain.money import format_amount
from damancom_reflex.domain.remission import reinstatements

if TYPE_CHECKING:
    from damancom_reflex.documents.views import FiguresView
    from damancom_reflex.domain.remission import Simulation
    from damancom_reflex.i18n import Translator

_GAP: Final = 4.0


def simulation_pdf(view: FiguresView, _: Translator) -> bytes:
    """Make the document of a simulation in the translator's language.

    The agreement's figures, tables and annex; neither reference, nor evidence of consent, nor verification code: there
    is nothing to verify. CPU work: call it in a thread.

    Args:
        view: what was simulated; `created_at` dates the simulation.
        _: translator; its direction mirrors the pages.

    Returns:
        The PDF; the same view gives the same bytes.
    """
    title = _("Simulation sans engagement")
    with Sheet(_, view.created_at) as sheet:
        sheet.paper.set_title(f"{title} {view.affiliate_number}")
        sheet.paper.set_subject(f"{view.legal_name} ({view.affiliate_number})")
        _summary(sheet, view, _, title)
        tables(sheet, view, _)
        annex(sheet, view, _)
        footers(sheet, _, f"{title} · {_.ltr(_.moment(view.created_at))}")
        return sheet.paper.finish()


def _summary(sheet: Sheet, view: FiguresView, _: Translator, title: str) -> None:
    """The first page: that nothing is promised, who, how much, what a missed payment brings back."""
    done = view.simulation
    sheet.new_page()
    sheet.paper.start_section(_("Résumé"))
    made = _("Simulation du {moment}", moment=_.ltr(_.moment(view.created_at)))
    masthead(sheet, _("Recouvrement des créances"), title, made)
    _without_engagement(sheet, _)
    parties(sheet, view, _)
    figures(sheet, done, _, remission=_("Remise"))
    if done.plan:
        plan_row(sheet, done.plan, _)
    recap(sheet, done, _)
    _reinstated(sheet, done, _)


def _without_engagement(sheet: Sheet, _: Translator) -> None:
    """What this document is not."""
    text = _(
        "Ce document n'est ni une demande ni un accord et n'engage personne. Ses montants sont ceux du jour de la"
        " simulation ; ils peuvent changer tant que la demande n'est pas signée."
    )
    pairs(sheet, [[Pair(_("Sans engagement"), text, STRONG)]], HONEY)
    sheet.at += _GAP


def _reinstated(sheet: Sheet, done: Simulation, _: Translator) -> None:
    """What comes back, and when, if a payment is missed."""
    sheet.heading(_("Et si un paiement n'est pas honoré ?"))
    sheet.paragraph(broken(_, done), 0, sheet.width)
    sheet.at += 1.5
    table = Table(
        sheet,
        [
            Column(_("Échéance manquée"), 38, "text"),
            Column(_("Date"), 50, "text"),
            Column(_("Montants réintégrés (MAD)"), 45),
            Column(_("Vous auriez alors à payer (MAD)"), 45),
        ],
    )
    table.set(
        [
            [
                str(found.missed),
                _.day(found.due) if found.due else _("Jour du prélèvement"),
                format_amount(found.reinstated),
                format_amount(found.owed),
            ]
            for found in reinstatements(done)
        ]
    )
