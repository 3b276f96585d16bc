"""Events of the audit trail in words: who, on what, and what changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from damancom_reflex import rules
from damancom_reflex.domain.money import format_amount
from damancom_reflex.domain.remission import PaymentMode
from damancom_reflex.domain.requests import DebitStatus
from damancom_reflex.i18n import Translator, mark
from damancom_reflex.rules import remission_life
from damancom_reflex.services import job_loss, recouvrement
from damancom_reflex.services.enrolment.wording import STATUS_WORDS as ENROLMENT_WORDS
from damancom_reflex.services.role_words import ROLES
from damancom_reflex.services.trail import TrailEvent

NOTHING: Final = "–"
OFFICER: Final = "officer"
"""Whoever of the fund's staff, to those who are not told which."""

_PEOPLE: Final = {
    "system:demo": mark("Démonstration"),
    "system": mark("Damancom"),
    "visitor": mark("Visiteur"),
    "nobody": mark("Personne"),
    OFFICER: mark("Un agent de la CNSS"),
}
_SUBJECTS: Final = {
    "enrolment": mark("Demande d'adhésion"),
    "remission": mark("Demande de remise"),
    "claim": mark("Demande d'IPE"),
    "debits": mark("Fichier de prélèvements"),
    "affiliate": mark("Affilié"),
    "account": mark("Compte"),
    "calendar": mark("Calendrier de démonstration"),
    "nobody": mark("Personne"),
}
FIELDS: Final = {
    "status": mark("État"),
    "revision": mark("Version"),
    "business_day": mark("Jour du calendrier"),
    "reason": mark("Motif"),
    "reference": mark("Référence"),
    "draft": mark("Brouillon"),
    "affiliate": mark("Affilié"),
    "mode": mark("Modalité de paiement"),
    "total_debt": mark("Dette totale"),
    "remission": mark("Remise"),
    "to_pay": mark("À payer"),
    "down_payment": mark("Avance"),
    "months": mark("Mensualités"),
    "decision": mark("Décision"),
    "guarantees_due": mark("Garanties au plus tard le"),
    "guarantee": mark("Garantie"),
    "guarantee_amount": mark("Montant de la garantie"),
    "document": mark("Référence de l'acte"),
    "ledger_id": mark("Relevé de dette n°"),
    "decision_id": mark("Décision n°"),
    "received_on": mark("Reçue le"),
    "signed_by": mark("Signé par"),
    "missing": mark("Signatures manquantes"),
    "debit": mark("Prélèvement n°"),
    "debits": mark("Prélèvements"),
    "debit_day": mark("Jour du prélèvement"),
    "debit_status": mark("État du prélèvement"),
    "day": mark("Jour"),
    "amount": mark("Montant"),
    "total": mark("Total"),
    "paid": mark("Payé"),
    "owed": mark("Reste dû"),
    "reinstated": mark("Réintégré"),
    "loss_date": mark("Date de la perte"),
    "verdict": mark("Réponse donnée"),
    "kind": mark("Nature"),
    "size": mark("Taille (octets)"),
    "holder": mark("En main"),
    "identifier": mark("Identifiant"),
    "account": mark("Compte"),
    "role": mark("Fonction"),
    "agency": mark("Agence n°"),
    "collection_office": mark("Perception n°"),
    "active": mark("Ouvert"),
    "sessions_closed": mark("Sessions fermées"),
    "closed": mark("Sessions fermées"),
    "codes": mark("Codes de secours"),
    "device": mark("Appareil"),
    "known_device": mark("Appareil connu"),
    "bank": mark("Banque"),
    "rib": mark("RIB"),
    "field": mark("Coordonnée"),
    "tries": mark("Essais"),
    "in_register": mark("Au registre"),
    "agency_id": mark("Agence n°"),
    "expires_on": mark("Expire le"),
    "new_representative": mark("Nouveau représentant"),
    "delegate": mark("Délégation"),
    "until": mark("Jusqu'au"),
    "language": mark("Langue des messages"),
}
"""What the trail keeps, by its name there; what is not here goes by that name."""

