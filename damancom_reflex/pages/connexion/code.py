"""Second screen of sign-in: the code and the password together."""

from __future__ import annotations

import reflex as rx

from damancom_reflex.components.demo import phone_panel
from damancom_reflex.components.fields import code_field, hidden, native_form, text_field
from damancom_reflex.components.language import href, ltr
from damancom_reflex.components.layout import card, loading, page_heading
from damancom_reflex.components.live import Countdown, WaitButton
from damancom_reflex.components.notices import error_summary, notice
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
        rx.cond(
            SignInState.news != "",
            notice("success", SignInState.news, role="status"),
            rx.fragment(),
        ),
        page_heading(_("Votre code et votre mot de passe")),
        rx.cond(
            SignInState.ready,
            rx.fragment(card(_sent_to(_), _form(_), _again(_)), phone_panel(_)),
            loading(_("Chargement…")),
        ),
        page=PAGE,
        title=_("Votre code et votre mot de passe"),
        has_error=SignInState.error != "",
    )


def _sent_to(_: Translator) -> rx.Component:
    return rx.el.div(
        rx.cond(
            SCREEN.locked != "",
            notice("warning", SCREEN.locked),
            rx.cond(SCREEN.sent, _message(_), notice("warning", SCREEN.waiting)),
        ),
        class_name="grid gap-1 mb-6",
    )


def _message(_: Translator) -> rx.Component:
    sms = _("Un SMS vient de partir vers le")
    email = _("Un courriel vient de partir vers")
    return rx.fragment(
        rx.el.p(
            rx.cond(SCREEN.by_email, email, sms),
            " ",
            ltr(SCREEN.destination, class_name="font-semibold"),
            ".",
        ),
        rx.el.p(
            _("Prenez le message dont le code commence par"),
            " ",
            ltr(SCREEN.prefix, class_name="code-prefix"),
            ".",
        ),
        rx.el.p(
            Countdown.create(
                seconds=SCREEN.seconds_left,
                token=SCREEN.token,
                before=_("Le code reste valable"),
                done=_("Ce code a expiré : demandez-en un nouveau."),
            ),
            " · ",
            SCREEN.tries,
            class_name="text-muted",
        ),
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
    return rx.el.div(
        rx.el.h2(_("Vous n'avez rien reçu ?"), class_name="font-semibold"),
        rx.el.div(
            _resend(_, "SMS", _("Renvoyer le code par SMS")),
            rx.cond(
                SCREEN.may_email,
                _resend(_, "EMAIL", _("L'envoyer plutôt par courriel")),
                rx.fragment(),
            ),
            rx.el.a(
                _("Changer d'identifiant"), href=href(_, "connexion"), class_name="btn btn-ghost"
            ),
            class_name="flex flex-wrap gap-2 mt-3",
        ),
        class_name="mt-8 pt-6 border-t border-base-300",
    )


def _resend(_: Translator, channel: str, label: str) -> rx.Component:
    return native_form(
        hidden("language", _.language),
        hidden("next", SignInState.back_to),
        hidden("channel", channel),
        WaitButton.create(
            seconds=SCREEN.resend_in,
            token=SCREEN.token,
            waiting=_("possible dans"),
            label=label,
            class_name="btn btn-outline",
        ),
        action="/auth/resend",
        class_name="",
    )
