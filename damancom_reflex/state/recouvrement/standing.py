"""Where a signed request stands, in words: the same for the employer and for the office."""

from __future__ import annotations

from dataclasses import dataclass

from damancom_reflex.domain.remission import PaymentMode
from damancom_reflex.domain.requests import FELL, DebitStatus, RemissionStatus
from damancom_reflex.i18n import Translator
from damancom_reflex.rules.remission_life import guarantee_kinds
from damancom_reflex.services import recouvrement
from damancom_reflex.services.recouvrement.guarantees import GuaranteeView
from damancom_reflex.services.recouvrement.life import LifeView
from damancom_reflex.state.format import mad


@dataclass(frozen=True)
class GuaranteeLine:
    """A guarantee that the office received."""

    kind: str
    amount: str
    document: str
    received: str


@dataclass(frozen=True)
class InstalmentLine:
    """One due payment."""

    number: int
    due: str
    amount: str
    status: str


def stand_name(found: LifeView, _: Translator) -> str:
    """Where a request stands, by what became of it."""
    return _(
        recouvrement.status_word(
            found.status,
            guaranteed=bool(found.countdown.filed),
            signed_once=0 < found.signatures < found.signatures_needed,
        )
    )


def guarantee_line(found: GuaranteeView, _: Translator) -> GuaranteeLine:
    """A guarantee, written out."""
    kind = guarantee_kinds().get(found.kind)
    return GuaranteeLine(
        kind=kind.text(_.language) if kind else found.kind,
        amount=mad(found.amount),
        document=found.document,
        received=_.day(found.received_on),
    )


def debit_status_name(status: DebitStatus, of: RemissionStatus, _: Translator) -> str:
    """Name of the state of a payment of a request in a state: once that fell, nothing more is debited for it."""
    if status is DebitStatus.SCHEDULED and of in FELL:
        return _("Ne sera pas prélevée")
    return {
        DebitStatus.SCHEDULED: _("Prévue"),
        DebitStatus.COLLECTED: _("Prélevée"),
        DebitStatus.REJECTED: _("Rejetée"),
    }[status]


def mode_name(mode: PaymentMode, _: Translator) -> str:
    """Name of a way of paying."""
    return _("Paiement intégral") if mode is PaymentMode.FULL else _("Par acomptes")
