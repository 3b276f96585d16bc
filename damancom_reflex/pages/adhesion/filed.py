"""A request that was submitted: where it stands, what comes next, its papers."""

from __future__ import annotations

import reflex as rx

from damancom_reflex.components.adhesion.next import what_next
from damancom_reflex.components.demo import phone_panel
from damancom_reflex.components.demo_calendar import calendar_panel
from damancom_reflex.components.fields import hidden, native_form
from damancom_reflex.components.language import ltr
from damancom_reflex.components.layout import card, download, facts, loading, page_heading
from damancom_reflex.components.notices import news, notice
from damancom_reflex.components.shell import shell
from damancom_reflex.components.summary import summary_lines
from damancom_reflex.components.types import some
from damancom_reflex.domain.enrolment.life import EnrolmentStatus
from damancom_reflex.i18n import Translator
from damancom_reflex.state.adhesion.filed import FiledState, Happened, Paper
from damancom_reflex.state.demo import DemoState

PAGE = "adhesion/demande"
SCREEN = FiledState.screen
TO_CORRECT = SCREEN.word == EnrolmentStatus.CORRECTION_REQUESTED.value


def page(_: Translator) -> rx.Component:
    """The page."""
    return shell(
        _,
        rx.cond(FiledState.ready, _content(_), loading(_("Ouverture de votre demande…"))),
        page=PAGE,
        title=_("Votre demande d'adhésion"),
        wide=True,
    )


def _content(_: Translator) -> rx.Component:
    return rx.fragment(
        news("info", FiledState.notice),
        page_heading(
            rx.cond(
                FiledState.fresh, _("Votre demande est déposée"), _("Votre demande d'adhésion")
            ),
            "",
            rx.el.span(SCREEN.legal_name, " · ", ltr(SCREEN.affiliate)),
        ),
        news("warning", SCREEN.anew),
        _standing(_),
        rx.el.div(
            rx.el.div(_papers(_), what_next(_), class_name="grid gap-6"),
            rx.el.div(_agency(_), _history(_), class_name="grid gap-6"),
            class_name="two-columns mt-6",
        ),
        _read_back(_),
        rx.cond(TO_CORRECT, rx.fragment(), _change(_, _("Modifier la demande"), "btn btn-outline")),
        phone_panel(_),
        calendar_panel(_, FiledState.load, DemoState.read_messages),
    )


def _standing(_: Translator) -> rx.Component:
    return card(
        facts(
            (_("Référence"), ltr(SCREEN.reference)),
            (_("État"), SCREEN.status),
            (_("Déposée le"), ltr(SCREEN.submitted)),
        ),
        rx.cond(
            SCREEN.reason != "",
            rx.el.div(
                notice(
                    "warning",
                    rx.el.p(_("Motif de l'agence"), class_name="font-semibold"),
                    rx.el.p(SCREEN.reason, dir="auto"),
                    rx.el.p(SCREEN.advice, class_name="mt-2"),
                ),
                class_name="mt-4",
            ),
            rx.fragment(),
        ),
        rx.cond(TO_CORRECT, _change(_, _("Corriger la demande"), "btn btn-primary"), rx.fragment()),
    )


def _change(_: Translator, label: str, look: str) -> rx.Component:
    """The way to change what was filed: at once, or after a code."""
    at_once = rx.el.a(label, href=SCREEN.change, class_name=look)
    with_code = native_form(
        hidden("language", _.language),
        hidden("reference", SCREEN.reference),
        rx.el.button(label, type="submit", class_name=look),
        rx.el.p(_("Un code part d'abord vers le téléphone vérifié."), class_name="text-muted"),
        action="/auth/suivi",
        class_name="grid gap-2 justify-items-start",
    )
    return rx.el.div(
        rx.cond(SCREEN.change != "", at_once, rx.cond(SCREEN.needs_code, with_code, rx.fragment())),
        class_name="mt-6 no-print",
    )


def _papers(_: Translator) -> rx.Component:
    return rx.cond(
        some(FiledState.papers),
        card(
            rx.el.h2(_("Vos documents"), class_name="section-title mt-0"),
            rx.el.ul(rx.foreach(FiledState.papers, _paper), class_name="grid gap-3"),
            class_name="no-print",
        ),
        rx.fragment(),
    )


def _paper(paper: Paper) -> rx.Component:
    return rx.el.li(
        download(
            paper.name,
            " (PDF)",
            to=paper.address,
            look=rx.cond(paper.whole, "btn btn-primary", "link"),
        )
    )


def _agency(_: Translator) -> rx.Component:
    return card(
        rx.el.h2(_("Votre agence"), class_name="section-title mt-0"),
        rx.el.p(SCREEN.agency, class_name="font-semibold"),
        rx.el.p(SCREEN.agency_address),
        rx.el.p(SCREEN.agency_hours),
        rx.el.p(rx.el.a(ltr(SCREEN.agency_phone), href=SCREEN.agency_call, class_name="link")),
    )


def _history(_: Translator) -> rx.Component:
    def line(happened: Happened) -> rx.Component:
        return rx.el.li(
            rx.el.p(happened.what, class_name="font-semibold"),
            rx.el.p(happened.when, class_name="text-muted"),
        )

    return card(
        rx.el.h2(_("Historique"), class_name="section-title mt-0"),
        rx.el.ol(rx.foreach(FiledState.history, line), class_name="grid gap-3"),
    )


def _read_back(_: Translator) -> rx.Component:
    said = FiledState.summary
    parts = (
        (_("Entreprise"), said.company),
        (_("Représentant légal"), said.representative),
        (_("Coordonnées"), said.contact),
        (_("Délégation"), said.delegation),
    )
    return card(
        rx.el.details(
            rx.el.summary(_("Contenu de la demande"), class_name="link"),
            *(
                rx.el.div(
                    rx.el.h3(title, class_name="font-semibold mb-2"),
                    summary_lines(lines),
                    class_name="mt-6",
                )
                for title, lines in parts
            ),
        ),
        class_name="mt-6",
    )
