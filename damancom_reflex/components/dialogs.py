"""Dialogs that journeys share: bilingual terms to accept, and a question before an act."""

from __future__ import annotations

import reflex as rx

from damancom_reflex.components.live import Modal
from damancom_reflex.components.types import Flag, Text
from damancom_reflex.i18n import Translator

Click = rx.event.EventType[()]


def terms_dialog(
    _: Translator,
    title: str,
    texts: tuple[Text, Text],
    evidence: str,
    *,
    opened: Flag,
    on_accept: Click,
    on_close: Click,
) -> rx.Component:
    """Terms in French and Arabic side by side, with what is kept as evidence.

    Args:
        title: of the dialog.
        texts: the French text and the Arabic one.
        evidence: what is kept of the acceptance, a sentence.
        opened: whether the dialog is open.
        on_accept: runs when the terms are accepted.
        on_close: runs when they are not.
    """
    french, arabic = texts
    columns = (
        _text(french, "fr", "ltr", "Français"),
        _text(arabic, "ar", "rtl", "العربية"),
    )
    return _dialog(
        "conditions",
        title,
        # The reader's own language first: on a phone the other one is further down.
        rx.el.div(
            *(columns if _.language == "fr" else reversed(columns)), class_name="terms-columns"
        ),
        rx.el.p(evidence, class_name="text-sm text-muted mt-4"),
        buttons=(
            (_("J'accepte les conditions"), on_accept),
            (_("Fermer sans accepter"), on_close),
        ),
        opened=opened,
    )


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
        no: the same of the button that does not.
        opened: whether the dialog is open.
    """
    return _dialog(name, title, *children, buttons=(yes, no), opened=opened)


def _text(value: Text, language: str, direction: str, name: str) -> rx.Component:
    return rx.el.section(
        rx.el.h3(name, class_name="font-semibold mb-2"),
        rx.el.div(value, class_name="terms-text", tab_index=0, role="region", aria_label=name),
        lang=language,
        dir=direction,
    )


def _dialog(
    name: str,
    title: Text,
    *children: rx.Component,
    buttons: tuple[tuple[Text, Click], tuple[Text, Click]],
    opened: Flag,
) -> rx.Component:
    (yes, on_yes), (no, on_no) = buttons
    heading = f"{name}-titre"
    return Modal.create(
        rx.el.div(
            rx.el.h2(title, id=heading, class_name="section-title mt-0"),
            *children,
            rx.el.div(
                rx.el.button(
                    yes, type="button", on_click=on_yes, class_name="btn btn-primary btn-main"
                ),
                rx.el.button(no, type="button", on_click=on_no, class_name="btn btn-ghost"),
                class_name="flex flex-wrap gap-3 mt-6",
            ),
            class_name="modal-panel",
        ),
        open=opened,
        on_close=on_no,
        labelled_by=heading,
        class_name="modal-native",
    )
