"""Addresses that lead nowhere, doors that stay closed, and failures: what happened and the way back."""

from __future__ import annotations

import reflex as rx

from damancom_reflex.components.language import href
from damancom_reflex.components.layout import page_heading, primary_link
from damancom_reflex.components.shell import shell
from damancom_reflex.i18n import Translator

NOT_FOUND = "introuvable"
REFUSED = "acces-refuse"
FAILED = "incident"


def not_found(_: Translator) -> rx.Component:
    """No page at this address."""
    return shell(
        _,
        page_heading(
            _("Cette page n'existe pas"),
            _("L'adresse est peut-être incomplète. Rien de ce que vous avez saisi n'est perdu."),
        ),
        primary_link(_("Revenir à l'accueil"), href(_, "")),
        page=NOT_FOUND,
        title=_("Page introuvable"),
    )


def refused(_: Translator) -> rx.Component:
    """The signed-in account may not open this."""
    return shell(
        _,
        page_heading(
            _("Votre compte ne donne pas accès à cette page"),
            _("Si vous pensez que c'est une erreur, votre agence peut vérifier vos habilitations."),
        ),
        primary_link(_("Revenir à mon espace"), href(_, "espace")),
        page=REFUSED,
        title=_("Accès refusé"),
    )


def failed(_: Translator) -> rx.Component:
    """Something broke on our side."""
    return shell(
        _,
        page_heading(
            _("Un incident de notre côté"),
            _(
                "Votre saisie est conservée. Réessayez dans un instant ; l'incident est déjà consigné."
            ),
        ),
        primary_link(_("Revenir à mon espace"), href(_, "espace")),
        page=FAILED,
        title=_("Incident"),
    )
