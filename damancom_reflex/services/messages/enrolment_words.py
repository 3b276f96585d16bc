"""What every message about a request of adhésion is written with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from damancom_reflex.i18n import Translator
from damancom_reflex.services.addresses import public_address
from damancom_reflex.services.messages.words import day

Params = Mapping[str, Any]
"""`legal_name`, `reference`, `expires_on` as an ISO day; of a draft `request` and `email`; of its agency `name_fr`,
`address_fr`, `hours_fr` and the same in Arabic; of a decision `reason` and `note`."""

Words = Mapping[str, str]
"""As sentences show them: `legal_name`, `reference`, `expires_on`; of the agency `agency`, `address`, `hours`."""


def words_of(params: Params, _: Translator) -> Words:
    """The parameters as sentences show them; days and references stay left-to-right in Arabic."""
    language = _.language
    return {
        "legal_name": params["legal_name"],
        "reference": _.ltr(params["reference"]),
        "expires_on": day(params.get("expires_on", ""), _),
        "agency": params.get(f"name_{language}", ""),
        "address": params.get(f"address_{language}", ""),
        "hours": params.get(f"hours_{language}", ""),
    }


def follow_page(params: Params, _: Translator) -> str:
    """Address where a filed request is followed."""
    return public_address("adhesion/suivi", _.language, r=params["reference"])
