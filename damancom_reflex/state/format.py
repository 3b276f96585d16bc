"""Figures as screens write them, the same in both languages: no-break spaces, Western digits."""

from __future__ import annotations

import phonenumbers

from damancom_reflex.domain.ledger import Branch, Row
from damancom_reflex.domain.money import format_amount
from damancom_reflex.i18n import Translator

NBSP = "\u00a0"


def mad(centimes: int) -> str:
    """An amount with its currency: 27 707,49 MAD."""
    return f"{format_amount(centimes)}{NBSP}MAD"


def percent(basis_points: int) -> str:
    """A rate: 60 %, 0,5 %."""
    whole, rest = divmod(basis_points, 100)
    decimals = f",{rest:02d}".rstrip("0") if rest else ""
    return f"{whole}{decimals}{NBSP}%"


def phone(number: str) -> str:
    """A phone number in groups: +212 5 35 00 00 10."""
    try:
        found = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return number
    return phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def period(value: int | None) -> str:
    """A period as the fund writes it: YYYYMM."""
    return str(value) if value else "–"


def row_name(row: Row, _: Translator) -> str:
    """Name of a row of the consolidated debt."""
    return {
        Row.PRINCIPAL: _("Principal"),
        Row.SURCHARGES_AND_PENALTIES: _("Majorations de retard et astreintes"),
        Row.FEES: _("Frais de recouvrement"),
        Row.TOTAL: _("Total"),
    }[row]


def branch_name(branch: Branch | None, _: Translator) -> str:
    """Name of a column of the consolidated debt."""
    if branch is None:
        return _("Total général")
    return {
        Branch.SS: _("Cotisations sécurité sociale"),
        Branch.AMO: _("Assurance maladie (AMO)"),
        Branch.TFP: _("Taxe de formation professionnelle"),
        Branch.AF: _("AF à reverser"),
        Branch.PEN_BDS: _("Astreintes BDS RG/AMO"),
        Branch.PEN_TD: _("Astreintes Damancom TD/TP"),
    }[branch]
