"""The answer told before filing: the verdict, each condition with its figure, the amount and how it is found."""

from __future__ import annotations

import reflex as rx

from damancom_reflex.components.language import ltr
from damancom_reflex.components.layout import card
from damancom_reflex.components.notices import Kind, notice
from damancom_reflex.components.tables import amount_cell, column, data_table
from damancom_reflex.domain.job_loss import Verdict
from damancom_reflex.i18n import Translator
from damancom_reflex.state.job_loss.form import ClaimFormState
from damancom_reflex.state.job_loss.telling import ConditionLine
from damancom_reflex.state.job_loss.telling_amount import PaymentLine, StepLine

SCREEN = ClaimFormState.screen


def answer(_: Translator) -> rx.Component:
    """The whole answer, beside the form."""
    return rx.el.div(
        rx.el.div(
            rx.match(
                SCREEN.kind,
                (Verdict.MET.value, _verdict("success")),
                (Verdict.UNMET.value, _verdict("warning")),
                _verdict("info"),
            ),
            role="status",
        ),
        card(
            rx.el.h2(_("Les conditions"), class_name="section-title mt-0"),
            rx.cond(
                SCREEN.of_today,
                rx.el.p(
                    _(
                        "Les chiffres sont ceux d'une perte aujourd'hui, ou au dernier jour enregistré."
                    ),
                    class_name="text-muted mb-4",
                ),
                rx.fragment(),
            ),
            rx.el.ul(rx.foreach(ClaimFormState.conditions, _condition), class_name="conditions"),
            rx.cond(
                SCREEN.reached != "", rx.el.p(SCREEN.reached, class_name="mt-4"), rx.fragment()
            ),
        ),
        card(
            rx.el.h2(_("L'indemnité estimée"), class_name="section-title mt-0"),
            _amount(_),
            rx.cond(SCREEN.stops != "", rx.el.p(SCREEN.stops, class_name="mt-2"), rx.fragment()),
            rx.cond(SCREEN.has_amount, _explained(_), rx.fragment()),
        ),
    )


def _amount(_: Translator) -> rx.Component:
    """Said small after a refusal: what would not be paid raises no hope."""
    refused = (SCREEN.kind == Verdict.UNMET.value) & SCREEN.has_amount
    return rx.cond(
        refused,
        rx.el.p(
            _("Seulement si la demande était acceptée :"), " ", SCREEN.amount, class_name="mb-3"
        ),
        rx.el.p(SCREEN.amount, class_name="text-lg font-semibold mb-3"),
    )


def _verdict(kind: Kind) -> rx.Component:
    return notice(
        kind,
        rx.el.p(SCREEN.verdict, class_name="font-semibold"),
        rx.el.p(SCREEN.verdict_text),
    )


def _condition(line: ConditionLine) -> rx.Component:
    mark = rx.match(line.kind, (Verdict.MET.value, "✓"), (Verdict.UNMET.value, "✗"), "?")
    return rx.el.li(
        rx.el.span(mark, aria_hidden="true", class_name=f"condition-mark condition-{line.kind}"),
        rx.el.div(
            rx.el.p(
                line.name,
                rx.el.span(" – ", line.verdict, class_name="font-normal text-muted"),
                class_name="font-semibold",
            ),
            rx.el.p(line.text),
        ),
        class_name="condition",
    )


def _explained(_: Translator) -> rx.Component:
    return rx.fragment(
        rx.el.details(
            rx.el.summary(_("Comment est-ce calculé ?")),
            data_table(
                _("Calcul de l'indemnité"),
                [
                    column(_("Étape")),
                    column(_("Calcul")),
                    column(_("Résultat"), number=True),
                ],
                rx.el.tbody(rx.foreach(ClaimFormState.steps, _step)),
            ),
            class_name="explain",
        ),
        rx.el.details(
            rx.el.summary(_("Mois par mois")),
            data_table(
                _("Versements, si aucun emploi n'est retrouvé"),
                [
                    column(_("Mois")),
                    column(_("Période")),
                    column(_("Montant"), number=True),
                ],
                rx.el.tbody(rx.foreach(ClaimFormState.payments, _payment)),
            ),
            class_name="explain",
        ),
    )


def _step(line: StepLine) -> rx.Component:
    return rx.el.tr(rx.el.th(line.name, scope="row"), rx.el.td(line.how), amount_cell(line.result))


def _payment(line: PaymentLine) -> rx.Component:
    return rx.el.tr(
        rx.el.th(line.number, scope="row"), rx.el.td(ltr(line.days)), amount_cell(line.amount)
    )
