"""Step for group accounts: choose the affiliation."""

from __future__ import annotations

import reflex as rx

from damancom_reflex.components.affiliations import affiliations
from damancom_reflex.components.remission import step_page
from damancom_reflex.domain.requests import RemissionStep
from damancom_reflex.i18n import Translator
from damancom_reflex.state.recouvrement.affiliates import AffiliatesState

PAGE = "recouvrement/affilie"


def page(_: Translator) -> rx.Component:
    """The page."""
    return step_page(
        _,
        RemissionStep.AFFILIATE,
        affiliations(_, AffiliatesState, AffiliatesState.choose),
        page=PAGE,
        title=_("Choisir l'affiliation"),
        lead=_(
            "Votre compte comporte plusieurs affiliations. Pour laquelle demandez-vous une remise ?"
        ),
    )
