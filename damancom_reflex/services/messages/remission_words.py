"""What every message about a remission request knows, as sentences show it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from damancom_reflex.domain.money import format_amount
from damancom_reflex.i18n import Translator
from damancom_reflex.services.addresses import public_address
from damancom_reflex.services.messages.words import day

Params = Mapping[str, Any]
"""`reference`, `legal_name`; `to_pay`, `remission`, `down_payment` in centimes; `debit_day`, `guarantees_due` as ISO
days; `office`, `office_ar`, `address`, `address_ar`; and what one message has besides: amounts, codes of reasons."""

_AMOUNTS: Final = (
    *("to_pay", "remission", "down_payment", "amount", "guarantee_amount"),
    *("reinstated", "paid", "owed"),
)


def page(params: Params, _: Translator) -> str:
    """Address of the request's page."""
    return public_address("recouvrement/demande", _.language, r=params["reference"])


def words_of(params: Params, _: Translator) -> dict[str, str]:
    """The parameters as sentences show them; figures and references stay left-to-right in Arabic."""
    arabic = _.language == "ar"
    return {
        "reference": _.ltr(params["reference"]),
        "legal_name": params["legal_name"],
        "debit_day": day(params["debit_day"], _),
        "guarantees_due": day(params["guarantees_due"], _),
        "office": params["office_ar" if arabic else "office"],
        "address": params["address_ar" if arabic else "address"],
        **{name: _.ltr(format_amount(params[name])) for name in _AMOUNTS if name in params},
    }
