"""The queue of what waits: counters, filters, and the table."""

from __future__ import annotations

import reflex as rx

from damancom_reflex.components.address import KeptAddress
from damancom_reflex.components.fields import field_frame
from damancom_reflex.components.language import ltr
from damancom_reflex.components.layout import loading, page_heading
from damancom_reflex.components.lists import (
    clear_filters,
    found,
    once_read,
    search_box,
    sort_header,
)
from damancom_reflex.components.notices import notice
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
from damancom_reflex.state.review.addresses import QUEUE_PAGE
from damancom_reflex.state.review.queue import Option, QueueState
from damancom_reflex.state.review.queue_lines import Counter, KindCounters, QueueLine

PAGE = QUEUE_PAGE


def page(_: Translator) -> rx.Component:
    """The page."""
    return shell(
        _,
        KeptAddress.create(query=QueueState.query),
        page_heading(
            _("Dossiers à traiter"), _("Ce qui attend une décision, le plus ancien d'abord.")
        ),
        once_read(QueueState, _queue(_), loading(_("Chargement des dossiers…"))),
        page=PAGE,
        title=_("Dossiers à traiter"),
        wide=True,
    )


def _queue(_: Translator) -> rx.Component:
    return rx.fragment(
        rx.cond(
            QueueState.without_office,
            notice(
                "warning",
                _(
                    "Votre compte n'est rattaché à aucun bureau : aucun dossier ne peut vous être montré. Voyez votre superviseur."
                ),
            ),
            rx.fragment(),
        ),
        _counters(_),
        _filters(_),
        rx.cond(
            QueueState.too_wide,
            notice(
                "info",
                _("Cette recherche est trop large : tout n'est pas montré. Précisez-la."),
                role="status",
            ),
            rx.fragment(),
        ),
        found(
            _,
            QueueState,
            _table(_),
            rx.cond(
                QueueState.filtered,
                _("Aucun dossier ne répond à ces filtres."),
                _("Rien n'attend : tout est traité."),
            ),
        ),
    )


def _counters(_: Translator) -> rx.Component:
    def one(counter: Counter) -> rx.Component:
        return rx.el.li(
            rx.el.button(
                rx.el.span(ltr(counter.count), class_name="counter-number"),
                rx.el.span(counter.text),
                type="button",
                on_click=QueueState.show(counter.kind, counter.state),
                aria_pressed=rx.cond(counter.current, "true", "false"),
                class_name="counter",
            )
        )

    def of_kind(kind: KindCounters) -> rx.Component:
        return rx.cond(
            some(kind.counters),
            rx.el.div(
                rx.el.h3(kind.name, class_name="counters-name"),
                rx.el.ul(rx.foreach(kind.counters, one), class_name="counters"),
            ),
            rx.fragment(),
        )

    return rx.el.section(
        rx.el.h2(_("Dossiers par état"), class_name="sr-only"),
        rx.foreach(QueueState.counters, of_kind),
        class_name="grid gap-4 mb-8",
    )


def _filters(_: Translator) -> rx.Component:
    return rx.el.section(
        rx.el.h2(_("Filtres"), class_name="sr-only"),
        search_box(
            _,
            QueueState,
            _("Référence, raison sociale, n° d'affilié, salarié."),
            key=QueueState.opened,
        ),
        rx.cond(
            QueueState.several,
            _select("genre", _("Genre"), _("Tous"), QueueState.kinds, QueueState.kind),
            rx.fragment(),
        ),
        _select(
            *("situation", _("État"), _("À traiter")), QueueState.situations, QueueState.situation
        ),
        rx.cond(
            some(QueueState.offices),
            _select("bureau", _("Bureau"), _("Tous"), QueueState.offices, QueueState.office),
            rx.fragment(),
        ),
        _select("age", _("Déposé depuis"), _("Peu importe"), QueueState.ages, QueueState.age),
        _select(
            *("echeance", _("Échéance"), _("Peu importe")),
            QueueState.deadlines,
            QueueState.deadline,
        ),
        clear_filters(_, filtered=QueueState.filtered, clear=QueueState.clear),
        class_name="queue-filters",
    )


def _select(
    name: str, label: str, everything: str, options: list[Option], chosen: str
) -> rx.Component:
    return field_frame(
        name,
        label,
        rx.el.select(
            rx.el.option(everything, value=""),
            rx.foreach(options, lambda option: rx.el.option(option.text, value=option.code)),
            id=name,
            value=chosen,
            on_change=lambda choice: QueueState.filter_by(name, choice),
            class_name="select field-input",
        ),
    )


def _table(_: Translator) -> rx.Component:
    return card_table(
        _("Dossiers"),
        [
            column(_("Référence")),
            column(_("Employeur")),
            sort_header(QueueState, _("Déposé le"), "filed"),
            sort_header(QueueState, _("Échéance"), "deadline"),
            column(_("État")),
            column(_("En main")),
        ],
        rx.foreach(QueueState.rows, lambda row: _row(_, row)),
    )


def _row(_: Translator, row: QueueLine) -> rx.Component:
    return card_row(
        card_head(
            _("Référence"),
            rx.el.a(ltr(row.reference), href=row.address, class_name="link"),
            small(row.kind),
        ),
        card_cell(
            _("Employeur"),
            rx.el.span(rx.el.bdi(row.legal_name), class_name="block"),
            small(ltr(row.number), rx.cond(row.person != "", " · " + row.person, "")),
        ),
        card_cell(_("Déposé le"), ltr(row.filed), small(row.age)),
        card_cell(_("Échéance"), rx.cond(row.deadline != "", _deadline(row), rx.fragment())),
        card_cell(_("État"), row.status, small(row.office)),
        card_cell(
            _("En main"),
            rx.cond(
                row.holder != "",
                rx.cond(row.mine, rx.el.strong(row.holder), rx.el.span(row.holder, dir="auto")),
                rx.fragment(),
            ),
        ),
        # A link that has the focus keeps it while a search takes the rows around it away.
        key=row.reference,
    )


def _deadline(row: QueueLine) -> rx.Component:
    tone = rx.cond(
        row.tone == "late", "queue-late", rx.cond(row.tone == "soon", "queue-soon", "text-muted")
    )
    return rx.fragment(ltr(row.deadline), rx.el.span(row.left, class_name=["block text-sm", tone]))
