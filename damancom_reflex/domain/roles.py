"""Who an account is: the roles of the product, that rights are told by. SPEC section 3."""

from __future__ import annotations

from damancom_reflex.domain.words import Word


class Role(Word):
    """Who an account is; every handler and route names the roles it serves."""

    EMPLOYER = "EMPLOYER"
    DELEGATE = "DELEGATE"
    AGENCY_OFFICER = "AGENCY_OFFICER"
    COLLECTION_OFFICER = "COLLECTION_OFFICER"
    CLAIMS_OFFICER = "CLAIMS_OFFICER"
    SUPERVISOR = "SUPERVISOR"
