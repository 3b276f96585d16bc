"""The demo's own panels: personas, and the phone and mailbox one can look into."""

from __future__ import annotations

import reflex as rx

from damancom_reflex.components.fields import hidden
from damancom_reflex.components.language import ltr
from damancom_reflex.components.layout import loading
from damancom_reflex.components.types import Flag, Text, some
from damancom_reflex.i18n import Translator
from damancom_reflex.state.demo import (
    DemoState,
    EnrolmentCard,
    InsuredTold,
    MessageCard,
    PersonaCard,
)


def demo_band(
    _: Translator, *children: rx.Component, name: str = "", on: Flag = DemoState.on
) -> rx.Component:
    """A part of a page that exists in the demo only, and says so.

    Args:
        _: the page's translator.
        *children: what it shows.
        name: tells it from another band of the same page.
        on: whether it has something to show.
    """
    return rx.cond(
        on,
        rx.el.aside(
            rx.el.p(_("Démonstration"), class_name="demo-tag"),
            *children,
            aria_label=name or _("Démonstration"),
            class_name="demo-band",
        ),
        rx.fragment(),
    )


def personas_panel(_: Translator) -> rx.Component:
    """Who one can enter as, in one click."""
    return demo_band(
        _,
        rx.el.h2(_("Entrer comme…"), class_name="section-title mt-0"),
        rx.el.p(
            _(
                "Personnes et entreprises inventées. Le code arrive sur le téléphone de démonstration."
            ),
            class_name="text-muted",
        ),
        rx.el.ul(
            rx.foreach(DemoState.personas, lambda p: _persona(_, p)), class_name="grid gap-3 mt-4"
        ),
        rx.el.h2(_("Entrer comme agent de la CNSS…"), class_name="section-title"),
        _officers(_),
    )


def staff_panel(_: Translator) -> rx.Component:
    """Which officer one can enter as, in one click."""
    return demo_band(
        _,
        rx.el.h2(_("Entrer comme agent de la CNSS…"), class_name="section-title mt-0"),
        rx.el.p(
            _(
                "Personnes inventées. Le code s'affiche sur l'application d'authentification de démonstration."
            ),
            class_name="text-muted",
        ),
        _officers(_),
    )


def _officers(_: Translator) -> rx.Component:
    return rx.el.ul(
        rx.foreach(DemoState.officers, lambda p: _persona(_, p, "/auth/staff/identifier")),
        class_name="grid gap-3 mt-4",
    )


def _persona(_: Translator, persona: PersonaCard, action: str = "/auth/identifier") -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.p(persona.name, class_name="font-semibold"),
            rx.el.p(persona.shows, class_name="text-sm"),
            rx.el.p(
                ltr(persona.identifier),
                ltr(persona.password),
                class_name="text-sm text-muted mt-1 flex flex-wrap gap-x-4",
            ),
        ),
        rx.el.form(
            hidden("language", _.language),
            hidden("identifier", persona.identifier),
            hidden("persona", "oui"),
            rx.el.button(
                _("Entrer"),
                type="submit",
                class_name="btn btn-outline btn-sm",
                aria_label=_("Entrer comme") + " " + persona.name,
            ),
            action=action,
            method="post",
            on_submit=None,
        ),
        class_name="persona",
    )


def enrolments_panel(_: Translator) -> rx.Component:
    """Employers to try adhésion with, and what to type for each."""
    return demo_band(
        _,
        rx.el.h2(_("Entreprises à essayer"), class_name="section-title mt-0"),
        rx.el.p(
            _("Elles sont inventées. Recopiez le numéro de l'une d'elles."),
            class_name="text-muted",
        ),
        rx.el.ul(
            rx.foreach(DemoState.enrolments, _enrolment),
            class_name="grid gap-3 mt-4",
        ),
    )


def insured_panel(_: Translator) -> rx.Component:
    """Employees to try IPE with in the list in view, and what each shows."""
    return rx.cond(
        some(DemoState.insured),
        demo_band(
            _,
            rx.el.h2(_("Salariés à essayer"), class_name="section-title mt-0"),
            rx.el.ul(rx.foreach(DemoState.insured, _insured), class_name="grid gap-3 mt-4"),
        ),
        rx.fragment(),
    )


def _insured(card: InsuredTold) -> rx.Component:
    return rx.el.li(
        rx.el.p(rx.el.bdi(card.name, class_name="font-semibold"), " · ", ltr(card.number)),
        rx.el.p(card.shows, class_name="text-sm"),
    )


def identity_panel(_: Translator, number: Text) -> rx.Component:
    """The identity to type for an employer one tries adhésion with, by its affiliation number."""

    def panel(card: EnrolmentCard) -> rx.Component:
        title = rx.el.h2(_("Pièce à recopier"), class_name="section-title mt-0")
        return demo_band(_, title, rx.el.ul(_enrolment(card)))

    return rx.foreach(
        DemoState.enrolments,
        lambda card: rx.cond(card.number == number, panel(card), rx.fragment()),
    )


def _enrolment(card: EnrolmentCard) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.p(
                ltr(card.number, class_name="code-prefix"),
                " ",
                rx.el.span(card.legal_name, class_name="font-semibold"),
            ),
            rx.el.p(card.shows, class_name="text-sm mt-1"),
            rx.el.p(card.identity, class_name="text-sm text-muted"),
        ),
        class_name="persona",
    )


def phone_panel(_: Translator) -> rx.Component:
    """The visible phone and mailbox."""
    return demo_band(
        _,
        rx.el.div(
            rx.el.h2(_("Téléphone et boîte aux lettres"), class_name="section-title mt-0"),
            rx.el.button(
                _("Actualiser"),
                type="button",
                on_click=DemoState.read_messages,
                class_name="btn btn-outline btn-sm",
            ),
            class_name="flex items-center justify-between gap-3",
        ),
        rx.cond(
            DemoState.password != "",
            rx.el.p(
                _("Mot de passe de cette personne :"),
                " ",
                ltr(DemoState.password, class_name="code-prefix"),
                class_name="mt-3",
            ),
            rx.fragment(),
        ),
        rx.cond(
            some(DemoState.messages),
            rx.el.ul(
                rx.foreach(DemoState.messages, lambda m: _message(_, m)),
                class_name="grid gap-3 mt-4",
            ),
            loading(_("Aucun message pour l'instant.")),
        ),
    )


def _message(_: Translator, message: MessageCard) -> rx.Component:
    return rx.el.li(
        rx.el.p(
            rx.cond(message.sms, _("SMS"), _("Courriel")),
            " · ",
            ltr(message.sent_to),
            " · ",
            ltr(message.when),
            class_name="text-sm text-muted",
        ),
        rx.cond(
            message.sms,
            _message_text(message),
            rx.el.details(
                rx.el.summary(message.subject, class_name="font-semibold", dir="auto"),
                _message_text(message),
                open=message.latest,
            ),
        ),
        class_name="message",
    )


def _message_text(message: MessageCard) -> rx.Component:
    return rx.el.p(message.text, class_name="message-text", dir="auto")
