"""The parts of the simulation page: controls, result, offers, schedule with its chart, breakdown, explanations."""

from __future__ import annotations

import reflex as rx

from damancom_reflex.components.fields import field_frame
from damancom_reflex.components.language import ltr
from damancom_reflex.components.layout import card, fact
from damancom_reflex.components.live import LiveField, PrintButton, StepperField
from damancom_reflex.components.notices import field_error, notice
from damancom_reflex.components.tables import amount_cell, column, data_table
from damancom_reflex.components.types import Text, some
from damancom_reflex.i18n import Translator
from damancom_reflex.state.recouvrement.plan_views import (
    CHART_HEIGHT,
    CHART_WIDTH,
    BreakdownLine,
    OfferCard,
)
from damancom_reflex.state.recouvrement.simulation import SimulationState

FIGURES = SimulationState.figures


def controls(_: Translator) -> rx.Component:
    """Down payment, months, and what one can pay a month."""
    return card(
        rx.el.h2(_("Votre plan"), class_name="section-title mt-0"),
        rx.el.div(_down_payment(_), _months(_), _budget(_), class_name="grid gap-6"),
        rx.el.p(SimulationState.saved, class_name="text-sm text-muted mt-4", role="status"),
    )


def _down_payment(_: Translator) -> rx.Component:
    return rx.el.div(
        rx.el.label(
            _("Avance, en dirhams"), html_for="avance", id="avance-nom", class_name="field-label"
        ),
        rx.el.p(
            _("Ce que vous payez tout de suite, ou rien. "),
            SimulationState.limits_text,
            id="avance-aide",
            class_name="field-hint",
        ),
        field_error(SimulationState.down_payment_error, "avance"),
        LiveField.create(
            id="avance",
            value=SimulationState.down_payment_text,
            on_type=SimulationState.type_down_payment,
            input_mode="decimal",
            dir="ltr",
            class_name="input field-input",
            custom_attrs={
                "aria-describedby": "avance-aide avance-erreur",
                "aria-invalid": SimulationState.down_payment_error != "",
            },
        ),
        class_name="field",
    )


def _months(_: Translator) -> rx.Component:
    return rx.el.div(
        rx.el.label(_("Nombre de mois"), html_for="mois", id="mois-nom", class_name="field-label"),
        rx.el.p(SimulationState.months_limits, id="mois-aide", class_name="field-hint"),
        field_error(SimulationState.months_error, "mois"),
        StepperField.create(
            value=SimulationState.months_text,
            min=1,
            max=SimulationState.most_months,
            on_type=SimulationState.type_months,
            field_id="mois",
            labelled_by="mois-nom",
            described_by="mois-aide mois-erreur",
            invalid=SimulationState.months_error != "",
            less_label=_("Un mois de moins"),
            more_label=_("Un mois de plus"),
            slider_label=_("Nombre de mois, curseur"),
            unit=_("mois"),
        ),
        class_name="field",
    )


def _budget(_: Translator) -> rx.Component:
    return rx.el.div(
        field_frame(
            "budget",
            _("Je peux payer, par mois"),
            LiveField.create(
                id="budget",
                value=SimulationState.budget_text,
                on_type=SimulationState.type_budget,
                input_mode="decimal",
                dir="ltr",
                pace=400,
                class_name="input field-input",
                custom_attrs={"aria-describedby": "budget-aide budget-erreur"},
            ),
            hint=_("Nous cherchons le plan le plus court qui ne dépasse jamais cette somme."),
            error=SimulationState.budget_error,
        ),
        rx.el.p(SimulationState.budget_answer, role="status", class_name="mt-2 font-semibold"),
    )


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
    last_amount = rx.cond(FIGURES.last_differs, rx.el.span(" · ", ltr(FIGURES.last)), rx.fragment())
    return rx.fragment(
        fact(_("Avance"), ltr(FIGURES.down_payment)),
        fact(_("Mensualité"), ltr(FIGURES.monthly)),
        fact(_("Première échéance"), ltr(FIGURES.first_due)),
        fact(_("Dernière échéance"), rx.el.span(ltr(FIGURES.last_due), last_amount)),
    )


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