_DEBITS: Final = {
    DebitStatus.SCHEDULED: mark("Prévu"),
    DebitStatus.COLLECTED: mark("Encaissé"),
    DebitStatus.REJECTED: mark("Rejeté"),
}
_MODES: Final = {
    PaymentMode.FULL: mark("Paiement intégral"),
    PaymentMode.INSTALMENTS: mark("Paiement par acomptes"),
}
_VERDICTS: Final = {
    "met": mark("conditions remplies"),
    "unmet": mark("conditions non remplies"),
    "unknown": mark("ne peut être dit d'avance"),
}
_CONTACTS: Final = {"phone": mark("Téléphone"), "email": mark("Courriel")}
_LANGUAGES: Final = {"fr": mark("français"), "ar": mark("arabe")}
_AMOUNTS: Final = frozenset(
    {
        *("total_debt", "remission", "to_pay", "down_payment", "guarantee_amount", "amount"),
        *("total", "paid", "owed", "reinstated"),
    }
)
"""Fields that are centimes."""


_DAYS: Final = frozenset(
    {
        *("business_day", "day", "until", "guarantees_due", "received_on", "debit_day", "debits"),
        *("loss_date", "expires_on"),
    }
)
"""Fields that are days; the rest may be what somebody typed, whatever it looks like."""


@dataclass(frozen=True, slots=True)
class Change:
    """A field that an act changed or noted, written out; `before` is `–` for what was not there."""

    name: str
    before: str
    after: str


def who(actor: str, name: str, _: Translator) -> str:
    """Who did something: their name, or what they are in the trail."""
    return name or _one(_PEOPLE, actor, _) or _one(_PEOPLE, actor.partition(":")[0], _) or actor


def on_what(event: TrailEvent, _: Translator) -> tuple[str, str]:
    """What kind of thing an act was done to, and which: its reference, its number or whose account it is."""
    kind, _colon, which = event.subject.partition(":")
    return _one(_SUBJECTS, kind, _) or kind, event.subject_name or which


def changes(event: TrailEvent, _: Translator) -> list[Change]:
    """What an act changed, field by field, in the order it was noted; what stayed as it was is left out."""
    names = [*event.before, *(name for name in event.after if name not in event.before)]
    return [
        Change(
            _one(FIELDS, name, _) or name,
            _value(event, name, event.before.get(name), _),
            _value(event, name, event.after.get(name), _),
        )
        for name in names
        if event.before.get(name) != event.after.get(name)
    ]


def reason_word(code: str, _: Translator) -> str:
    """A reason that was given with a decision or a claim; empty for none."""
    found = rules.reason(code) or rules.claim_reason(code) or remission_life.reason(code)
    found = found or rules.job_loss_reasons().get(code)
    return found.text(_.language) if found else ""


def _value(event: TrailEvent, name: str, value: Any, _: Translator) -> str:  # noqa: ANN401 - JSON
    if value is None or value in ("", [], {}):
        return NOTHING
    if isinstance(value, bool):
        return _("oui") if value else _("non")
    if isinstance(value, int):
        return f"{format_amount(value)}\u00a0MAD" if name in _AMOUNTS else str(value)
    if isinstance(value, list):
        return ", ".join(_value(event, name, part, _) for part in value)
    return _text(event, name, str(value), _)


def _text(event: TrailEvent, name: str, value: str, _: Translator) -> str:
    if name == "reason":
        return reason_word(value, _) or value
    if name == "guarantee":
        known = remission_life.guarantee_kinds().get(value)
        return known.text(_.language) if known else value
    words = _WORDS.get((event.subject.partition(":")[0], name)) or _WORDS.get(("", name))
    if words:
        return _one(words, value, _) or value
    if name not in _DAYS:
        return value
    try:
        return _.day(date.fromisoformat(value))
    except ValueError:
        return value


def _one(words: Mapping[Any, str], key: str, _: Translator) -> str:
    found = words.get(key)
    return _(found) if found else ""


_WORDS: Final[Mapping[tuple[str, str], Mapping[Any, str]]] = {
    ("enrolment", "status"): ENROLMENT_WORDS,
    ("remission", "status"): recouvrement.STATUS_WORDS,
    ("claim", "status"): job_loss.STATUS_WORDS,
    ("claim", "kind"): job_loss.PAPER_WORDS,
    ("", "debit_status"): _DEBITS,
    ("", "mode"): _MODES,
    ("", "role"): ROLES,
    ("", "verdict"): _VERDICTS,
    ("", "field"): _CONTACTS,
    ("", "language"): _LANGUAGES,
}
"""Words of the codes that a field of a kind of subject holds."""
