"""What somebody types to ask for an account, the request it makes, and the strategies that invent requests."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import strategies as st

from damancom_reflex.domain.enrolment.content import Content, DelegateContent, Identity
from damancom_reflex.domain.enrolment.fields import DelegateKind, IdentityKind, Operator
from damancom_reflex.domain.enrolment.reading import read_content
from damancom_reflex.domain.errors import DomainError

TODAY = date(2023, 11, 8)
COMPANY_ICE = "001527456000081"
PHONE, EMAIL = "+212612345678", "salma@exemple.ma"
ALONE = {
    "identity_kind": "CIN",
    "identity_number": "ab 123456",
    "surname": "Bennani",
    "first_name": "Salma",
    "surname_ar": "بناني",
    "operator": "ORANGE",
    "phone": "06 12 34 56 78",
    "email": "salma@Exemple.ma",
    "delegated": "no",
}
WITH_DELEGATE = {
    **ALONE,
    "rib": "001810007800020110620318",
    "delegated": "yes",
    "delegate_kind": "FIDUCIARY",
    "delegate_name": "Atlas & Cie",
    "delegate_ice": "001561191000066",
    "delegate_surname": "Alaoui",
    "delegate_first_name": "Omar",
    "delegate_identity_kind": "PASSPORT",
    "delegate_identity_number": "xy1234567",
    "delegate_email": "omar@atlas.example",
    "delegate_phone": "0712345678",
    "scope_declare": "yes",
    "scope_sign": "yes",
    "delegate_until": "31/12/2026",
}
REGISTERED = Identity(IdentityKind.CIN, "AB123456", "Bennani", "Salma")
FACTS: dict[str, Any] = {
    "affiliate_number": "4317542",
    "legal_name": "Pharmacie Annour",
    "ice": COMPANY_ICE,
    "phone": PHONE,
    "email": EMAIL,
    "today": TODAY,
}


def content(typed: dict[str, str], **facts: Any) -> Content:
    """The request that this text makes, of a new representative unless `facts` say otherwise."""
    return read_content(typed, **{"representative": None, **FACTS, **facts})


def codes(errors: dict[str, DomainError]) -> dict[str, str]:
    """Codes by field."""
    return {name: error.code for name, error in errors.items()}


names = st.sampled_from(["Bennani", "El-Fassi", "N'Diaye", "Aït Ben Haddou"])
arabic_names = st.sampled_from(["", "بناني", "عبد-الله"])
identities = st.builds(
    Identity,
    kind=st.just(IdentityKind.CIN),
    number=st.integers(10_000, 999_999).map(lambda number: f"AB{number}"),
    surname=names,
    first_name=names,
    surname_ar=arabic_names,
    first_name_ar=arabic_names,
)
phones = st.integers(600_000_000, 799_999_999).map(lambda number: f"+212{number}")
scopes = st.tuples(st.booleans(), st.booleans(), st.booleans()).filter(any)
delegates = st.builds(
    lambda kind, name, who, phone, scope, until: DelegateContent(
        kind=kind,
        legal_name=name,
        ice="001561191000066",
        signatory=replace(who, surname_ar="", first_name_ar=""),
        email="omar@atlas.example",
        phone=phone,
        declare=scope[0],
        recover=scope[1],
        sign=scope[2],
        until=until,
    ),
    st.sampled_from(DelegateKind),
    st.sampled_from(["Atlas & Cie", "شركة 3", "n° 4"]),
    identities,
    phones,
    scopes,
    st.none() | st.dates(date(2023, 11, 9), date(2033, 11, 8)),
)
contents = st.builds(
    Content,
    affiliate_number=st.just("4317542"),
    legal_name=names,
    ice=st.sampled_from(["", COMPANY_ICE]),
    representative=identities,
    representative_is_new=st.booleans(),
    operator=st.sampled_from(Operator),
    phone=phones,
    email=st.just(EMAIL),
    rib=st.sampled_from(["", "001810007800020110620318"]),
    delegate=st.none() | delegates,
)
