"""The fields of the steps of adhésion, kept as they are typed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import Any, Final, TypeVar, cast

import reflex as rx

from damancom_reflex.components.typed import OnType, typed_field
from damancom_reflex.components.types import Flag, Text
from damancom_reflex.domain.enrolment.fields import Field
from damancom_reflex.i18n import Translator
from damancom_reflex.state.adhesion.wizard import EnrolmentState

Word = TypeVar("Word", bound=StrEnum)

LONGEST_NAME: Final = 200

OnChoose = Callable[[str], rx.event.EventCallback[()]]
"""A handler that takes an option's word."""

OnTick = rx.event.EventCallback[str, bool]
"""A handler that takes a field's name and its box's state."""


def draft_field(
    field: Field,
    label: str,
    *,
    hint: str = "",
    on_type: OnType | None = None,
    left_to_right: bool = False,
    **props: Any,
) -> rx.Component:
    """A field of the wizard; unless told otherwise, what is typed in it is just kept."""
    name = field.value
    keep = on_type or (lambda text: EnrolmentState.type_field(name, text))
    return typed_field(
        EnrolmentState, name, label, keep, hint=hint, left_to_right=left_to_right, **props
    )


def latin_name(field: Field, label: str, hint: str) -> rx.Component:
    """A person's name, in Latin letters."""
    return draft_field(
        field,
        label,
        hint=hint,
        left_to_right=True,
        auto_complete="off",
        max_length=LONGEST_NAME,
    )


def arabic_name(field: Field, label: str) -> rx.Component:
    """The same in Arabic letters."""
    return draft_field(field, label, auto_complete="off", lang="ar", max_length=LONGEST_NAME)


def named(_: Translator, names: Mapping[Word, str]) -> dict[str, tuple[str, str]]:
    """Options whose names (French msgids) say enough, by word."""
    return {word.value: (_(name), "") for word, name in names.items()}


def choices(
    field: Field,
    legend: str,
    options: Mapping[str, tuple[str, str]],
    *,
    chosen: Text,
    on_choose: OnChoose,
    compact: bool = False,
    disabled: Flag = False,
) -> rx.Component:
    """One of several: each option by its word, with its name and what it means (or nothing)."""
    name = field.value
    error = EnrolmentState.errors[name]
    return rx.el.fieldset(
        rx.el.legend(legend, class_name="field-label mb-2"),
        rx.el.p(error, id=f"{name}-erreur", class_name="field-error mb-2", hidden=error == ""),
        rx.el.div(
            *(
                _option(name, word, texts, chosen, on_choose, first=place == 0)
                for place, (word, texts) in enumerate(options.items())
            ),
            class_name="choices-compact" if compact else "grid gap-3",
        ),
        disabled=disabled,
    )


def _option(
    name: str,
    word: str,
    texts: tuple[str, str],
    chosen: Text,
    on_choose: OnChoose,
    *,
    first: bool,
) -> rx.Component:
    label, meaning = texts
    # The summary of refusals links to the field's name: its first option takes the focus.
    own = name if first else f"{name}-{word}"
    return rx.el.label(
        rx.el.input(
            type="radio",
            name=name,
            id=own,
            value=word,
            default_checked=chosen == word,
            on_change=on_choose(word),
            class_name="radio radio-primary",
            custom_attrs={"aria-describedby": f"{name}-erreur"},
        ),
        rx.el.span(
            rx.el.span(label, class_name="block font-semibold"),
            rx.el.span(meaning, class_name="block text-muted") if meaning else rx.fragment(),
        ),
        html_for=own,
        class_name="choice",
    )


def boxes(
    fields: Iterable[tuple[Field, str]],
    legend: str,
    on_tick: OnTick,
) -> rx.Component:
    """Boxes to tick, one a field; a refusal of them all stands under the first."""
    given = list(fields)
    error = EnrolmentState.errors[given[0][0].value]
    error_id = f"{given[0][0].value}-erreur"
    return rx.el.fieldset(
        rx.el.legend(legend, class_name="field-label mb-2"),
        rx.el.p(error, id=error_id, class_name="field-error mb-2", hidden=error == ""),
        *(_box(field.value, label, error_id, on_tick) for field, label in given),
        class_name="grid gap-2",
    )


def _box(name: str, label: str, error_id: str, on_tick: OnTick) -> rx.Component:
    return rx.el.label(
        rx.el.input(
            type="checkbox",
            id=name,
            name=name,
            default_checked=EnrolmentState.typed[name] == "yes",
            # Reflex gives a checkbox's own state; its stub knows only text fields.
            on_change=lambda on: on_tick(name, cast("rx.Var[bool]", on)),
            class_name="checkbox checkbox-primary",
            custom_attrs={"aria-describedby": error_id},
        ),
        rx.el.span(label),
        html_for=name,
        class_name="check-line",
    )
