"""What the roles of staff are called; French msgids."""

from __future__ import annotations

from typing import Final

from damancom_reflex.i18n import mark
from damancom_reflex.store.accounts import Role

ROLES: Final = {
    Role.AGENCY_OFFICER: mark("Agent d'agence"),
    Role.COLLECTION_OFFICER: mark("Agent de perception"),
    Role.CLAIMS_OFFICER: mark("Agent des prestations (IPE)"),
    Role.SUPERVISOR: mark("Superviseur"),
}
