"""The accounts of staff, for supervisors."""

from __future__ import annotations

import reflex as rx

from damancom_reflex.components.dialogs import question
from damancom_reflex.components.language import ltr
from damancom_reflex.components.layout import loading, page_heading
from damancom_reflex.components.lists import found, once_read, search_box
from damancom_reflex.components.notices import error_summary, news
from damancom_reflex.components.shell import shell
from damancom_reflex.components.tables import card_cell, card_head, card_row, card_table, column
from damancom_reflex.i18n import Translator
from damancom_reflex.state.staff.agents import AgentRow, AgentsState

PAGE = "equipe/agents"


def page(_: Translator) -> rx.Component:
    """The page."""
    return shell(
        _,
        error_summary(_, AgentsState.error, AgentsState.error_token),
        news("success", AgentsState.news),
        page_heading(
            _("Comptes du personnel"),
            _(
                "Un téléphone perdu, sans code de secours ? Remettez l'accès de son titulaire à zéro."
            ),
        ),
        once_read(AgentsState, _list(_), loading(_("Chargement…"))),
        _question(_),
        page=PAGE,
        title=_("Comptes du personnel"),
        has_error=AgentsState.error != "",
        wide=True,
    )


def _list(_: Translator) -> rx.Component:
    headers = [
        column(_("Identifiant")),
        column(_("Agent")),
        column(_("Fonction")),
        column(_("Lieu")),
        column(_("Application")),
        column(rx.el.span(_("Action"), class_name="sr-only")),
    ]
    rows = rx.foreach(AgentsState.rows, lambda row: _row(_, row))
    table = card_table(_("Comptes du personnel, par identifiant"), headers, rows)
    return rx.fragment(
        search_box(_, AgentsState, _("Identifiant ou nom.")),
        found(_, AgentsState, table, _("Aucun compte ne répond à cette recherche.")),
    )


def _row(_: Translator, row: AgentRow) -> rx.Component:
    return card_row(
        card_head(_("Identifiant"), ltr(row.identifier)),
        card_cell(
            _("Agent"),
            rx.el.span(
                rx.el.bdi(row.name),
                rx.cond(
                    row.active,
                    rx.fragment(),
                    rx.el.span(_(" · compte fermé"), class_name="text-muted"),
                ),
            ),
        ),
        card_cell(_("Fonction"), row.role),
        card_cell(_("Lieu"), row.place),
        card_cell(_("Application"), row.authenticator),
        card_cell(
            "",
            rx.el.button(
                _("Remettre à zéro"),
                rx.el.span(" ", row.name, class_name="sr-only"),
                type="button",
                on_click=AgentsState.ask(row.identifier),
                class_name="btn btn-outline btn-sm whitespace-nowrap",
            ),
        ),
    )


def _question(_: Translator) -> rx.Component:
    return question(
        "remise-a-zero",
        _("Remettre à zéro l'accès de ce compte ?"),
        rx.el.p(ltr(AgentsState.asked, class_name="font-semibold")),
        rx.el.p(
            _(
                "Son application et ses codes de secours n'ouvriront plus rien et ses sessions se ferment. Un lien part vers son courriel pour tout recommencer. Assurez-vous d'abord que c'est bien lui qui le demande."
            ),
            class_name="mt-2",
        ),
        yes=(_("Oui, remettre à zéro"), AgentsState.reset_authenticator),
        no=(_("Non, ne rien changer"), AgentsState.cancel),
        opened=AgentsState.asked != "",
    )
