"""Adhésion: from an affiliation number to a Damancom account. SPEC section 6.

Who asks is an `Applicant`, a browser that holds the key of its request; every function looks at that key first.
"""

from __future__ import annotations

from damancom_reflex.services.enrolment.filed import filed, reason_advice, reason_text
from damancom_reflex.services.enrolment.follow_up import (
    challenge,
    finish,
    resend,
    start,
    start_for_number,
)
from damancom_reflex.services.enrolment.resume import open_link

__all__ = [
    "challenge",
    "filed",
    "finish",
    "open_link",
    "reason_advice",
    "reason_text",
    "resend",
    "start",
    "start_for_number",
]
