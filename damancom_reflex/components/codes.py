"""A one-time code on its way: what the screens that ask for one have in common."""

from __future__ import annotations

import reflex as rx

from damancom_reflex.components.fields import hidden, native_form
from damancom_reflex.components.language import ltr
from damancom_reflex.components.live import Countdown, WaitButton
from damancom_reflex.components.notices import notice
from damancom_reflex.i18n import Translator
from damancom_reflex.state.code_screen import CodeScreen


def sent_to(_: Translator, screen: CodeScreen, told: str = "") -> rx.Component:
    """Where the code went and which message counts, or why none was sent.

    Args:
        screen: the code on its way.
        told: what is said in place of the phone, where it is not sure that there is one.
    """
    return rx.el.div(
        rx.cond(
            screen.locked != "",
            notice("warning", screen.locked),
            rx.cond(screen.sent, _message(_, screen, told), notice("warning", screen.waiting)),
        ),
        class_name="grid gap-1 mb-6",
    )


def _message(_: Translator, screen: CodeScreen, told: str) -> rx.Component:
    sms = _("Un SMS vient de partir vers le")
    email = _("Un courriel vient de partir vers")
    return rx.fragment(
        rx.el.p(told)
        if told
        else rx.el.p(
            rx.cond(screen.by_email, email, sms),
            " ",
            ltr(screen.destination, class_name="font-semibold"),
            ".",
        ),
        rx.el.p(
            _("Prenez le message dont le code commence par"),
            " ",
            ltr(screen.prefix, class_name="code-prefix"),
            ".",
        ),
        rx.el.p(
            Countdown.create(
                seconds=screen.seconds_left,
                token=screen.token,
                before=_("Le code reste valable"),
                done=_("Ce code a expiré : demandez-en un nouveau."),
            ),
            " · ",
            screen.tries,
            class_name="text-muted",
        ),
    )


def again(
    _: Translator, screen: CodeScreen, *kept: rx.Component, action: str, otherwise: rx.Component
) -> rx.Component:
    """What to do when nothing came: another code, by SMS or by e-mail where that may be, or something else.

    Args:
        screen: the code on its way.
        *kept: hidden fields of the forms that ask for another code.
        action: where those forms post to.
        otherwise: the way for who is at the wrong place.
    """
    by_email = _resend(_, screen, "EMAIL", _("L'envoyer plutôt par courriel"), *kept, action=action)
    return rx.el.div(
        rx.el.h2(_("Vous n'avez rien reçu ?"), class_name="font-semibold"),
        rx.el.div(
            _resend(_, screen, "SMS", _("Renvoyer le code par SMS"), *kept, action=action),
            rx.cond(screen.may_email, by_email, rx.fragment()),
            otherwise,
            class_name="flex flex-wrap gap-2 mt-3",
        ),
        class_name="mt-8 pt-6 border-t border-base-300",
    )


def _resend(
    _: Translator,
    screen: CodeScreen,
    channel: str,
    label: str,
    *kept: rx.Component,
    action: str,
) -> rx.Component:
    """A native form that asks for another code, once that is allowed."""
    return native_form(
        *kept,
        hidden("channel", channel),
        wait_button(_, screen, label),
        action=action,
        class_name="",
    )


def wait_button(_: Translator, screen: CodeScreen, label: str) -> rx.Component:
    """The button of a form that asks for another code: closed until one may be sent."""
    return WaitButton.create(
        seconds=screen.resend_in,
        token=screen.token,
        waiting=_("possible dans"),
        label=label,
        class_name="btn btn-outline",
    )
