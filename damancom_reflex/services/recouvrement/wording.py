"""Names of a request's states, as screens and documents show them."""

from __future__ import annotations

from typing import Final

from damancom_reflex.domain.requests import RemissionStatus
from damancom_reflex.domain.review import WAITING, Kind
from damancom_reflex.i18n import mark

STATUS_WORDS: Final[dict[RemissionStatus, str]] = {
    RemissionStatus.ACCEPTED: mark("Acceptée, prélèvement à venir"),
    RemissionStatus.AWAITING_GUARANTEES: mark("Enregistrée, en attente des garanties"),
    RemissionStatus.VALIDATED: mark("Validée, échéancier en cours"),
    RemissionStatus.COMPLETED: mark("Soldée"),
    RemissionStatus.EXPIRED: mark("Expirée, garanties non déposées"),
    RemissionStatus.CANCELLED: mark("Annulée, montants remis réintégrés"),
    RemissionStatus.REFUSED: mark("Refusée"),
}
"""French msgid of each state."""

GUARANTEED: Final = mark("Garanties reçues, en attente de validation")
SIGNED_ONCE: Final = mark("En attente de la seconde signature")


def status_word(status: RemissionStatus, *, guaranteed: bool, signed_once: bool) -> str:
    """French msgid of where a request stands, which tells more than its state.

    Args:
        status: its state.
        guaranteed: whether a guarantee was received: nothing more is awaited of the employer.
        signed_once: whether it has the first of two signatures, and waits for the other.
    """
    if status not in WAITING[Kind.REMISSION]:
        return STATUS_WORDS[status]
    if signed_once:
        return SIGNED_ONCE
    return GUARANTEED if guaranteed else STATUS_WORDS[status]
