"""A request as the wizard's screens get it."""

from __future__ import annotations

from typing import Final

from damancom_reflex.domain.identifiers import affiliation_number
from damancom_reflex.services.enrolment.access import Dossier
from damancom_reflex.services.enrolment.standing import standing, terms_accepted
from damancom_reflex.services.enrolment.views import DraftView

MOST_IDENTITIES: Final = 5
"""Identities that one request may look up in the register. SPEC section 6."""


def view(found: Dossier) -> DraftView:
    """The request as it stands now."""
    request, seen = found.request, standing(found)
    name = found.representative if seen.in_register else None
    return DraftView(
        id=request.id,
        version=request.version,
        status=found.status,
        reference=request.reference or "",
        affiliate_number=found.affiliate.number,
        number_key_ok=affiliation_number(found.affiliate.number).key_ok,
        legal_name=found.affiliate.legal_name,
        typed=dict(request.typed),
        errors={
            field: (error.code, error.params)
            for field, error in seen.errors.items()
            if request.typed.get(field, "").strip()
        },
        facts=seen.facts,
        representative_in_register=seen.in_register,
        representative_is_new=seen.is_new,
        representative_name=f"{name.first_name} {name.surname}" if name else "",
        identity_tries_left=max(0, MOST_IDENTITIES - request.identity_tries),
        phone=request.phone if request.phone_verified_at else "",
        email=request.email if request.email_verified_at else "",
        terms_accepted=terms_accepted(found, seen),
        reason_code=request.reason_code,
        reason_note=request.reason_note,
        saved_at=request.updated_at,
        expires_at=found.ends_at,
    )
