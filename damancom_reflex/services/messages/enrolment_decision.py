"""Messages about what the agency does with a request of adhésion, and what becomes of it without it."""

from __future__ import annotations

from damancom_reflex import rules
from damancom_reflex.i18n import Translator
from damancom_reflex.services.addresses import public_address
from damancom_reflex.services.messages.enrolment_words import Params, follow_page, words_of
from damancom_reflex.services.messages.letter import Letter
from damancom_reflex.services.messages.words import day, why


def received(params: Params, _: Translator) -> Letter:
    """The agency has the forms."""
    words = words_of(params, _)
    return Letter(
        subject=_("Demande d'adhésion {reference} : formulaires reçus", **words),
        paragraphs=(
            _(
                "L'agence a reçu les formulaires de la demande {reference} de {legal_name}. Elle les examine.",
                **words,
            ),
            _("La demande ne peut plus être modifiée. Vous serez prévenu de la décision."),
        ),
        label=_("Suivre ma demande"),
        link=follow_page(params, _),
        sms=_(
            "Damancom : formulaires de la demande d'adhésion {reference} reçus à l'agence.", **words
        ),
    )


def validated(params: Params, _: Translator) -> Letter:
    """The account is open; its e-mail is the activation link's."""
    words = words_of(params, _)
    return Letter(
        subject=_("Demande d'adhésion {reference} validée", **words),
        paragraphs=(
            _("La demande d'adhésion {reference} de {legal_name} est validée.", **words),
            _("Un courriel vous a été envoyé pour activer votre compte."),
        ),
        sms=_(
            "Damancom : demande d'adhésion {reference} validée. Activez votre compte {identifier} par le lien "
            "reçu par courriel.",
            identifier=params["identifier"],
            **words,
        ),
    )


def mandated(params: Params, _: Translator) -> Letter:
    """To the delegate: what they may do from now on, with which account; `declare`, `recover`, `sign`, `until`."""
    words = words_of(params, _)
    account = (
        _("Connectez-vous avec votre propre compte Damancom : l'entreprise y figure désormais.")
        if params["has_account"]
        else _(
            "Vous agissez avec votre propre compte Damancom. Si vous n'en avez pas, demandez-le à votre agence "
            "avec une copie du mandat."
        )
    )
    return Letter(
        subject=_("{legal_name} vous a donné mandat sur Damancom", **words),
        paragraphs=(
            _("L'agence a validé le mandat que vous a donné {legal_name}.", **words),
            _("Vous pouvez : {powers}.", powers=_powers(params, _)),
            *(
                (_("Le mandat prend fin le {until}.", until=day(params["until"], _)),)
                if params["until"]
                else ()
            ),
            account,
        ),
        label=_("Se connecter"),
        link=public_address("connexion", _.language),
        sms=_(
            "Damancom : un mandat vous a été donné (demande {reference}). Détails par courriel.",
            **words,
        ),
    )


def _powers(params: Params, _: Translator) -> str:
    given = (
        (params["declare"], _("déclarer")),
        (params["recover"], _("voir la dette et simuler")),
        (params["sign"], _("signer des demandes et des plans")),
    )
    return ("، " if _.language == "ar" else ", ").join(name for told, name in given if told)


def refused(params: Params, _: Translator) -> Letter:
    """The agency refused it."""
    words = words_of(params, _)
    return Letter(
        subject=_("Votre demande d'adhésion {reference} est refusée", **words),
        paragraphs=(
            _("La demande d'adhésion {reference} de {legal_name} est refusée.", **words),
            *why(rules.reason(params.get("reason", "")), params.get("note", ""), _),
        ),
        label=_("Suivre ma demande"),
        link=follow_page(params, _),
        sms=_(
            "Damancom : demande d'adhésion {reference} refusée. Le motif est dans le courriel et sur la page "
            "de suivi.",
            **words,
        ),
    )


def correction(params: Params, _: Translator) -> Letter:
    """The agency asks to correct it."""
    words = words_of(params, _)
    return Letter(
        subject=_("Votre demande d'adhésion {reference} est à corriger", **words),
        paragraphs=(
            _(
                "L'agence demande une correction de la demande {reference} de {legal_name}.",
                **words,
            ),
            *why(rules.reason(params.get("reason", "")), params.get("note", ""), _),
            _(
                "Ouvrez la demande avec sa référence et votre téléphone, corrigez-la et déposez-la de nouveau au "
                "plus tard le {expires_on}. Passé ce jour, elle expire.",
                **words,
            ),
        ),
        label=_("Corriger ma demande"),
        link=follow_page(params, _),
        sms=_(
            "Damancom : demande d'adhésion {reference} à corriger au plus tard le {expires_on}.",
            **words,
        ),
    )


def expired(params: Params, _: Translator) -> Letter:
    """Nothing came in time."""
    words = words_of(params, _)
    return Letter(
        subject=_("Votre demande d'adhésion {reference} a expiré", **words),
        paragraphs=(
            _(
                "La demande {reference} de {legal_name} attendait une suite au plus tard le {expires_on}. Elle a "
                "expiré ce jour-là au soir.",
                **words,
            ),
            _("Vous pouvez faire une nouvelle demande quand vous voulez."),
        ),
        label=_("Adhérer à Damancom"),
        link=public_address("adhesion", _.language),
        sms=_("Damancom : demande d'adhésion {reference} expirée.", **words),
    )
