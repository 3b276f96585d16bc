"""One request: its outcome, what happens next, its papers."""

from __future__ import annotations

import reflex as rx

from damancom_reflex.components.demo import phone_panel
from damancom_reflex.components.demo_calendar import calendar_panel
from damancom_reflex.components.ending import what_became
from damancom_reflex.components.language import href, ltr
from damancom_reflex.components.layout import card, download, facts, loading, page_heading
from damancom_reflex.components.notices import notice
from damancom_reflex.components.shell import shell
from damancom_reflex.components.tables import amount_cell, column, data_table
from damancom_reflex.components.types import some
from damancom_reflex.i18n import Translator
from damancom_reflex.state.demo import DemoState
from damancom_reflex.state.recouvrement.requests import RequestState

PAGE = "recouvrement/demande"
SCREEN = RequestState.screen


def page(_: Translator) -> rx.Component:
    """The page."""
    return shell(
        _,
        rx.cond(RequestState.ready, _content(_), loading(_("Ouverture de votre demande…"))),
        phone_panel(_),
        calendar_panel(_, RequestState.load, DemoState.read_messages),
        page=PAGE,
        title=_("Votre demande"),
        wide=True,
    )


def _content(_: Translator) -> rx.Component:
    return rx.fragment(
        rx.cond(
            RequestState.already,
            notice(
                "warning",
                _(
                    "Une demande est déjà en cours pour cet affilié. La voici ; pour toute question, voyez votre perception."
                ),
                role="status",
            ),
            rx.fragment(),
        ),
        rx.cond(
            RequestState.awaited != "",
            notice("warning", RequestState.awaited, role="status"),
            rx.fragment(),
        ),
        rx.cond(RequestState.fresh, _picture(), rx.fragment()),
        page_heading(
            rx.cond(RequestState.fresh, _("C'est signé"), _("Votre demande")),
            SCREEN.outcome,
            rx.el.span(SCREEN.legal_name, " · ", ltr(SCREEN.affiliate)),
        ),
        card(
            facts(
                (_("Référence"), ltr(SCREEN.reference)),
                (_("État"), SCREEN.status),
                (_("Signée le"), ltr(SCREEN.signed)),
                (_("Total de la dette"), ltr(SCREEN.total)),
                (_("Remise"), ltr(SCREEN.remission)),
                (_("À payer"), ltr(SCREEN.to_pay)),
                (_("Compte à débiter"), ltr(SCREEN.bank_account)),
            ),
            rx.cond(SCREEN.full, rx.fragment(), _plan(_)),
            rx.el.div(
                download(
                    _("Télécharger l'accord (PDF)"),
                    to=SCREEN.agreement,
                    look="btn btn-primary btn-main",
                ),
                rx.cond(
                    SCREEN.calendar != "",
                    download(
                        _("Ajouter les échéances à mon agenda"),
                        to=SCREEN.calendar,
                        look="btn btn-outline",
                    ),
                    rx.fragment(),
                ),
                class_name="flex flex-wrap gap-3 mt-6 no-print",
            ),
        ),
        _next(_),
        _schedule(_),
        rx.el.p(
            rx.el.a(_("Revenir à vos demandes"), href=href(_, "recouvrement"), class_name="link"),
            class_name="mt-8",
        ),
    )


def _plan(_: Translator) -> rx.Component:
    return rx.el.div(
        facts(
            (_("Avance"), ltr(SCREEN.down_payment)),
            (_("Nombre de mois"), SCREEN.months),
        ),
        class_name="mt-4",
    )


def _picture() -> rx.Component:
    source = rx.cond(SCREEN.full, "/images/outcome-accepted.svg", "/images/outcome-registered.svg")
    return rx.el.img(
        src=source, alt="", custom_attrs={"width": "160", "height": "120"}, class_name="mb-4"
    )


def _next(_: Translator) -> rx.Component:
    return card(
        rx.el.h2(_("La suite"), class_name="section-title mt-0"),
        what_became(_, rx.fragment(_received(_), _steps(_))),
        rx.el.div(
            rx.el.p(_("Votre perception"), class_name="font-semibold"),
            rx.el.p(SCREEN.office),
            rx.el.p(SCREEN.office_address),
            rx.el.p(rx.el.a(ltr(SCREEN.office_phone), href=SCREEN.office_call, class_name="link")),
            class_name="mt-6",
        ),
    )


def _received(_: Translator) -> rx.Component:
    """The guarantees that the office has, while nobody has decided."""
    lines = rx.foreach(
        RequestState.guarantees,
        lambda row: rx.el.li(
            rx.el.span(row.kind, class_name="font-semibold"),
            " · ",
            ltr(row.amount),
            " · ",
            # A reference with hyphens, cut in two, cannot be read from right to left.
            rx.el.bdi(row.document, class_name="inline-block"),
            " · ",
            ltr(row.received),
        ),
    )
    return rx.cond(
        some(RequestState.guarantees),
        rx.el.div(
            rx.el.h3(_("Garanties reçues"), class_name="font-semibold"),
            rx.el.ul(lines, class_name="list-disc ps-5 grid gap-1 mt-1"),
            class_name="mb-4",
        ),
        rx.fragment(),
    )


def _steps(_: Translator) -> rx.Component:
    return rx.el.ol(
        rx.cond(
            SCREEN.guarantees_due != "",
            rx.el.li(
                _("Déposez vos garanties à votre perception, au plus tard le"),
                " ",
                ltr(SCREEN.guarantees_due),
                ". ",
                SCREEN.days_left,
            ),
            rx.fragment(),
        ),
        rx.cond(SCREEN.advance != "", rx.el.li(SCREEN.advance), rx.fragment()),
        rx.el.li(_("Votre perception valide la demande et vous en avise par courriel et par SMS.")),
        rx.el.li(SCREEN.debit_rule),
        rx.cond(
            SCREEN.full,
            rx.fragment(),
            rx.el.li(
                _(
                    "Payez aussi vos cotisations courantes à temps : c'est une condition de la remise."
                )
            ),
        ),
        class_name="list-decimal ps-5 grid gap-2",
    )


def _schedule(_: Translator) -> rx.Component:
    headers = [
        column(_("Échéance")),
        column(_("Date")),
        column(_("Montant"), number=True),
        column(_("État")),
    ]
    return rx.el.section(
        rx.el.h2(_("Échéances"), class_name="section-title"),
        data_table(
            _("Échéances de la demande"),
            headers,
            rx.el.tbody(
                rx.foreach(
                    RequestState.instalments,
                    lambda row: rx.el.tr(
                        rx.el.th(row.number, scope="row"),
                        rx.el.td(ltr(row.due)),
                        amount_cell(row.amount),
                        rx.el.td(row.status),
                    ),
                )
            ),
        ),
    )
