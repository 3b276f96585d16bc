"""A table that one searches, sorts and turns the pages of, over a state that is a `ListMixin` or its like of the staff."""

from __future__ import annotations

import reflex as rx

from damancom_reflex.components.fields import field_frame
from damancom_reflex.components.tables import pager, sorted_column
from damancom_reflex.components.types import Flag, Number, Text
from damancom_reflex.i18n import Translator
from damancom_reflex.state.lists import ListMixin, StaffListMixin, SupervisorListMixin

List = type[ListMixin] | type[StaffListMixin]


def once_read(state: List, content: rx.Component, waiting: rx.Component) -> rx.Component:
    """The list once this visit's address was read, `waiting` before.

    What the tab showed last is still in the state then: shown, it would be looked at, clicked and searched as if it
    were the list of this address, and its search would stand in the box of one that has none.
    """
    return rx.cond(rx.State.is_hydrated & state.ready, content, waiting)


def search_box(_: Translator, state: List, hint: str, key: Number = 0) -> rx.Component:
    """The field that searches as one types; under another `key` it is filled anew."""
    return field_frame(
        "recherche",
        _("Rechercher"),
        rx.el.input(
            id="recherche",
            type="search",
            default_value=state.search,
            on_change=state.find.debounce(250),
            aria_describedby="recherche-aide",
            key=key,
            class_name="input field-input",
        ),
        hint=hint,
    )


def clear_filters(
    _: Translator, *, filtered: Flag, clear: rx.event.IndividualEventType[()]
) -> rx.Component:
    """What takes every filter away, while there is one."""
    return rx.cond(
        filtered,
        rx.el.button(
            _("Effacer les filtres"),
            type="button",
            on_click=clear,
            class_name="btn btn-ghost btn-sm",
        ),
        rx.fragment(),
    )


def sort_header(state: List, name: str, key: str) -> rx.Component:
    """A header cell that sorts by a column."""
    return sorted_column(
        name,
        active=state.sort == key,
        descending=state.descending,
        on_click=state.sort_by(key),
    )


def found(
    _: Translator,
    state: List | type[SupervisorListMixin],
    table: rx.Component,
    nothing: Text | rx.Component,
) -> rx.Component:
    """The table and its pages; `nothing` in the table's place where no row answers."""
    return rx.fragment(
        rx.cond(
            state.total > 0,
            rx.el.div(table, class_name="mt-6"),
            rx.el.p(nothing, role="status", class_name="panel mt-6"),
        ),
        turn_pages(_, state),
    )


def turn_pages(_: Translator, state: List | type[SupervisorListMixin]) -> rx.Component:
    """The pages of the table; for one page, how many rows it has."""
    return rx.cond(
        state.last_page > 1,
        pager(
            _,
            page=state.page,
            pages=state.pages,
            last=state.last_page,
            range_text=state.range_text,
            turn_to=state.turn_to,
        ),
        rx.el.p(state.range_text, role="status", class_name="mt-4 text-muted"),
    )
