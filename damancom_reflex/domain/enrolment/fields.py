"""The fields of adhésion, by the names that screens, rows and tests share."""

from __future__ import annotations

from damancom_reflex.domain.words import Word


class IdentityKind(Word):
    """Which document proves who somebody is."""

    CIN = "CIN"
    RESIDENCE_CARD = "RESIDENCE_CARD"
    PASSPORT = "PASSPORT"


class Operator(Word):
    """Mobile operator of a number."""

    MAROC_TELECOM = "MAROC_TELECOM"
    ORANGE = "ORANGE"
    INWI = "INWI"


class DelegateKind(Word):
    """What a delegate is."""

    ACCOUNTANT = "ACCOUNTANT"
    FIDUCIARY = "FIDUCIARY"
    LAWYER = "LAWYER"
    OTHER = "OTHER"


class Field(Word):
    """What is typed in the wizard. Boxes hold `yes` or nothing; `delegated` holds `yes`, `no` or nothing."""

    IDENTITY_KIND = "identity_kind"
    IDENTITY_NUMBER = "identity_number"
    SURNAME = "surname"
    FIRST_NAME = "first_name"
    SURNAME_AR = "surname_ar"
    FIRST_NAME_AR = "first_name_ar"
    PHONE = "phone"
    OPERATOR = "operator"
    EMAIL = "email"
    RIB = "rib"
    DELEGATED = "delegated"
    DELEGATE_KIND = "delegate_kind"
    DELEGATE_NAME = "delegate_name"
    DELEGATE_ICE = "delegate_ice"
    DELEGATE_SURNAME = "delegate_surname"
    DELEGATE_FIRST_NAME = "delegate_first_name"
    DELEGATE_IDENTITY_KIND = "delegate_identity_kind"
    DELEGATE_IDENTITY_NUMBER = "delegate_identity_number"
    DELEGATE_EMAIL = "delegate_email"
    DELEGATE_PHONE = "delegate_phone"
    SCOPE_DECLARE = "scope_declare"
    SCOPE_RECOVER = "scope_recover"
    SCOPE_SIGN = "scope_sign"
    DELEGATE_UNTIL = "delegate_until"
