"""The frame of every step of a journey: rail, refusals, content once the file is open, what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import reflex as rx

from damancom_reflex.components.layout import Child, loading, page_heading
from damancom_reflex.components.notices import Problems, error_summary
from damancom_reflex.components.rail import Step, rail
from damancom_reflex.components.shell import shell
from damancom_reflex.components.types import Flag, Number, Text
from damancom_reflex.i18n import Translator


@dataclass(frozen=True)
class Journey:
    """What the steps of one journey share.

    Attributes:
        name: name of the rail, for assistive technology.
        steps: the steps in order.
        reached: index of the first step that lacks something.
        open_step: step whose file is open; another one, or none, while it is being opened.
        error: the refusal in view, empty when all is well.
        error_token: a number that rises with each refusal.
        whose: what stands above the title: whose file it is.
        problems: fields that do not stand, each with its sentence; none where a journey has one field a step.
    """

    name: str
    steps: Sequence[Step]
    reached: int
    open_step: Text
    error: Text
    error_token: Number
    whose: rx.Component
    problems: Problems | None = None


@dataclass(frozen=True)
class Place:
    """A step's page: its position in the rail, its word, address, title and lead, and the field a refusal links to."""

    position: int
    step: str
    page: str
    title: str
    lead: Child = ""
    field: Text | None = None


def journey_page(
    _: Translator, journey: Journey, place: Place, *children: rx.Component
) -> rx.Component:
    """A step: its rail beside it, its refusal above it, its content once the file is open."""
    has_error: Flag = journey.error != ""
    return shell(
        _,
        rx.el.div(
            rail(_, journey.name, journey.steps, place.position, journey.reached),
            rx.el.div(
                error_summary(
                    _, journey.error, journey.error_token, place.field, problems=journey.problems
                ),
                page_heading(place.title, place.lead, journey.whose),
                rx.cond(
                    journey.open_step == place.step,
                    rx.fragment(*children),
                    loading(_("Ouverture de votre dossier…")),
                ),
                class_name="min-w-0",
            ),
            class_name="journey",
        ),
        page=place.page,
        title=place.title,
        has_error=has_error,
        wide=True,
    )


def go_on(label: Child, on_click: rx.event.EventType[()], **props: Any) -> rx.Component:
    """The one primary button of a step, always at its foot."""
    return rx.el.div(
        rx.el.button(
            label, type="button", on_click=on_click, class_name="btn btn-primary btn-main", **props
        ),
        class_name="mt-8 no-print",
    )
