"""Form fields: label above, hint below it, error beside, all tied together for assistive technology."""

from __future__ import annotations

from typing import Any, Literal

import reflex as rx

from damancom_reflex.components.notices import field_error
from damancom_reflex.components.types import Text


def _described(field: str, hint: str, error: Text) -> Text:
    known = f"{field}-aide" if hint else ""
    if isinstance(error, str):
        return known
    return rx.cond(error != "", f"{known} {field}-erreur".strip(), known)


def field_frame(
    field: str, label: str, control: rx.Component, hint: str = "", error: Text = ""
) -> rx.Component:
    """Label, hint and error around a control whose id is `field`."""
    return rx.el.div(
        rx.el.label(label, html_for=field, id=f"{field}-nom", class_name="field-label"),
        rx.el.p(hint, id=f"{field}-aide", class_name="field-hint") if hint else rx.fragment(),
        field_error(error, field) if isinstance(error, rx.Var) else rx.fragment(),
        control,
        class_name="field",
    )


def text_field(
    field: str,
    label: str,
    *,
    hint: str = "",
    error: Text = "",
    kind: Literal["text", "password", "search"] = "text",
    left_to_right: bool = False,
    **props: Any,
) -> rx.Component:
    """A one-line field of a native form; `field` is its id and name."""
    control = rx.el.input(
        id=field,
        name=field,
        type=kind,
        dir="ltr" if left_to_right else "auto",
        aria_describedby=_described(field, hint, error),
        aria_invalid=rx.cond(error != "", "true", "false")
        if isinstance(error, rx.Var)
        else "false",
        class_name="input field-input",
        **props,
    )
    return field_frame(field, label, control, hint, error)


def code_field(field: str, label: str, *, hint: str, error: Text = "") -> rx.Component:
    """The one-time code: one field, left-to-right in Arabic too, that phones fill from the SMS."""
    return text_field(
        field,
        label,
        hint=hint,
        error=error,
        left_to_right=True,
        input_mode="numeric",
        auto_complete="one-time-code",
        max_length=24,
        required=True,
        custom_attrs={"data-code": "true"},
    )


def hidden(name: str, value: Text) -> rx.Component:
    """A hidden field of a native form."""
    return rx.el.input(type="hidden", name=name, value=value)


def native_form(*children: rx.Component, action: str, **props: Any) -> rx.Component:
    """A form that the browser posts by itself to a route of ours; nothing of it enters the reactive state."""
    return rx.el.form(
        *children,
        action=action,
        method="post",
        on_submit=None,
        no_validate=True,
        class_name=props.pop("class_name", "form"),
        **props,
    )
