"""Messages to the employer about a claim of IPE, from its filing to the decision."""

from __future__ import annotations

from damancom_reflex import rules
from damancom_reflex.i18n import Translator
from damancom_reflex.services.addresses import public_address
from damancom_reflex.services.messages.job_loss_words import Params, Words, again, words_of
from damancom_reflex.services.messages.letter import Letter
from damancom_reflex.services.messages.words import why


def submitted(params: Params, _: Translator) -> Letter:
    """To the employer: it was filed, or filed again after a correction."""
    words = words_of(params, _)
    return Letter(
        subject=_("Votre demande d'IPE {reference} est déposée", **words),
        paragraphs=(
            _(
                "La demande d'indemnité pour perte d'emploi {reference} de {legal_name} est déposée.",
                **words,
            ),
            _about(words, _),
            _("L'agence l'examine. Vous serez prévenu de sa décision."),
        ),
        label=_("Voir la demande"),
        link=_page(params, _),
        sms=_(
            "Damancom : demande d'IPE {reference} déposée. Vous serez prévenu de la décision.",
            **words,
        ),
    )


def accepted(params: Params, _: Translator) -> Letter:
    """To the employer: the indemnity is granted."""
    words = words_of(params, _)
    return Letter(
        subject=_("Votre demande d'IPE {reference} est acceptée", **words),
        paragraphs=(
            _(
                "La demande d'indemnité pour perte d'emploi {reference} de {legal_name} est acceptée.",
                **words,
            ),
            _about(words, _),
            *why(None, params["decision_note"], _),
            _(
                "La personne en est prévenue quand le registre permet de la joindre. Vous n'avez rien d'autre à faire."
            ),
        ),
        label=_("Voir la demande"),
        link=_page(params, _),
        sms=_(
            "Damancom : demande d'IPE {reference} acceptée. Vous n'avez rien d'autre à faire.",
            **words,
        ),
    )


def refused(params: Params, _: Translator) -> Letter:
    """To the employer: it is refused, why, and what can be done."""
    words = words_of(params, _)
    return Letter(
        subject=_("Votre demande d'IPE {reference} est refusée", **words),
        paragraphs=(
            _(
                "La demande d'indemnité pour perte d'emploi {reference} de {legal_name} est refusée.",
                **words,
            ),
            _about(words, _),
            *why(rules.claim_reason(params["decision_code"]), params["decision_note"], _),
        ),
        label=_("Voir la demande"),
        link=_page(params, _),
        sms=_(
            "Damancom : demande d'IPE {reference} refusée. Le motif est dans le courriel et sur votre espace.",
            **words,
        ),
    )


def correction(params: Params, _: Translator) -> Letter:
    """To the employer: it is to be corrected and filed again."""
    words = words_of(params, _)
    return Letter(
        subject=_("Votre demande d'IPE {reference} est à corriger", **words),
        paragraphs=(
            _(
                "L'agence demande une correction de la demande d'indemnité pour perte d'emploi {reference} de "
                "{legal_name}.",
                **words,
            ),
            _about(words, _),
            *why(rules.claim_reason(params["decision_code"]), params["decision_note"], _),
            _("Déposée de nouveau, la demande garde sa référence."),
        ),
        label=_("Corriger la demande"),
        link=_page(params, _),
        sms=_(
            "Damancom : demande d'IPE {reference} à corriger. Le motif est dans le courriel et sur votre espace.",
            **words,
        ),
    )


def withdrawn(params: Params, _: Translator) -> Letter:
    """To the employer: it was taken back."""
    words = words_of(params, _)
    return Letter(
        subject=_("Votre demande d'IPE {reference} est retirée", **words),
        paragraphs=(
            _(
                "La demande d'indemnité pour perte d'emploi {reference} de {legal_name} est retirée. Elle ne sera pas "
                "examinée.",
                **words,
            ),
            _about(words, _),
            again(words, _),
        ),
        label=_("Voir la demande"),
        link=_page(params, _),
        sms=_(
            "Damancom : demande d'IPE {reference} retirée. Elle ne sera pas examinée.",
            **words,
        ),
    )


def _about(words: Words, _: Translator) -> str:
    """Whom an employer's letter is about. The reason stays in the file: a mailbox is read by others too."""
    return _("Elle concerne {person} et un emploi perdu le {loss_date}.", **words)


def _page(params: Params, _: Translator) -> str:
    return public_address("ipe/demandes", _.language, r=params["reference"])
