"""IPE: from an affiliate's insured persons to a decided claim. SPEC section 7.

Every function takes the actor first and re-checks what it may do. Plain values come out, never rows; what is refused
is a `DomainError` with a stable code.
"""

from damancom_reflex.services.job_loss.filing import file, ready
from damancom_reflex.services.job_loss.followed import claim, withdraw
from damancom_reflex.services.job_loss.forms import begin, form, reasons_on, type_field
from damancom_reflex.services.job_loss.history import claims
from damancom_reflex.services.job_loss.insured import affiliate, insured_persons

__all__ = [
    "affiliate",
    "begin",
    "claim",
    "claims",
    "file",
    "form",
    "insured_persons",
    "ready",
    "reasons_on",
    "type_field",
    "withdraw",
]
