"""A card of either space: the language of the messages, and the other one a click away."""

from __future__ import annotations

import reflex as rx

from damancom_reflex.components.layout import card
from damancom_reflex.components.notices import news
from damancom_reflex.i18n import Translator
from damancom_reflex.state.messages_language import MessagesLanguageState


def messages_language(_: Translator) -> rx.Component:
    """In which language one is written to."""
    said = {
        "fr": _("Nos courriels et nos SMS vous sont écrits en français."),
        "ar": _("Nos courriels et nos SMS vous sont écrits en arabe."),
    }
    asked = {"fr": _("Les recevoir en français"), "ar": _("Les recevoir en arabe")}
    arabic = MessagesLanguageState.language == "ar"
    return card(
        rx.el.h2(_("Langue de vos messages"), class_name="section-title mt-0"),
        rx.el.p(rx.cond(arabic, said["ar"], said["fr"])),
        rx.el.button(
            rx.cond(arabic, asked["fr"], asked["ar"]),
            type="button",
            on_click=MessagesLanguageState.choose(rx.cond(arabic, "fr", "ar")),
            class_name="btn btn-outline mt-4",
        ),
        rx.el.div(news("success", MessagesLanguageState.news), class_name="mt-4 empty:hidden"),
    )
