"""Names of a request's states, as screens and documents show them."""

from __future__ import annotations

from typing import Final

from damancom_reflex.domain.requests import RemissionStatus
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
