"""The affiliations of a group account, to choose one from."""

from __future__ import annotations

import reflex as rx

from damancom_reflex.components.language import ltr
from damancom_reflex.components.lists import found, search_box, sort_header
from damancom_reflex.components.tables import card_cell, card_head, card_row, card_table, column
from damancom_reflex.i18n import Translator
from damancom_reflex.state.affiliations import AffiliateRow, AffiliationsMixin


def affiliations(
    _: Translator, state: type[AffiliationsMixin], choose: rx.event.EventCallback[str]
) -> rx.Component:
    """The table with its search; `choose` takes the number of the one chosen."""
    headers = [
        sort_header(state, _("Numéro d'affiliation"), "number"),
        sort_header(state, _("Raison sociale"), "legal_name"),
        sort_header(state, _("Régime social"), "scheme"),
        sort_header(state, _("ICE"), "ice"),
        column(rx.el.span(_("Action"), class_name="sr-only")),
    ]
    rows = rx.foreach(state.rows, lambda row: _row(_, row, choose))
    table = card_table(_("Vos affiliations"), headers, rows)
    return rx.fragment(
        search_box(_, state, _("Numéro d'affiliation, raison sociale ou ICE.")),
        found(_, state, table, _("Aucune affiliation ne répond à cette recherche.")),
    )


def _row(_: Translator, row: AffiliateRow, choose: rx.event.EventCallback[str]) -> rx.Component:
    return card_row(
        card_head(_("Numéro d'affiliation"), ltr(row.number)),
        card_cell(
            _("Raison sociale"),
            rx.el.span(
                row.legal_name,
                rx.cond(
                    row.open_reference != "",
                    rx.el.span(_(" · demande en cours"), class_name="text-muted"),
                    rx.fragment(),
                ),
            ),
        ),
        card_cell(_("Régime social"), ltr(row.scheme)),
        card_cell(_("ICE"), ltr(row.ice)),
        card_cell(
            "",
            rx.el.button(
                _("Choisir"),
                rx.el.span(" ", row.legal_name, class_name="sr-only"),
                type="button",
                on_click=choose(row.number),
                class_name="btn btn-outline btn-sm",
            ),
        ),
    )
