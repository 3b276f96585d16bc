"""Who asks: a visitor, or the signed-in actor of an event; and how a service says no."""

from __future__ import annotations

from dataclasses import dataclass

from damancom_reflex.domain.errors import DomainError
from damancom_reflex.i18n import Language
from damancom_reflex.store.accounts import Role


@dataclass(frozen=True, slots=True)
class Visitor:
    """A person who has not proved who they are.

    Attributes:
        address: client address, as the server believes it.
        device: what the browser calls itself (`User-Agent`), to be shown only through `devices`.
        language: language of the page they are on.
    """

    address: str
    device: str
    language: Language

    @property
    def name(self) -> str:
        """Name in the audit trail."""
        return "visitor"


@dataclass(frozen=True, slots=True)
class Actor:
    """The signed-in person behind an event, as their session row said at that moment."""

    account_id: int
    session_id: int
    role: Role
    display_name: str
    language: Language
    address: str

    @property
    def name(self) -> str:
        """Name in the audit trail."""
        return account_name(self.account_id)


class Refused(DomainError):  # noqa: N818 - a refusal is an answer, not a fault
    """A service says no; `code` and `params` tell which sentence the screen shows."""

    code = "refused"


def account_name(account_id: int | None) -> str:
    """Name of an account in the audit trail, as actor or as subject; none is nobody's."""
    return f"account:{account_id}" if account_id else "nobody"
