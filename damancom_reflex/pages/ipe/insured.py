"""The insured persons of an affiliate: where each stands, and the way into a claim."""

from __future__ import annotations

import reflex as rx

from damancom_reflex.components.demo import insured_panel
from damancom_reflex.components.language import href, ltr
from damancom_reflex.components.layout import loading, page_heading
from damancom_reflex.components.lists import found, once_read, search_box, sort_header
from damancom_reflex.components.notices import error_summary
from damancom_reflex.components.shell import shell
from damancom_reflex.components.tables import (
    card_cell,
    card_head,
    card_row,
    card_table,
    column,
)
from damancom_reflex.i18n import Translator
from damancom_reflex.state.job_loss.addresses import AFFILIATES_PAGE, INSURED_PAGE, LIST_PAGE
from damancom_reflex.state.job_loss.insured import InsuredLine, InsuredState

PAGE = INSURED_PAGE


def page(_: Translator) -> rx.Component:
    """The page."""
    return shell(
        _,
        error_summary(_, InsuredState.error, InsuredState.error_token),
        page_heading(
            _("Vos salariés assurés"),
            _(
                "Pour chacun, les jours déclarés par tous ses employeurs et ce qu'une demande donnerait aujourd'hui. "
                "Le motif de la perte se dit à l'étape suivante."
            ),
            rx.el.span(InsuredState.legal_name, " · ", ltr(InsuredState.affiliate_number)),
        ),
        once_read(InsuredState, _list(_), loading(_("Chargement de vos salariés…"))),
        rx.el.p(
            rx.el.a(_("Vos demandes"), href=href(_, LIST_PAGE), class_name="link"),
            rx.cond(
                InsuredState.several,
                rx.el.span(
                    " · ",
                    rx.el.a(
                        _("Choisir une autre affiliation"),
                        href=href(_, AFFILIATES_PAGE),
                        class_name="link",
                    ),
                ),
                rx.fragment(),
            ),
            class_name="mt-8",
        ),
        insured_panel(_),
        page=PAGE,
        title=_("Vos salariés assurés"),
        has_error=InsuredState.error != "",
        wide=True,
    )


def _list(_: Translator) -> rx.Component:
    headers = [
        sort_header(InsuredState, _("Immatriculation"), "number"),
        sort_header(InsuredState, _("CIN"), "cin"),
        sort_header(InsuredState, _("Nom"), "name"),
        sort_header(InsuredState, _("Embauche"), "hired"),
        column(InsuredState.long_name, number=True),
        column(InsuredState.recent_name, number=True),
        column(_("Situation")),
        rx.el.th(
            rx.el.span(_("Action"), class_name="sr-only"),
            scope="col",
            role="columnheader",
            class_name="row-action",
        ),
    ]
    table = card_table(
        _("Salariés déclarés par cet affilié"),
        headers,
        rx.foreach(InsuredState.rows, lambda row: _row(_, row)),
    )
    return rx.fragment(
        search_box(_, InsuredState, _("Immatriculation, CIN ou nom.")),
        found(_, InsuredState, table, _("Aucun salarié ne répond à cette recherche.")),
    )


def _row(_: Translator, row: InsuredLine) -> rx.Component:
    return card_row(
        card_head(_("Immatriculation"), ltr(row.number)),
        card_cell(_("CIN"), ltr(row.cin)),
        card_cell(_("Nom"), rx.el.bdi(row.name)),
        card_cell(_("Embauche"), ltr(row.hired)),
        card_cell(InsuredState.long_name, ltr(row.long), class_name="number"),
        card_cell(InsuredState.recent_name, ltr(row.recent), class_name="number"),
        card_cell(
            _("Situation"),
            rx.el.span(row.verdict, class_name=f"tag tag-{row.kind}"),
            rx.cond(
                row.note != "",
                rx.el.span(row.note, class_name="block text-muted text-sm"),
                rx.fragment(),
            ),
        ),
        card_cell(
            "",
            rx.cond(
                row.claim_reference != "",
                rx.el.a(
                    _("Voir la demande"),
                    rx.el.span(" ", row.name, class_name="sr-only"),
                    href=row.claim_address,
                    class_name="link",
                ),
                rx.el.button(
                    _("Créer demande"),
                    rx.el.span(" ", row.name, class_name="sr-only"),
                    type="button",
                    on_click=InsuredState.create(row.number),
                    class_name="btn btn-outline btn-sm whitespace-nowrap",
                ),
            ),
            class_name="row-action",
        ),
    )
