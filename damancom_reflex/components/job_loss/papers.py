"""The papers of a filed claim: what was added, and the form that adds one."""

from __future__ import annotations

import reflex as rx

from damancom_reflex.components.fields import hidden, native_form
from damancom_reflex.components.language import ltr
from damancom_reflex.components.layout import card, download
from damancom_reflex.components.types import some
from damancom_reflex.domain.job_loss.papers import PaperKind
from damancom_reflex.i18n import Translator
from damancom_reflex.state.job_loss.claim import ClaimState, PaperLine, paper_name

SCREEN = ClaimState.screen


def claim_papers(_: Translator) -> rx.Component:
    """The papers that were added, and the form to add one while the claim is not decided."""
    return card(
        rx.el.h2(_("Les pièces"), class_name="section-title mt-0"),
        rx.cond(
            some(ClaimState.papers),
            rx.el.ul(
                rx.foreach(ClaimState.papers, lambda paper: _paper(_, paper)),
                class_name="grid gap-3 mb-6",
            ),
            rx.el.p(
                rx.cond(
                    SCREEN.can_add_papers,
                    _("Aucune pièce n'est encore ajoutée."),
                    _("Aucune pièce n'a été ajoutée."),
                ),
                class_name="text-muted mb-6",
            ),
        ),
        rx.cond(SCREEN.can_add_papers, _upload(_), rx.fragment()),
        class_name="no-print",
    )


def _paper(_: Translator, paper: PaperLine) -> rx.Component:
    return rx.el.li(
        rx.el.span(
            download(paper.kind, to=paper.address, look="link"),
            rx.el.span(
                rx.el.bdi(paper.name), " · ", ltr(paper.size), class_name="block text-muted text-sm"
            ),
        ),
        rx.cond(
            SCREEN.can_add_papers,
            native_form(
                hidden("language", _.language),
                rx.el.button(
                    _("Retirer"),
                    rx.el.span(" ", paper.kind, class_name="sr-only"),
                    type="submit",
                    class_name="btn btn-ghost btn-sm",
                ),
                action=paper.remove,
                class_name="",
            ),
            rx.fragment(),
        ),
        class_name="paper-line",
    )


def _upload(_: Translator) -> rx.Component:
    return native_form(
        hidden("language", _.language),
        rx.el.div(
            rx.el.label(_("Quelle pièce ?"), html_for="kind", class_name="field-label"),
            rx.el.select(
                *(rx.el.option(paper_name(kind, _), value=kind.value) for kind in PaperKind),
                id="kind",
                name="kind",
                class_name="select field-input",
            ),
            class_name="field",
        ),
        rx.el.div(
            rx.el.label(_("Fichier"), html_for="paper", class_name="field-label"),
            rx.el.p(_("PDF, JPEG ou PNG, 5 Mo au plus."), id="paper-aide", class_name="field-hint"),
            rx.el.input(
                type="file",
                id="paper",
                name="paper",
                accept="application/pdf,image/jpeg,image/png",
                required=True,
                aria_describedby="paper-aide",
                class_name="file-input field-input",
            ),
            class_name="field",
        ),
        rx.el.button(_("Ajouter la pièce"), type="submit", class_name="btn btn-outline"),
        action=SCREEN.upload,
        enc_type="multipart/form-data",
    )
