"""Files made for people: a view goes in, bytes come out. No database, no clock, no network.

Views hold raw values (centimes, basis points, days) and texts already in the document's language.
"""

from damancom_reflex.documents.agreement import agreement_pdf
from damancom_reflex.documents.calendar_file import due_dates_calendar
from damancom_reflex.documents.enrolment import (
    EnrolmentPaperView,
    debit_form_pdf,
    enrolment_form_pdf,
    enrolment_pack_pdf,
    mandate_pdf,
)
from damancom_reflex.documents.simulation import simulation_pdf
from damancom_reflex.documents.views import AgreementView, ConsentView, FiguresView

__all__ = [
    "AgreementView",
    "ConsentView",
    "EnrolmentPaperView",
    "FiguresView",
    "agreement_pdf",
    "debit_form_pdf",
    "due_dates_calendar",
    "enrolment_form_pdf",
    "enrolment_pack_pdf",
    "mandate_pdf",
    "simulation_pdf",
]
