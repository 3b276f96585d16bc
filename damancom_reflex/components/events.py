"""Events of the audit trail: the filters of their table, the table, and the file of what it holds."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import reflex as rx

from damancom_reflex.components.fields import field_frame
from damancom_reflex.components.language import ltr
from damancom_reflex.components.layout import download
from damancom_reflex.components.lists import clear_filters, found, search_box
from damancom_reflex.components.tables import (
    card_cell,
    card_head,
    card_row,
    card_table,
    column,
    small,
)
from damancom_reflex.components.types import Text, some
from damancom_reflex.i18n import Translator
from damancom_reflex.services.trail import acts_of
from damancom_reflex.services.trail_acts import ACTS
from damancom_reflex.state.events import EventLine
from damancom_reflex.state.own_journal import OwnJournalState
from damancom_reflex.state.staff.journal import JournalState

Events = type[JournalState] | type[OwnJournalState]


def events(_: Translator, state: Events, filters: rx.Component, rows: rx.Component) -> rx.Component:
    """The list: its filters, its table or that there is nothing, its pages and its file."""
    return rx.fragment(
        filters,
        found(_, state, rows, _("Aucun événement ne répond à ces filtres.")),
        rx.el.p(
            download(
                _("Télécharger cette liste (CSV)"),
                to=state.csv,
                look="btn btn-outline btn-sm",
            ),
            class_name="mt-6 no-print",
        ),
        rx.cond(
            state.too_many != "",
            rx.el.p(state.too_many, class_name="text-sm text-muted mt-2"),
            rx.fragment(),
        ),
    )


def event_filters(
    _: Translator,
    state: Events,
    *more: rx.Component,
    hint: str,
    acts: Collection[str],
    families: Mapping[str, str],
) -> rx.Component:
    """Search, acts and days; `hint` says what is searched, `more` are filters between search and acts."""
    return rx.el.section(
        rx.el.h2(_("Filtres"), class_name="sr-only"),
        search_box(_, state, hint, key=state.opened),
        *more,
        field_frame(
            "acte",
            _("Acte"),
            rx.el.select(
                rx.el.option(_("Tous"), value=""),
                *(_family(_, family, name, acts) for family, name in families.items()),
                id="acte",
                value=state.act,
                on_change=lambda choice: state.filter_by("acte", choice),
                class_name="select field-input",
            ),
        ),
        field_frame("du", _("Du"), _day(state, "du", state.first)),
        field_frame("au", _("Au"), _day(state, "au", state.last)),
        clear_filters(_, filtered=state.filtered, clear=state.clear),
        class_name="queue-filters",
    )


def _day(state: Events, name: str, value: Text) -> rx.Component:
    return rx.el.input(
        id=name,
        type="date",
        default_value=value,
        on_change=lambda day: state.filter_by(name, day),
        key=state.opened,
        class_name="input field-input",
    )


def _family(_: Translator, family: str, name: str, acts: Collection[str]) -> rx.Component:
    known = [act for act in acts_of(family) if act in acts]
    every = rx.el.option(_("{family} : tous les actes", family=_(name)), value=family)
    return rx.el.optgroup(
        *([every] if len(known) > 1 else []),
        *(rx.el.option(_(ACTS[act]), value=act) for act in known),
        label=_(name),
    )


def event_table(_: Translator, state: Events) -> rx.Component:
    """The events of the page in view."""
    names = (_("Date et heure"), _("Qui"), _("Acte"), _("Objet"), _("Avant, puis après"))
    return card_table(
        _("Événements"),
        [column(name) for name in names],
        rx.foreach(state.rows, lambda row: _row(_, row, names)),
    )


def _row(_: Translator, row: EventLine, names: tuple[str, ...]) -> rx.Component:
    at, who, act, on, changed = names
    return card_row(
        card_head(at, ltr(row.at), _unless_empty(row.position, _("n°"), " ", ltr(row.position))),
        card_cell(who, rx.el.bdi(row.who), _unless_empty(row.address, ltr(row.address))),
        card_cell(act, row.act),
        card_cell(on, row.kind, small(_subject(row))),
        card_cell(
            changed,
            rx.cond(
                some(row.changed),
                rx.el.ul(rx.foreach(row.changed, lambda change: _change(_, change))),
                "–",
            ),
        ),
    )


def _subject(row: EventLine) -> rx.Component:
    """What the act was done to; a request leads to its page."""
    which = rx.el.bdi(row.subject)
    return rx.cond(row.page != "", rx.el.a(which, href=row.page, class_name="link"), which)


def _change(_: Translator, change: list[str]) -> rx.Component:
    return rx.el.li(
        rx.el.span(change[0], _(" : "), class_name="text-muted"),
        rx.cond(
            change[1] != "–",
            rx.fragment(
                rx.el.bdi(change[1]),
                rx.el.span(" → ", aria_hidden="true", class_name="rtl:hidden"),
                rx.el.span(" ← ", aria_hidden="true", class_name="ltr:hidden"),
                rx.el.span(_(", puis "), class_name="sr-only"),
            ),
            rx.fragment(),
        ),
        rx.el.bdi(change[2]),
        class_name="text-sm",
    )


def _unless_empty(text: Text, *children: rx.Component | rx.Var | str) -> rx.Component:
    return rx.cond(text != "", small(*children), rx.fragment())
