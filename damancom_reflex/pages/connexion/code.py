"""Second screen of sign-in: the code and the password together."""

from __future__ import annotations

import reflex as rx

from damancom_reflex.components.codes import again, sent_to
from damancom_reflex.components.demo import phone_panel
from damancom_reflex.components.fields import code_field, hidden, native_form, text_field
from damancom_reflex.components.layout import card, loading, page_heading
from damancom_reflex.components.notices import error_summary, news
from damancom_reflex.components.shell import shell
from damancom_reflex.i18n import Translator
from damancom_reflex.state.sign_in import SignInState

PAGE = "connexion/code"
SCREEN = SignInState.screen


def page(_: Translator) -> rx.Component:
    """The page."""
    return shell(
        _,
        error_summary(_, SignInState.error, SignInState.error_token, "code"),
        news("success", SignInState.news),
        page_heading(_("Votre code et votre mot de passe")),
        rx.cond(
            SignInState.ready,
            rx.fragment(card(sent_to(_, SCREEN), _form(_), _again(_)), phone_panel(_)),
            loading(_("Chargement…")),
        ),
        page=PAGE,
        title=_("Votre code et votre mot de passe"),
        has_error=SignInState.error != "",
    )


def _form(_: Translator) -> rx.Component:
    return native_form(
        hidden("language", _.language),
        hidden("next", SignInState.back_to),
        code_field("code", _("Code à six chiffres"), hint=_("Les espaces ne comptent pas.")),
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
        action="/auth/code",
    )


def _again(_: Translator) -> rx.Component:
    return again(
        _,
        SCREEN,
        hidden("language", _.language),
        hidden("next", SignInState.back_to),
        action="/auth/resend",
        otherwise=rx.el.a(
            _("Changer d'identifiant"),
            href=SignInState.other_identifier,
            class_name="btn btn-ghost",
        ),
    )
