"""The dialog that journeys share: a question before an act."""

from __future__ import annotations

import reflex as rx

from damancom_reflex.components.live import Modal
from damancom_reflex.components.types import Flag, Text

Click = rx.event.EventType[()]


def question(
    name: str,
    title: Text,
    *children: rx.Component,
    yes: tuple[Text, Click],
    no: tuple[Text, Click],
    opened: Flag,
) -> rx.Component:
    """A question before an act: what will be done, then yes or no.

    Args:
        name: names the dialog on its page.
        title: the question.
        *children: what is about to be done.
        yes: label of the button that does it, and what it runs.
        no: the same of the button that does not, and of Escape.
        opened: whether the dialog is open.
    """
    (yes_label, on_yes), (no_label, on_no) = yes, no
    heading = f"{name}-titre"
    return Modal.create(
        rx.el.div(
            rx.el.h2(title, id=heading, class_name="section-title mt-0"),
            *children,
            rx.el.div(
                rx.el.button(
                    yes_label, type="button", on_click=on_yes, class_name="btn btn-primary btn-main"
                ),
                rx.el.button(no_label, type="button", on_click=on_no, class_name="btn btn-ghost"),
                class_name="flex flex-wrap gap-3 mt-6",
            ),
            class_name="modal-panel",
        ),
        open=opened,
        on_close=on_no,
        labelled_by=heading,
        class_name="modal-native",
    )
