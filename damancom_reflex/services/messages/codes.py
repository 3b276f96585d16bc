"""Messages that carry a one-time code, worded by what it opens.

The code is derived here, when the message is written out.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from damancom_reflex.domain.codes import CODES, derive_code, derive_prefix
from damancom_reflex.i18n import Translator
from damancom_reflex.services.messages.letter import Letter
from damancom_reflex.settings import settings
from damancom_reflex.store.accounts import CodePurpose

Params = Mapping[str, Any]

TEMPLATES: Final = frozenset({"code_sms", "code_email"})
"""Templates whose rows name a challenge and one of its sendings."""


def the_code(params: Params) -> str:
    """Six digits of a challenge's sending."""
    return derive_code(settings().key, params["challenge"], params["generation"])


def code(params: Params, _: Translator) -> Letter:
    """A one-time code; `challenge`, `generation`, and `purpose` unless it is sign-in's."""
    prefix = derive_prefix(settings().key, params["challenge"], params["generation"])
    named = f"{prefix}-{the_code(params)}"
    if params.get("purpose", CodePurpose.SIGN_IN) == CodePurpose.SIGN_IN:
        return _of_sign_in(prefix, named, _)
    return _of_enrolment(CodePurpose(params["purpose"]), prefix, named, _)


def _of_sign_in(prefix: str, named: str, _: Translator) -> Letter:
    minutes = CODES.lifetime // 60
    return Letter(
        subject=_("Votre code de connexion ({prefix})", prefix=prefix),
        paragraphs=(
            _(
                "Voici votre code de connexion à Damancom. Il est valable {minutes} minutes et "
                "ne sert qu'une fois.",
                minutes=minutes,
            ),
            _(
                "Les lettres {prefix} s'affichent aussi sur la page de connexion : elles "
                "désignent le message qui compte.",
                prefix=_.ltr(prefix),
            ),
            _(
                "Si vous n'êtes pas en train de vous connecter, ne donnez ce code à personne. "
                "Sans votre mot de passe, il n'ouvre rien."
            ),
        ),
        code=named,
        sms=_(
            "Damancom : votre code est {code}. Valable {minutes} minutes. Ne le donnez à personne.",
            code=named,
            minutes=minutes,
        ),
    )


def _of_enrolment(purpose: CodePurpose, prefix: str, named: str, _: Translator) -> Letter:
    minutes = CODES.lifetime // 60
    what_for = {
        CodePurpose.ENROLMENT_PHONE: _(
            "Voici le code qui vérifie votre numéro de téléphone pour une demande d'adhésion à Damancom."
        ),
        CodePurpose.ENROLMENT_EMAIL: _(
            "Voici le code qui vérifie votre adresse électronique pour une demande d'adhésion à Damancom."
        ),
        CodePurpose.ENROLMENT_ACCESS: _(
            "Voici le code qui ouvre le suivi de votre demande d'adhésion à Damancom."
        ),
    }
    return Letter(
        subject=_("Votre code de vérification ({prefix})", prefix=prefix),
        paragraphs=(
            what_for[purpose],
            _("Il est valable {minutes} minutes et ne sert qu'une fois.", minutes=minutes),
            _(
                "Les lettres {prefix} s'affichent aussi sur la page où vous le saisissez : elles "
                "désignent le message qui compte.",
                prefix=_.ltr(prefix),
            ),
            _(
                "Si vous n'avez rien demandé, ne donnez ce code à personne : sans lui, rien ne se fait "
                "en votre nom."
            ),
        ),
        code=named,
        sms=_(
            "Damancom : votre code de vérification est {code}. Valable {minutes} minutes. "
            "Ne le donnez à personne.",
            code=named,
            minutes=minutes,
        ),
    )
