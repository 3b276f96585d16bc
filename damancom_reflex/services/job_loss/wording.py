"""Names of a claim's states and papers, as screens, letters and exports show them."""

from __future__ import annotations

from typing import Final

from damancom_reflex.domain.job_loss import ClaimStatus
from damancom_reflex.domain.job_loss.papers import PaperKind
from damancom_reflex.i18n import mark

STATUS_WORDS: Final[dict[ClaimStatus, str]] = {
    ClaimStatus.SUBMITTED: mark("Déposée"),
    ClaimStatus.UNDER_REVIEW: mark("En instruction"),
    ClaimStatus.CORRECTION_REQUESTED: mark("Correction demandée"),
    ClaimStatus.ACCEPTED: mark("Acceptée"),
    ClaimStatus.REFUSED: mark("Refusée"),
    ClaimStatus.WITHDRAWN: mark("Retirée"),
}
"""French msgid of each state, in the order of a claim's life."""

PAPER_WORDS: Final[dict[PaperKind, str]] = {
    PaperKind.FORM: mark("Formulaire 310-1-26 signé"),
    PaperKind.IDENTITY: mark("Pièce d'identité du salarié"),
    PaperKind.REPORT: mark("Procès-verbal de l'inspecteur du travail"),
    PaperKind.CONTRACT: mark("Contrat de travail"),
    PaperKind.OTHER: mark("Autre pièce"),
}
"""French msgid of each kind of paper."""
