"""Step: the consolidated debt."""

from __future__ import annotations

import reflex as rx

from damancom_reflex.components.journey import go_on
from damancom_reflex.components.language import href, ltr
from damancom_reflex.components.layout import card, facts
from damancom_reflex.components.live import FocusOn
from damancom_reflex.components.notices import notice
from damancom_reflex.components.remission import step_page
from damancom_reflex.components.tables import amount_cell, column, data_table
from damancom_reflex.domain.requests import RemissionStep
from damancom_reflex.i18n import Translator
from damancom_reflex.state.format import branch_name
from damancom_reflex.state.recouvrement.debt import COLUMNS, DebtCell, DebtRow, DebtState, PeriodRow

PAGE = "recouvrement/creance"
HEADER = DebtState.header
OPENED = "par-periode"


def page(_: Translator) -> rx.Component:
    """The page."""
    return step_page(
        _,
        RemissionStep.DEBT,
        rx.cond(DebtState.nothing_owed != "", _nothing(_), _owed(_)),
        page=PAGE,
        title=_("Votre créance consolidée"),
        lead=_("Tout ce que vous devez, en une page. Touchez un montant pour voir ses périodes."),
    )


def _nothing(_: Translator) -> rx.Component:
    return rx.fragment(
        notice("success", DebtState.nothing_owed, role="status"),
        rx.el.a(
            _("Revenir à vos demandes"),
            href=href(_, "recouvrement"),
            class_name="btn btn-outline mt-6",
        ),
    )


def _owed(_: Translator) -> rx.Component:
    return rx.fragment(
        card(
            rx.el.p(_("Vous devez au total"), class_name="figure-name"),
            rx.el.p(ltr(HEADER.total), class_name="figure-large mb-6"),
            facts(
                (_("Situation au"), ltr(HEADER.situation)),
                (_("Majorations arrêtées au"), ltr(HEADER.surcharges_to)),
                (_("Première période"), ltr(HEADER.first_period)),
                (_("Dernière période"), ltr(HEADER.last_period)),
            ),
        ),
        _decision(_),
        _table(_),
        _periods(_),
        go_on(_("Continuer vers la modalité"), DebtState.go_on),
    )


def _decision(_: Translator) -> rx.Component:
    tiers = rx.el.ul(rx.foreach(DebtState.tiers, rx.el.li), class_name="list-disc ps-5 mt-2")
    return rx.el.div(
        rx.cond(
            HEADER.decision_open,
            notice("info", rx.el.p(HEADER.decision), tiers),
            notice("warning", rx.el.p(HEADER.decision)),
        ),
        rx.cond(HEADER.uncovered != "", notice("warning", HEADER.uncovered), rx.fragment()),
        class_name="mt-6",
    )


def _table(_: Translator) -> rx.Component:
    headers = [
        column(_("Nature")),
        *(column(branch_name(branch, _), number=True) for branch in COLUMNS),
    ]
    return data_table(
        _("Créance consolidée, en dirhams"),
        headers,
        rx.el.tbody(rx.foreach(DebtState.rows, _row)),
        dense=True,
    )


def _row(row: DebtRow) -> rx.Component:
    return rx.el.tr(
        rx.el.th(row.name, scope="row"),
        rx.foreach(row.cells, _cell),
        class_name=rx.cond(row.total, "total", ""),
    )


def _cell(cell: DebtCell) -> rx.Component:
    opener = rx.el.button(
        rx.el.bdi(cell.amount, dir="ltr"),
        type="button",
        title=cell.label,
        aria_label=cell.amount + " – " + cell.label,
        on_click=DebtState.open_cell(cell.row, cell.column),
        class_name="cell-button",
    )
    return rx.el.td(
        rx.cond(cell.empty, rx.el.bdi(cell.amount, dir="ltr"), opener), class_name="number"
    )


def _periods(_: Translator) -> rx.Component:
    table = rx.el.div(
        rx.el.h2(DebtState.opened_title, class_name="section-title", id=OPENED, tab_index=-1),
        data_table(
            _("Montants par période"),
            [column(_("Période")), column(_("Montant"), number=True)],
            rx.el.tbody(
                rx.foreach(
                    DebtState.opened,
                    _period_row,
                )
            ),
        ),
        rx.el.div(
            rx.cond(
                DebtState.opened_more != "",
                rx.el.button(
                    DebtState.opened_more,
                    type="button",
                    on_click=DebtState.more,
                    class_name="btn btn-outline btn-sm",
                ),
                rx.fragment(),
            ),
            rx.el.button(
                _("Fermer"),
                type="button",
                on_click=DebtState.close,
                class_name="btn btn-ghost btn-sm",
            ),
            class_name="flex gap-2 mt-3",
        ),
        class_name="max-w-xl",
    )
    return rx.fragment(
        rx.cond(DebtState.opened_title != "", table, rx.fragment()),
        FocusOn.create(target=OPENED, token=DebtState.opened_title),
    )


def _period_row(row: PeriodRow) -> rx.Component:
    return rx.el.tr(rx.el.th(ltr(row.period), scope="row"), amount_cell(row.amount))
