"""What an employer is told about a request, by e-mail and SMS: the outbox rows and their sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex.domain.money import format_amount
from damancom_reflex.i18n import Translator, language_of, mark
from damancom_reflex.services import outbox
from damancom_reflex.services.outbox import Channel
from damancom_reflex.store.accounts import Account
from damancom_reflex.store.affiliates import Affiliate, CollectionOffice
from damancom_reflex.store.remissions import RemissionRequest

ACCEPTED: Final = "remission_accepted"
REGISTERED: Final = "remission_registered"
REMINDER: Final = "remission_guarantees_reminder"
EXPIRED: Final = "remission_expired"


@dataclass(frozen=True, slots=True)
class Sentences:
    """A message in French msgids: subject and paragraphs of the e-mail, and the SMS."""

    subject: str
    paragraphs: tuple[str, ...]
    sms: str


TEMPLATES: Final[dict[str, Sentences]] = {
    ACCEPTED: Sentences(
        subject=mark("Votre demande {reference} est acceptée"),
        paragraphs=(
            mark("La demande {reference} de {legal_name} est acceptée."),
            mark("Montant remis : {remission} MAD. Montant à payer : {to_pay} MAD."),
            mark("Votre compte sera débité le {debit_day}. Veillez à ce qu'il soit approvisionné."),
            mark("Si ce montant n'est pas payé, les montants remis sont réintégrés."),
        ),
        sms=mark(
            "Damancom : demande {reference} acceptée. {to_pay} MAD seront prélevés le {debit_day}."
        ),
    ),
    REGISTERED: Sentences(
        subject=mark("Votre demande {reference} est enregistrée"),
        paragraphs=(
            mark("La demande {reference} de {legal_name} est enregistrée."),
            mark("Montant remis : {remission} MAD. Montant à payer : {to_pay} MAD."),
            mark("Déposez vos garanties avant la fin du {guarantees_due} : {office}, {address}."),
            mark("L'échéancier prend effet à sa validation ; sans garanties, la demande expire."),
        ),
        sms=mark(
            "Damancom : demande {reference} enregistrée. Garanties à déposer au plus tard le "
            "{guarantees_due}."
        ),
    ),
    REMINDER: Sentences(
        subject=mark("Garanties à déposer : plus que quelques heures"),
        paragraphs=(
            mark("Les garanties de la demande {reference} de {legal_name} ne sont pas déposées."),
            mark("Déposez-les avant la fin du {guarantees_due} : {office}, {address}."),
            mark("Passé ce jour, la demande expire et la remise est perdue."),
        ),
        sms=mark(
            "Damancom : demande {reference}, garanties à déposer au plus tard le {guarantees_due}."
        ),
    ),
    EXPIRED: Sentences(
        subject=mark("Votre demande {reference} a expiré"),
        paragraphs=(
            mark("Aucune garantie n'a été déposée pour la demande {reference} de {legal_name}."),
            mark("Elle a expiré le {guarantees_due} au soir. La dette est due en totalité."),
            mark("Vous pouvez faire une nouvelle demande tant qu'une décision est ouverte."),
        ),
        sms=mark("Damancom : demande {reference} expirée, garanties non déposées."),
    ),
}


def sentences(template: str, params: Mapping[str, Any], _: Translator) -> tuple[str, str, str]:
    """Subject, e-mail text and SMS of a template, in the translator's language.

    Args:
        template: a key of `TEMPLATES`.
        params: as `tell` keeps them: centimes, ISO days, texts.
        _: translator.
    """
    written = {name: _shown(name, value, _) for name, value in params.items()}
    if _.language == "ar":
        written |= {"office": params["office_ar"], "address": params["address_ar"]}
    found = TEMPLATES[template]
    text = "\n\n".join(_(paragraph, **written) for paragraph in found.paragraphs)
    return _(found.subject, **written), text, _(found.sms, **written)


async def tell(
    session: AsyncSession,
    template: str,
    request: RemissionRequest,
    affiliate: Affiliate,
    office: CollectionOffice,
    account: Account,
) -> None:
    """Put an e-mail and an SMS about a request, in the account's language, in the caller's transaction."""
    params = {
        "reference": request.reference,
        "legal_name": affiliate.legal_name,
        "to_pay": request.to_pay,
        "remission": request.remission,
        "debit_day": _iso(request.debit_day),
        "guarantees_due": _iso(request.guarantees_due),
        "office": office.name_fr,
        "office_ar": office.name_ar,
        "address": office.address_fr,
        "address_ar": office.address_ar,
    }
    destinations: tuple[tuple[Channel, str], ...] = (
        ("EMAIL", account.email),
        ("SMS", account.phone),
    )
    for channel, destination in destinations:
        await outbox.put(
            session,
            channel=channel,
            destination=destination,
            template=template,
            language=language_of(account.language),
            params=params,
            account_id=account.id,
        )


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _shown(name: str, value: object, _: Translator) -> object:
    """A parameter as a sentence shows it; amounts, days and references stay left-to-right in Arabic."""
    if isinstance(value, int):
        return _.ltr(format_amount(value))
    if name in ("debit_day", "guarantees_due"):
        return _.ltr(_.day(date.fromisoformat(str(value)))) if value else ""
    return _.ltr(str(value)) if name == "reference" else value
