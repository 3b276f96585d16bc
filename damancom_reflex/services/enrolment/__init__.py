"""Adhésion: from an affiliation number to a Damancom account. SPEC section 6.

Who asks is an `Applicant`, a browser that holds the key of its request; every function looks at that key first.
"""

from __future__ import annotations

from damancom_reflex.services.enrolment.contact import check_code, code_view, send_code
from damancom_reflex.services.enrolment.drafts import (
    confirm_company,
    drafts_of,
    lacking,
    opened,
    type_field,
)
from damancom_reflex.services.enrolment.filed import filed, reason_advice, reason_text
from damancom_reflex.services.enrolment.follow_up import (
    challenge,
    finish,
    resend,
    start,
    start_for_number,
)
from damancom_reflex.services.enrolment.lookup import LookedUp, look_up
from damancom_reflex.services.enrolment.papers import paper
from damancom_reflex.services.enrolment.representative import check_identity
from damancom_reflex.services.enrolment.resume import open_link
from damancom_reflex.services.enrolment.submission import (
    accept_terms,
    read_back,
    submit,
)

__all__ = [
    "LookedUp",
    "accept_terms",
    "challenge",
    "check_code",
    "check_identity",
    "code_view",
    "confirm_company",
    "drafts_of",
    "filed",
    "finish",
    "lacking",
    "look_up",
    "open_link",
    "opened",
    "paper",
    "read_back",
    "reason_advice",
    "reason_text",
    "resend",
    "send_code",
    "start",
    "start_for_number",
    "submit",
    "type_field",
]
