"""Messages about the authenticator and the backup codes of a staff account."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from damancom_reflex.i18n import Translator
from damancom_reflex.services import links
from damancom_reflex.services.addresses import public_address
from damancom_reflex.services.messages.letter import Letter
from damancom_reflex.store.accounts import LinkPurpose

Params = Mapping[str, Any]


def authenticator_enrolled(params: Params, _: Translator) -> Letter:
    """An app was enrolled; `at`."""
    return _told(
        _("Votre application d'authentification est reliée"),
        _(
            "Une application d'authentification a été reliée à votre compte Damancom le {at}.",
            at=_at(params, _),
        ),
        _,
    )


def authenticator_reset(params: Params, _: Translator) -> Letter:
    """The app was taken away; `link`, `identifier`."""
    return Letter(
        subject=_("Relier une nouvelle application d'authentification"),
        paragraphs=(
            _(
                "L'application d'authentification et les codes de secours de votre compte {identifier} "
                "n'ouvrent plus rien.",
                identifier=_.ltr(params["identifier"]),
            ),
            _(
                "Avec le lien ci-dessous, choisissez un nouveau mot de passe puis reliez votre application. "
                "Il sert une seule fois, pendant {hours} heures.",
                hours=int(links.LIFETIME.total_seconds()) // 3600,
            ),
            _("Si vous n'avez rien demandé, prévenez votre superviseur."),
        ),
        label=_("Choisir mon mot de passe"),
        link=links.address(params["link"], LinkPurpose.PASSWORD, _.language),
    )


def backup_codes_made(params: Params, _: Translator) -> Letter:
    """Ten backup codes were made; `at`."""
    return _told(
        _("De nouveaux codes de secours ont été créés"),
        _(
            "Dix codes de secours ont été créés pour votre compte Damancom le {at}. "
            "Ceux d'avant n'ouvrent plus rien.",
            at=_at(params, _),
        ),
        _,
    )


def backup_code_used(params: Params, _: Translator) -> Letter:
    """A backup code was used; `at`, `left`."""
    return _told(
        _("Un code de secours a servi"),
        _(
            "Votre compte Damancom a été ouvert avec un code de secours le {at}.",
            at=_at(params, _),
        ),
        _,
        _.plural(
            "Il vous reste {n} code de secours.",
            "Il vous reste {n} codes de secours.",
            params["left"],
        ),
    )


def _told(subject: str, what: str, _: Translator, *more: str) -> Letter:
    """What happened, and what to do when it was somebody else."""
    return Letter(
        subject=subject,
        paragraphs=(
            what,
            *more,
            _("Si ce n'est pas vous, prévenez tout de suite votre superviseur."),
        ),
        label=_("Aller à la page de connexion"),
        link=public_address("connexion/equipe", _.language),
    )


def _at(params: Params, _: Translator) -> str:
    return _.ltr(_.moment(datetime.fromisoformat(params["at"])))
