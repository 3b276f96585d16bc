"""The audit trail, for supervisors."""

from __future__ import annotations

import reflex as rx

from damancom_reflex.components.fields import field_frame
from damancom_reflex.components.language import ltr
from damancom_reflex.components.layout import download, loading, page_heading
from damancom_reflex.components.lists import once_read, search_box, turn_pages
from damancom_reflex.components.shell import shell
from damancom_reflex.components.tables import column, data_table
from damancom_reflex.components.types import Text, some
from damancom_reflex.i18n import Translator
from damancom_reflex.services.trail import acts_of
from damancom_reflex.services.trail_acts import ACTS, FAMILIES
from damancom_reflex.state.staff.journal import EventLine, JournalState

PAGE = "equipe/journal"


def page(_: Translator) -> rx.Component:
    """The page."""
    return shell(
        _,
        page_heading(
            _("Journal des actes"),
            _("Qui a fait quoi, quand et d'où, du plus récent au plus ancien."),
        ),
        once_read(JournalState, _journal(_), loading(_("Chargement du journal…"))),
        page=PAGE,
        title=_("Journal des actes"),
        wide=True,
    )


def _journal(_: Translator) -> rx.Component:
    return rx.fragment(
        _filters(_),
        rx.cond(
            JournalState.total > 0,
            _table(_),
            rx.el.p(
                _("Aucun événement ne répond à ces filtres."),
                role="status",
                class_name="panel mt-6",
            ),
        ),
        turn_pages(_, JournalState),
        rx.el.p(
            download(
                _("Télécharger cette liste (CSV)"),
                to=JournalState.csv,
                look="btn btn-outline btn-sm",
            ),
            class_name="mt-6 no-print",
        ),
        rx.cond(
            JournalState.too_many != "",
            rx.el.p(JournalState.too_many, class_name="text-sm text-muted mt-2"),
            rx.fragment(),
        ),
    )


def _filters(_: Translator) -> rx.Component:
    return rx.el.section(
        rx.el.h2(_("Filtres"), class_name="sr-only"),
        search_box(
            _, JournalState, _("Référence d'un dossier, n° d'affilié, ou compte dont il s'agit.")
        ),
        _filter(
            _("Qui"),
            rx.el.input(
                id="qui",
                type="search",
                default_value=JournalState.who,
                on_change=lambda text: JournalState.filter_by("qui", text).debounce(250),
                class_name="input field-input",
            ),
            "qui",
        ),
        _filter(
            _("Acte"),
            rx.el.select(
                rx.el.option(_("Tous"), value=""),
                *(_family(_, family, name) for family, name in FAMILIES.items()),
                id="acte",
                value=JournalState.act,
                on_change=lambda choice: JournalState.filter_by("acte", choice),
                class_name="select field-input",
            ),
            "acte",
        ),
        _filter(_("Du"), _day("du", JournalState.first), "du"),
        _filter(_("Au"), _day("au", JournalState.last), "au"),
        class_name="queue-filters",
    )


def _filter(label: str, control: rx.Component, name: str) -> rx.Component:
    return field_frame(name, label, control)


def _day(name: str, value: Text) -> rx.Component:
    return rx.el.input(
        id=name,
        type="date",
        default_value=value,
        on_change=lambda day: JournalState.filter_by(name, day),
        class_name="input field-input",
    )


def _family(_: Translator, family: str, name: str) -> rx.Component:
    acts = acts_of(family)
    every = rx.el.option(_("{family} : tous les actes", family=_(name)), value=family)
    return rx.el.optgroup(
        *([every] if len(acts) > 1 else []),
        *(rx.el.option(_(ACTS[act]), value=act) for act in acts),
        label=_(name),
    )


def _table(_: Translator) -> rx.Component:
    return rx.el.div(
        data_table(
            _("Événements"),
            [
                column(_("Date et heure")),
                column(_("Qui")),
                column(_("Acte")),
                column(_("Objet")),
                column(_("Avant, puis après")),
            ],
            rx.el.tbody(rx.foreach(JournalState.rows, lambda row: _row(_, row))),
            dense=True,
        ),
        class_name="mt-6",
    )


def _row(_: Translator, row: EventLine) -> rx.Component:
    return rx.el.tr(
        rx.el.th(ltr(row.at), _small(_("n°"), " ", ltr(row.position)), scope="row"),
        rx.el.td(rx.el.bdi(row.who), _small(ltr(row.address))),
        rx.el.td(row.act),
        rx.el.td(row.kind, _small(rx.el.bdi(row.subject))),
        rx.el.td(
            rx.cond(
                some(row.changed),
                rx.el.ul(rx.foreach(row.changed, lambda change: _change(_, change))),
                "–",
            )
        ),
    )


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


def _small(*children: rx.Component | rx.Var | str) -> rx.Component:
    return rx.el.span(*children, class_name="block text-sm font-normal text-muted")
