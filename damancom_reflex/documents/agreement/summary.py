"""The first page: who, how much, what happens next and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from damancom_reflex.documents.agreement.steps import next_steps
from damancom_reflex.documents.parts.figures import figures, parties, plan_row, recap
from damancom_reflex.documents.parts.frame import masthead
from damancom_reflex.documents.parts.verification import verification
from damancom_reflex.documents.pdf.pairs import Pair

if TYPE_CHECKING:
    from damancom_reflex.documents.pdf.sheet import Sheet
    from damancom_reflex.documents.views import AgreementView
    from damancom_reflex.i18n import Translator


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
    use = _(
        "Scannez ce code, ou ouvrez l'adresse ci-dessous, et comparez la référence et les montants."
    )
    verification(sheet, view.verification_url, _("Vérifier ce document"), use)
