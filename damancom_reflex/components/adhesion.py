"""The frame of the steps of adhésion, and the fields that are kept as they are typed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, cast

import reflex as rx

from damancom_reflex.components.fields import field_frame
from damancom_reflex.components.journey import Journey, Place, journey_page
from damancom_reflex.components.language import ltr
from damancom_reflex.components.layout import Child
from damancom_reflex.components.live import DraftField, FocusOn
from damancom_reflex.components.notices import notice
from damancom_reflex.components.rail import Step
from damancom_reflex.components.types import Flag, Text
from damancom_reflex.domain.enrolment.fields import Field
from damancom_reflex.domain.enrolment.steps import EnrolmentStep
from damancom_reflex.i18n import Translator
from damancom_reflex.state.adhesion.wizard import PAGES, EnrolmentState

_ORDER: Final = tuple(EnrolmentStep)
_ELSEWHERE: Final = "ailleurs"

OnChoose = Callable[[str], rx.event.EventCallback[()]]
"""A handler that takes an option's word."""

OnTick = rx.event.EventCallback[str, bool]
"""A handler that takes a field's name and its box's state."""


def step_page(
    _: Translator,
    step: EnrolmentStep,
    *children: rx.Component,
    title: str,
    lead: Child = "",
    field: str | None = None,
    after: rx.Component | None = None,
) -> rx.Component:
    """A step of adhésion; under it, when it was last saved, and what the demo adds."""
    place = Place(_ORDER.index(step), step.value, PAGES[step], title, lead, field)
    return journey_page(
        _, _journey(_), place, _told(_), *children, _saved(), after or rx.fragment()
    )


def _journey(_: Translator) -> Journey:
    names = {
        EnrolmentStep.COMPANY: _("Entreprise"),
        EnrolmentStep.REPRESENTATIVE: _("Représentant légal"),
        EnrolmentStep.CONTACT: _("Coordonnées"),
        EnrolmentStep.DELEGATION: _("Délégation"),
        EnrolmentStep.CONFIRMATION: _("Validation"),
    }
    return Journey(
        name=_("Étapes de l'adhésion"),
        steps=[Step(PAGES[step], names[step]) for step in _ORDER],
        reached=EnrolmentState.reached,
        open_step=EnrolmentState.open_step,
        error=EnrolmentState.error,
        error_token=EnrolmentState.error_token,
        whose=_whose(_),
        problems=EnrolmentState.problems,
    )


def _whose(_: Translator) -> rx.Component:
    return rx.cond(
        EnrolmentState.legal_name != "",
        rx.el.span(EnrolmentState.legal_name, " · ", ltr(EnrolmentState.affiliate_number)),
        rx.el.span(_("Adhérer à Damancom")),
    )


def _told(_: Translator) -> rx.Component:
    """What must be known before typing: another tab's changes, the agency's remarks, that one changes a filed request."""
    return rx.fragment(
        rx.cond(EnrolmentState.elsewhere != "", _elsewhere(_), rx.fragment()),
        FocusOn.create(target=_ELSEWHERE, token=EnrolmentState.elsewhere),
        rx.cond(
            EnrolmentState.correction != "",
            notice(
                "warning",
                rx.el.p(_("L'agence demande une correction"), class_name="font-semibold"),
                rx.el.p(EnrolmentState.correction),
            ),
            rx.cond(EnrolmentState.amending != "", _amending(_), rx.fragment()),
        ),
    )


def _elsewhere(_: Translator) -> rx.Component:
    return notice(
        "warning",
        rx.el.p(EnrolmentState.elsewhere),
        rx.el.div(
            rx.el.button(
                _("Garder ma saisie"),
                type="button",
                on_click=EnrolmentState.keep_mine,
                class_name="btn btn-outline btn-sm",
            ),
            rx.el.button(
                _("Prendre l'autre version"),
                type="button",
                on_click=EnrolmentState.take_other,
                class_name="btn btn-outline btn-sm",
            ),
            class_name="flex flex-wrap gap-2 mt-3",
        ),
        id=_ELSEWHERE,
        tab_index=-1,
        role="alert",
    )


def _amending(_: Translator) -> rx.Component:
    return notice(
        "info",
        rx.el.p(
            _("Vous modifiez la demande"),
            " ",
            ltr(EnrolmentState.amending),
            ". ",
            _(
                "Elle reste telle qu'elle a été déposée tant que vous ne la confirmez pas de nouveau."
            ),
        ),
    )


def _saved() -> rx.Component:
    return rx.el.p(EnrolmentState.saved, role="status", class_name="text-sm text-muted mt-4")


def draft_field(
    field: Field,
    label: str,
    *,
    hint: str = "",
    on_type: rx.event.EventType[str] | None = None,
    left_to_right: bool = False,
    **props: Any,
) -> rx.Component:
    """A field of the wizard, kept as it is typed; its refusal stands beside it."""
    name = field.value
    error = EnrolmentState.errors[name]
    described = f"{name}-aide {name}-erreur" if hint else f"{name}-erreur"
    control = DraftField.create(
        id=name,
        name=name,
        value=EnrolmentState.typed[name],
        on_type=on_type or (lambda text: EnrolmentState.type_field(name, text)),
        dir="ltr" if left_to_right else "auto",
        class_name="input field-input",
        custom_attrs={"aria-describedby": described, "aria-invalid": error != ""},
        **props,
    )
    return field_frame(name, label, control, hint, error)


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
