"""The pages of an agreement after its tables: commitments and evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from damancom_reflex.documents.pdf.pairs import Pair, pairs
from damancom_reflex.documents.pdf.style import BODY, PAPER, SMALL

if TYPE_CHECKING:
    from damancom_reflex.documents.pdf.sheet import Sheet
    from damancom_reflex.documents.views import AgreementView
    from damancom_reflex.i18n import Translator


def commitments(sheet: Sheet, view: AgreementView, _: Translator) -> None:
    """What was promised, a bullet each."""
    sheet.heading(_("Engagements"))
    for text in view.commitments:
        sheet.keep(min(3, len(sheet.wrap(text, sheet.width - 5, BODY))) * BODY.leading)
        sheet.put("•", 0, sheet.baseline(BODY), 5)
        sheet.paragraph(text, 5, sheet.width - 5)
        sheet.at += 1.2


def evidence(sheet: Sheet, view: AgreementView, _: Translator) -> None:
    """The record that the terms were accepted, enough to check it."""
    consent = view.consent
    sheet.heading(_("Preuve du consentement"), keep=52)
    languages = {"fr": _("français"), "ar": _("arabe")}
    mark = consent.sha256_fr[:8] if _.language == "fr" else consent.sha256_ar[:8]
    pairs(
        sheet,
        [
            [
                Pair(_("Compte"), consent.account),
                Pair(_("Accepté le"), _.moment(consent.accepted_at)),
                Pair(_("Adresse de connexion"), consent.address),
            ],
            [
                Pair(_("Version des conditions générales"), consent.terms_version),
                Pair(_("Langue affichée"), languages[consent.language]),
                Pair(_("Empreinte abrégée"), mark),
            ],
            [Pair(_("Empreinte SHA-256 du texte français"), consent.sha256_fr, SMALL)],
            [Pair(_("Empreinte SHA-256 du texte arabe"), consent.sha256_ar, SMALL)],
        ],
        PAPER,
    )
