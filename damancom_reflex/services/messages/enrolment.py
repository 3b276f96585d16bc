"""Messages about a request of adhésion, from its draft to the agency's decision."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

from damancom_reflex import rules
from damancom_reflex.i18n import Translator
from damancom_reflex.services import draft_links
from damancom_reflex.services.messages.letter import Letter
from damancom_reflex.settings import settings

Params = Mapping[str, Any]
"""`legal_name`, `reference`, `expires_on` as an ISO day; of a draft `request` and `email`; of its agency `name_fr`,
`address_fr`, `hours_fr` and the same in Arabic; of a decision `reason` and `note`."""


def resume(params: Params, _: Translator) -> Letter:
    """An e-mail was verified: the link that opens the draft again."""
    words = _words(params, _)
    return Letter(
        subject=_("Votre demande d'adhésion est enregistrée en brouillon"),
        paragraphs=(
            _("Vous avez commencé la demande d'adhésion de {legal_name} à Damancom.", **words),
            _(
                "Le lien ci-dessous la rouvre là où vous l'avez laissée, sur l'appareil de votre choix, tant "
                "qu'elle n'est pas déposée. Ne le transmettez à personne."
            ),
            _("Si vous n'avez rien commencé, ne faites rien : la demande expirera d'elle-même."),
        ),
        label=_("Reprendre ma demande"),
        link=_draft(params, _),
    )


def draft_warning(params: Params, _: Translator) -> Letter:
    """A draft that nobody touches will soon be removed."""
    words = _words(params, _)
    return Letter(
        subject=_("Votre demande d'adhésion sera bientôt effacée"),
        paragraphs=(
            _("La demande d'adhésion de {legal_name} n'est pas terminée.", **words),
            _("Sans changement de votre part, elle sera effacée le {expires_on}.", **words),
        ),
        label=_("Reprendre ma demande"),
        link=_draft(params, _),
    )


def submitted(params: Params, _: Translator) -> Letter:
    """It was submitted, or submitted again: the forms are to be brought."""
    words = _words(params, _)
    again = params.get("revision", 1) > 1
    return Letter(
        subject=_("Votre demande d'adhésion {reference} est modifiée", **words)
        if again
        else _("Votre demande d'adhésion {reference} est déposée", **words),
        paragraphs=(
            _("La demande d'adhésion {reference} de {legal_name} est déposée.", **words),
            *((_anew(params, _),) if again else ()),
            _(
                "Imprimez les formulaires, signez-les, cachetez-les et faites cacheter l'autorisation de "
                "prélèvement par votre banque."
            ),
            *_where(words, _),
            _("Pour suivre la demande, il suffit de sa référence et de votre téléphone."),
        ),
        label=_("Suivre ma demande"),
        link=_follow(params, _),
        sms=_(
            "Damancom : demande d'adhésion {reference} déposée. Formulaires à apporter à l'agence au plus tard "
            "le {expires_on}.",
            **words,
        ),
    )


def _anew(params: Params, _: Translator) -> str:
    return _(
        "C'est la version {revision} : les formulaires déjà imprimés, même signés et cachetés, ne sont plus valables.",
        revision=_.ltr(str(params["revision"])),
    )


def received(params: Params, _: Translator) -> Letter:
    """The agency has the forms."""
    words = _words(params, _)
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
        link=_follow(params, _),
        sms=_(
            "Damancom : formulaires de la demande d'adhésion {reference} reçus à l'agence.", **words
        ),
    )


def validated(params: Params, _: Translator) -> Letter:
    """The account is open; its e-mail is the activation link's."""
    words = _words(params, _)
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
    words = _words(params, _)
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
                (_("Le mandat prend fin le {until}.", until=_day(params["until"], _)),)
                if params["until"]
                else ()
            ),
            account,
        ),
        label=_("Se connecter"),
        link=f"{settings().public_url.rstrip('/')}/{_.language}/connexion",
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


def _day(iso: str, _: Translator) -> str:
    return _.ltr(_.day(date.fromisoformat(iso)))


def refused(params: Params, _: Translator) -> Letter:
    """The agency refused it."""
    words = _words(params, _)
    return Letter(
        subject=_("Votre demande d'adhésion {reference} est refusée", **words),
        paragraphs=(
            _("La demande d'adhésion {reference} de {legal_name} est refusée.", **words),
            *_why(params, _),
        ),
        label=_("Suivre ma demande"),
        link=_follow(params, _),
        sms=_(
            "Damancom : demande d'adhésion {reference} refusée. Le motif est dans le courriel et sur la page "
            "de suivi.",
            **words,
        ),
    )


def correction(params: Params, _: Translator) -> Letter:
    """The agency asks to correct it."""
    words = _words(params, _)
    return Letter(
        subject=_("Votre demande d'adhésion {reference} est à corriger", **words),
        paragraphs=(
            _(
                "L'agence demande une correction de la demande {reference} de {legal_name}.",
                **words,
            ),
            *_why(params, _),
            _(
                "Ouvrez la demande avec sa référence et votre téléphone, corrigez-la et déposez-la de nouveau au "
                "plus tard le {expires_on}. Passé ce jour, elle expire.",
                **words,
            ),
        ),
        label=_("Corriger ma demande"),
        link=_follow(params, _),
        sms=_(
            "Damancom : demande d'adhésion {reference} à corriger au plus tard le {expires_on}.",
            **words,
        ),
    )


def expired(params: Params, _: Translator) -> Letter:
    """Nothing came in time."""
    words = _words(params, _)
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
        link=_page("adhesion", _),
        sms=_("Damancom : demande d'adhésion {reference} expirée.", **words),
    )


def _where(words: Params, _: Translator) -> tuple[str, ...]:
    if not words["agency"]:
        return (_("Apportez-les à votre agence au plus tard le {expires_on}.", **words),)
    hours = (_("Horaires : {hours}.", **words),) if words["hours"] else ()
    return (_("Apportez-les au plus tard le {expires_on} : {agency}, {address}.", **words), *hours)


def _why(params: Params, _: Translator) -> tuple[str, ...]:
    """Reason, what the officer adds, and what can be done."""
    reason = rules.reason(params.get("reason", ""))
    if reason is None:
        return ()
    note = (_("Précision de l'agence : {note}", note=params["note"]),) if params["note"] else ()
    return (reason.text(_.language), *note, reason.advice(_.language))


def _draft(params: Params, _: Translator) -> str:
    return draft_links.address(params["request"], params["email"], _.language)


def _follow(params: Params, _: Translator) -> str:
    return f"{_page('adhesion/suivi', _)}?{urlencode({'r': params['reference']})}"


def _page(name: str, _: Translator) -> str:
    return f"{settings().public_url.rstrip('/')}/{_.language}/{name}"


def _words(params: Params, _: Translator) -> dict[str, str]:
    """The parameters as sentences show them; days and references stay left-to-right in Arabic."""
    day, language = params.get("expires_on", ""), _.language
    return {
        "legal_name": params["legal_name"],
        "reference": _.ltr(params["reference"]),
        "expires_on": _.ltr(_.day(date.fromisoformat(day))) if day else "",
        "agency": params.get(f"name_{language}", ""),
        "address": params.get(f"address_{language}", ""),
        "hours": params.get(f"hours_{language}", ""),
    }
