"""The rail of steps: done ones are links, the current one is marked, later ones are text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import reflex as rx

from damancom_reflex.components.language import href, with_query
from damancom_reflex.components.types import Flag
from damancom_reflex.i18n import Translator


@dataclass(frozen=True)
class Step:
    """A step of a journey: its page, its name, and whether this person has it at all."""

    page: str
    name: str
    shown: Flag | None = None


def rail(
    _: Translator, label: str, steps: Sequence[Step], current: int, reached: int
) -> rx.Component:
    """The rail beside the content on a wide screen, one line above it on a phone.

    Args:
        label: name of the journey, for assistive technology.
        steps: the steps in order; a step with `shown` is left out where that is false.
        current: index of the step in view.
        reached: index of the first step that lacks something: it and those before it can be opened.
    """
    return rx.el.nav(
        _compact(_, steps, current),
        rx.el.ol(
            *(_item(_, step, index, current, reached) for index, step in enumerate(steps)),
            class_name="rail-wide rail-list",
        ),
        aria_label=label,
        class_name="rail no-print",
    )


def _item(_: Translator, step: Step, index: int, current: int, reached: int) -> rx.Component:
    if index == current:
        body = rx.el.li(
            _number(), rx.el.span(step.name), aria_current="step", class_name="rail-current"
        )
    elif index < current:
        body = _done(_, step)
    else:
        # Gone back to an earlier step, one goes on to any that was reached.
        later = rx.el.li(_number(), rx.el.span(step.name), class_name="rail-later")
        following = rx.el.li(_number(), _link(_, step), class_name="rail-later")
        body = rx.cond(reached > index, _done(_, step), rx.cond(reached == index, following, later))
    return body if step.shown is None else rx.cond(step.shown, body, rx.fragment())


def _done(_: Translator, step: Step) -> rx.Component:
    return rx.el.li(
        rx.el.span("✓", class_name="rail-mark", aria_hidden="true"),
        _link(_, step),
        rx.el.span(_(" (terminée)"), class_name="sr-only"),
        class_name="rail-done",
    )


def _link(_: Translator, step: Step) -> rx.Component:
    return rx.el.a(step.name, href=with_query(href(_, step.page)), class_name="link")


def _number() -> rx.Component:
    return rx.el.span(class_name="rail-mark rail-number", aria_hidden="true")


def _compact(_: Translator, steps: Sequence[Step], current: int) -> rx.Component:
    """« Étape 2 sur 5, suivante : … », whichever steps this person has."""
    optional = next((step.shown for step in steps if step.shown is not None), None)
    whole = _compact_text(_, steps, current)
    if optional is None:
        return whole
    kept = [step for step in steps if step.shown is None]
    if steps[current].shown is not None:
        return whole
    return rx.cond(optional, whole, _compact_text(_, kept, kept.index(steps[current])))


def _compact_text(_: Translator, steps: Sequence[Step], current: int) -> rx.Component:
    position = _(
        "Étape {number} sur {total} : {name}",
        number=current + 1,
        total=len(steps),
        name=steps[current].name,
    )
    following = (
        _("suivante : {name}", name=steps[current + 1].name)
        if current + 1 < len(steps)
        else _("dernière étape")
    )
    return rx.el.div(
        rx.el.p(rx.el.strong(position), rx.el.br(), following),
        _back(_, steps, current),
        class_name="rail-compact",
    )


def _back(_: Translator, steps: Sequence[Step], current: int) -> rx.Component:
    """The way to the step before, where the list of steps has no room."""
    if current == 0:
        return rx.fragment()
    before = steps[current - 1]
    link = rx.el.a(
        _("Étape précédente"), href=with_query(href(_, before.page)), class_name="link text-sm"
    )
    return link if before.shown is None else rx.cond(before.shown, link, rx.fragment())
