"""The papers of adhésion: three forms of one page each, and what to bring with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from damancom_reflex.documents.enrolment import wording as w
from damancom_reflex.documents.enrolment.cover import cover, to_bring
from damancom_reflex.documents.enrolment.debit import debit_sections
from damancom_reflex.documents.enrolment.form import Form, page
from damancom_reflex.documents.enrolment.mandate import mandate_sections
from damancom_reflex.documents.enrolment.request import request_sections
from damancom_reflex.documents.enrolment.views import AgencyText, EnrolmentPaperView
from damancom_reflex.documents.pdf.sheet import Sheet
from damancom_reflex.i18n import translator

if TYPE_CHECKING:
    from damancom_reflex.i18n import Translator

_REQUEST: Form = (w.REQUEST, request_sections)
_DEBIT: Form = (w.DEBIT, debit_sections)
_MANDATE: Form = (w.MANDATE, mandate_sections)


def enrolment_form_pdf(view: EnrolmentPaperView, _: Translator) -> bytes:
    """Make the request for an account, one page in French with Arabic headings.

    CPU work, as are the others: call it in a thread.

    Args:
        view: the request.
        _: translator of the reader, in whose language the file is titled.

    Returns:
        The PDF; the same view gives the same bytes.
    """
    return _alone(view, _, _REQUEST)


def debit_form_pdf(view: EnrolmentPaperView, _: Translator) -> bytes:
    """Make the registration for e-payment with the direct-debit authorisation; otherwise as `enrolment_form_pdf`."""
    return _alone(view, _, _DEBIT)


def mandate_pdf(view: EnrolmentPaperView, _: Translator) -> bytes:
    """Make the mandate; otherwise as `enrolment_form_pdf`.

    Raises:
        ValueError: when the request has no delegate.
    """
    if view.content.delegate is None:
        raise ValueError(view.reference)
    return _alone(view, _, _MANDATE)


def enrolment_pack_pdf(view: EnrolmentPaperView, _: Translator) -> bytes:
    """Make the list of what to bring, in the reader's language, and every form of the request, in one file.

    Args:
        view: the request.
        _: translator of the reader.

    Returns:
        The PDF; the same view gives the same bytes.
    """
    title = _("Votre dossier d'adhésion")
    with Sheet(_, view.created_at) as sheet:
        _describe(sheet, view, title)
        cover(sheet, view, _, title)
        forms = _forms(view)
        for number, form in enumerate(forms, 1):
            page(sheet, view, form, (number, len(forms)))
        return sheet.paper.finish()


def _alone(view: EnrolmentPaperView, _: Translator, form: Form) -> bytes:
    """A form in a file of its own: the very page of the pack."""
    forms = _forms(view)
    with Sheet(translator("fr"), view.created_at) as sheet:
        _describe(sheet, view, form[0].of(_.language))
        page(sheet, view, form, (forms.index(form) + 1, len(forms)))
        return sheet.paper.finish()


def _forms(view: EnrolmentPaperView) -> list[Form]:
    """The forms of a request, in order."""
    return [_REQUEST, _DEBIT, *([_MANDATE] if view.content.delegate else [])]


def _describe(sheet: Sheet, view: EnrolmentPaperView, title: str) -> None:
    """What the file says of itself."""
    sheet.paper.set_title(f"{title} {view.reference}")
    sheet.paper.set_subject(f"{view.content.legal_name} ({view.content.affiliate_number})")


__all__ = [
    "AgencyText",
    "EnrolmentPaperView",
    "debit_form_pdf",
    "enrolment_form_pdf",
    "enrolment_pack_pdf",
    "mandate_pdf",
    "to_bring",
]
