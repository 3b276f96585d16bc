"""Step for group accounts: choose the affiliation."""

from __future__ import annotations

import reflex as rx

from damancom_reflex.components.fields import field_frame
from damancom_reflex.components.language import ltr
from damancom_reflex.components.remission import step_page
from damancom_reflex.components.tables import column, data_table, pager, sorted_column
from damancom_reflex.domain.requests import RemissionStep
from damancom_reflex.i18n import Translator
from damancom_reflex.state.recouvrement.affiliates import AffiliateRow, AffiliatesState

PAGE = "recouvrement/affilie"


def page(_: Translator) -> rx.Component:
    """The page."""
    return step_page(
        _,
        RemissionStep.AFFILIATE,
        _search(_),
        rx.cond(
            AffiliatesState.total > 0,
            _table(_),
            rx.el.p(_("Aucune affiliation ne répond à cette recherche."), role="status"),
        ),
        pager(
            _,
            page=AffiliatesState.page,
            pages=AffiliatesState.pages,
            last=AffiliatesState.last_page,
            range_text=AffiliatesState.range_text,
            turn_to=AffiliatesState.turn_to,
        ),
        page=PAGE,
        title=_("Choisir l'affiliation"),
        lead=_(
            "Votre compte comporte plusieurs affiliations. Pour laquelle demandez-vous une remise ?"
        ),
    )


def _search(_: Translator) -> rx.Component:
    return field_frame(
        "recherche",
        _("Rechercher"),
        rx.el.input(
            id="recherche",
            type="search",
            default_value=AffiliatesState.search,
            on_change=AffiliatesState.find.debounce(250),
            aria_describedby="recherche-aide",
            class_name="input field-input",
        ),
        hint=_("Numéro d'affiliation, raison sociale ou ICE."),
    )


def _table(_: Translator) -> rx.Component:
    def header(name: str, key: str) -> rx.Component:
        return sorted_column(
            name,
            active=AffiliatesState.sort == key,
            descending=AffiliatesState.descending,
            on_click=AffiliatesState.sort_by(key),
        )

    headers = [
        header(_("Numéro d'affiliation"), "number"),
        header(_("Raison sociale"), "legal_name"),
        header(_("Régime social"), "scheme"),
        header(_("ICE"), "ice"),
        column(rx.el.span(_("Action"), class_name="sr-only")),
    ]
    return rx.el.div(
        data_table(
            _("Vos affiliations"),
            headers,
            rx.el.tbody(rx.foreach(AffiliatesState.rows, lambda row: _row(_, row))),
        ),
        class_name="mt-6",
    )


def _row(_: Translator, row: AffiliateRow) -> rx.Component:
    return rx.el.tr(
        rx.el.th(ltr(row.number), scope="row"),
        rx.el.td(
            row.legal_name,
            rx.cond(
                row.open_reference != "",
                rx.el.span(_(" · demande en cours"), class_name="text-muted"),
                rx.fragment(),
            ),
        ),
        rx.el.td(ltr(row.scheme)),
        rx.el.td(ltr(row.ice)),
        rx.el.td(
            rx.el.button(
                _("Choisir"),
                rx.el.span(" ", row.legal_name, class_name="sr-only"),
                type="button",
                on_click=AffiliatesState.choose(row.number),
                class_name="btn btn-outline btn-sm",
            )
        ),
    )
