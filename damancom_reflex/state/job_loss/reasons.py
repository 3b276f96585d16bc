"""Reasons of losses and decisions, and what is paid, as screens write them."""

from __future__ import annotations

from damancom_reflex import rules
from damancom_reflex.i18n import Translator
from damancom_reflex.state.format import mad


def reason_text(code: str, _: Translator) -> str:
    """Why a job was lost; the code itself when no record has it any more."""
    found = rules.job_loss_reasons().get(code)
    return found.text(_.language) if found else code


def decision_told(code: str, note: str, _: Translator) -> str:
    """Why a claim was refused or given back: the reason on file, what can be done, then the officer's own words."""
    known = rules.claim_reason(code)
    if known is None:
        return note
    return " ".join(
        part for part in (known.text(_.language), known.advice(_.language), note) if part
    )


def estimate_told(amount: int, months: int, _: Translator) -> str:
    """An indemnity of `amount` centimes a month, and for how many months at the most."""
    return _.plural(
        "{amount} par mois pendant {n} mois au plus",
        "{amount} par mois pendant {n} mois au plus",
        months,
        amount=_.ltr(mad(amount)),
    )


def refusal_text(code: str, _: Translator) -> str:
    """The reason of a refusal alone; empty for none."""
    known = rules.job_loss_refusals().get(code)
    return known.text(_.language) if known else ""
