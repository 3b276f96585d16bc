"""Messages to the insured person about a claim that an employer filed for them.

They have no way into the employer's space: no letter holds a link, each says what was stated of them and where to turn
when it is wrong.
"""

from __future__ import annotations

from damancom_reflex import rules
from damancom_reflex.i18n import Translator
from damancom_reflex.services.messages.job_loss_words import Params, Words, again, words_of
from damancom_reflex.services.messages.letter import Letter


def filed_for_you(params: Params, _: Translator) -> Letter:
    """To the insured person: what the employer stated of them."""
    words = words_of(params, _)
    return Letter(
        subject=_("Une demande d'indemnité pour perte d'emploi est déposée pour vous"),
        paragraphs=(
            _(
                "{legal_name} a déposé pour vous la demande d'indemnité pour perte d'emploi (IPE) {reference}.",
                **words,
            ),
            _stated(words, _),
            _(
                "Si c'est exact, vous n'avez rien à faire : l'agence examine la demande et vous enverra sa décision."
            ),
            _(
                "Si c'est inexact, parlez-en à votre agence, avec cette référence et votre pièce d'identité."
            ),
        ),
        # Whoever has no e-mail on record learns here too what was stated.
        sms=_(
            "Damancom : IPE {reference} demandée pour vous. Emploi perdu le {loss_date} : {reason}. Erreur ? "
            "Voyez l'agence.",
            **words,
        ),
    )


def accepted_for_you(params: Params, _: Translator) -> Letter:
    """To the insured person: the indemnity is granted."""
    words = words_of(params, _)
    return Letter(
        subject=_("Votre indemnité pour perte d'emploi est accordée"),
        paragraphs=(
            _(
                "La demande {reference} que {legal_name} a déposée pour vous est acceptée : l'indemnité pour perte "
                "d'emploi vous est accordée.",
                **words,
            ),
            _stated(words, _),
            _(
                "Votre agence vous renseigne sur le versement. Si ce qui est déclaré est inexact, ou si vous retrouvez "
                "un emploi, dites-le-lui sans attendre."
            ),
        ),
        sms=_(
            "Damancom : votre indemnité pour perte d'emploi est accordée ({reference}). Emploi retrouvé ou erreur ? "
            "Dites-le à votre agence.",
            **words,
        ),
    )


def refused_for_you(params: Params, _: Translator) -> Letter:
    """To the insured person: the indemnity is not granted, and why."""
    words = words_of(params, _)
    reason = rules.claim_reason(params["decision_code"])
    return Letter(
        subject=_("Votre indemnité pour perte d'emploi n'est pas accordée"),
        paragraphs=(
            _("La demande {reference} que {legal_name} a déposée pour vous est refusée.", **words),
            *((reason.text(_.language),) if reason else ()),
            _stated(words, _),
            _(
                "Si c'est inexact, ou si vous voulez comprendre cette décision, votre agence vous répondra : venez "
                "avec cette référence et votre pièce d'identité."
            ),
        ),
        sms=_(
            "Damancom : demande d'IPE {reference} refusée. Votre agence vous explique pourquoi et ce que vous pouvez "
            "faire.",
            **words,
        ),
    )


def withdrawn_for_you(params: Params, _: Translator) -> Letter:
    """To the insured person: the employer took the claim back."""
    words = words_of(params, _)
    return Letter(
        subject=_("La demande d'indemnité déposée pour vous est retirée"),
        paragraphs=(
            _(
                "{legal_name} a retiré la demande d'indemnité pour perte d'emploi {reference} déposée pour vous. Elle "
                "ne sera pas examinée.",
                **words,
            ),
            _stated(words, _),
            _(
                "Si vous avez bien perdu votre emploi, parlez-en à votre employeur ou à votre agence."
            ),
            again(words, _),
        ),
        sms=_(
            "Damancom : votre employeur a retiré la demande d'IPE {reference}. Si vous avez perdu votre emploi, voyez "
            "votre agence.",
            **words,
        ),
    )


def _stated(words: Words, _: Translator) -> str:
    return _(
        "L'employeur a déclaré que vous avez perdu votre emploi le {loss_date}, pour le motif « {reason} ».",
        **words,
    )
