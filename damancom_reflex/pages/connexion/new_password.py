"""New password, through a link."""

from __future__ import annotations

import reflex as rx

from damancom_reflex.components.fields import hidden, native_form, text_field
from damancom_reflex.components.language import href, ltr
from damancom_reflex.components.layout import card, loading, page_heading
from damancom_reflex.components.notices import error_summary, notice
from damancom_reflex.components.shell import shell
from damancom_reflex.i18n import Translator
from damancom_reflex.state.sign_in import PasswordState

PAGE = "connexion/nouveau-mot-de-passe"


def page(_: Translator) -> rx.Component:
    """The page."""
    return shell(
        _,
        error_summary(_, PasswordState.error, PasswordState.error_token, "password"),
        page_heading(
            rx.cond(
                PasswordState.first,
                _("Activer votre compte"),
                _("Choisir un nouveau mot de passe"),
            )
        ),
        rx.cond(
            PasswordState.ready,
            rx.cond(PasswordState.link_problem != "", _dead_link(_), card(_form(_))),
            loading(_("Chargement…")),
        ),
        page=PAGE,
        title=_("Choisir un nouveau mot de passe"),
        has_error=PasswordState.error != "",
    )


def _dead_link(_: Translator) -> rx.Component:
    return notice(
        "warning",
        rx.el.p(PasswordState.link_problem),
        rx.el.a(
            _("Demander un nouveau lien"), href=href(_, "connexion/mot-de-passe"), class_name="link"
        ),
    )


def _form(_: Translator) -> rx.Component:
    return native_form(
        hidden("language", _.language),
        # Named for the person, and for the password manager that will remember it.
        rx.el.p(
            rx.el.span(PasswordState.account_name, class_name="font-semibold", dir="auto"),
            " · ",
            _("identifiant"),
            " ",
            ltr(PasswordState.identifier, class_name="font-semibold"),
        ),
        rx.el.input(
            type="text",
            name="username",
            value=PasswordState.identifier,
            auto_complete="username",
            read_only=True,
            class_name="sr-only",
            tab_index=-1,
            aria_hidden="true",
        ),
        text_field(
            "password",
            _("Mot de passe"),
            hint=_(
                "Douze caractères au moins. Une phrase que personne d'autre ne connaît convient très bien ; vous pouvez coller."
            ),
            kind="password",
            left_to_right=True,
            auto_complete="new-password",
            max_length=256,
            required=True,
        ),
        text_field(
            "again",
            _("Le même, une seconde fois"),
            kind="password",
            left_to_right=True,
            auto_complete="new-password",
            max_length=256,
            required=True,
        ),
        rx.el.button(
            _("Enregistrer le mot de passe"), type="submit", class_name="btn btn-primary btn-main"
        ),
        action="/auth/new-password",
    )
