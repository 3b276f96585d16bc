"""E-mail addresses: whether one can be delivered to, as far as that is known without asking the network."""

from __future__ import annotations

from functools import cache

from email_validator import SPECIAL_USE_DOMAIN_NAMES, EmailNotValidError, validate_email
from publicsuffixlist import PublicSuffixList

from damancom_reflex.domain.errors import DomainError
from damancom_reflex.domain.text import plain_text

FOR_EXAMPLES = "example"
"""Top-level domain kept for examples (RFC 2606); RFC 6761 asks programs to take it as any other."""


class EmailError(DomainError):
    """An e-mail address that cannot be one.

    Codes: `empty_email`; `malformed_email`; `email_domain_impossible` (kept for special uses, or under a top-level
    domain that does not exist). The last two carry the `domain`.
    """


def email_address(text: str) -> str:
    """An address in plain form: domain in lower case and ASCII, the part before it as typed.

    Raises:
        EmailError: when it is empty, has not the form of an address, or its domain cannot exist.
    """
    plain = plain_text(text)
    if not plain:
        raise EmailError("empty_email")
    try:
        # Letters beyond ASCII before the @ need SMTPUTF8 of every server on the way: few have it.
        read = validate_email(
            plain,
            check_deliverability=False,
            globally_deliverable=False,
            allow_smtputf8=False,
            strict=True,
        )
    except EmailNotValidError as error:
        domain = plain.rpartition("@")[2].lower()
        code = "email_domain_impossible" if _for_special_use(domain) else "malformed_email"
        raise EmailError(code, domain=domain) from error
    domain = read.ascii_domain.lower()
    if not _exists(domain):
        raise EmailError("email_domain_impossible", domain=domain)
    return f"{read.local_part}@{domain}"


def _for_special_use(domain: str) -> bool:
    """Whether a domain is kept for something else than the Internet (`.local`, `.invalid`, `.test`…)."""
    return any(f".{domain}".endswith(f".{kept}") for kept in SPECIAL_USE_DOMAIN_NAMES)


def _exists(domain: str) -> bool:
    """Whether a domain has a dot and lies under a top-level domain that exists."""
    return "." in domain and (
        domain.endswith(f".{FOR_EXAMPLES}") or _suffixes().publicsuffix(domain) is not None
    )


@cache
def _suffixes() -> PublicSuffixList:
    """The public suffixes of the Internet, as bundled with the library (read once, ~10,000 lines)."""
    return PublicSuffixList(accept_unknown=False, only_icann=True)
