"""What the simulation page shows, written out: figures, offers, schedule, chart, explanations."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate

from damancom_reflex.domain.money import format_amount
from damancom_reflex.domain.remission import (
    Instalments,
    Offer,
    PaymentMode,
    Reinstatement,
    Simulation,
)
from damancom_reflex.i18n import Translator
from damancom_reflex.sentences import sentence
from damancom_reflex.state import charts
from damancom_reflex.state.format import mad, percent, period


@dataclass(frozen=True)
class Figures:
    """The recap of a simulation."""

    total: str = ""
    principal: str = ""
    surcharges: str = ""
    surcharge_rate: str = ""
    surcharge_remission: str = ""
    penalties: str = ""
    penalty_rate: str = ""
    penalty_remission: str = ""
    has_penalties: bool = False
    remission: str = ""
    to_pay: str = ""
    down_payment: str = ""
    monthly: str = ""
    last: str = ""
    last_differs: bool = False
    first_due: str = ""
    last_due: str = ""
    months: int = 0
    generated: str = ""
    sentence: str = ""


@dataclass(frozen=True)
class ScheduleRow:
    """One instalment of the table."""

    number: int
    due: str
    amount: str
    left: str
    generated: str


@dataclass(frozen=True)
class BreakdownLine:
    """A range of periods of the breakdown."""

    periods: str
    principal: str
    charges: str
    generated: str
    remission: str
    to_pay: str


@dataclass(frozen=True)
class OfferCard:
    """A tier beside the others."""

    name: str
    rates: str
    remission: str
    to_pay: str
    monthly: str
    one_more: str
    problem: str
    months: int
    full: bool
    chosen: bool


@dataclass(frozen=True)
class MissedRow:
    """What comes back when an instalment is missed."""

    number: int
    due: str
    reinstated: str
    owed: str


def figures(simulation: Simulation, _: Translator) -> Figures:
    """The recap."""
    plan = simulation.plan
    return Figures(
        total=mad(simulation.total_debt),
        principal=mad(simulation.principal),
        surcharges=mad(simulation.surcharges_and_fees),
        surcharge_rate=percent(simulation.surcharge_rate),
        surcharge_remission=mad(simulation.surcharge_remission),
        penalties=mad(simulation.penalties),
        penalty_rate=percent(simulation.penalty_rate),
        penalty_remission=mad(simulation.penalty_remission),
        has_penalties=simulation.penalties > 0,
        remission=mad(simulation.remission),
        to_pay=mad(simulation.to_pay),
        down_payment=mad(plan.down_payment) if plan else "",
        monthly=mad(plan.monthly_amount) if plan else "",
        last=mad(plan.last_amount) if plan else "",
        last_differs=bool(plan and plan.last_amount != plan.monthly_amount),
        first_due=_.day(plan.first_due) if plan else "",
        last_due=_.day(plan.last_due) if plan else "",
        months=plan.months if plan else 0,
        generated=mad(plan.generated_surcharge) if plan else "",
        sentence=_sentence(simulation, _),
    )


def _sentence(simulation: Simulation, _: Translator) -> str:
    plan = simulation.plan
    if not plan:
        return _("Un seul prélèvement de {amount}.", amount=_.ltr(mad(simulation.to_pay)))
    return _.plural(
        "{n} mensualité de {amount}, le {first}.",
        "{n} mensualités de {amount}, du {first} au {last}.",
        plan.months,
        amount=_.ltr(mad(plan.monthly_amount)),
        first=_.ltr(_.day(plan.first_due)),
        last=_.ltr(_.day(plan.last_due)),
    )


def schedule(simulation: Simulation, _: Translator) -> list[ScheduleRow]:
    """The whole schedule, with what is left after each instalment."""
    if not simulation.plan:
        return []
    rows: list[ScheduleRow] = []
    left = simulation.to_pay - simulation.plan.down_payment
    for item in simulation.plan.instalments:
        left -= item.amount
        rows.append(
            ScheduleRow(
                item.number,
                _.day(item.due),
                mad(item.amount),
                mad(left),
                mad(item.generated_surcharge),
            )
        )
    return rows


def bars(simulation: Simulation, *, mirrored: bool) -> list[charts.Bar]:
    """What is left to pay before each instalment, as bars; the last first in Arabic."""
    plan = simulation.plan
    if not plan:
        return []
    start = simulation.to_pay - plan.down_payment
    paid = accumulate(item.amount for item in plan.instalments[:-1])
    return charts.bars([start, *(start - so_far for so_far in paid)], mirrored=mirrored)


def breakdown(simulation: Simulation, _: Translator) -> list[BreakdownLine]:
    """The breakdown by range of periods."""
    return [
        BreakdownLine(
            f"{period(row.first_period)} – {period(row.last_period)}",
            format_amount(row.principal),
            format_amount(row.charges),
            format_amount(row.generated_surcharge),
            format_amount(row.remission),
            format_amount(row.to_pay),
        )
        for row in simulation.breakdown
    ]


def offer_card(offer: Offer, chosen: Simulation | None, _: Translator) -> OfferCard:
    """A tier as a card."""
    tier, taken = offer.tier, _holds(offer, chosen)
    # The card of one's own choice shows one's own plan, the others their longest one.
    found = chosen if taken else offer.simulation
    full = tier.mode is PaymentMode.FULL
    months = found.plan.months if found and found.plan else 0
    last = offer.choice.months if isinstance(offer.choice, Instalments) else 0
    name = (
        _("Paiement intégral")
        if full
        else _("{first} à {last} mois", first=tier.months_from, last=tier.months_to or last)
    )
    return OfferCard(
        name=name,
        rates=_(
            "Remise de {rate} des majorations et frais, {penalty} des astreintes",
            rate=_.ltr(percent(tier.surcharge_rate)),
            penalty=_.ltr(percent(tier.penalty_rate)),
        ),
        remission=mad(found.remission) if found else "",
        to_pay=mad(found.to_pay) if found else "",
        monthly=_(
            "{amount} par mois sur {months} mois",
            amount=_.ltr(mad(found.plan.monthly_amount)),
            months=months,
        )
        if found and found.plan
        else "",
        one_more=_(
            "Au-delà de {last} mois, la remise baisse de {amount}.",
            last=tier.months_to or last,
            amount=_.ltr(mad(offer.one_more_month)),
        )
        if offer.one_more_month
        else "",
        problem=sentence(offer.problem.code, _, **offer.problem.params) if offer.problem else "",
        months=months,
        full=full,
        chosen=taken,
    )


def _holds(offer: Offer, chosen: Simulation | None) -> bool:
    if chosen is None:
        return False
    months = chosen.plan.months if chosen.plan else 0
    mode = PaymentMode.INSTALMENTS if chosen.plan else PaymentMode.FULL
    return offer.tier.mode is mode and offer.tier.holds(months)


def missed_row(found: Reinstatement, _: Translator) -> MissedRow:
    """What comes back when this instalment is missed."""
    return MissedRow(
        found.missed,
        _.day(found.due) if found.due else "",
        mad(found.reinstated),
        mad(found.owed),
    )
