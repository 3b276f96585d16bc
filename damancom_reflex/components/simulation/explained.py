"""How it is worked out, down to the debt line, and what a missed payment brings back."""

from __future__ import annotations

import reflex as rx

from damancom_reflex.components.language import ltr
from damancom_reflex.components.layout import download
from damancom_reflex.components.live import PrintButton
from damancom_reflex.components.tables import amount_cell, column, data_table
from damancom_reflex.components.types import Text, some
from damancom_reflex.i18n import Translator
from damancom_reflex.state.recouvrement.simulation import ExplainedLine, SimulationState

FIGURES = SimulationState.figures


def explanations(_: Translator) -> rx.Component:
    """« Comment est-ce calculé ? », down to the debt line and the decision."""
    return rx.el.section(
        rx.el.h2(_("Comment est-ce calculé ?"), class_name="section-title"),
        rx.el.details(
            rx.el.summary(_("La remise")),
            rx.el.p(
                _(
                    "La remise se calcule ligne par ligne (période, branche, nature) : montant × taux, arrondi au centime "
                    "le plus proche, puis on additionne. Le principal n'est jamais remis."
                ),
            ),
            rx.el.p(SimulationState.decision, class_name="mt-2"),
            _amounts(_),
            rx.cond(some(SimulationState.lines), _lines(_), _more(_("Voir ligne par ligne"))),
            class_name="explain",
        ),
        rx.el.details(
            rx.el.summary(_("Ce qu'il reste à payer et la mensualité")),
            rx.el.p(
                _(
                    "À payer = total de la dette − remise. La mensualité est ce montant, moins l'avance, divisé par le "
                    "nombre de mois et arrondi au centime ; la dernière échéance prend ce qui reste, pour que "
                    "l'échéancier tombe juste."
                ),
            ),
            class_name="explain",
        ),
    )


def _amounts(_: Translator) -> rx.Component:
    def line(name: str, amount: Text, rate: Text) -> rx.Component:
        return rx.el.li(name, " ", ltr(amount), " (", ltr(rate), ")")

    return rx.el.ul(
        line(_("Majorations et frais :"), FIGURES.surcharge_remission, FIGURES.surcharge_rate),
        rx.cond(
            FIGURES.has_penalties,
            line(_("Astreintes :"), FIGURES.penalty_remission, FIGURES.penalty_rate),
            rx.fragment(),
        ),
        class_name="mt-2 list-disc ps-5",
    )


def _lines(_: Translator) -> rx.Component:
    names = [_("Période"), _("Branche"), _("Nature")]
    figures = [_("Montant"), _("Taux"), _("Remise")]
    return rx.el.div(
        data_table(
            _("Remise ligne par ligne"),
            [*(column(name) for name in names), *(column(name, number=True) for name in figures)],
            rx.el.tbody(rx.foreach(SimulationState.lines, _line)),
        ),
        rx.cond(SimulationState.lines_more != "", _more(SimulationState.lines_more), rx.fragment()),
        class_name="mt-4",
    )


def _line(row: ExplainedLine) -> rx.Component:
    return rx.el.tr(
        rx.el.th(ltr(row.period), scope="row"),
        rx.el.td(row.branch),
        rx.el.td(row.nature),
        amount_cell(row.amount),
        amount_cell(row.rate),
        amount_cell(row.remission),
    )


def _more(label: Text) -> rx.Component:
    return rx.el.button(
        label,
        type="button",
        on_click=SimulationState.show_lines,
        class_name="btn btn-outline btn-sm mt-3",
    )


def missed(_: Translator) -> rx.Component:
    """What is reinstated, and when, if an instalment is missed."""
    headers = [
        column(_("Échéance manquée")),
        column(_("Date")),
        column(_("Montants réintégrés"), number=True),
        column(_("Vous auriez alors à payer"), number=True),
    ]
    return rx.el.section(
        rx.el.h2(_("Et si un paiement n'est pas honoré ?"), class_name="section-title"),
        rx.el.p(
            _("L'accord devient nul et les montants remis sont réintégrés à la dette."),
            class_name="mb-4",
        ),
        data_table(
            _("Montants réintégrés"),
            headers,
            rx.el.tbody(
                rx.foreach(
                    SimulationState.missed,
                    lambda row: rx.el.tr(
                        rx.el.th(row.number, scope="row"),
                        rx.el.td(rx.cond(row.due != "", ltr(row.due), _("Jour du prélèvement"))),
                        amount_cell(row.reinstated),
                        amount_cell(row.owed),
                    ),
                )
            ),
        ),
        rx.el.p(
            PrintButton.create(
                label=_("Imprimer cette simulation"), class_name="btn btn-ghost no-print"
            ),
            download(
                _("Télécharger la simulation (PDF)"),
                to=SimulationState.paper,
                look="btn btn-ghost no-print",
            ),
            class_name="mt-4 flex flex-wrap gap-3",
        ),
    )
