"""The captcha of a native form: it computes by itself, and says where it stands."""

from __future__ import annotations

import reflex as rx

from damancom_reflex.i18n import Translator

SOURCE = "/auth/captcha"


class Captcha(rx.Component):
    """Hidden field `altcha` with its status, of `captcha.js`.

    Only altcha's solver is bundled (3 kB): its widget weighs ten times as much, in its own colours and words.
    """

    library = "$/public" + rx.asset("captcha.js", shared=True)
    tag = "Captcha"
    lib_dependencies: list[str] = ["altcha-lib@2.8.0"]

    source: rx.Var[str]
    working: rx.Var[str]
    waiting: rx.Var[str]
    done: rx.Var[str]
    failed: rx.Var[str]
    again: rx.Var[str]
    button_class: rx.Var[str]


def captcha(_: Translator) -> rx.Component:
    """The captcha; it stands inside the form it protects, above its button."""
    return Captcha.create(
        source=SOURCE,
        working=_("Vérification de sécurité en cours…"),
        waiting=_(
            "Vérification de sécurité en cours : votre demande partira d'elle-même dans un instant."
        ),
        done=_("Vérification de sécurité terminée."),
        failed=_("La vérification de sécurité n'a pas pu se faire."),
        again=_("Réessayer"),
        button_class="btn btn-outline mt-2",
        class_name="captcha",
    )
