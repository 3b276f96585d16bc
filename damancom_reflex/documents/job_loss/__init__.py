"""Form 310-1-26, the request for the indemnity for a lost job, filled in from a claim: one page to sign and stamp."""

from __future__ import annotations

from typing import TYPE_CHECKING

from damancom_reflex.documents.job_loss import wording as w
from damancom_reflex.documents.job_loss.form import page
from damancom_reflex.documents.job_loss.views import ClaimFormPaper, DaysCount, InsuredText
from damancom_reflex.documents.pdf.sheet import Sheet
from damancom_reflex.i18n import translator

if TYPE_CHECKING:
    from damancom_reflex.i18n import Translator


def claim_form_pdf(view: ClaimFormPaper, _: Translator) -> bytes:
    """Make the form, one page in French with Arabic headings.

    CPU work: call it in a thread.

    Args:
        view: the claim.
        _: translator of the reader, in whose language the file is titled.

    Returns:
        The PDF; the same view gives the same bytes.
    """
    with Sheet(translator("fr"), view.created_at) as sheet:
        sheet.paper.set_title(f"{w.TITLE.of(_.language)} {view.reference}")
        sheet.paper.set_subject(f"{view.legal_name} ({view.affiliate_number})")
        page(sheet, view)
        return sheet.paper.finish()


__all__ = ["ClaimFormPaper", "DaysCount", "InsuredText", "claim_form_pdf"]
