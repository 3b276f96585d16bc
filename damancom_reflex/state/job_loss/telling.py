"""What is told before filing, in sentences: each condition with its figure, and the verdict."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from damancom_reflex.domain.job_loss import (
    Assessment,
    Check,
    Condition,
    Problem,
    Verdict,
    Window,
)
from damancom_reflex.i18n import Translator


@dataclass(frozen=True)
class ConditionLine:
    """A condition: `kind` is the word of its verdict."""

    kind: str
    verdict: str
    name: str
    text: str


def condition_lines(
    found: Assessment, _: Translator, *, loss_known: bool = True, loss_error: str = ""
) -> list[ConditionLine]:
    """Every condition, in order; while the day of the loss is not known, its own waits for it, or says why."""
    return [
        _line(check, found, _)
        if loss_known or check.condition is not Condition.LOSS_DAY
        else ConditionLine(
            kind=Verdict.UNKNOWN.value,
            verdict=_verdict(Verdict.UNKNOWN, _),
            name=condition_name(check, _),
            text=loss_error or _("Indiquez la date de la perte."),
        )
        for check in found.checks
    ]


def _line(check: Check, found: Assessment, _: Translator) -> ConditionLine:
    return ConditionLine(
        kind=check.verdict.value,
        verdict=_verdict(check.verdict, _),
        name=condition_name(check, _),
        text=_text(check, found, _),
    )


def problem_short(check: Check, _: Translator) -> str:
    """Why a condition is not met, in a few words, for a cell of a table."""
    if check.problem is Problem.TOO_FEW_DAYS:
        return _.plural("il manque {n} jour", "il manque {n} jours", check.shortfall)
    if check.problem is Problem.LATE:
        return _.plural("{n} jour de retard", "{n} jours de retard", check.shortfall)
    words = {
        Problem.RETIREMENT_AGE: _("âge de la retraite atteint"),
        Problem.BIRTH_UNKNOWN: _("date de naissance inconnue"),
        Problem.LIVE_CLAIM: _("demande en cours"),
        Problem.JOB_CLAIMED: _("demande déjà acceptée"),
    }
    return words.get(check.problem, "") if check.problem else ""


def verdict_told(found: Assessment, _: Translator) -> tuple[str, str]:
    """The answer in one line, and what it rests on."""
    if found.verdict is Verdict.MET:
        return (
            _("Toutes les conditions sont remplies"),
            _("D'après les déclarations enregistrées. Un agent vérifie le motif et les pièces."),
        )
    if found.check(Condition.NO_OTHER_CLAIM).problem is Problem.LIVE_CLAIM:
        return (
            _("Une demande est déjà en cours"),
            _("Une nouvelle ne peut être déposée qu'après la décision, ou le retrait de l'autre."),
        )
    if found.verdict is Verdict.UNMET:
        return (
            _("En l'état, cette demande serait refusée"),
            _("Voyez ci-dessous pourquoi. Vous pouvez la déposer quand même : un agent décidera."),
        )
    return (
        _("Pas encore de réponse sûre"),
        _("Il manque une information, ou un agent devra se prononcer. Voyez ci-dessous."),
    )


def reached_told(found: Assessment, _: Translator) -> str:
    """When short counts would be reached, and what a month not declared yet may add; empty when nothing is short."""
    said = []
    if found.days_reached_on:
        said.append(
            _(
                "Si la personne restait en poste et était déclarée comme ces derniers mois, les deux nombres de jours "
                "seraient atteints le {day}.",
                day=_.ltr(_.day(found.days_reached_on)),
            )
        )
    if found.awaited:
        said.append(
            _(
                "La déclaration de {month} n'est pas encore déposée : elle peut ajouter des jours.",
                month=_.ltr(_month(found.awaited)),
            )
        )
    return " ".join(said)


def _verdict(verdict: Verdict, _: Translator) -> str:
    return {
        Verdict.MET: _("Remplie"),
        Verdict.UNMET: _("Non remplie"),
        Verdict.UNKNOWN: _("À vérifier"),
    }[verdict]


def condition_name(check: Check, _: Translator) -> str:
    """What a condition is called."""
    months = len(check.window.periods) if check.window else 0
    names = {
        Condition.LOSS_DAY: _("Date de la perte"),
        Condition.DELAY: _("Délai de la demande"),
        Condition.REASON: _("Motif"),
        Condition.AGE: _("Âge"),
        Condition.NO_OTHER_CLAIM: _("Aucune autre demande"),
    }
    if check.condition in names:
        return names[check.condition]
    if not months:
        return _("Jours déclarés")
    return _("Jours déclarés sur {months} mois", months=months)


def _text(check: Check, found: Assessment, _: Translator) -> str:
    if check.problem is Problem.LOSS_UNUSABLE:
        return _("Se calcule une fois la date de la perte connue.")
    return _TEXTS[check.condition](check, found, _)


def _loss_day(check: Check, found: Assessment, _: Translator) -> str:
    day = _.ltr(_.day(check.day)) if check.day else ""
    texts = {
        Problem.IMPOSSIBLE_LOSS: _("Cette date n'est pas possible."),
        Problem.FUTURE_LOSS: _("La perte ne peut pas être à venir."),
        Problem.LOSS_BEFORE_LAW: _(
            "L'indemnité existe pour les emplois perdus depuis le {day}.", day=day
        ),
        Problem.LOSS_BEFORE_HIRING: _("La personne a été embauchée le {day}.", day=day),
        Problem.LOSS_AFTER_LEAVING: _(
            "Le dernier jour de travail enregistré est le {day} : un agent vérifiera.", day=day
        ),
    }
    if check.problem:
        return texts[check.problem]
    return _("Emploi perdu le {day}.", day=_.ltr(_.day(found.loss_date)))


def _days(check: Check, found: Assessment, _: Translator) -> str:
    del found
    said = [
        _.plural(
            "{n} jour sur {needed} exigés, de {first} à {last}.",
            "{n} jours sur {needed} exigés, de {first} à {last}.",
            check.figure,
            needed=_.ltr(str(check.limit)),
            **bounds(check.window, _),
        )
    ]
    if check.problem is Problem.TOO_FEW_DAYS:
        said.append(_.plural("Il manque {n} jour.", "Il manque {n} jours.", check.shortfall))
        said.append(_reached(check.day, _))
    return " ".join(said)


def _reached(day: date | None, _: Translator) -> str:
    if day is None:
        return _("Au rythme des derniers mois, ce nombre ne serait pas atteint.")
    return _("Au rythme des derniers mois, il serait atteint le {day}.", day=_.ltr(_.day(day)))


def _delay(check: Check, found: Assessment, _: Translator) -> str:
    del found
    last = _.ltr(_.day(check.day)) if check.day else ""
    if check.problem is Problem.LATE:
        return _.plural(
            "{n} jour de retard : il fallait demander au plus tard le {last}.",
            "{n} jours de retard : il fallait demander au plus tard le {last}.",
            check.shortfall,
            last=last,
        )
    return _(
        "{limit} jours pour demander : au plus tard le {last}.",
        limit=_.ltr(str(check.limit)),
        last=last,
    )


def _reason(check: Check, found: Assessment, _: Translator) -> str:
    del found
    return {
        None: _("La loi couvre ce motif."),
        Problem.EXCLUDED_REASON: _(
            "La loi exclut la démission, le départ volontaire et l'abandon de poste."
        ),
        Problem.REASON_NOT_TOLD: _("Choisissez le motif de la perte."),
        Problem.REASON_TO_EXAMINE: _("Un agent dira si la loi couvre ce motif."),
    }[check.problem]


def _age(check: Check, found: Assessment, _: Translator) -> str:
    del found
    if check.problem is Problem.BIRTH_UNKNOWN:
        return _(
            "La date de naissance n'est pas enregistrée. L'indemnité va jusqu'à {limit} ans.",
            limit=check.limit,
        )
    figures = {"age": _.ltr(str(check.figure)), "limit": _.ltr(str(check.limit))}
    if check.problem is Problem.RETIREMENT_AGE:
        return _(
            "{age} ans à la date de la perte : l'âge de la retraite, {limit} ans, est atteint.",
            **figures,
        )
    return _("{age} ans à la date de la perte ; la limite est {limit} ans.", **figures)


def _other_claims(check: Check, found: Assessment, _: Translator) -> str:
    del found
    return {
        None: _("Aucune n'attend de décision, aucune n'a été acceptée pour cet emploi."),
        Problem.LIVE_CLAIM: _("Une demande pour cette personne attend déjà une décision."),
        Problem.JOB_CLAIMED: _("Une demande a déjà été acceptée pour la perte de cet emploi."),
    }[check.problem]


_TEXTS: Final[dict[Condition, Callable[[Check, Assessment, Translator], str]]] = {
    Condition.LOSS_DAY: _loss_day,
    Condition.DAYS_LONG: _days,
    Condition.DAYS_RECENT: _days,
    Condition.DELAY: _delay,
    Condition.REASON: _reason,
    Condition.AGE: _age,
    Condition.NO_OTHER_CLAIM: _other_claims,
}


def bounds(window: Window | None, _: Translator) -> dict[str, str]:
    """First and last month of a window, as parameters of a sentence."""
    if window is None:
        return {"first": "", "last": ""}
    return {"first": _.ltr(_month(window.first)), "last": _.ltr(_month(window.last))}


def _month(period: int) -> str:
    """A month as people write it: 11/2020."""
    year, month = divmod(period, 100)
    return f"{month:02d}/{year}"
