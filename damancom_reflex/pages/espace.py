"""The signed-in home: what can be done."""

from __future__ import annotations

import reflex as rx

from damancom_reflex.components.language import href
from damancom_reflex.components.layout import card, loading, page_heading, primary_link
from damancom_reflex.components.messages_language import messages_language
from damancom_reflex.components.shell import shell
from damancom_reflex.i18n import Translator
from damancom_reflex.state.espace import EspaceState
from damancom_reflex.state.session import SessionState

PAGE = "espace"


def page(_: Translator) -> rx.Component:
    """The page."""
    return shell(
        _,
        page_heading(_("Mon espace"), SessionState.display_name),
        rx.cond(
            EspaceState.ready,
            _employer(_),
            loading(_("Ouverture de votre espace…")),
        ),
        page=PAGE,
        title=_("Mon espace"),
        wide=True,
    )


def _employer(_: Translator) -> rx.Component:
    return rx.el.div(
        card(
            rx.el.h2(_("Recouvrement"), class_name="section-title mt-0"),
            rx.el.p(
                _("Voir ce que vous devez, simuler une remise et signer un accord de paiement.")
            ),
            primary_link(_("Ouvrir le recouvrement"), href(_, "recouvrement")),
        ),
        card(
            rx.el.h2(_("Indemnité pour perte d'emploi"), class_name="section-title mt-0"),
            rx.el.p(_("Demander l'IPE d'un salarié, en sachant d'avance si la demande passera.")),
            primary_link(_("Ouvrir l'IPE"), href(_, "ipe")),
        ),
        card(
            rx.el.h2(_("Journal de mon espace"), class_name="section-title mt-0"),
            rx.el.p(
                _("Voir ce qui a été fait sur vos demandes et votre compte, par qui et quand.")
            ),
            rx.el.a(
                _("Ouvrir le journal"),
                href=href(_, "espace/journal"),
                class_name="btn btn-outline mt-4",
            ),
        ),
        messages_language(_),
        class_name="grid gap-4 md:grid-cols-2",
    )
