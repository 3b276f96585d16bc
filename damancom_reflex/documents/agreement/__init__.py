"""The agreement: the PDF that an employer keeps after signing a remission request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from damancom_reflex.documents.agreement.annex import annex
from damancom_reflex.documents.agreement.details import details
from damancom_reflex.documents.agreement.frame import footers
from damancom_reflex.documents.agreement.summary import summary
from damancom_reflex.documents.pdf.sheet import Sheet
from damancom_reflex.documents.wording import title

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
    with Sheet(_, view.created_at) as sheet:
        sheet.paper.set_title(f"{title(_, view)} {view.reference}")
        sheet.paper.set_subject(f"{view.legal_name} ({view.affiliate_number})")
        summary(sheet, view, _)
        details(sheet, view, _)
        annex(sheet, view, _)
        footers(sheet, view, _)
        return sheet.paper.finish()


__all__ = ["agreement_pdf"]
