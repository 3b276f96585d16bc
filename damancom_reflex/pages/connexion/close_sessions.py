"""Close every session, through the link of a new-device e-mail: the link shows, the button acts."""

from __future__ import annotations

import reflex as rx

from damancom_reflex.components.fields import hidden, native_form
from damancom_reflex.components.layout import card, page_heading
from damancom_reflex.components.notices import error_summary
from damancom_reflex.components.shell import shell
from damancom_reflex.i18n import Translator
from damancom_reflex.state.sign_in import PasswordState

PAGE = "connexion/fermer-les-sessions"


def page(_: Translator) -> rx.Component:
    """The page."""
    return shell(
        _,
        error_summary(_, PasswordState.error, PasswordState.error_token),
        page_heading(
            _("Fermer toutes les sessions"),
            _(
                "Si la connexion signalée n'est pas la vôtre, fermez toutes les sessions puis changez de mot de passe."
            ),
        ),
        card(
            native_form(
                hidden("language", _.language),
                rx.el.button(
                    _("Fermer toutes les sessions"),
                    type="submit",
                    class_name="btn btn-primary btn-main",
                ),
                action="/auth/close-sessions",
            )
        ),
        page=PAGE,
        title=_("Fermer toutes les sessions"),
        has_error=PasswordState.error != "",
    )
