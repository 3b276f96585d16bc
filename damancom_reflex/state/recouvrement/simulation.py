"""Step 5: the live simulation. Every keystroke is kept, valid or not, and answered."""

from __future__ import annotations

from dataclasses import dataclass

import reflex as rx

from damancom_reflex.domain.errors import DomainError
from damancom_reflex.domain.remission import PaymentMode, reinstatements
from damancom_reflex.domain.requests import RemissionStep
from damancom_reflex.i18n import Translator
from damancom_reflex.sentences import sentence
from damancom_reflex.sentences.recouvrement import SCHEDULE_AND_DEBITS
from damancom_reflex.services import recouvrement
from damancom_reflex.services.recouvrement.views import PlanView
from damancom_reflex.state import here
from damancom_reflex.state.charts import Bar
from damancom_reflex.state.format import branch_name, mad, percent, period
from damancom_reflex.state.recouvrement import plan_views
from damancom_reflex.state.recouvrement.decision import decision_sentence
from damancom_reflex.state.recouvrement.journey import JourneyState, journey_at, journey_of
from damancom_reflex.web.access import actor, employer

LONGEST_TYPED = 64
LINES_SHOWN = 60


@dataclass(frozen=True)
class ExplainedLine:
    """One debt line with its remission."""

    period: str
    branch: str
    nature: str
    amount: str
    rate: str
    remission: str


