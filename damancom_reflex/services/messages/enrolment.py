"""Messages about a request of adhésion that one types and files."""

from __future__ import annotations

from damancom_reflex.i18n import Translator
from damancom_reflex.services import draft_links
from damancom_reflex.services.messages.enrolment_words import Params, Words, follow_page, words_of
from damancom_reflex.services.messages.letter import Letter


def resume(params: Params, _: Translator) -> Letter:
    """An e-mail was verified: the link that opens the draft again."""
    words = words_of(params, _)
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
    words = words_of(params, _)
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
    words = words_of(params, _)
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
        link=follow_page(params, _),
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


def _where(words: Words, _: Translator) -> tuple[str, ...]:
    if not words["agency"]:
        return (_("Apportez-les à votre agence au plus tard le {expires_on}.", **words),)
    hours = (_("Horaires : {hours}.", **words),) if words["hours"] else ()
    return (_("Apportez-les au plus tard le {expires_on} : {agency}, {address}.", **words), *hours)


def _draft(params: Params, _: Translator) -> str:
    return draft_links.address(params["request"], params["email"], _.language)
