"""The answer: the large figures, every way of paying side by side."""

from __future__ import annotations

import reflex as rx

from damancom_reflex.components.language import ltr
from damancom_reflex.components.layout import card, fact
from damancom_reflex.components.notices import notice
from damancom_reflex.components.types import Text
from damancom_reflex.i18n import Translator
from damancom_reflex.state.recouvrement.plan_views import (
    OfferCard,
)
from damancom_reflex.state.recouvrement.simulation import SimulationState

FIGURES = SimulationState.figures


def result(_: Translator) -> rx.Component:
    """The large figures, or why there are none."""
    return rx.cond(
        SimulationState.valid,
        card(
            rx.el.div(
                _figure(_("À payer"), FIGURES.to_pay),
                _figure(_("Remise obtenue"), FIGURES.remission),
                class_name="figures mb-6",
            ),
            rx.el.p(FIGURES.sentence, class_name="font-semibold mb-6"),
            _recap(_),
        ),
        rx.cond(
            SimulationState.plan_error != "",
            notice("warning", SimulationState.plan_error),
            rx.el.div(
                notice(
                    "warning", _("Corrigez la saisie ci-dessus : le dernier calcul ne tient plus.")
                ),
                class_name="mt-6",
            ),
        ),
    )


def _figure(name: str, value: Text) -> rx.Component:
    return rx.el.div(
        rx.el.p(name, class_name="figure-name"), rx.el.p(ltr(value), class_name="figure-large")
    )


def _recap(_: Translator) -> rx.Component:
    return rx.el.dl(
        fact(_("Total de la dette"), ltr(FIGURES.total)),
        fact(_("Principal, sans remise"), ltr(FIGURES.principal)),
        fact(_("Majorations et frais"), _with_rate(_, FIGURES.surcharges, FIGURES.surcharge_rate)),
        rx.cond(
            FIGURES.has_penalties,
            fact(_("Astreintes"), _with_rate(_, FIGURES.penalties, FIGURES.penalty_rate)),
            rx.fragment(),
        ),
        rx.cond(SimulationState.full, rx.fragment(), _plan_facts(_)),
        class_name="facts",
    )


def _plan_facts(_: Translator) -> rx.Component:
    return rx.fragment(
        fact(_("Avance"), ltr(FIGURES.down_payment)),
        fact(_("Mensualité"), ltr(FIGURES.monthly)),
        fact(_("Première échéance"), ltr(FIGURES.first_due)),
        fact(_("Dernière échéance"), last_payment()),
    )


def last_payment() -> rx.Component:
    """Day of the last instalment, with its amount where that differs from the others."""
    amount = rx.cond(FIGURES.last_differs, rx.el.span(" · ", ltr(FIGURES.last)), rx.fragment())
    return rx.el.span(ltr(FIGURES.last_due), amount)


def _with_rate(_: Translator, amount: Text, rate: Text) -> rx.Component:
    return rx.el.span(ltr(amount), " · ", _("remise"), " ", ltr(rate))


def offers(_: Translator) -> rx.Component:
    """Every mode and tier side by side."""

    def offer(card_: OfferCard) -> rx.Component:
        return rx.el.li(
            rx.el.p(
                card_.name,
                rx.cond(
                    card_.chosen,
                    rx.el.span(" · ", _("votre choix"), class_name="text-primary"),
                    rx.fragment(),
                ),
                class_name="font-semibold",
            ),
            rx.el.p(card_.rates, class_name="text-sm text-muted"),
            rx.cond(
                card_.problem != "",
                rx.el.p(card_.problem),
                rx.fragment(
                    rx.el.p(_("À payer"), " ", ltr(card_.to_pay, class_name="font-semibold")),
                    rx.el.p(_("Remise"), " ", ltr(card_.remission)),
                    rx.cond(
                        card_.monthly != "",
                        rx.el.p(card_.monthly, class_name="text-sm"),
                        rx.fragment(),
                    ),
                ),
            ),
            rx.cond(
                card_.one_more != "",
                rx.el.p(card_.one_more, class_name="text-sm text-saffron"),
                rx.fragment(),
            ),
            class_name=rx.cond(card_.chosen, "offer offer-chosen", "offer"),
        )

    return rx.el.section(
        rx.el.h2(_("Comparer les possibilités"), class_name="section-title"),
        rx.el.ul(rx.foreach(SimulationState.offers, offer), class_name="offers"),
    )
