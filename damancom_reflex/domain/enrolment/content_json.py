"""A request's content as JSON, for its row and its fingerprint; and as text by field, for screens."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from damancom_reflex.domain.enrolment.content import Content, DelegateContent, Identity
from damancom_reflex.domain.enrolment.field_reading import NO, YES
from damancom_reflex.domain.enrolment.fields import DelegateKind, Field, IdentityKind, Operator


def content_to_json(content: Content) -> dict[str, Any]:
    """Values that JSON has; days as `YYYY-MM-DD`."""
    made = asdict(content)
    if content.delegate is not None:
        until = content.delegate.until
        made["delegate"]["until"] = until.isoformat() if until else None
    return made


def content_from_json(data: dict[str, Any]) -> Content:
    """The content that `content_to_json` wrote.

    Raises:
        KeyError, TypeError, ValueError: when it is something else.
    """
    return Content(
        **{
            **data,
            "representative": _identity(data["representative"]),
            "operator": Operator(data["operator"]),
            "delegate": _delegate(data["delegate"]) if data["delegate"] else None,
        }
    )


def content_fields(content: Content) -> dict[str, str]:
    """The content as one would type it, by field name: every field that it asks for."""
    who = content.representative
    made = {
        Field.IDENTITY_KIND: who.kind,
        Field.IDENTITY_NUMBER: who.number,
        Field.SURNAME: who.surname,
        Field.FIRST_NAME: who.first_name,
        Field.SURNAME_AR: who.surname_ar,
        Field.FIRST_NAME_AR: who.first_name_ar,
        Field.OPERATOR: content.operator,
        Field.PHONE: content.phone,
        Field.EMAIL: content.email,
        Field.RIB: content.rib,
        Field.DELEGATED: YES if content.delegate else NO,
        **(_delegate_fields(content.delegate) if content.delegate else {}),
    }
    return {field.value: str(text) for field, text in made.items()}


def _identity(data: dict[str, Any]) -> Identity:
    return Identity(**{**data, "kind": IdentityKind(data["kind"])})


def _delegate(data: dict[str, Any]) -> DelegateContent:
    return DelegateContent(
        **{
            **data,
            "kind": DelegateKind(data["kind"]),
            "signatory": _identity(data["signatory"]),
            "until": date.fromisoformat(data["until"]) if data["until"] else None,
        }
    )


def _delegate_fields(delegate: DelegateContent) -> dict[Field, str]:
    return {
        Field.DELEGATE_KIND: delegate.kind,
        Field.DELEGATE_NAME: delegate.legal_name,
        Field.DELEGATE_ICE: delegate.ice,
        Field.DELEGATE_SURNAME: delegate.signatory.surname,
        Field.DELEGATE_FIRST_NAME: delegate.signatory.first_name,
        Field.DELEGATE_IDENTITY_KIND: delegate.signatory.kind,
        Field.DELEGATE_IDENTITY_NUMBER: delegate.signatory.number,
        Field.DELEGATE_EMAIL: delegate.email,
        Field.DELEGATE_PHONE: delegate.phone,
        Field.SCOPE_DECLARE: YES if delegate.declare else "",
        Field.SCOPE_RECOVER: YES if delegate.recover else "",
        Field.SCOPE_SIGN: YES if delegate.sign else "",
        Field.DELEGATE_UNTIL: delegate.until.isoformat() if delegate.until else "",
    }
