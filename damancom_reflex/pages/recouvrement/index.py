"""One's requests, and the way into a new one."""

from __future__ import annotations

import reflex as rx

from damancom_reflex.components.language import ltr
from damancom_reflex.components.layout import loading, page_heading
from damancom_reflex.components.lists import turn_pages
from damancom_reflex.components.notices import error_summary
from damancom_reflex.components.shell import shell
from damancom_reflex.components.tables import (
    card_cell,
    card_head,
    card_row,
    card_table,
    column,
    small,
)
from damancom_reflex.components.types import some
from damancom_reflex.i18n import Translator
from damancom_reflex.state.recouvrement.requests import RequestRow, RequestsState

PAGE = "recouvrement"


def page(_: Translator) -> rx.Component:
    """The page."""
    return shell(
        _,
        error_summary(_, RequestsState.error, RequestsState.error_token),
        page_heading(
            _("Recouvrement"),
            _(
                "Voyez votre dette, simulez, signez : une demande se fait en quelques minutes et rien de ce que vous saisissez "
                "n'est perdu."
            ),
        ),
        rx.el.button(
            _("Nouvelle demande de remise"),
            type="button",
            on_click=RequestsState.begin,
            class_name="btn btn-primary btn-main",
        ),
        rx.el.section(
            rx.el.h2(_("Vos demandes"), class_name="section-title"),
            rx.cond(
                RequestsState.ready,
                rx.cond(some(RequestsState.rows), _table(_), _empty(_)),
                loading(_("Chargement de vos demandes…")),
            ),
        ),
        page=PAGE,
        title=_("Recouvrement"),
        has_error=RequestsState.error != "",
        wide=True,
    )


def _empty(_: Translator) -> rx.Component:
    return rx.el.div(
        rx.el.img(
            src="/images/empty-requests.svg", alt="", custom_attrs={"width": "160", "height": "120"}
        ),
        rx.el.p(
            _(
                "Aucune demande pour l'instant. Commencez par « Nouvelle demande de remise » : vous verrez d'abord ce que vous devez."
            )
        ),
        class_name="panel grid gap-4",
    )


def _table(_: Translator) -> rx.Component:
    headers = [
        column(_("Référence")),
        column(_("Affilié")),
        column(_("Signée le")),
        column(_("Modalité")),
        column(_("À payer"), number=True),
        column(_("État")),
    ]
    return rx.fragment(
        card_table(
            _("Vos demandes, la plus récente d'abord"),
            headers,
            rx.foreach(RequestsState.rows, lambda row: _row(_, row)),
        ),
        turn_pages(_, RequestsState),
    )


def _row(_: Translator, row: RequestRow) -> rx.Component:
    return card_row(
        card_head(_("Référence"), rx.el.a(ltr(row.reference), href=row.address, class_name="link")),
        card_cell(_("Affilié"), rx.el.bdi(row.legal_name), small(ltr(row.affiliate))),
        card_cell(_("Signée le"), ltr(row.signed)),
        card_cell(_("Modalité"), row.mode),
        card_cell(_("À payer"), ltr(row.to_pay), class_name="number"),
        card_cell(_("État"), row.status, rx.cond(row.ahead != "", small(row.ahead), rx.fragment())),
    )
