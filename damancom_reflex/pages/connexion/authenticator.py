"""Enrolment of an authenticator: the QR, the secret to type by hand, the first code."""

from __future__ import annotations

import reflex as rx

from damancom_reflex.components.demo_app import app_panel
from damancom_reflex.components.fields import code_field, hidden, native_form
from damancom_reflex.components.language import ltr
from damancom_reflex.components.layout import card, loading, page_heading
from damancom_reflex.components.notices import error_summary
from damancom_reflex.components.shell import shell
from damancom_reflex.i18n import Translator
from damancom_reflex.state.staff.authenticator import AuthenticatorState

PAGE = "connexion/equipe/application"


def page(_: Translator) -> rx.Component:
    """The page."""
    return shell(
        _,
        error_summary(_, AuthenticatorState.error, AuthenticatorState.error_token, "code"),
        page_heading(
            _("Relier votre application d'authentification"),
            _(
                "Votre mot de passe est enregistré. À chaque connexion, un code de votre téléphone l'accompagnera."
            ),
        ),
        rx.cond(
            AuthenticatorState.ready,
            rx.fragment(card(_steps(_)), app_panel(_)),
            loading(_("Chargement…")),
        ),
        page=PAGE,
        title=_("Relier votre application d'authentification"),
        has_error=AuthenticatorState.error != "",
    )


def _steps(_: Translator) -> rx.Component:
    return rx.el.ol(
        _step(
            _("Ouvrez une application d'authentification"),
            rx.el.p(
                _(
                    "Par exemple Aegis, FreeOTP, Google Authenticator ou Microsoft Authenticator. Choisissez-y « Ajouter un compte »."
                )
            ),
        ),
        _step(_("Montrez-lui ce QR, ou tapez la clé"), _secret(_)),
        _step(_("Saisissez le code qu'elle affiche"), _form(_)),
        class_name="grid gap-8 list-decimal ps-6",
    )


def _step(title: str, *children: rx.Component) -> rx.Component:
    return rx.el.li(
        rx.el.h2(title, class_name="font-semibold text-lg"),
        rx.el.div(*children, class_name="mt-2"),
        class_name="ps-1",
    )


def _secret(_: Translator) -> rx.Component:
    return rx.el.div(
        rx.el.img(
            src=AuthenticatorState.qr,
            alt=_("QR à lire avec l'application ; la clé à côté dit la même chose."),
            class_name="h-52 w-52 rounded border border-base-300",
        ),
        rx.el.dl(
            _named(_("Compte"), AuthenticatorState.identifier),
            _named(_("Clé"), AuthenticatorState.secret),
            _named(_("Type"), _("fondée sur le temps, six chiffres, trente secondes"), text=True),
            class_name="grid gap-3 content-start",
        ),
        class_name="flex flex-wrap gap-6",
    )


def _named(name: str, value: rx.Var[str] | str, *, text: bool = False) -> rx.Component:
    shown = value if text else ltr(value, class_name="font-semibold tracking-wide")
    return rx.el.div(rx.el.dt(name, class_name="fact-name"), rx.el.dd(shown, class_name="max-w-72"))


def _form(_: Translator) -> rx.Component:
    return native_form(
        hidden("language", _.language),
        code_field("code", _("Code à six chiffres"), hint=_("Les espaces ne comptent pas.")),
        rx.el.button(
            _("Relier et me connecter"), type="submit", class_name="btn btn-primary btn-main"
        ),
        action="/auth/staff/authenticator",
    )
