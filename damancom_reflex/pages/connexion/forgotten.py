"""Forgotten password: ask for a link."""

from __future__ import annotations

import reflex as rx

from damancom_reflex.components.fields import hidden, native_form, text_field
from damancom_reflex.components.language import href
from damancom_reflex.components.layout import card, page_heading
from damancom_reflex.components.notices import error_summary, notice
from damancom_reflex.components.shell import shell
from damancom_reflex.i18n import Translator
from damancom_reflex.state.sign_in import PasswordState

PAGE = "connexion/mot-de-passe"


def page(_: Translator) -> rx.Component:
    """The page."""
    return shell(
        _,
        error_summary(_, PasswordState.error, PasswordState.error_token, "identifier"),
        rx.cond(PasswordState.asked, _sent(_), rx.fragment()),
        page_heading(
            _("Mot de passe oublié"),
            _(
                "Indiquez votre identifiant : un lien valable 72 heures part vers votre adresse électronique enregistrée."
            ),
        ),
        card(
            native_form(
                hidden("language", _.language),
                text_field(
                    "identifier",
                    _("Identifiant"),
                    left_to_right=True,
                    auto_complete="username",
                    max_length=64,
                    required=True,
                ),
                rx.el.button(
                    _("Recevoir le lien"), type="submit", class_name="btn btn-primary btn-main"
                ),
                rx.el.a(_("Revenir à la connexion"), href=href(_, "connexion"), class_name="link"),
                action="/auth/forgotten",
            )
        ),
        page=PAGE,
        title=_("Mot de passe oublié"),
        has_error=PasswordState.error != "",
    )


def _sent(_: Translator) -> rx.Component:
    return notice(
        "success",
        _(
            "Si cet identifiant existe, un courriel vient de partir. Ouvrez son lien pour choisir un nouveau mot de passe."
        ),
        role="status",
    )
