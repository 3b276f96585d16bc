"""Second screen of the staff's door: the code of the authenticator and the password together."""

from __future__ import annotations

import reflex as rx

from damancom_reflex.components.demo_app import app_panel
from damancom_reflex.components.fields import code_field, hidden, native_form, text_field
from damancom_reflex.components.language import href
from damancom_reflex.components.layout import card, loading, page_heading
from damancom_reflex.components.notices import error_summary, notice
from damancom_reflex.components.shell import shell
from damancom_reflex.i18n import Translator
from damancom_reflex.state.sign_in import SignInState

PAGE = "connexion/equipe/code"


def page(_: Translator) -> rx.Component:
    """The page."""
    return shell(
        _,
        error_summary(_, SignInState.error, SignInState.error_token, "code"),
        page_heading(
            _("Code de l'application et mot de passe"),
            _("Ouvrez votre application d'authentification et prenez le code de Damancom."),
        ),
        rx.cond(
            SignInState.ready,
            rx.fragment(card(_state(_), _form(_), _help(_)), app_panel(_)),
            loading(_("Chargement…")),
        ),
        page=PAGE,
        title=_("Code de l'application et mot de passe"),
        has_error=SignInState.error != "",
    )


def _state(_: Translator) -> rx.Component:
    return rx.el.div(
        rx.cond(
            SignInState.locked != "",
            notice("warning", SignInState.locked),
            rx.el.p(SignInState.tries, class_name="text-muted"),
        ),
        class_name="mb-6",
    )


def _form(_: Translator) -> rx.Component:
    return native_form(
        hidden("language", _.language),
        hidden("next", SignInState.back_to),
        hidden("persona", SignInState.persona),
        code_field(
            "code",
            _("Code à six chiffres, ou code de secours"),
            hint=_("Les espaces et les traits d'union ne comptent pas."),
        ),
        text_field(
            "password",
            _("Mot de passe"),
            kind="password",
            left_to_right=True,
            auto_complete="current-password",
            max_length=256,
            required=True,
        ),
        rx.el.button(_("Se connecter"), type="submit", class_name="btn btn-primary btn-main"),
        action="/auth/staff/code",
    )


def _help(_: Translator) -> rx.Component:
    return rx.el.div(
        rx.el.h2(_("Vous n'avez pas de code ?"), class_name="font-semibold"),
        rx.el.ul(
            rx.el.li(
                _(
                    "Téléphone perdu ou oublié : saisissez l'un de vos codes de secours à la place du code."
                )
            ),
            rx.el.li(
                _(
                    "Application pas encore reliée : ouvrez le lien d'activation reçu par courriel, ou demandez-en un par « Mot de passe oublié ? »."
                )
            ),
            rx.el.li(
                _("Ni téléphone ni code de secours : votre superviseur peut tout remettre à zéro.")
            ),
            class_name="list-disc ps-5 mt-2 grid gap-1",
        ),
        rx.el.div(
            rx.el.a(
                _("Changer d'identifiant"),
                href=SignInState.other_identifier,
                class_name="btn btn-ghost",
            ),
            rx.el.a(
                _("Mot de passe oublié ?"),
                href=href(_, "connexion/mot-de-passe"),
                class_name="btn btn-ghost",
            ),
            class_name="flex flex-wrap gap-2 mt-3",
        ),
        class_name="mt-8 pt-6 border-t border-base-300",
    )
