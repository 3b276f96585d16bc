"""Step 5: the summary, the terms, the submission."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import reflex as rx

from damancom_reflex.components.adhesion.steps import step_page
from damancom_reflex.components.language import href
from damancom_reflex.components.layout import card
from damancom_reflex.components.summary import summary_lines
from damancom_reflex.components.terms import Terms, terms_to_accept
from damancom_reflex.domain.enrolment.steps import EnrolmentStep
from damancom_reflex.i18n import Translator
from damancom_reflex.state.adhesion.confirmation import ConfirmationState
from damancom_reflex.state.adhesion.summary import Line
from damancom_reflex.state.adhesion.wizard import PAGES, EnrolmentState

PAGE = "adhesion/validation"
SUMMARY = ConfirmationState.summary


def page(_: Translator) -> rx.Component:
    """The page."""
    return step_page(
        _,
        EnrolmentStep.CONFIRMATION,
        _section(_, _("Entreprise"), SUMMARY.company, EnrolmentStep.COMPANY, change=False),
        _section(_, _("Représentant légal"), SUMMARY.representative, EnrolmentStep.REPRESENTATIVE),
        _section(_, _("Coordonnées"), SUMMARY.contact, EnrolmentStep.CONTACT),
        _section(_, _("Délégation"), SUMMARY.delegation, EnrolmentStep.DELEGATION),
        terms_to_accept(_, _terms(_), _("Confirmer la demande"), ConfirmationState.submit),
        title=_("Relire et confirmer"),
        lead=_("Vérifiez chaque réponse : les formulaires à imprimer reprendront exactement ceci."),
    )


def _section(
    _: Translator, title: str, lines: Sequence[Line], step: EnrolmentStep, *, change: bool = True
) -> rx.Component:
    address = cast(
        "rx.Var[str]", href(_, PAGES[step]) + "?d=" + EnrolmentState.draft_id + "&retour=oui"
    )
    modify = rx.el.a(
        _("Modifier"),
        rx.el.span(f" : {title}", class_name="sr-only"),
        href=address,
        class_name="link ms-auto",
    )
    return card(
        rx.el.div(
            rx.el.h2(title, class_name="section-title mt-0"),
            modify if change else rx.fragment(),
            class_name="flex items-baseline gap-4",
        ),
        summary_lines(lines),
    )


def _terms(_: Translator) -> Terms:
    return Terms(
        title=_("Conditions générales d'adhésion"),
        evidence=_(
            "Sont conservés comme preuve : la demande, l'heure, l'adresse de connexion, la version, la langue affichée et "
            "l'empreinte des deux textes."
        ),
        version=ConfirmationState.terms_version,
        french=ConfirmationState.terms_fr,
        arabic=ConfirmationState.terms_ar,
        accepted=ConfirmationState.accepted,
        reading=ConfirmationState.reading,
        read=ConfirmationState.read,
        accept=ConfirmationState.accept,
        close=ConfirmationState.close,
    )