def schedule(_: Translator) -> rx.Component:
    """The chart, and its twin: the whole schedule."""
    headers = [
        column(_("Échéance")),
        column(_("Date")),
        column(_("Montant"), number=True),
        column(_("Reste à payer"), number=True),
        column(_("Majoration générée"), number=True),
    ]
    return rx.el.section(
        rx.el.h2(_("Échéancier, mois par mois"), class_name="section-title"),
        rx.el.figure(
            rx.el.svg(
                rx.foreach(
                    SimulationState.bars,
                    lambda bar: rx.el.rect(x=bar.x, y=bar.y, width=bar.width, height=bar.height),
                ),
                rx.el.line(
                    x1="0",
                    y1=str(CHART_HEIGHT),
                    x2=str(CHART_WIDTH),
                    y2=str(CHART_HEIGHT),
                    class_name="chart-axis",
                ),
                view_box=f"0 0 {CHART_WIDTH} {CHART_HEIGHT}",
                preserve_aspect_ratio="none",
                aria_hidden="true",
                class_name="chart",
            ),
            rx.el.figcaption(
                _(
                    "Ce qu'il reste à payer avant chaque échéance. Le tableau qui suit donne les mêmes chiffres."
                ),
                class_name="text-sm text-muted mt-2",
            ),
            class_name="mb-4",
        ),
        data_table(
            _("Échéancier"),
            headers,
            rx.el.tbody(
                rx.foreach(
                    SimulationState.schedule,
                    lambda row: rx.el.tr(
                        rx.el.th(row.number, scope="row"),
                        rx.el.td(ltr(row.due)),
                        amount_cell(row.amount),
                        amount_cell(row.left),
                        amount_cell(row.generated),
                    ),
                )
            ),
        ),
        rx.el.details(
            rx.el.summary(_("La majoration générée, comment est-ce calculé ?")),
            rx.el.p(
                _(
                    "Chaque mois, le taux mensuel s'applique au principal qui reste ouvert, les paiements étant répartis au prorata entre "
                    "principal et accessoires. C'est une information : elle est remise en totalité (décision 001/2020), n'entre dans "
                    "aucun total, et n'est réintégrée que si le plan est rompu."
                ),
            ),
            rx.el.p(_("Total généré par ce plan :"), " ", ltr(FIGURES.generated)),
            class_name="explain mt-4",
        ),
    )


def breakdown(_: Translator) -> rx.Component:
    """By range of periods."""
    names = [
        _("Principal"),
        _("Majorations, astreintes, frais"),
        _("Majoration générée"),
        _("Remise"),
        _("Dette après remise"),
    ]
    return rx.el.section(
        rx.el.h2(_("Détail par périodes"), class_name="section-title"),
        data_table(
            _("Détail par périodes, en dirhams"),
            [column(_("Périodes")), *(column(name, number=True) for name in names)],
            rx.el.tbody(rx.foreach(SimulationState.breakdown, _breakdown_row)),
            dense=True,
        ),
    )


def _breakdown_row(row: BreakdownLine) -> rx.Component:
    return rx.el.tr(
        rx.el.th(ltr(row.periods), scope="row", class_name="whitespace-nowrap"),
        amount_cell(row.principal),
        amount_cell(row.charges),
        amount_cell(row.generated),
        amount_cell(row.remission),
        amount_cell(row.to_pay),
    )


