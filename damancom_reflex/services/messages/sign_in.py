"""Messages of sign-in and passwords.

Link tokens are derived here, when the message is written out.
"""

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


def new_device(params: Params, _: Translator) -> Letter:
    """A sign-in from a browser never seen before; `link`, `device`, `address`, `at`."""
    at = _.ltr(_.moment(datetime.fromisoformat(params["at"])))
    device = _.ltr(params["device"]) if params["device"] else _("navigateur inconnu")
    return Letter(
        subject=_("Connexion depuis un nouvel appareil"),
        paragraphs=(
            _(
                "Votre compte Damancom vient d'être ouvert depuis un appareil que nous ne "
                "connaissions pas."
            ),
            _(
                "Date : {at}. Appareil : {device}. Adresse : {address}.",
                at=at,
                device=device,
                address=_.ltr(params["address"]),
            ),
            _("Si c'est vous, il n'y a rien à faire."),
            _(
                "Sinon, fermez toutes les sessions avec le lien ci-dessous, puis choisissez un "
                "nouveau mot de passe."
            ),
        ),
        label=_("Fermer toutes les sessions"),
        link=links.address(params["link"], LinkPurpose.CLOSE_SESSIONS, _.language),
    )


def password_link(params: Params, _: Translator) -> Letter:
    """A link to set a forgotten password; `link`."""
    return Letter(
        subject=_("Choisir un nouveau mot de passe"),
        paragraphs=(
            _("Une demande de nouveau mot de passe a été faite pour votre compte Damancom."),
            _("Le lien ci-dessous sert une seule fois, pendant {hours} heures.", hours=_hours()),
            _("Si vous n'avez rien demandé, ne faites rien : votre mot de passe reste le même."),
        ),
        label=_("Choisir un nouveau mot de passe"),
        link=links.address(params["link"], LinkPurpose.PASSWORD, _.language),
    )


def activation_link(params: Params, _: Translator) -> Letter:
    """A link to set the first password of a new account; `link`, `identifier`, `staff`.

    And `reference` and `legal_name`, when it answers a request of adhésion.
    """
    asked = (
        (
            _(
                "Votre demande d'adhésion {reference} est validée : {legal_name} a son compte Damancom.",
                reference=_.ltr(params["reference"]),
                legal_name=params["legal_name"],
            ),
        )
        if params.get("reference")
        else (_("Un compte Damancom a été créé pour vous."),)
    )
    return Letter(
        subject=_("Activer votre compte Damancom"),
        paragraphs=(
            *asked,
            _(
                "Votre identifiant est {identifier}.",
                identifier=_.ltr(params["identifier"]),
            ),
            _(
                "Choisissez votre mot de passe avec le lien ci-dessous. Il sert une seule fois, "
                "pendant {hours} heures.",
                hours=_hours(),
            ),
            _(
                "Vous relierez ensuite votre application d'authentification : gardez votre téléphone à portée de main."
            )
            if params.get("staff")
            else _(
                "Ensuite, connectez-vous avec cet identifiant, le code envoyé à votre téléphone et ce mot de passe."
            ),
        ),
        label=_("Choisir mon mot de passe"),
        link=links.address(params["link"], LinkPurpose.PASSWORD, _.language),
    )


def account_activated(params: Params, _: Translator) -> Letter:
    """The first password was set; `at`, `identifier`, `staff`."""
    return Letter(
        subject=_("Votre compte Damancom est activé"),
        paragraphs=(
            _(
                "Le mot de passe de votre compte a été choisi le {at}. Votre identifiant est {identifier}.",
                at=_.ltr(_.moment(datetime.fromisoformat(params["at"]))),
                identifier=_.ltr(params["identifier"]),
            ),
            _(
                "Si ce n'est pas vous, demandez tout de suite un nouveau mot de passe depuis la "
                "page de connexion et prévenez votre agence."
            ),
        ),
        label=_("Aller à la page de connexion"),
        link=public_address(_door(params), _.language),
    )


def password_changed(params: Params, _: Translator) -> Letter:
    """The password was changed; `at`, `staff`."""
    at = _.ltr(_.moment(datetime.fromisoformat(params["at"])))
    return Letter(
        subject=_("Votre mot de passe a été changé"),
        paragraphs=(
            _(
                "Le mot de passe de votre compte Damancom a été changé le {at}. Toutes les "
                "sessions ouvertes ont été fermées.",
                at=at,
            ),
            _(
                "Si ce n'est pas vous, demandez tout de suite un nouveau mot de passe depuis la "
                "page de connexion et prévenez votre agence."
            ),
        ),
        label=_("Aller à la page de connexion"),
        link=public_address(_door(params), _.language),
    )


def _door(params: Params) -> str:
    """Page where the account signs in."""
    return "connexion/equipe" if params.get("staff") else "connexion"


def _hours() -> int:
    return int(links.LIFETIME.total_seconds()) // 3600
