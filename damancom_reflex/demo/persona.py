"""What a persona of the demo is, and an employer it acts for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from damancom_reflex.demo.debts import Lines
from damancom_reflex.i18n import Language
from damancom_reflex.services.rights import EMPLOYERS
from damancom_reflex.store.accounts import Role


@dataclass(frozen=True, slots=True)
class Company:
    """An invented employer.

    Attributes:
        number: affiliation number.
        legal_name: company name.
        ice: its common identifier.
        office: code of its collection office.
        ribs: its bank accounts.
        debt: makes its debt lines; None for an employer that never owed anything.
        signs: way of paying of a request that is already signed, empty for none.
        owner: name of the persona who signs for it, empty for anybody else.
    """

    number: str
    legal_name: str
    ice: str
    office: str
    ribs: tuple[str, ...]
    debt: Callable[[], Lines] | None
    signs: str = ""
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Persona:
    """Somebody to enter the demo as.

    Attributes:
        identifier: to sign in with.
        password: shown on the sign-in page, in the demo only.
        name: display name of the account.
        shows: what there is to see, a French msgid.
        phone: where codes go; read on the visible phone.
        email: read in the visible mailbox.
        language: language of its messages.
        role: role of the account.
        companies: employers it acts for.
        delegate_ice: common identifier of the fiduciary it is; empty for anybody else.
        agency: code of the agency an agency officer belongs to.
        collection_office: code of the office a collection officer belongs to.
    """

    identifier: str
    password: str
    name: str
    shows: str
    phone: str
    email: str
    language: Language = "fr"
    role: Role = Role.EMPLOYER
    companies: tuple[Company, ...] = ()
    delegate_ice: str = ""
    agency: str = ""
    collection_office: str = ""

    @property
    def staff(self) -> bool:
        """Whether they sign in at the staff's door."""
        return self.role not in EMPLOYERS
