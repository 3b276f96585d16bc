"""Fields of a form that is kept as it is typed, over a state that is a `TypedForm`; each refusal stands beside its field."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import reflex as rx

from damancom_reflex.components.fields import field_frame
from damancom_reflex.components.live import DraftField, FocusOn
from damancom_reflex.components.notices import notice
from damancom_reflex.components.types import Text
from damancom_reflex.i18n import Translator
from damancom_reflex.state.typed import TypedForm

Form = type[TypedForm]
OnType = Callable[[rx.Var[str]], rx.event.EventType[()]]

ELSEWHERE = "ailleurs"


def typed_field(
    form: Form,
    name: str,
    label: str,
    on_type: OnType,
    *,
    hint: str = "",
    left_to_right: bool = False,
    **props: Any,
) -> rx.Component:
    """A text field, kept as it is typed."""
    error = form.errors[name]
    control = DraftField.create(
        id=name,
        name=name,
        value=form.typed[name],
        on_type=on_type,
        dir="ltr" if left_to_right else "auto",
        class_name=props.pop("class_name", "input field-input"),
        custom_attrs={**_described(name, hint), "aria-invalid": error != ""},
        **props,
    )
    return field_frame(name, label, control, hint, error)


def typed_select(
    form: Form,
    name: str,
    label: str,
    options: rx.Component,
    on_choose: OnType,
    *,
    nothing: str,
    hint: str = "",
) -> rx.Component:
    """One of several, from a list; `nothing` stands for no choice yet."""
    error = form.errors[name]
    control = rx.el.select(
        rx.el.option(nothing, value=""),
        options,
        id=name,
        name=name,
        default_value=form.typed[name],
        on_change=on_choose,
        class_name="select field-input",
        custom_attrs={**_described(name, hint), "aria-invalid": error != ""},
    )
    return field_frame(name, label, control, hint, error)


def typed_box(
    form: Form, name: str, label: Text, on_tick: rx.event.EventCallback[Any]
) -> rx.Component:
    """A box to tick."""
    error = form.errors[name]
    return rx.el.div(
        rx.el.p(error, id=f"{name}-erreur", class_name="field-error mb-2", hidden=error == ""),
        rx.el.label(
            rx.el.input(
                type="checkbox",
                id=name,
                name=name,
                default_checked=form.typed[name] == "yes",
                on_change=on_tick,
                class_name="checkbox checkbox-primary",
                custom_attrs={"aria-describedby": f"{name}-erreur", "aria-invalid": error != ""},
            ),
            rx.el.span(label),
            html_for=name,
            class_name="check-line",
        ),
    )


def changed_elsewhere(
    _: Translator,
    form: Form,
    keep_mine: rx.event.EventType[()],
    take_other: rx.event.EventType[()],
) -> rx.Component:
    """That another tab changed the form meanwhile, and whose text to go on with."""
    told = notice(
        "warning",
        rx.el.p(form.elsewhere),
        rx.el.div(
            _choice(_("Garder ma saisie"), keep_mine),
            _choice(_("Prendre l'autre version"), take_other),
            class_name="flex flex-wrap gap-2 mt-3",
        ),
        id=ELSEWHERE,
        tab_index=-1,
        role="alert",
    )
    return rx.fragment(
        rx.cond(form.elsewhere != "", told, rx.fragment()),
        FocusOn.create(
            target=ELSEWHERE, token=rx.cond(form.elsewhere != "", form.elsewhere_token, 0)
        ),
    )


def saved_line(form: Form) -> rx.Component:
    """When the form was last saved."""
    return rx.el.p(form.saved, role="status", class_name="text-sm text-muted mt-4")


def _choice(label: str, on_click: rx.event.EventType[()]) -> rx.Component:
    return rx.el.button(
        label, type="button", on_click=on_click, class_name="btn btn-outline btn-sm"
    )


def _described(name: str, hint: str) -> dict[str, str]:
    return {"aria-describedby": f"{name}-aide {name}-erreur" if hint else f"{name}-erreur"}
