"""The schedule month by month, with its chart, and the breakdown by periods."""

from __future__ import annotations

import reflex as rx

from damancom_reflex.components.charts import bar_chart
from damancom_reflex.components.language import ltr
from damancom_reflex.components.tables import amount_cell, column, data_table
from damancom_reflex.i18n import Translator
from damancom_reflex.rules import generated_surcharge_decision
from damancom_reflex.state.recouvrement.plan_views import BreakdownLine
from damancom_reflex.state.recouvrement.simulation import SimulationState

FIGURES = SimulationState.figures


def schedule(_: Translator) -> rx.Component:
    """The chart, and its twin: the whole schedule."""
    headers = [
        column(_("Échéance")),
        column(_("Date")),
        column(_("Montant"), number=True),
        column(_("Reste à payer"), number=True),
        column(_("Majoration générée"), number=True),
    ]
    return rx.el.section(
        rx.el.h2(_("Échéancier, mois par mois"), class_name="section-title"),
        bar_chart(
            SimulationState.bars,
            _(
                "Ce qu'il reste à payer avant chaque échéance. Le tableau qui suit donne les mêmes chiffres."
            ),
        ),
        rx.el.p(SimulationState.debits, class_name="field-hint mb-3"),
        data_table(
            _("Échéancier"),
            headers,
            rx.el.tbody(
                rx.foreach(
                    SimulationState.schedule,
                    lambda row: rx.el.tr(
                        rx.el.th(row.number, scope="row"),
                        rx.el.td(ltr(row.due)),
                        amount_cell(row.amount),
                        amount_cell(row.left),
                        amount_cell(row.generated),
                    ),
                )
            ),
        ),
        rx.el.details(
            rx.el.summary(_("La majoration générée, comment est-ce calculé ?")),
            rx.el.p(
                _(
                    "Chaque mois, le taux mensuel s'applique au principal qui reste ouvert, les paiements étant répartis "
                    "au prorata entre principal et accessoires. C'est une information : elle est remise en totalité "
                    "(décision {number}), n'entre dans aucun total, et n'est réintégrée que si le plan est rompu.",
                    number=_.ltr(generated_surcharge_decision().number),
                ),
            ),
            rx.el.p(_("Total généré par ce plan :"), " ", ltr(FIGURES.generated)),
            class_name="explain mt-4",
        ),
    )


def breakdown(_: Translator) -> rx.Component:
    """By range of periods."""
    names = [
        _("Principal"),
        _("Majorations, astreintes, frais"),
        _("Majoration générée"),
        _("Remise"),
        _("Dette après remise"),
    ]
    return rx.el.section(
        rx.el.h2(_("Détail par périodes"), class_name="section-title"),
        data_table(
            _("Détail par périodes, en dirhams"),
            [column(_("Périodes")), *(column(name, number=True) for name in names)],
            rx.el.tbody(rx.foreach(SimulationState.breakdown, _breakdown_row)),
            dense=True,
        ),
    )


def _breakdown_row(row: BreakdownLine) -> rx.Component:
    return rx.el.tr(
        rx.el.th(ltr(row.periods), scope="row", class_name="whitespace-nowrap"),
        amount_cell(row.principal),
        amount_cell(row.charges),
        amount_cell(row.generated),
        amount_cell(row.remission),
        amount_cell(row.to_pay),
    )
