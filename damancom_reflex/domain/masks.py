"""Showing enough of a number for its owner to know it, and no more. SPEC section 10."""

from __future__ import annotations

_DOTS = "\u2022\u2022\u2022"
_SHOWN_ENDS = 8
"""Characters under which showing both ends would show nearly all."""


def mask_rib(rib: str) -> str:
    """Bank code and last four digits: `011 ••• 4921`."""
    return f"{rib[:3]} {_DOTS} {rib[-4:]}"


def mask_phone(phone: str) -> str:
    """Country, first digit of an international number, and the last two: `+2126 ••• 78`."""
    return f"{phone[:5]} {_DOTS} {phone[-2:]}"


def mask_email(email: str) -> str:
    """First letter, and the domain: `k•••@exemple.ma`."""
    name, at, domain = email.partition("@")
    return f"{name[:1]}{_DOTS}{at}{domain}"


def mask_identity(number: str) -> str:
    """Two characters at each end of an identity number; one when it is short: `AB•••56`."""
    shown = 2 if len(number) >= _SHOWN_ENDS else 1
    return f"{number[:shown]}{_DOTS}{number[-shown:]}"


def mask_name(name: str) -> str:
    """First letter of each word: enough for who holds the document, nothing for who does not."""
    return " ".join(f"{word[0]}{_DOTS}" for word in name.split())
