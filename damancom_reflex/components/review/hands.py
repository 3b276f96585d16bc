"""Whose hands a file is in, and how it changes them."""

from __future__ import annotations

import reflex as rx

from damancom_reflex.components.dialogs import Click, question
from damancom_reflex.components.language import ltr
from damancom_reflex.components.live import Jump
from damancom_reflex.components.notices import notice
from damancom_reflex.i18n import Translator
from damancom_reflex.state.review.file import FileState

SCREEN = FileState.screen
DECISION = "decision"
"""Id of the heading above what may be decided."""


def hands(_: Translator) -> rx.Component:
    """Who has the file, with the one thing to do about it; nothing where there is nothing to decide."""
    by = rx.cond(SCREEN.mine, _mine(_), rx.cond(SCREEN.holder != "", _theirs(_), _nobodys(_)))
    return rx.el.div(
        rx.cond(SCREEN.may_hold | (SCREEN.holder != ""), by, _closed(_)),
        class_name="mb-6 no-print",
    )


def taking_over(_: Translator) -> rx.Component:
    """The question before a file is taken out of a colleague's hands."""
    return question(
        "reprise",
        _("Reprendre ce dossier ?"),
        rx.el.p(
            _("Il est entre les mains de"),
            " ",
            rx.el.strong(SCREEN.holder),
            " ",
            _("depuis"),
            " ",
            ltr(SCREEN.since),
            ".",
        ),
        rx.el.p(_("La reprise est inscrite à l'historique du dossier."), class_name="mt-2"),
        yes=(_("Oui, le reprendre"), FileState.take_over),
        no=(_("Non, le laisser"), FileState.close_over),
        opened=FileState.asking_over,
    )


def _nobodys(_: Translator) -> rx.Component:
    return notice(
        "info",
        rx.el.p(_("Personne n'a ce dossier en main. Prenez-le pour décider.")),
        _button(_("Prendre ce dossier"), FileState.take, "btn btn-primary mt-3"),
    )


def _mine(_: Translator) -> rx.Component:
    return notice(
        "success",
        rx.el.p(
            _("Ce dossier est entre vos mains depuis"),
            " ",
            ltr(SCREEN.since),
            ". ",
            _("Sans action de votre part, il est rendu après 30 minutes."),
        ),
        rx.el.div(
            Jump.create(_("Aller à la décision"), target=DECISION, class_name="link"),
            _button(_("Le rendre"), FileState.give_back, "btn btn-outline btn-sm"),
            class_name="flex flex-wrap items-center gap-4 mt-3",
        ),
    )


def _theirs(_: Translator) -> rx.Component:
    return notice(
        "warning",
        rx.el.p(
            _("Ce dossier est entre les mains de"),
            " ",
            rx.el.strong(SCREEN.holder),
            " ",
            _("depuis"),
            " ",
            ltr(SCREEN.since),
            ".",
        ),
        rx.cond(
            SCREEN.may_hold,
            _button(_("Reprendre ce dossier"), FileState.ask_over, "btn btn-outline btn-sm mt-3"),
            rx.fragment(),
        ),
    )


def _closed(_: Translator) -> rx.Component:
    return notice("info", _("Il n'y a rien à décider pour vous dans cet état."))


def _button(label: str, on_click: Click, look: str) -> rx.Component:
    return rx.el.button(label, type="button", on_click=on_click, class_name=look)
