"""Names of the states of a request for an account, as screens and the audit trail show them."""

from __future__ import annotations

from typing import Final

from damancom_reflex.domain.enrolment.life import EnrolmentStatus
from damancom_reflex.i18n import mark

STATUS_WORDS: Final[dict[EnrolmentStatus, str]] = {
    EnrolmentStatus.DRAFT: mark("Brouillon"),
    EnrolmentStatus.SUBMITTED: mark("Déposée, formulaires attendus à l'agence"),
    EnrolmentStatus.RECEIVED: mark("Formulaires reçus, en cours d'examen"),
    EnrolmentStatus.CORRECTION_REQUESTED: mark("À corriger"),
    EnrolmentStatus.VALIDATED: mark("Validée, compte ouvert"),
    EnrolmentStatus.REFUSED: mark("Refusée"),
    EnrolmentStatus.EXPIRED: mark("Expirée"),
}
"""French msgid of each state, in the order of a request's life."""
