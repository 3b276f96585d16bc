"""Verification of a document, from its QR."""

from __future__ import annotations

import reflex as rx

from damancom_reflex.components.fields import text_field
from damancom_reflex.components.language import href, ltr
from damancom_reflex.components.layout import card, facts, loading, page_heading
from damancom_reflex.components.notices import notice
from damancom_reflex.components.shell import shell
from damancom_reflex.i18n import Translator
from damancom_reflex.state.verification import VerificationState

PAGE = "verification"
FOUND = VerificationState.found


def page(_: Translator) -> rx.Component:
    """The page."""
    return shell(
        _,
        page_heading(
            _("Vérifier un document"),
            _(
                "Le code imprimé sur un document de Damancom mène ici. Nous ne montrons que ce qui prouve qu'il est le nôtre."
            ),
        ),
        rx.cond(
            VerificationState.ready,
            rx.cond(
                VerificationState.asked,
                rx.cond(VerificationState.genuine, _genuine(_), _unknown(_)),
                rx.fragment(),
            ),
            loading(_("Vérification…")),
        ),
        card(_form(_), class_name="mt-6"),
        page=PAGE,
        title=_("Vérifier un document"),
    )


def _form(_: Translator) -> rx.Component:
    return rx.el.form(
        text_field(
            "reference",
            _("Référence du document"),
            hint=_("Elle est imprimée en haut du document, par exemple DR-2023-… ou DA-2023-…"),
            left_to_right=True,
            max_length=40,
        ),
        rx.el.button(_("Vérifier"), type="submit", class_name="btn btn-primary btn-main"),
        action=href(_, PAGE),
        method="get",
        on_submit=None,
        class_name="form",
    )


def _genuine(_: Translator) -> rx.Component:
    return card(
        notice("success", _("Ce document a bien été délivré par Damancom."), role="status"),
        facts(
            (_("Référence"), ltr(FOUND.reference)),
            (rx.cond(FOUND.of_enrolment, _("Déposé le"), _("Signé le")), ltr(FOUND.day)),
            (_("Titulaire"), FOUND.holder),
        ),
    )


def _unknown(_: Translator) -> rx.Component:
    return notice(
        "warning",
        _(
            "Nous ne reconnaissons pas ce document. Vérifiez l'adresse imprimée sous le code, ou présentez-le à votre agence ou à votre perception."
        ),
        role="status",
    )
