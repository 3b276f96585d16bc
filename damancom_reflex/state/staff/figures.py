"""Figures on a supervisor's screen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import reflex as rx

from damancom_reflex.domain.review import Kind
from damancom_reflex.i18n import Translator
from damancom_reflex.services.figures import Decided, Figures, Stuck, figures
from damancom_reflex.state import here
from damancom_reflex.state.adhesion.summary import OPERATORS
from damancom_reflex.state.charts import Bar, bars
from damancom_reflex.state.format import mad
from damancom_reflex.state.review.words import KINDS, status_word
from damancom_reflex.web.access import actor, supervisor

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
LONGEST_IN_HOURS = timedelta(days=3)


@dataclass(frozen=True)
class StateLine:
    """How many requests of a kind are in a state."""

    kind: str
    state: str
    number: str


@dataclass(frozen=True)
class WeekLine:
    """What was filed in a week, by kind and in all."""

    monday: str
    enrolments: str
    remissions: str
    claims: str
    total: str


@dataclass(frozen=True)
class DecidedLine:
    """How long decisions of a kind took."""

    kind: str
    number: str
    median: str


@dataclass(frozen=True)
class StuckLine:
    """Messages of one operator that wait or failed."""

    operator: str
    waiting: str
    failed: str


class FiguresState(rx.State):
    """The figures of the moment the page was opened."""

    ready: bool = False
    states: list[StateLine] = []
    weeks: list[WeekLine] = []
    bars: list[Bar] = []
    granted: str = ""
    granted_by: str = ""
    decided: list[DecidedLine] = []
    stuck: list[StuckLine] = []

    @rx.event
    @supervisor
    async def load(self) -> None:
        """Read them."""
        found = await figures(actor())
        _ = here.words(self)
        self.states = _states(found, _)
        self.weeks = [
            WeekLine(
                _.day(week.monday),
                *(str(week.filed[kind]) for kind in Kind),
                total=str(week.total),
            )
            for week in found.weeks
        ]
        self.bars = bars([week.total for week in found.weeks], mirrored=_.language == "ar")
        self.granted = mad(found.granted)
        self.granted_by = _.plural("{n} demande validée", "{n} demandes validées", found.granted_by)
        self.decided = [_decided(kind, found.decided[kind], _) for kind in Kind]
        self.stuck = [_stuck(line, _) for line in found.stuck]
        self.ready = True


def _states(found: Figures, _: Translator) -> list[StateLine]:
    return [
        StateLine(_(KINDS[kind]), status_word(kind, state, _), str(number))
        for (kind, state), number in found.states.items()
    ]


def _decided(kind: Kind, found: Decided, _: Translator) -> DecidedLine:
    return DecidedLine(_(KINDS[kind]), str(found.number), _lasting(found.median, _))


def _lasting(time: timedelta | None, _: Translator) -> str:
    """A time in whole hours, or days when it is long; what is shorter than an hour is said so."""
    if time is None:
        return "–"
    if time < HOUR:
        return _("moins d'une heure")
    if time < LONGEST_IN_HOURS:
        return _.plural("{n} heure", "{n} heures", round(time / HOUR))
    return _.plural("{n} jour", "{n} jours", round(time / DAY))


def _stuck(found: Stuck, _: Translator) -> StuckLine:
    name = _(OPERATORS[found.operator]) if found.operator else _("Autre opérateur")
    return StuckLine(_("Courriels") if found.email else name, str(found.waiting), str(found.failed))
