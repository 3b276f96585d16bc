"""First screen of sign-in: the identifier."""

from __future__ import annotations

import reflex as rx

from damancom_reflex.components.demo import personas_panel
from damancom_reflex.components.fields import hidden, native_form, text_field
from damancom_reflex.components.language import href
from damancom_reflex.components.layout import card, page_heading
from damancom_reflex.components.notices import error_summary, news
from damancom_reflex.components.shell import shell
from damancom_reflex.i18n import Translator
from damancom_reflex.state.sign_in import SignInState

PAGE = "connexion"


def page(_: Translator) -> rx.Component:
    """The page."""
    return shell(
        _,
        error_summary(_, SignInState.error, SignInState.error_token, "identifier"),
        news("success", SignInState.news),
        page_heading(
            _("Se connecter"),
            _(
                "Saisissez votre identifiant : un code à six chiffres part vers votre téléphone enregistré."
            ),
        ),
        card(_form(_)),
        personas_panel(_),
        page=PAGE,
        title=_("Se connecter"),
        has_error=SignInState.error != "",
    )


def _form(_: Translator) -> rx.Component:
    return native_form(
        hidden("language", _.language),
        hidden("next", SignInState.back_to),
        text_field(
            "identifier",
            _("Identifiant"),
            hint=_("Celui qui figure sur le courriel d'activation de votre compte."),
            left_to_right=True,
            auto_complete="username",
            auto_capitalize="none",
            spell_check=False,
            max_length=64,
            required=True,
            default_value=SignInState.identifier,
            key=SignInState.identifier,
        ),
        rx.el.button(_("Recevoir mon code"), type="submit", class_name="btn btn-primary btn-main"),
        rx.el.p(
            rx.el.a(
                _("Mot de passe oublié ?"),
                href=href(_, "connexion/mot-de-passe"),
                class_name="link",
            ),
        ),
        rx.el.p(
            _("Vous êtes agent de la CNSS ?"),
            " ",
            rx.el.a(
                _("Connexion du personnel"), href=href(_, "connexion/equipe"), class_name="link"
            ),
        ),
        action="/auth/identifier",
    )
