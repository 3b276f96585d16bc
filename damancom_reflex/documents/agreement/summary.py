"""The first page: who, how much, what happens next and when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from damancom_reflex.documents.agreement.steps import next_steps
from damancom_reflex.documents.parts.figures import figures, parties, plan_row, recap
from damancom_reflex.documents.parts.frame import masthead
from damancom_reflex.documents.pdf.drawings import qr_code
from damancom_reflex.documents.pdf.pairs import Pair
from damancom_reflex.documents.pdf.style import CELL, SMALL, STRONG

if TYPE_CHECKING:
    from damancom_reflex.documents.pdf.sheet import Sheet
    from damancom_reflex.documents.views import AgreementView
    from damancom_reflex.i18n import Translator

_QR: Final = 22.0


def summary(sheet: Sheet, view: AgreementView, _: Translator, title: str) -> None:
    """Set the first page."""
    done = view.simulation
    sheet.new_page()
    sheet.paper.start_section(_("Résumé"))
    reference = _("Référence {reference}", reference=_.ltr(view.reference))
    signed = _("Signé le {moment}", moment=_.ltr(_.moment(view.signed_at)))
    masthead(sheet, _("Recouvrement des créances"), title, reference, signed, view.status)
    parties(sheet, view, _, Pair(_("Compte à débiter"), view.masked_rib))
    figures(sheet, done, _, remission=_("Remise accordée"))
    if done.plan:
        plan_row(sheet, done.plan, _)
    recap(sheet, done, _)
    sheet.heading(_("Ce qui se passe maintenant"))
    next_steps(sheet, view, _)
    _verification(sheet, view, _)


def _verification(sheet: Sheet, view: AgreementView, _: Translator) -> None:
    """The QR code and how to use it, at the foot of the page."""
    if not sheet.keep(_QR + 4):
        sheet.at = sheet.bottom - _QR - 2
    top = sheet.at
    qr_code(sheet, view.verification_url, 0, top, _QR)
    sheet.at += 3
    x, width = _QR + 5, sheet.width - _QR - 5
    use = _(
        "Scannez ce code, ou ouvrez l'adresse ci-dessous, et comparez la référence et les montants."
    )
    sheet.paragraph(_("Vérifier ce document"), x, width, STRONG)
    sheet.paragraph(use, x, width, CELL)
    sheet.paragraph(view.verification_url, x, width, SMALL)
    sheet.at = max(sheet.at, top + _QR)
