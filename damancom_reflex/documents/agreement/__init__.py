"""The agreement: the PDF that an employer keeps after signing a remission request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from damancom_reflex.documents.agreement.promises import commitments, evidence
from damancom_reflex.documents.agreement.summary import summary
from damancom_reflex.documents.parts.annex import annex
from damancom_reflex.documents.parts.frame import footers
from damancom_reflex.documents.parts.tables import tables
from damancom_reflex.documents.pdf.sheet import Sheet

if TYPE_CHECKING:
    from damancom_reflex.documents.views import AgreementView
    from damancom_reflex.i18n import Translator


def agreement_pdf(view: AgreementView, _: Translator) -> bytes:
    """Make the agreement in the translator's language.

    A page that says all, then the debt, the schedule, what was promised and its evidence, then the annex that works out
    the remission line by line. CPU work: call it in a thread.

    Args:
        view: what was signed.
        _: translator; its direction mirrors the pages.

    Returns:
        The PDF; the same view gives the same bytes.
    """
    title = _title(_, view)
    with Sheet(_, view.created_at) as sheet:
        sheet.paper.set_title(f"{title} {view.reference}")
        sheet.paper.set_subject(f"{view.legal_name} ({view.affiliate_number})")
        summary(sheet, view, _, title)
        tables(sheet, view, _)
        commitments(sheet, view, _)
        evidence(sheet, view, _)
        annex(sheet, view, _)
        footers(sheet, _, f"{title} · {_.ltr(view.reference)}")
        return sheet.paper.finish()


def _title(_: Translator, view: AgreementView) -> str:
    """What the agreement is called: by what was granted and how it is paid."""
    remitted, plan = view.simulation.remission > 0, view.simulation.plan
    if plan:
        return _("Accord de remise et échéancier") if remitted else _("Facilités de paiement")
    return _("Accord de remise") if remitted else _("Engagement de paiement")


__all__ = ["agreement_pdf"]
