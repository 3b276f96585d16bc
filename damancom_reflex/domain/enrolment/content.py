"""What an enrolment request says once every field stands: what is filed, printed and decided on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from damancom_reflex.domain.enrolment.fields import DelegateKind, IdentityKind, Operator


@dataclass(frozen=True, slots=True)
class Identity:
    """Whose document: its kind and number in plain form, and the names on it; Arabic names may be empty."""

    kind: IdentityKind
    number: str
    surname: str
    first_name: str
    surname_ar: str = ""
    first_name_ar: str = ""

    @property
    def name(self) -> str:
        """First name and surname, in Latin letters."""
        return f"{self.first_name} {self.surname}"


@dataclass(frozen=True, slots=True)
class DelegateContent:
    """The delegate and the mandate asked for.

    Attributes:
        kind: what it is.
        legal_name: its name.
        ice: 15 digits.
        signatory: who signs for it.
        email: its address; `phone`: E.164.
        declare: may file declarations; `recover`: may act in Recouvrement; `sign`: may sign plans.
        until: last day of the mandate; none for no end.
    """

    kind: DelegateKind
    legal_name: str
    ice: str
    signatory: Identity
    email: str
    phone: str
    declare: bool
    recover: bool
    sign: bool
    until: date | None


@dataclass(frozen=True, slots=True)
class Content:
    """A whole request.

    Attributes:
        affiliate_number: seven digits.
        legal_name: company name, from the register.
        ice: the company's, from the register; may be empty.
        representative: who may sign for the company.
        representative_is_new: not the one of the register: documents must prove the change.
        operator: of the phone.
        phone: proved, E.164.
        email: proved.
        rib: 24 digits of the account to debit; empty when it is left to the paper form.
        delegate: none without delegation.
    """

    affiliate_number: str
    legal_name: str
    ice: str
    representative: Identity
    representative_is_new: bool
    operator: Operator
    phone: str
    email: str
    rib: str
    delegate: DelegateContent | None
