"""Emblem, name, and the band on top of every page."""

from __future__ import annotations

import reflex as rx

from damancom_reflex.components.language import href, with_query
from damancom_reflex.components.live import Jump
from damancom_reflex.i18n import Translator, other
from damancom_reflex.state.session import SessionState


def emblem(class_name: str = "h-10 w-10") -> rx.Component:
    """The portal's emblem; decorative, the name stands beside it."""
    return rx.fragment(
        rx.el.img(
            src="/images/logo.svg",
            alt="",
            custom_attrs={"width": "40", "height": "40"},
            class_name=f"{class_name} dark:hidden",
        ),
        rx.el.img(
            src="/images/logo-dark.svg",
            alt="",
            # Not fetched while it is hidden.
            loading="lazy",
            custom_attrs={"width": "40", "height": "40"},
            class_name=f"{class_name} hidden dark:block",
        ),
    )


def skip_link(_: Translator) -> rx.Component:
    """First stop of the keyboard: straight to the content."""
    return rx.el.nav(
        Jump.create(
            _("Aller au contenu"), target="contenu", class_name="skip-link btn btn-primary"
        ),
        aria_label=_("Accès rapide"),
    )


def header(_: Translator, page: str) -> rx.Component:
    """Band with the name, the services, the account and the other language."""
    return rx.el.header(
        rx.el.div(
            rx.el.a(
                emblem(),
                rx.el.span(
                    rx.el.span(
                        "Damancom",
                        class_name="block text-lg font-semibold leading-tight",
                        lang="fr",
                        dir="ltr",
                    ),
                    rx.el.span(
                        _("Le guichet des employeurs"),
                        class_name="site-tagline text-sm text-muted leading-tight",
                    ),
                ),
                href=href(_, ""),
                class_name="flex items-center gap-3 no-underline",
            ),
            rx.el.div(
                _account(_),
                _language_link(_, page),
                class_name="flex items-center gap-2 sm:gap-3 ms-auto",
            ),
            class_name="shell flex flex-wrap items-center gap-x-6 gap-y-2 py-3",
        ),
        class_name="site-header border-b border-base-300 bg-base-100",
    )


def _account(_: Translator) -> rx.Component:
    signed_out = rx.el.a(
        _("Se connecter"), href=href(_, "connexion"), class_name="btn btn-ghost btn-sm"
    )
    menu = rx.el.nav(
        rx.el.a(
            SessionState.display_name,
            href=href(_, "espace"),
            dir="auto",
            class_name="btn btn-ghost btn-sm account-name",
        ),
        rx.el.form(
            rx.el.input(type="hidden", name="language", value=_.language),
            rx.el.button(_("Se déconnecter"), type="submit", class_name="btn btn-ghost btn-sm"),
            action="/auth/sign-out",
            method="post",
            on_submit=None,
        ),
        aria_label=_("Votre compte"),
        class_name="flex items-center gap-1",
    )
    return rx.cond(SessionState.signed_in, menu, signed_out)


def _language_link(_: Translator, page: str) -> rx.Component:
    target = other(_.language)
    label = {"fr": "Français", "ar": "العربية"}[target]
    path = f"/{target}/{page}" if page else f"/{target}"
    return rx.el.a(
        label,
        href=with_query(path),
        lang=target,
        href_lang=target,
        class_name="btn btn-outline btn-sm language-link",
    )


def footer(_: Translator) -> rx.Component:
    """Band at the bottom of every page."""
    return rx.el.footer(
        rx.el.div(
            rx.el.p(_("Damancom, le guichet en ligne de la sécurité sociale pour les employeurs.")),
            rx.el.p(
                _(
                    "Besoin d'aide ? Votre perception et votre agence vous reçoivent du lundi au vendredi."
                )
            ),
            class_name="shell py-8 text-sm text-muted grid gap-1",
        ),
        class_name="border-t border-base-300 bg-base-200 mt-16",
    )
