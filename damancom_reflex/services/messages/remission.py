"""Messages about a remission request, from its signature to its deadline."""

from __future__ import annotations

from damancom_reflex.i18n import Translator
from damancom_reflex.services.messages.letter import Letter
from damancom_reflex.services.messages.remission_words import Params, page, words_of


def accepted(params: Params, _: Translator) -> Letter:
    """A full payment was signed."""
    words = words_of(params, _)
    return Letter(
        subject=_("Votre demande {reference} est acceptée", **words),
        paragraphs=(
            _("La demande {reference} de {legal_name} est acceptée.", **words),
            _("Montant remis : {remission} MAD. Montant à payer : {to_pay} MAD.", **words),
            _(
                "Si votre perception la valide ce mois-ci, votre compte sera débité le {debit_day}, "
                "ou le jour ouvré suivant. Veillez à ce qu'il soit approvisionné.",
                **words,
            ),
            _("Si ce montant n'est pas payé, les montants remis sont réintégrés."),
        ),
        label=_("Voir ma demande"),
        link=page(params, _),
        sms=_(
            "Damancom : demande {reference} acceptée. Si elle est validée ce mois-ci, {to_pay} MAD seront "
            "prélevés le {debit_day}.",
            **words,
        ),
    )


def registered(params: Params, _: Translator) -> Letter:
    """A plan was signed: guarantees are awaited."""
    words = words_of(params, _)
    return Letter(
        subject=_("Votre demande {reference} est enregistrée", **words),
        paragraphs=(
            _("La demande {reference} de {legal_name} est enregistrée.", **words),
            _("Montant remis : {remission} MAD. Montant à payer : {to_pay} MAD.", **words),
            _deposit(words, _),
            *([_advance(words, _)] if params.get("down_payment") else []),
            _("L'échéancier prend effet à sa validation ; sans garanties, la demande expire."),
        ),
        label=_("Voir ma demande"),
        link=page(params, _),
        sms=_(
            "Damancom : demande {reference} enregistrée. Garanties à déposer au plus tard le "
            "{guarantees_due}.",
            **words,
        ),
    )


def _advance(words: dict[str, str], _: Translator) -> str:
    return _(
        "Versez l'avance de {amount} à votre perception : le plan n'est validé qu'une fois qu'elle l'a reçue.",
        amount=_("{amount} MAD", amount=words["down_payment"]),
    )


def guarantees_reminder(params: Params, _: Translator) -> Letter:
    """Two days are left to file guarantees."""
    words = words_of(params, _)
    return Letter(
        subject=_("Garanties à déposer au plus tard le {guarantees_due}", **words),
        paragraphs=(
            _(
                "Les garanties de la demande {reference} de {legal_name} ne sont pas déposées.",
                **words,
            ),
            _deposit(words, _),
            _("Passé ce jour, la demande expire et la remise est perdue."),
        ),
        label=_("Voir ma demande"),
        link=page(params, _),
        sms=_(
            "Damancom : demande {reference}, garanties à déposer au plus tard le {guarantees_due}.",
            **words,
        ),
    )


def expired(params: Params, _: Translator) -> Letter:
    """No guarantee came in time."""
    words = words_of(params, _)
    return Letter(
        subject=_("Votre demande {reference} a expiré", **words),
        paragraphs=(
            _(
                "Aucune garantie n'a été déposée pour la demande {reference} de {legal_name}.",
                **words,
            ),
            _(
                "La demande a expiré le {guarantees_due} au soir. La dette est due en totalité.",
                **words,
            ),
            _("Vous pouvez faire une nouvelle demande tant qu'une décision est ouverte."),
        ),
        label=_("Voir ma demande"),
        link=page(params, _),
        sms=_("Damancom : demande {reference} expirée, garanties non déposées.", **words),
    )


def _deposit(words: Params, _: Translator) -> str:
    return _(
        "Déposez vos garanties au plus tard le {guarantees_due} : {office}, {address}.", **words
    )
