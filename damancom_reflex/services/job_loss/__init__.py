"""IPE: from an affiliate's insured persons to a decided claim. SPEC section 7.

Every function takes the actor first and re-checks what it may do. Plain values come out, never rows; what is refused
is a `DomainError` with a stable code.
"""

from damancom_reflex.services.job_loss.exports import (
    MOST_EXPORTED,
    Export,
    export_csv,
    export_xlsx,
)
from damancom_reflex.services.job_loss.filing import file, ready
from damancom_reflex.services.job_loss.followed import claim, withdraw
from damancom_reflex.services.job_loss.forms import begin, form, reasons_on, type_field
from damancom_reflex.services.job_loss.history import ClaimsWanted, claims
from damancom_reflex.services.job_loss.insured import affiliate, insured_persons
from damancom_reflex.services.job_loss.wording import PAPER_WORDS, STATUS_WORDS

__all__ = [
    "MOST_EXPORTED",
    "PAPER_WORDS",
    "STATUS_WORDS",
    "ClaimsWanted",
    "Export",
    "affiliate",
    "begin",
    "claim",
    "claims",
    "export_csv",
    "export_xlsx",
    "file",
    "form",
    "insured_persons",
    "ready",
    "reasons_on",
    "type_field",
    "withdraw",
]
