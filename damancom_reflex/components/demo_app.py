"""The demo's authenticator app, as the phone of an officer would show it."""

from __future__ import annotations

import reflex as rx

from damancom_reflex.components.demo import demo_band
from damancom_reflex.components.language import ltr
from damancom_reflex.components.live import Countdown
from damancom_reflex.i18n import Translator
from damancom_reflex.state.demo import DemoState


def app_panel(_: Translator) -> rx.Component:
    """The code of the moment, how long it stays, and the password of the persona one entered as."""
    return rx.cond(
        DemoState.app_code != "",
        demo_band(
            _,
            rx.el.h2(_("Application d'authentification"), class_name="section-title mt-0"),
            rx.el.p(_("Le téléphone de"), " ", ltr(DemoState.app_owner), class_name="text-muted"),
            rx.el.p(ltr(DemoState.app_code, class_name="code-prefix text-2xl"), class_name="mt-3"),
            rx.el.p(
                Countdown.create(
                    seconds=DemoState.app_seconds,
                    token=DemoState.app_token,
                    before=_("Le code change dans"),
                    done=_("Le code change…"),
                    on_done=DemoState.read_app,
                ),
                class_name="text-sm text-muted",
            ),
            _password(_),
        ),
        rx.fragment(),
    )


def _password(_: Translator) -> rx.Component:
    return rx.cond(
        DemoState.password != "",
        rx.el.p(
            _("Mot de passe de cette personne :"),
            " ",
            ltr(DemoState.password, class_name="code-prefix"),
            class_name="mt-3",
        ),
        rx.fragment(),
    )
