"""Links that open a draft of adhésion again, as e-mails carry them. SPEC section 6.

A link's token is the request's id and an HMAC of that id with the e-mail that was proved: nothing is stored, and a link
sent to an address that was changed since opens nothing.
"""

from __future__ import annotations

import base64
import hmac

from damancom_reflex.i18n import Language
from damancom_reflex.services.addresses import public_address
from damancom_reflex.services.keys import sealed


def token(request_id: str, email: str) -> str:
    """Token of a draft's link."""
    made = sealed("enrolment draft link", f"{request_id}:{email}")
    return f"{request_id}.{base64.urlsafe_b64encode(made).decode().rstrip('=')}"


def fits(given: str, request_id: str, email: str) -> bool:
    """Whether a token is the one of this draft and this address, in a time that does not depend on it."""
    return hmac.compare_digest(given.encode(errors="ignore"), token(request_id, email).encode())


def address(request_id: str, email: str, language: Language) -> str:
    """Address of a draft's link, as an e-mail carries it."""
    return public_address("lien/adhesion", language, k=token(request_id, email))
