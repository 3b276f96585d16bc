"""Tables with captions and headers, sorted headers and pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import reflex as rx

from damancom_reflex.components.layout import Child
from damancom_reflex.components.types import Flag, Number, Text
from damancom_reflex.i18n import Translator


def scroll(*children: rx.Component, label: str) -> rx.Component:
    """A frame that scrolls sideways by itself on a narrow screen, reachable by keyboard."""
    return rx.el.div(
        *children, class_name="table-scroll", tab_index=0, role="region", aria_label=label
    )


def data_table(
    caption: str,
    headers: Sequence[rx.Component],
    *body: rx.Component,
    dense: bool = False,
) -> rx.Component:
    """A table with its caption and header row; `dense` fits many columns of figures."""
    return scroll(
        rx.el.table(
            rx.el.caption(caption),
            rx.el.thead(rx.el.tr(*headers)),
            *body,
            class_name="data data-wide" if dense else "data",
        ),
        label=caption,
    )


def card_table(
    caption: str, headers: Sequence[rx.Component], rows: rx.Component, *, many: bool = False
) -> rx.Component:
    """A dense table whose rows, made by `card_row`, are cards on a phone; `many` columns stand closer.

    Its roles are named: what is no longer laid out as a table would no longer be read as one.
    """
    return scroll(
        rx.el.table(
            rx.el.caption(caption),
            rx.el.thead(rx.el.tr(*headers, role="row"), role="rowgroup"),
            rx.el.tbody(rows, role="rowgroup"),
            role="table",
            class_name="data data-wide data-cards data-many"
            if many
            else "data data-wide data-cards",
        ),
        label=caption,
    )


def card_row(first: rx.Component, *cells: rx.Component, **props: Any) -> rx.Component:
    """A row of a `card_table`, of `card_head` and `card_cell`."""
    return rx.el.tr(first, *cells, role="row", **props)


def card_head(name: Text, *children: Child) -> rx.Component:
    """The cell that names its row."""
    return rx.el.th(*children, scope="row", role="rowheader", custom_attrs={"data-label": name})


def card_cell(name: Text, *children: Child, **props: Any) -> rx.Component:
    """A cell; on a phone the name of its column stands before it."""
    return rx.el.td(*children, role="cell", custom_attrs={"data-label": name}, **props)


def small(*children: Child) -> rx.Component:
    """A line below what a cell says first."""
    return rx.el.span(*children, class_name="block text-sm font-normal text-muted")


def column(name: Child, *, number: bool = False) -> rx.Component:
    """A plain header cell."""
    return rx.el.th(name, scope="col", role="columnheader", class_name="number" if number else "")


def sorted_column(
    name: str, *, active: Flag, descending: Flag, on_click: rx.event.EventType[()]
) -> rx.Component:
    """A header cell that sorts."""
    direction = rx.cond(descending, "descending", "ascending")
    arrow = rx.cond(active, rx.cond(descending, "▼", "▲"), "↕")
    return rx.el.th(
        rx.el.button(
            name,
            rx.el.span(arrow, aria_hidden="true"),
            type="button",
            on_click=on_click,
            class_name="sort-button",
        ),
        scope="col",
        role="columnheader",
        aria_sort=rx.cond(active, direction, "none"),
    )


def amount_cell(value: Child, class_name: str = "") -> rx.Component:
    """An amount: end-aligned, tabular, left-to-right."""
    return rx.el.td(rx.el.bdi(value, dir="ltr"), class_name=f"number {class_name}".strip())


def pager(
    _: Translator,
    *,
    page: int,
    pages: list[int],
    last: int,
    range_text: Text,
    turn_to: rx.event.EventCallback,
) -> rx.Component:
    """First, previous, pages, next, last, and « 1 à 10 sur 55 »."""

    def step(label: str, sign: str, target: Number, off: Flag) -> rx.Component:
        return rx.el.button(
            rx.el.span(sign, aria_hidden="true", class_name="rtl:rotate-180 inline-block"),
            rx.el.span(label, class_name="sr-only"),
            type="button",
            disabled=off,
            on_click=turn_to(target),
            class_name="btn btn-outline btn-sm",
        )

    return rx.el.nav(
        step(_("Première page"), "«", 1, page <= 1),
        step(_("Page précédente"), "‹", page - 1, page <= 1),
        rx.foreach(
            pages,
            lambda number: rx.el.button(
                rx.el.span(_("Page "), class_name="sr-only"),
                number,
                type="button",
                on_click=turn_to(number),
                aria_current=rx.cond(number == page, "page", "false"),
                class_name="btn btn-outline btn-sm",
            ),
        ),
        step(_("Page suivante"), "›", page + 1, page >= last),
        step(_("Dernière page"), "»", last, page >= last),
        rx.el.span(range_text, role="status", class_name="ms-2 text-muted"),
        aria_label=_("Pages"),
        class_name="pager",
    )
