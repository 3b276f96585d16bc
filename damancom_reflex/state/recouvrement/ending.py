"""What became of a signed request, as its employer reads it: the next debit, why it ended, what is owed again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from damancom_reflex.domain.money import format_amount
from damancom_reflex.domain.requests import DebitStatus, RemissionStatus
from damancom_reflex.i18n import Translator
from damancom_reflex.rules.remission_life import reason
from damancom_reflex.services.recouvrement.life import BreakView, LifeView
from damancom_reflex.state.format import mad

LIVED: Final = frozenset(
    {
        *(RemissionStatus.VALIDATED, RemissionStatus.COMPLETED),
        *(RemissionStatus.CANCELLED, RemissionStatus.REFUSED),
    }
)
"""Statuses that an office or a bank brought about: there is something to tell of."""


@dataclass(frozen=True)
class Ending:
    """What is told below a request, written out; empty where there is nothing to tell."""

    since: str = ""
    next_debit: str = ""
    paid: str = ""
    rejected: str = ""
    reason: str = ""
    note: str = ""
    advice: str = ""
    remission: str = ""
    surcharge: str = ""
    owed: str = ""


def ending(found: LifeView, _: Translator) -> Ending:
    """What became of a request."""
    why, back = reason(found.reason), found.broken
    return Ending(
        since=_.day(found.status_day) if found.status_day else "",
        next_debit=_next_debit(found, _),
        paid="" if found.status is RemissionStatus.REFUSED and not found.paid else mad(found.paid),
        rejected=_rejected(found, _),
        reason=why.text(_.language) if why else "",
        note=found.note,
        advice=why.advice(_.language) if why else "",
        remission=mad(back.remission) if back else "",
        surcharge=_surcharge(back),
        owed=mad(back.owed) if back else "",
    )


def _surcharge(back: BreakView | None) -> str:
    """The surcharge that comes back; empty where the plan was too short to generate any."""
    return mad(back.generated_surcharge) if back and back.generated_surcharge else ""


def _rejected(found: LifeView, _: Translator) -> str:
    """The debit that the bank sent back, of a plan that it broke."""
    if found.broken is None or found.broken.missed is None:
        return ""
    debit = found.debits[found.broken.missed - 1]
    return _(
        "Le prélèvement de {amount} MAD du {debit_day} a été rejeté par la banque.",
        amount=_.ltr(format_amount(debit.amount)),
        debit_day=_.ltr(_.day(debit.debit_day or debit.due)),
    )


def _next_debit(found: LifeView, _: Translator) -> str:
    """Day of the next debit of a validated request; empty for any other."""
    if found.status is not RemissionStatus.VALIDATED:
        return ""
    days = [row.debit_day for row in found.debits if row.status is DebitStatus.SCHEDULED]
    return _.day(days[0]) if days and days[0] else ""
