"""What documents are made from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from damancom_reflex.domain.ledger import Ledger
    from damancom_reflex.domain.remission import LineRemission, Simulation
    from damancom_reflex.i18n import Language


@dataclass(frozen=True, slots=True)
class ConsentView:
    """The evidence that the terms were accepted: SPEC section 5, point 7.

    Attributes:
        account: identifier of the account that accepted.
        accepted_at: when, aware.
        address: network address it came from.
        terms_version: version of the terms.
        language: language in which they were shown first.
        sha256_fr: SHA-256 of the French text, 64 hexadecimal digits.
        sha256_ar: the same of the Arabic text.
    """

    account: str
    accepted_at: datetime
    address: str
    terms_version: str
    language: Language
    sha256_fr: str
    sha256_ar: str


@dataclass(frozen=True, slots=True)
class FiguresView:
    """A debt and what was worked out on it: all that a simulation shows, and the figures of an agreement.

    Attributes:
        created_at: when the document is made, aware; the same view gives the same bytes.
        legal_name: company name.
        affiliate_number: seven digits.
        ledger: the debt.
        simulation: the figures, with the decision and, for instalments, the plan.
        lines: every debt line with its rate and remission; they add up to the simulation.
    """

    created_at: datetime
    legal_name: str
    affiliate_number: str
    ledger: Ledger
    simulation: Simulation
    lines: tuple[LineRemission, ...]


@dataclass(frozen=True, slots=True)
class AgreementView(FiguresView):
    """A remission request that was signed.

    Attributes:
        reference: the request's reference, "REM-2023-000042".
        status: its state, in the document's language.
        signed_at: when it was signed, aware.
        masked_rib: account to be debited, masked.
        debit_on: day of the one debit of a full payment; None for instalments.
        guarantees_by: last day to file guarantees; None for full payment.
        collection_office: name of the collection office, in the document's language.
        collection_office_address: its address; may be empty.
        commitments: what was promised, a sentence each, in the document's language.
        consent: evidence of the acceptance.
        verification_url: address of the page that verifies this document; the QR code holds it.
        debit_days: day on which the bank takes each instalment, by its number, once the plan is validated.
        ended: whether nothing of it is to be paid any more, or not this way.
    """

    reference: str
    status: str
    signed_at: datetime
    masked_rib: str
    debit_on: date | None
    guarantees_by: date | None
    collection_office: str
    collection_office_address: str
    commitments: tuple[str, ...]
    consent: ConsentView
    verification_url: str
    debit_days: Mapping[int, date] = field(default_factory=dict)
    ended: bool = False
