"""Figures, for supervisors."""

from __future__ import annotations

import reflex as rx

from damancom_reflex.components.charts import bar_chart
from damancom_reflex.components.language import ltr
from damancom_reflex.components.layout import card, facts, loading, page_heading
from damancom_reflex.components.shell import shell
from damancom_reflex.components.tables import amount_cell, column, data_table
from damancom_reflex.components.types import some
from damancom_reflex.i18n import Translator
from damancom_reflex.state.staff.figures import FiguresState

PAGE = "equipe/chiffres"


def page(_: Translator) -> rx.Component:
    """The page."""
    return shell(
        _,
        page_heading(
            _("Chiffres"),
            _("Ce qui est demandé, ce qui est décidé et en combien de temps, au moment présent."),
        ),
        rx.cond(FiguresState.ready, _figures(_), loading(_("Calcul des chiffres…"))),
        page=PAGE,
        title=_("Chiffres"),
        wide=True,
    )


def _figures(_: Translator) -> rx.Component:
    return rx.fragment(
        card(
            rx.el.h2(_("Remise accordée"), class_name="section-title mt-0"),
            facts(
                (_("Montant remis"), ltr(FiguresState.granted)),
                (_("Par"), FiguresState.granted_by),
            ),
        ),
        _weeks(_),
        _states(_),
        _decided(_),
        _stuck(_),
    )


def _weeks(_: Translator) -> rx.Component:
    names = (_("Adhésion"), _("Remise"), _("IPE"), _("Total"))
    return rx.el.section(
        rx.el.h2(_("Demandes déposées par semaine"), class_name="section-title"),
        bar_chart(
            FiguresState.bars,
            _("Toutes les demandes, semaine par semaine. Le tableau donne les mêmes chiffres."),
        ),
        data_table(
            _("Demandes déposées, douze dernières semaines"),
            [column(_("Semaine du")), *(column(name, number=True) for name in names)],
            rx.el.tbody(
                rx.foreach(
                    FiguresState.weeks,
                    lambda week: rx.el.tr(
                        rx.el.th(ltr(week.monday), scope="row"),
                        amount_cell(week.enrolments),
                        amount_cell(week.remissions),
                        amount_cell(week.claims),
                        amount_cell(week.total),
                    ),
                )
            ),
        ),
    )


def _states(_: Translator) -> rx.Component:
    return rx.el.section(
        rx.el.h2(_("Demandes par état"), class_name="section-title"),
        data_table(
            _("Demandes par genre et par état"),
            [column(_("État")), column(_("Genre")), column(_("Demandes"), number=True)],
            rx.el.tbody(
                rx.foreach(
                    FiguresState.states,
                    lambda line: rx.el.tr(
                        rx.el.th(line.state, scope="row"),
                        rx.el.td(line.kind),
                        amount_cell(line.number),
                    ),
                )
            ),
        ),
    )


def _decided(_: Translator) -> rx.Component:
    return rx.el.section(
        rx.el.h2(_("Délai de décision"), class_name="section-title"),
        data_table(
            _("Du dépôt à la décision, douze dernières semaines"),
            [column(_("Genre")), column(_("Décisions"), number=True), column(_("Délai médian"))],
            rx.el.tbody(
                rx.foreach(
                    FiguresState.decided,
                    lambda line: rx.el.tr(
                        rx.el.th(line.kind, scope="row"),
                        amount_cell(line.number),
                        rx.el.td(line.median),
                    ),
                )
            ),
        ),
    )


def _stuck(_: Translator) -> rx.Component:
    table = data_table(
        _("Messages en attente ou en échec, par opérateur"),
        [
            column(_("Opérateur")),
            column(_("En attente"), number=True),
            column(_("En échec"), number=True),
        ],
        rx.el.tbody(
            rx.foreach(
                FiguresState.stuck,
                lambda line: rx.el.tr(
                    rx.el.th(line.operator, scope="row"),
                    amount_cell(line.waiting),
                    amount_cell(line.failed),
                ),
            )
        ),
    )
    return rx.el.section(
        rx.el.h2(_("Messages en attente ou en échec"), class_name="section-title"),
        rx.cond(
            some(FiguresState.stuck),
            table,
            rx.el.p(_("Tous les messages sont partis."), class_name="panel"),
        ),
    )
