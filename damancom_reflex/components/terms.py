"""Terms in French and Arabic: to be read side by side, accepted, and only then acted on."""

from __future__ import annotations

from dataclasses import dataclass

import reflex as rx

from damancom_reflex.components.dialogs import Click, question
from damancom_reflex.components.language import ltr
from damancom_reflex.components.notices import notice
from damancom_reflex.components.types import Flag, Text
from damancom_reflex.i18n import Translator


@dataclass(frozen=True)
class Terms:
    """The terms of a page and what its buttons do.

    Attributes:
        title: of the dialog they are read in.
        evidence: what is kept of the acceptance, a sentence.
        version: which terms these are.
        french: their text.
        arabic: the same in Arabic.
        accepted: whether they are accepted.
        reading: whether the dialog is open.
        read: opens it.
        accept: accepts them.
        close: closes it without accepting.
    """

    title: str
    evidence: str
    version: Text
    french: Text
    arabic: Text
    accepted: Flag
    reading: Flag
    read: Click
    accept: Click
    close: Click


def terms_to_accept(_: Translator, terms: Terms, act: str, on_act: Click) -> rx.Component:
    """How the terms stand, the one primary button (read them, then `act`), and their dialog."""
    button = rx.cond(
        terms.accepted,
        _primary(act, on_act),
        _primary(_("Lire et accepter les conditions"), terms.read),
    )
    return rx.fragment(
        rx.el.div(
            rx.cond(terms.accepted, _accepted(_, terms), _to_read(_)),
            class_name="mt-6",
        ),
        rx.el.div(button, class_name="mt-8"),
        _dialog(_, terms),
    )


def _primary(label: str, on_click: Click) -> rx.Component:
    return rx.el.button(
        label, type="button", on_click=on_click, class_name="btn btn-primary btn-main"
    )


def _to_read(_: Translator) -> rx.Component:
    return notice(
        "info",
        _(
            "Les conditions sont présentées en français et en arabe, côte à côte. Les deux textes ont la même valeur."
        ),
    )


def _accepted(_: Translator, terms: Terms) -> rx.Component:
    return notice(
        "success",
        rx.el.p(
            _("Vous avez accepté les conditions, version"),
            " ",
            ltr(terms.version),
            ".",
        ),
        rx.el.button(_("Les relire"), type="button", on_click=terms.read, class_name="link"),
    )


def _dialog(_: Translator, terms: Terms) -> rx.Component:
    columns = (
        _text(terms.french, "fr", "ltr", "Français"),
        _text(terms.arabic, "ar", "rtl", "العربية"),
    )
    return question(
        "conditions",
        terms.title,
        # The reader's own language first: on a phone the other one is further down.
        rx.el.div(
            *(columns if _.language == "fr" else reversed(columns)), class_name="terms-columns"
        ),
        rx.el.p(terms.evidence, class_name="text-sm text-muted mt-4"),
        yes=(_("J'accepte les conditions"), terms.accept),
        no=(_("Fermer sans accepter"), terms.close),
        opened=terms.reading,
    )


def _text(value: Text, language: str, direction: str, name: str) -> rx.Component:
    return rx.el.section(
        rx.el.h3(name, class_name="font-semibold mb-2"),
        rx.el.div(value, class_name="terms-text", tab_index=0, role="region", aria_label=name),
        lang=language,
        dir=direction,
    )