class SimulationState(rx.State):
    """The plan being weighed on the file in view."""

    full: bool = False
    months_text: str = "6"
    down_payment_text: str = ""
    most_months: int = 60
    limits_text: str = ""
    months_limits: str = ""
    down_payment_error: str = ""
    months_error: str = ""
    plan_error: str = ""
    valid: bool = False
    figures: plan_views.Figures = plan_views.Figures()
    schedule: list[plan_views.ScheduleRow] = []
    bars: list[Bar] = []
    breakdown: list[plan_views.BreakdownLine] = []
    offers: list[plan_views.OfferCard] = []
    saved: str = ""
    decision: str = ""
    debits: str = ""
    budget_text: str = ""
    budget_answer: str = ""
    budget_error: str = ""
    missed: list[plan_views.MissedRow] = []
    paper: str = ""
    lines: list[ExplainedLine] = []
    lines_more: str = ""
    _lines_shown: int = 0

    @rx.event
    @employer
    async def load(self) -> rx.event.EventSpec | None:
        """Open the step."""
        journey = await journey_of(self)
        found = await journey._open(RemissionStep.SIMULATION)
        if isinstance(found, rx.event.EventSpec):
            return found
        self.lines, self.lines_more, self._lines_shown = [], "", 0
        self.paper = f"/telecharger/simulation/{found.id}.pdf?langue={here.words(self).language}"
        self.budget_text = self.budget_answer = self.budget_error = ""
        try:
            view = await recouvrement.plan(actor(), found.id)
        except DomainError as error:
            return journey._refuse(error)
        self._show(view)
        self.debits = here.words(self)(SCHEDULE_AND_DEBITS, day=view.decision.debit_day)
        return None

    @rx.event
    @employer
    async def type_months(self, text: str) -> rx.event.EventSpec | None:
        """The number of months, by slider, button or typing."""
        journey = await journey_at(self, RemissionStep.SIMULATION, self.load)
        self.months_text, self.budget_answer = str(text)[:LONGEST_TYPED], ""
        return await self._type(journey, months=self.months_text)

    @rx.event
    @employer
    async def type_down_payment(self, text: str) -> rx.event.EventSpec | None:
        """The down payment, as it is typed."""
        journey = await journey_at(self, RemissionStep.SIMULATION, self.load)
        self.down_payment_text, self.budget_answer = str(text)[:LONGEST_TYPED], ""
        return await self._type(journey, down_payment=self.down_payment_text)

    @rx.event
    @employer
    async def type_budget(self, text: str) -> None:
        """« Je peux payer X par mois »: solved for the number of months."""
        journey = await journey_at(self, RemissionStep.SIMULATION, self.load)
        self.budget_text = str(text)[:LONGEST_TYPED]
        self.budget_answer = self.budget_error = ""
        if not self.budget_text.strip():
            return
        _ = here.words(self)
        found = await recouvrement.solve_budget(actor(), journey.draft_id, self.budget_text)
        if found.error:
            self.budget_error = sentence(found.error.code, _, **found.error.params)
        elif found.choice:
            await self._type(journey, months=str(found.choice.months))
            self.budget_answer = _.plural(
                "C'est possible en {n} mois.", "C'est possible en {n} mois.", found.choice.months
            )

    @rx.event
    @employer
    async def show_lines(self) -> None:
        """Show, or show more of, the remission line by line."""
        journey = await journey_at(self, RemissionStep.SIMULATION, self.load)
        self._lines_shown += LINES_SHOWN
        await self._fill_lines(await recouvrement.plan(actor(), journey.draft_id), journey.draft_id)

    @rx.event
    @employer
    async def go_on(self) -> rx.event.EventSpec | None:
        """On to the terms."""
        journey = await journey_at(self, RemissionStep.SIMULATION, self.load)
        if not self.valid:
            return journey._refuse(DomainError("plan_not_valid"))
        return journey._go(RemissionStep.TERMS)

    async def _type(
        self, journey: JourneyState, down_payment: str | None = None, months: str | None = None
    ) -> rx.event.EventSpec | None:
        """Keep the one field that was typed: of the other, another tab may know better."""
        try:
            view = await recouvrement.type_plan(actor(), journey.draft_id, down_payment, months)
        except DomainError as error:
            return journey._refuse(error)
        journey._clear()
        self._show(view)
        await self._fill_lines(view, journey.draft_id)
        return None

    def _show(self, view: PlanView) -> None:
        _ = here.words(self)
        self.full = view.mode is PaymentMode.FULL
        self.months_text = view.months_typed or str(view.months)
        self.down_payment_text = view.down_payment_typed
        self.saved = _("Enregistré à {time}.", time=_.ltr(_.time(view.saved_at)))
        self.decision = decision_sentence(view.decision, _)
        self._show_limits(view, _)
        self._show_error(view, _)
        self.valid = view.simulation is not None
        self.offers = [plan_views.offer_card(offer, view.simulation, _) for offer in view.offers]
        if view.simulation is None:
            return
        simulation = view.simulation
        self.figures = plan_views.figures(simulation, _)
        self.schedule = plan_views.schedule(simulation, _)
        self.bars = plan_views.bars(simulation, mirrored=_.direction == "rtl")
        self.breakdown = plan_views.breakdown(simulation, _)
        self.missed = [plan_views.missed_row(found, _) for found in reinstatements(simulation)]

    def _show_limits(self, view: PlanView, _: Translator) -> None:
        self.most_months = max(1, view.limits.most_months)
        self.months_limits = _("De 1 à {most} mois.", most=self.most_months)
        self.limits_text = _(
            "De {lowest} à {highest}.",
            lowest=_.ltr(mad(view.limits.lowest_down_payment)),
            highest=_.ltr(mad(view.limits.highest_down_payment)),
        )

    def _show_error(self, view: PlanView, _: Translator) -> None:
        text = sentence(view.error.code, _, **view.error.params) if view.error else ""
        self.down_payment_error = text if view.error_field == "down_payment" else ""
        self.months_error = text if view.error_field == "months" else ""
        self.plan_error = text if not view.error_field else ""

    async def _fill_lines(self, view: PlanView, draft_id: str) -> None:
        _ = here.words(self)
        if view.simulation is None or not self._lines_shown:
            return
        explained = await recouvrement.lines(actor(), draft_id)
        remitted = [line for line in explained if line.line.nature != "principal"]
        self.lines = [
            ExplainedLine(
                period(item.line.period),
                branch_name(item.line.branch, _),
                nature_name(item.line.nature, _),
                mad(item.line.amount),
                percent(item.rate),
                mad(item.remission),
            )
            for item in remitted[: self._lines_shown]
        ]
        hidden = len(remitted) - len(self.lines)
        self.lines_more = (
            _.plural("Montrer la suite ({n} ligne)", "Montrer la suite ({n} lignes)", hidden)
            if hidden
            else ""
        )


def nature_name(nature: str, _: Translator) -> str:
    """Name of a nature of debt line."""
    return {
        "principal": _("Principal"),
        "surcharge": _("Majoration de retard"),
        "penalty": _("Astreinte"),
        "fee": _("Frais de recouvrement"),
    }[str(nature)]
