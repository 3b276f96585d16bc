"""Messages about a remission request from its guarantees to its end."""

from __future__ import annotations

from damancom_reflex.i18n import Translator
from damancom_reflex.rules.remission_life import guarantee_kinds, reason
from damancom_reflex.services.messages.letter import Letter
from damancom_reflex.services.messages.remission_words import Params, page, words_of


def guarantee(params: Params, _: Translator) -> Letter:
    """The office received a guarantee."""
    words = words_of(params, _)
    kind = guarantee_kinds().get(params["guarantee"])
    name = kind.text(_.language) if kind else params["guarantee"]
    return Letter(
        subject=_("Garantie reçue pour votre demande {reference}", **words),
        paragraphs=(
            _(
                "Votre perception a reçu une garantie pour la demande {reference} de {legal_name}.",
                **words,
            ),
            _("{guarantee} : {guarantee_amount} MAD.", guarantee=name, **words),
            _(
                "La perception vérifie si vos garanties suffisent, et vous préviendra de sa décision."
            ),
            _(
                "Vous pouvez en déposer d'autres jusqu'au {guarantees_due} : {office}, {address}.",
                **words,
            ),
        ),
        label=_("Voir ma demande"),
        link=page(params, _),
        sms=_(
            "Damancom : demande {reference}, garantie reçue ({guarantee_amount} MAD). "
            "Vous serez prévenu de la décision.",
            **words,
        ),
    )


def validated(params: Params, _: Translator) -> Letter:
    """An officer validated it: the debits are set."""
    words = words_of(params, _)
    return Letter(
        subject=_("Votre demande {reference} est validée", **words),
        paragraphs=(
            _("La demande {reference} de {legal_name} est validée.", **words),
            *_debits(params, words, _),
            _(
                "Veillez à ce que votre compte soit approvisionné, et payez vos cotisations "
                "courantes dans les délais : un seul rejet annule la remise."
            ),
        ),
        label=_("Voir ma demande"),
        link=page(params, _),
        sms=_(
            "Damancom : demande {reference} validée. {amount} MAD seront prélevés le {debit_day}.",
            **words,
        ),
    )


def refused(params: Params, _: Translator) -> Letter:
    """An officer refused it."""
    words = words_of(params, _)
    return Letter(
        subject=_("Votre demande {reference} est refusée", **words),
        paragraphs=(
            _("La demande {reference} de {legal_name} est refusée.", **words),
            *_why(params, _),
            _still_owed(params, words, _),
        ),
        label=_("Voir ma demande"),
        link=page(params, _),
        sms=_("Damancom : demande {reference} refusée. Motif et suite par courriel.", **words),
    )


def _still_owed(params: Params, words: dict[str, str], _: Translator) -> str:
    if params.get("paid"):
        return _(
            "L'avance de {paid} MAD que vous avez versée est déduite de ce qui reste dû.", **words
        )
    return _("La dette reste due en totalité.")


def broken(params: Params, _: Translator) -> Letter:
    """A debit was rejected, or an officer cancelled it: what was remitted comes back."""
    words = words_of(params, _)
    rejected = (
        _("Le prélèvement de {amount} MAD du {debit_day} a été rejeté par la banque.", **words)
        if params["amount"]
        else ""
    )
    reinstated = _("Les montants remis sont réintégrés : {reinstated} MAD.", **words)
    return Letter(
        subject=_("Votre demande {reference} est annulée", **words),
        paragraphs=(
            _("La demande {reference} de {legal_name} est annulée.", **words),
            *((rejected,) if rejected else ()),
            *_why(params, _),
            *((reinstated,) if params["reinstated"] else ()),
            _("Déjà payé : {paid} MAD. Reste dû : {owed} MAD.", **words),
        ),
        label=_("Voir ma demande"),
        link=page(params, _),
        sms=_("Damancom : demande {reference} annulée. Reste dû : {owed} MAD.", **words),
    )


def completed(params: Params, _: Translator) -> Letter:
    """Everything was paid."""
    words = words_of(params, _)
    kept = _("La remise de {remission} MAD vous est définitivement acquise.", **words)
    return Letter(
        subject=_("Votre demande {reference} est soldée", **words),
        paragraphs=(
            _(
                "Tous les prélèvements de la demande {reference} de {legal_name} sont encaissés.",
                **words,
            ),
            _("Montant payé : {to_pay} MAD. Cette dette est soldée.", **words),
            *((kept,) if params["remission"] else ()),
        ),
        label=_("Voir ma demande"),
        link=page(params, _),
        sms=_("Damancom : demande {reference} soldée, {to_pay} MAD payés.", **words),
    )


def _debits(params: Params, words: dict[str, str], _: Translator) -> tuple[str, ...]:
    """The first debit, and how the others follow."""
    if params["debits"] == 1:
        return (_("Prélèvement : {amount} MAD le {debit_day}.", **words),)
    return (
        _("L'échéancier prend effet aujourd'hui."),
        _("Premier prélèvement : {amount} MAD le {debit_day}.", **words),
        _(
            "Les suivants : le {day} de chaque mois, ou le jour ouvré qui suit.",
            day=_.ltr(str(params["day_of_month"])),
        ),
    )


def _why(params: Params, _: Translator) -> tuple[str, ...]:
    """The reason on file, what the officer adds, and what can be done; each where there is one."""
    found = reason(params["reason"])
    added = (
        (_("Précision de la perception : {note}", note=params["note"]),) if params["note"] else ()
    )
    return (found.text(_.language), *added, found.advice(_.language)) if found else added
