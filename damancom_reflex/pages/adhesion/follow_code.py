"""The way to a request that was submitted: the code sent to its phone."""

from __future__ import annotations

import reflex as rx

from damancom_reflex.components.codes import again, sent_to
from damancom_reflex.components.demo import phone_panel
from damancom_reflex.components.fields import code_field, hidden, native_form
from damancom_reflex.components.language import href
from damancom_reflex.components.layout import card, loading, page_heading
from damancom_reflex.components.notices import error_summary, news
from damancom_reflex.components.shell import shell
from damancom_reflex.i18n import Translator
from damancom_reflex.state.adhesion.filed import FollowState

PAGE = "adhesion/suivi/code"
SCREEN = FollowState.screen


def page(_: Translator) -> rx.Component:
    """The page."""
    return shell(
        _,
        error_summary(_, FollowState.error, FollowState.error_token, "code"),
        news("info", FollowState.news),
        page_heading(_("Votre code de suivi")),
        rx.cond(
            FollowState.ready,
            rx.fragment(card(sent_to(_, SCREEN, _told(_)), _form(_), _again(_)), phone_panel(_)),
            loading(_("Chargement…")),
        ),
        page=PAGE,
        title=_("Votre code de suivi"),
        has_error=FollowState.error != "",
    )


def _told(_: Translator) -> str:
    # Whoever mistypes a reference must not read a stranger's number, nor one that is nobody's.
    return _(
        "Si la référence est exacte, un code vient de partir vers le téléphone vérifié de la demande."
    )


def _form(_: Translator) -> rx.Component:
    return native_form(
        hidden("language", _.language),
        code_field("code", _("Code à six chiffres"), hint=_("Les espaces ne comptent pas.")),
        rx.el.button(_("Ouvrir ma demande"), type="submit", class_name="btn btn-primary btn-main"),
        action="/auth/suivi/code",
    )


def _again(_: Translator) -> rx.Component:
    return again(
        _,
        SCREEN,
        hidden("language", _.language),
        action="/auth/suivi/renvoi",
        otherwise=rx.el.a(
            _("Changer de référence"), href=href(_, "adhesion/suivi"), class_name="btn btn-ghost"
        ),
    )
