"""What every message about a claim of IPE is written with."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from damancom_reflex import rules
from damancom_reflex.i18n import Translator

Params = Mapping[str, Any]
"""`reference`, `legal_name`, `person` and `person_ar`, `loss_date` as an ISO day, `reason` (code); of a decision
`decision_code` and `decision_note`."""

Words = Mapping[str, str]
"""As sentences show them: `reference`, `legal_name`, `person`, `loss_date`, `reason`; `last_day` to claim in time."""


def words_of(params: Params, _: Translator) -> Words:
    """The parameters as sentences show them; days and references stay left-to-right in Arabic."""
    loss_date = date.fromisoformat(params["loss_date"])
    last_day = loss_date + timedelta(days=rules.job_loss_rule(loss_date).request_days)
    reason = rules.job_loss_reasons().get(params["reason"])
    arabic = _.language == "ar" and params["person_ar"]
    return {
        "reference": _.ltr(params["reference"]),
        "legal_name": params["legal_name"],
        "person": params["person_ar" if arabic else "person"],
        "loss_date": _.ltr(_.day(loss_date)),
        "last_day": _.ltr(_.day(last_day)),
        "reason": reason.text(_.language) if reason else params["reason"],
    }


def again(words: Words, _: Translator) -> str:
    """Until when another claim may be filed without giving a reason."""
    return _(
        "Une nouvelle demande se fait au plus tard le {last_day}. Passé ce jour, elle doit dire pourquoi elle est "
        "tardive.",
        **words,
    )
