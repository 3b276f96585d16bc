"""Words of the staff's screens."""

from __future__ import annotations

from typing import Final

from damancom_reflex.i18n import mark
from damancom_reflex.store.accounts import Role

DUTIES: Final = {
    Role.AGENCY_OFFICER: mark(
        "Vous recevez les formulaires d'adhésion des entreprises de votre agence et décidez de leurs demandes."
    ),
    Role.COLLECTION_OFFICER: mark(
        "Vous suivez les demandes de remise de votre perception : garanties, validation, prélèvements."
    ),
    Role.CLAIMS_OFFICER: mark("Vous instruisez les demandes d'indemnité pour perte d'emploi."),
    Role.SUPERVISOR: mark(
        "Vous voyez tout, contresignez, visez les fichiers de prélèvements et consultez la piste d'audit."
    ),
}
"""What a role does; msgids."""
