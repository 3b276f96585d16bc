"""The amount told before filing, in sentences: the indemnity, its months, and how it is found step by step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from damancom_reflex.domain.job_loss import Estimate, Step, StepKind
from damancom_reflex.i18n import Translator
from damancom_reflex.state.format import mad, percent
from damancom_reflex.state.job_loss.reasons import estimate_told
from damancom_reflex.state.job_loss.telling import bounds


@dataclass(frozen=True)
class StepLine:
    """One step of the calculation: what it is, how it is done, what it gives."""

    name: str
    how: str
    result: str


@dataclass(frozen=True)
class PaymentLine:
    """One month of the indemnity."""

    number: int
    days: str
    amount: str


def amount_sentence(paid: Estimate | None, _: Translator) -> str:
    """The indemnity in a sentence."""
    if paid is None:
        return _("Le montant ne peut pas être estimé pour cette date.")
    if not paid.payments:
        return _("Aucun mois entier n'est à verser avant l'âge de la retraite.")
    return estimate_told(paid.amount, len(paid.payments), _)


def stop_sentence(paid: Estimate | None, _: Translator) -> str:
    """That retirement age ends the indemnity before its last month; empty when it does not."""
    if paid is None or paid.stops_on is None:
        return ""
    return _(
        "La personne atteint l'âge de la retraite le {day} : à partir de ce jour, rien n'est versé. "
        "Seuls les mois entiers d'avant sont comptés.",
        day=_.ltr(_.day(paid.stops_on)),
    )


def step_lines(paid: Estimate | None, _: Translator) -> list[StepLine]:
    """« Comment est-ce calculé ? », step by step."""
    if paid is None:
        return []
    return [StepLine(*_STEPS[step.kind](step, paid, _), mad(step.result)) for step in paid.steps]


def payment_lines(paid: Estimate | None, _: Translator) -> list[PaymentLine]:
    """Month by month."""
    if paid is None:
        return []
    return [
        PaymentLine(
            item.number, f"{_.day(item.first_day)} – {_.day(item.last_day)}", mad(item.amount)
        )
        for item in paid.payments
    ]


def _wages(step: Step, paid: Estimate, _: Translator) -> tuple[str, str]:
    days = bounds(paid.window, _)
    return (
        _("Salaires déclarés"),
        _.plural(
            "{n} mois déclaré sur {months}, de {first} à {last}",
            "{n} mois déclarés sur {months}, de {first} à {last}",
            step.left,
            months=step.right,
            **days,
        ),
    )


def _mean(step: Step, paid: Estimate, _: Translator) -> tuple[str, str]:
    del paid
    return (
        _("Salaire mensuel moyen"),
        _("{wages} ÷ {months} mois", wages=_.ltr(mad(step.left)), months=step.right),
    )


def _rate(step: Step, paid: Estimate, _: Translator) -> tuple[str, str]:
    del paid
    return (
        _("Part indemnisée"),
        _("{mean} × {rate}", mean=_.ltr(mad(step.left)), rate=_.ltr(percent(step.right))),
    )


def _cap(step: Step, paid: Estimate, _: Translator) -> tuple[str, str]:
    return (
        _("Plafond : le salaire minimum"),
        _(
            "{hourly} de l'heure × {hours} heures, en vigueur depuis le {day}",
            hourly=_.ltr(mad(step.left)),
            hours=step.right,
            day=_.ltr(_.day(paid.minimum_wage.valid_from)),
        ),
    )


def _amount(step: Step, paid: Estimate, _: Translator) -> tuple[str, str]:
    del step
    how = (
        _("La part dépasse le plafond : le plafond est payé")
        if paid.capped
        else _("La part est sous le plafond : elle est payée entière")
    )
    return _("Indemnité par mois"), how


def _total(step: Step, paid: Estimate, _: Translator) -> tuple[str, str]:
    del paid
    return (
        _("Total, si aucun emploi n'est retrouvé"),
        _.plural(
            "{amount} × {n} mois",
            "{amount} × {n} mois",
            step.right,
            amount=_.ltr(mad(step.left)),
        ),
    )


_STEPS: Final[dict[StepKind, Callable[[Step, Estimate, Translator], tuple[str, str]]]] = {
    StepKind.WAGES: _wages,
    StepKind.MEAN: _mean,
    StepKind.RATE: _rate,
    StepKind.CAP: _cap,
    StepKind.AMOUNT: _amount,
    StepKind.TOTAL: _total,
}
