"""The demo's calendar: the business day, and the buttons that move it on."""

from __future__ import annotations

import reflex as rx

from damancom_reflex.components.demo import demo_band
from damancom_reflex.components.language import ltr
from damancom_reflex.components.notices import notice
from damancom_reflex.components.types import some
from damancom_reflex.i18n import Translator
from damancom_reflex.services.demo_calendar import Step
from damancom_reflex.state.demo_calendar import CalendarState


def calendar_panel(_: Translator, *then: rx.event.IndividualEventType[()]) -> rx.Component:
    """The calendar; `then` is what the page reads again once it was moved."""
    steps = {
        Step.DAY: _("Un jour plus tard"),
        Step.DEBITS: _("Au prochain jour de prélèvement"),
        Step.MONTH: _("31 jours plus tard"),
    }
    return demo_band(
        _,
        rx.el.h2(_("Calendrier"), class_name="section-title mt-0"),
        rx.el.p(
            _("Nous sommes le"),
            " ",
            ltr(CalendarState.day, class_name="font-semibold"),
            ". ",
            _("Avancez le temps : ce qui est dû d'ici là se fait tout seul."),
        ),
        rx.el.div(
            *(
                rx.el.button(
                    label,
                    type="button",
                    on_click=[CalendarState.move(step.value), *then],
                    class_name="btn btn-outline btn-sm",
                )
                for step, label in steps.items()
            ),
            class_name="flex flex-wrap gap-3 mt-4",
        ),
        rx.el.div(_brought(), role="status", class_name="mt-4"),
        name=_("Calendrier"),
        on=CalendarState.day != "",
    )


def _brought() -> rx.Component:
    return rx.cond(
        CalendarState.refused != "",
        notice("warning", CalendarState.refused),
        rx.cond(
            some(CalendarState.brought),
            rx.el.ul(
                rx.foreach(CalendarState.brought, rx.el.li), class_name="list-disc ps-5 grid gap-1"
            ),
            rx.fragment(),
        ),
    )
