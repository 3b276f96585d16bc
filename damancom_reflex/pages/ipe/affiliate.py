"""For group accounts: which affiliation claims."""

from __future__ import annotations

import reflex as rx

from damancom_reflex.components.affiliations import affiliations
from damancom_reflex.components.layout import loading, page_heading
from damancom_reflex.components.shell import shell
from damancom_reflex.i18n import Translator
from damancom_reflex.state.job_loss.addresses import AFFILIATES_PAGE
from damancom_reflex.state.job_loss.affiliates import ClaimAffiliatesState

PAGE = AFFILIATES_PAGE


def page(_: Translator) -> rx.Component:
    """The page."""
    return shell(
        _,
        page_heading(
            _("Choisir l'affiliation"),
            _("Votre compte comporte plusieurs affiliations. Laquelle employait la personne ?"),
            _("Indemnité pour perte d'emploi"),
        ),
        rx.cond(
            ClaimAffiliatesState.ready,
            affiliations(_, ClaimAffiliatesState, ClaimAffiliatesState.choose),
            loading(_("Chargement de vos affiliations…")),
        ),
        page=PAGE,
        title=_("Choisir l'affiliation"),
        wide=True,
    )
