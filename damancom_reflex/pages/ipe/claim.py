"""A filed claim: its state, what happens next, its papers, its withdrawal."""

from __future__ import annotations

import reflex as rx

from damancom_reflex.components.demo import phone_panel
from damancom_reflex.components.demo_calendar import calendar_panel
from damancom_reflex.components.dialogs import question
from damancom_reflex.components.job_loss.papers import claim_papers
from damancom_reflex.components.language import href, ltr
from damancom_reflex.components.layout import card, download, fact, facts, loading, page_heading
from damancom_reflex.components.live import FocusOn
from damancom_reflex.components.notices import error_summary, news, notice
from damancom_reflex.components.shell import shell
from damancom_reflex.domain.job_loss import ClaimStatus
from damancom_reflex.i18n import Translator
from damancom_reflex.state.demo import DemoState
from damancom_reflex.state.job_loss.addresses import CLAIM_PAGE, LIST_PAGE
from damancom_reflex.state.job_loss.claim import ClaimState, Happened

PAGE = CLAIM_PAGE
NEWS = "fait"
SCREEN = ClaimState.screen


def page(_: Translator) -> rx.Component:
    """The page."""
    return shell(
        _,
        rx.cond(ClaimState.ready, _content(_), loading(_("Ouverture de votre demande…"))),
        _withdrawal(_),
        # After the dialog, which holds the focus until it is closed.
        FocusOn.create(target=NEWS, token=ClaimState.done),
        phone_panel(_),
        calendar_panel(_, ClaimState.load, DemoState.read_messages),
        page=PAGE,
        title=_("Votre demande d'IPE"),
        has_error=ClaimState.error != "",
        wide=True,
    )


def _content(_: Translator) -> rx.Component:
    return rx.fragment(
        error_summary(_, ClaimState.error, ClaimState.error_token),
        rx.el.div(news("success", ClaimState.news), id=NEWS, tab_index=-1),
        page_heading(
            rx.cond(ClaimState.fresh, _("Votre demande est déposée"), _("Votre demande d'IPE")),
            rx.cond(
                ClaimState.fresh,
                rx.el.span(_("Notez sa référence."), " ", SCREEN.told),
                rx.el.span(SCREEN.status, " · ", ltr(SCREEN.status_day)),
            ),
            rx.el.span(SCREEN.legal_name, " · ", ltr(SCREEN.affiliate)),
        ),
        _facts(_),
        _next(_),
        claim_papers(_),
        _history(_),
        rx.el.p(
            rx.el.a(_("Revenir à vos demandes"), href=href(_, LIST_PAGE), class_name="link"),
            class_name="mt-8",
        ),
    )


def _facts(_: Translator) -> rx.Component:
    return card(
        facts(
            (_("Référence"), ltr(SCREEN.reference, class_name="font-semibold")),
            (_("État"), SCREEN.status),
            (_("Déposée le"), ltr(SCREEN.filed)),
            (_("Salarié"), rx.el.span(SCREEN.name, dir="auto")),
            (_("Immatriculation"), ltr(SCREEN.number)),
            (_("CIN"), ltr(SCREEN.cin)),
            (_("Date de la perte"), ltr(SCREEN.loss_date)),
            (_("Motif"), SCREEN.reason),
        ),
        rx.cond(
            SCREEN.warned != "",
            rx.el.div(notice("warning", SCREEN.warned), class_name="mt-4"),
            rx.fragment(),
        ),
        rx.cond(
            SCREEN.late_reason != "",
            rx.el.dl(
                fact(_("Motif du retard"), rx.el.span(SCREEN.late_reason, dir="auto")),
                class_name="facts mt-4",
            ),
            rx.fragment(),
        ),
        rx.cond(
            SCREEN.amount != "",
            rx.el.dl(fact(_("Indemnité estimée"), SCREEN.amount), class_name="facts mt-4"),
            rx.fragment(),
        ),
        rx.cond(
            SCREEN.can_withdraw,
            rx.el.div(
                rx.el.button(
                    _("Retirer la demande"),
                    type="button",
                    on_click=ClaimState.ask,
                    class_name="btn btn-outline",
                ),
                class_name="mt-6 no-print",
            ),
            rx.fragment(),
        ),
    )


def _next(_: Translator) -> rx.Component:
    return card(
        rx.el.h2(_("La suite"), class_name="section-title mt-0"),
        rx.match(
            SCREEN.word,
            (ClaimStatus.SUBMITTED.value, _submitted(_)),
            (
                ClaimStatus.UNDER_REVIEW.value,
                rx.el.p(_decided_by_an_agent(_)),
            ),
            (ClaimStatus.CORRECTION_REQUESTED.value, _to_correct(_)),
            (
                ClaimStatus.ACCEPTED.value,
                rx.el.p(
                    _(
                        "La demande est acceptée. L'indemnité est versée au salarié ; vous n'avez plus rien à faire."
                    )
                ),
            ),
            (ClaimStatus.REFUSED.value, notice("warning", SCREEN.decision)),
            rx.el.p(_("Vous avez retiré cette demande. Vous pouvez en faire une nouvelle.")),
        ),
    )


def _submitted(_: Translator) -> rx.Component:
    return rx.el.ol(
        rx.el.li(
            _(
                "Téléchargez le formulaire 310-1-26 prérempli ; signez-le et faites-le signer par le salarié."
            ),
            " ",
            download(_("Télécharger le formulaire (PDF)"), to=SCREEN.form, look="link"),
        ),
        rx.el.li(_("Ajoutez ici les pièces, ou apportez-les à votre agence.")),
        rx.el.li(_decided_by_an_agent(_)),
        class_name="list-decimal ps-5 grid gap-2",
    )


def _decided_by_an_agent(_: Translator) -> rx.Component:
    return rx.fragment(
        _("Un agent examine la demande, et sa décision vous est envoyée."), " ", SCREEN.told
    )


def _to_correct(_: Translator) -> rx.Component:
    return rx.fragment(
        notice("warning", SCREEN.decision),
        rx.el.a(
            _("Corriger la demande"),
            href=SCREEN.correct,
            class_name="btn btn-primary btn-main mt-4",
        ),
    )


def _history(_: Translator) -> rx.Component:
    def line(happened: Happened) -> rx.Component:
        return rx.el.li(
            rx.el.p(happened.what, class_name="font-semibold"),
            rx.el.p(ltr(happened.when), class_name="text-muted"),
        )

    return card(
        rx.el.h2(_("Historique"), class_name="section-title mt-0"),
        rx.el.ol(rx.foreach(ClaimState.history, line), class_name="grid gap-3"),
    )


def _withdrawal(_: Translator) -> rx.Component:
    return question(
        "retrait",
        _("Retirer cette demande ?"),
        rx.el.p(SCREEN.name, " · ", ltr(SCREEN.reference)),
        rx.el.p(
            SCREEN.told,
            " ",
            _("Une nouvelle demande restera possible dans le délai."),
            class_name="mt-2 text-muted",
        ),
        yes=(_("Oui, retirer"), ClaimState.withdraw),
        no=(_("Non, la garder"), ClaimState.close),
        opened=ClaimState.asking,
    )
