"""Step 5: the summary, the terms, the submission."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import reflex as rx

from damancom_reflex.components.adhesion import step_page
from damancom_reflex.components.dialogs import terms_dialog
from damancom_reflex.components.language import href, ltr
from damancom_reflex.components.layout import card
from damancom_reflex.components.notices import notice
from damancom_reflex.components.summary import summary_lines
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
        rx.el.div(
            rx.cond(ConfirmationState.accepted, _accepted(_), _to_read(_)), class_name="mt-6"
        ),
        _act(_),
        _terms(_),
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


def _to_read(_: Translator) -> rx.Component:
    return notice(
        "info",
        _(
            "Les conditions sont présentées en français et en arabe, côte à côte. Les deux textes ont la même valeur."
        ),
    )


def _accepted(_: Translator) -> rx.Component:
    return notice(
        "success",
        rx.el.p(
            _("Vous avez accepté les conditions, version"),
            " ",
            ltr(ConfirmationState.terms_version),
            ".",
        ),
        rx.el.button(
            _("Les relire"), type="button", on_click=ConfirmationState.read, class_name="link"
        ),
    )


def _act(_: Translator) -> rx.Component:
    return rx.el.div(
        rx.cond(
            ConfirmationState.accepted,
            rx.el.button(
                _("Confirmer la demande"),
                type="button",
                on_click=ConfirmationState.submit,
                class_name="btn btn-primary btn-main",
            ),
            rx.el.button(
                _("Lire et accepter les conditions"),
                type="button",
                on_click=ConfirmationState.read,
                class_name="btn btn-primary btn-main",
            ),
        ),
        class_name="mt-8",
    )


def _terms(_: Translator) -> rx.Component:
    return terms_dialog(
        _,
        _("Conditions générales d'adhésion"),
        (ConfirmationState.terms_fr, ConfirmationState.terms_ar),
        _(
            "Sont conservés comme preuve : la demande, l'heure, l'adresse de connexion, la version, la langue affichée et "
            "l'empreinte des deux textes."
        ),
        opened=ConfirmationState.reading,
        on_accept=ConfirmationState.accept,
        on_close=ConfirmationState.close,
    )