def explanations(_: Translator) -> rx.Component:
    """« Comment est-ce calculé ? », down to the debt line and the article."""
    headers = [
        column(_("Période")),
        column(_("Branche")),
        column(_("Nature")),
        column(_("Montant"), number=True),
        column(_("Taux"), number=True),
        column(_("Remise"), number=True),
    ]
    return rx.el.section(
        rx.el.h2(_("Comment est-ce calculé ?"), class_name="section-title"),
        rx.el.details(
            rx.el.summary(_("La remise")),
            rx.el.p(
                _(
                    "La remise se calcule ligne par ligne (période, branche, nature) : montant × taux, arrondi au centime le plus "
                    "proche, puis on additionne. Le principal n'est jamais remis. Base : décision n° 05/2023, article 1."
                ),
            ),
            rx.el.p(
                _("Majorations et frais :"),
                " ",
                ltr(FIGURES.surcharge_remission),
                " (",
                ltr(FIGURES.surcharge_rate),
                ")",
                rx.cond(
                    FIGURES.has_penalties,
                    rx.el.span(
                        " · ",
                        _("Astreintes :"),
                        " ",
                        ltr(FIGURES.penalty_remission),
                        " (",
                        ltr(FIGURES.penalty_rate),
                        ")",
                    ),
                    rx.fragment(),
                ),
                class_name="mt-2",
            ),
            rx.cond(
                some(SimulationState.lines),
                rx.el.div(
                    data_table(
                        _("Remise ligne par ligne"),
                        headers,
                        rx.el.tbody(
                            rx.foreach(
                                SimulationState.lines,
                                lambda row: rx.el.tr(
                                    rx.el.th(ltr(row.period), scope="row"),
                                    rx.el.td(row.branch),
                                    rx.el.td(row.nature),
                                    amount_cell(row.amount),
                                    amount_cell(row.rate),
                                    amount_cell(row.remission),
                                ),
                            )
                        ),
                    ),
                    rx.cond(
                        SimulationState.lines_more != "",
                        rx.el.button(
                            SimulationState.lines_more,
                            type="button",
                            on_click=SimulationState.show_lines,
                            class_name="btn btn-outline btn-sm mt-3",
                        ),
                        rx.fragment(),
                    ),
                    class_name="mt-4",
                ),
                rx.el.button(
                    _("Voir ligne par ligne"),
                    type="button",
                    on_click=SimulationState.show_lines,
                    class_name="btn btn-outline btn-sm mt-3",
                ),
            ),
            class_name="explain",
        ),
        rx.el.details(
            rx.el.summary(_("Ce qu'il reste à payer et la mensualité")),
            rx.el.p(
                _(
                    "À payer = total de la dette − remise. La mensualité est ce montant, moins l'avance, divisé par le nombre de mois et "
                    "arrondi au centime ; la dernière échéance prend ce qui reste, pour que l'échéancier tombe juste."
                ),
            ),
            class_name="explain",
        ),
    )


def missed(_: Translator) -> rx.Component:
    """What is reinstated, and when, if an instalment is missed."""
    headers = [
        column(_("Échéance manquée")),
        column(_("Date")),
        column(_("Montants réintégrés"), number=True),
        column(_("Vous devriez alors"), number=True),
    ]
    return rx.el.section(
        rx.el.h2(_("Et si un paiement n'est pas honoré ?"), class_name="section-title"),
        rx.el.p(
            _(
                "L'accord devient nul et les montants remis sont réintégrés à la dette (article 4 de la décision)."
            ),
            class_name="mb-4",
        ),
        data_table(
            _("Montants réintégrés"),
            headers,
            rx.el.tbody(
                rx.foreach(
                    SimulationState.missed,
                    lambda row: rx.el.tr(
                        rx.el.th(row.number, scope="row"),
                        rx.el.td(rx.cond(row.due != "", ltr(row.due), _("Jour du prélèvement"))),
                        amount_cell(row.reinstated),
                        amount_cell(row.owed),
                    ),
                )
            ),
        ),
        rx.el.p(
            PrintButton.create(
                label=_("Imprimer cette simulation"), class_name="btn btn-ghost no-print"
            ),
            rx.el.a(
                _("Télécharger la simulation (PDF)"),
                href=SimulationState.paper,
                class_name="btn btn-ghost no-print",
                custom_attrs={"download": "", "reloadDocument": True},
            ),
            class_name="mt-4 flex flex-wrap gap-3",
        ),
    )
