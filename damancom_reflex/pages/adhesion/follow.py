"""The way to a request that was submitted: its reference."""

from __future__ import annotations

import reflex as rx

from damancom_reflex.components.fields import hidden, native_form, text_field
from damancom_reflex.components.layout import card, page_heading
from damancom_reflex.components.notices import error_summary
from damancom_reflex.components.shell import shell
from damancom_reflex.i18n import Translator
from damancom_reflex.state.adhesion.filed import FollowState

PAGE = "adhesion/suivi"


def page(_: Translator) -> rx.Component:
    """The page."""
    return shell(
        _,
        error_summary(_, FollowState.error, FollowState.error_token, "reference"),
        page_heading(
            _("Suivre une demande d'adhésion"),
            _("Un code à six chiffres part vers le téléphone vérifié de la demande."),
        ),
        card(
            native_form(
                hidden("language", _.language),
                text_field(
                    "reference",
                    _("Référence de la demande"),
                    hint=_(
                        "Elle figure sur vos formulaires et dans le courriel reçu, par exemple {example}.",
                        example=_.ltr("DA-2023-7K3M-Q9XT"),
                    ),
                    left_to_right=True,
                    auto_complete="off",
                    max_length=40,
                    required=True,
                    default_value=FollowState.reference,
                    key=FollowState.reference,
                ),
                rx.el.button(
                    _("Recevoir mon code"), type="submit", class_name="btn btn-primary btn-main"
                ),
                action="/auth/suivi",
            )
        ),
        page=PAGE,
        title=_("Suivre une demande d'adhésion"),
        has_error=FollowState.error != "",
    )
