"""Historique des demandes, and the way into a new one."""

from __future__ import annotations

import reflex as rx

from damancom_reflex.components.fields import field_frame
from damancom_reflex.components.language import href, ltr
from damancom_reflex.components.layout import download, loading, page_heading, primary_link
from damancom_reflex.components.lists import found, once_read, search_box, sort_header
from damancom_reflex.components.notices import error_summary
from damancom_reflex.components.shell import shell
from damancom_reflex.components.tables import card_cell, card_head, card_row, card_table
from damancom_reflex.i18n import Translator
from damancom_reflex.state.job_loss.addresses import INSURED_PAGE, LIST_PAGE
from damancom_reflex.state.job_loss.form import Option
from damancom_reflex.state.job_loss.history import ClaimLine, ClaimsState

PAGE = LIST_PAGE


def page(_: Translator) -> rx.Component:
    """The page."""
    return shell(
        _,
        error_summary(_, ClaimsState.error, ClaimsState.error_token),
        page_heading(
            _("Indemnité pour perte d'emploi"),
            _(
                "Sachez avant de déposer si la demande passera, et pourquoi. Les jours déclarés et le montant vous sont expliqués."
            ),
        ),
        primary_link(_("Nouvelle demande"), href(_, INSURED_PAGE)),
        rx.el.section(
            rx.el.h2(_("Historique des demandes"), class_name="section-title"),
            once_read(ClaimsState, _history(_), loading(_("Chargement de vos demandes…"))),
        ),
        page=PAGE,
        title=_("Indemnité pour perte d'emploi"),
        has_error=ClaimsState.error != "",
        wide=True,
    )


def _history(_: Translator) -> rx.Component:
    return rx.cond(
        (ClaimsState.total == 0) & ~ClaimsState.filtered,
        rx.el.p(
            _("Aucune demande pour l'instant. « Nouvelle demande » montre d'abord vos salariés."),
            class_name="panel",
        ),
        rx.fragment(
            _filters(_),
            found(_, ClaimsState, _table(_), _("Aucune demande ne répond à cette recherche.")),
            _exports(_),
        ),
    )


def _filters(_: Translator) -> rx.Component:
    return rx.el.div(
        search_box(_, ClaimsState, _("Référence, immatriculation, CIN, nom ou numéro d'affilié.")),
        field_frame(
            "situation",
            _("Situation"),
            rx.el.select(
                *_options(_("Toutes"), ClaimsState.statuses),
                id="situation",
                default_value=ClaimsState.status,
                on_change=ClaimsState.filter_status,
                class_name="select field-input",
            ),
        ),
        field_frame(
            "motif",
            _("Motif"),
            rx.el.select(
                *_options(_("Tous"), ClaimsState.reasons),
                id="motif",
                default_value=ClaimsState.reason,
                on_change=ClaimsState.filter_reason,
                class_name="select field-input",
            ),
        ),
        class_name="list-filters",
    )


def _options(everything: str, options: list[Option]) -> tuple[rx.Component, rx.Component]:
    return (
        rx.el.option(everything, value=""),
        rx.foreach(options, lambda option: rx.el.option(option.text, value=option.code)),
    )


def _table(_: Translator) -> rx.Component:
    columns = (
        (_("Référence"), "reference"),
        (_("Immatriculation"), "number"),
        (_("CIN"), "cin"),
        (_("Nom"), "surname"),
        (_("Prénom"), "first_name"),
        (_("N° d'affilié"), "affiliate"),
        (_("Motif"), "reason"),
        (_("Date de la perte"), "loss_date"),
        (_("Situation"), "status"),
        (_("Date de la situation"), "status_day"),
        (_("Motif du refus"), "refusal"),
    )
    return card_table(
        _("Historique des demandes"),
        [sort_header(ClaimsState, name, key) for name, key in columns],
        rx.foreach(ClaimsState.rows, lambda row: _row(row, [name for name, _key in columns])),
        many=True,
    )


def _row(row: ClaimLine, names: list[str]) -> rx.Component:
    first, *others = names
    cells = (
        *(ltr(row.number), ltr(row.cin), rx.el.bdi(row.surname), rx.el.bdi(row.first_name)),
        *(ltr(row.affiliate), row.reason, ltr(row.loss_date), row.status, ltr(row.status_day)),
        row.refusal,
    )
    return card_row(
        card_head(first, rx.el.a(ltr(row.reference), href=row.address, class_name="link")),
        *(card_cell(name, cell) for name, cell in zip(others, cells, strict=True)),
    )


def _exports(_: Translator) -> rx.Component:
    return rx.el.p(
        download(
            _("Télécharger cette liste (CSV)"), to=ClaimsState.csv, look="btn btn-outline btn-sm"
        ),
        download(
            _("Télécharger cette liste (Excel)"), to=ClaimsState.xlsx, look="btn btn-outline btn-sm"
        ),
        class_name="flex flex-wrap gap-3 mt-6 no-print",
    )
