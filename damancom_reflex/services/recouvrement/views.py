"""What screens get: plain values of a recouvrement journey, never rows. Amounts in centimes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from damancom_reflex.documents.views import ConsentView
from damancom_reflex.domain.errors import DomainError
from damancom_reflex.domain.ledger import DebtTable, Ledger
from damancom_reflex.domain.remission import (
    Instalments,
    Limits,
    Offer,
    PaymentMode,
    RemissionPolicy,
    Simulation,
)
from damancom_reflex.domain.requests import DebitStatus, JourneyFacts, RemissionStatus
from damancom_reflex.i18n import Language
from damancom_reflex.services.places import PlaceView


@dataclass(frozen=True, slots=True)
class AffiliationRow:
    """An affiliate the account acts for; `open_reference` names its request in progress."""

    affiliate_number: str
    legal_name: str
    scheme: str
    ice: str
    open_reference: str | None


@dataclass(frozen=True, slots=True)
class DraftView:
    """A draft with everything typed so far.

    Attributes:
        id: public id of the draft.
        affiliate_number: affiliate chosen, None before.
        legal_name: its name, empty before.
        mode: way of paying chosen, None before.
        guarantees_accepted: whether the duty to file guarantees was accepted.
        bank_account_id: account to be debited, None before.
        rib_typed: a RIB being typed that is not an account yet, valid or not.
        down_payment_typed: the very characters typed.
        months_typed: the very characters typed.
        terms_accepted: whether the current terms of this very plan were accepted.
        updated_at: when something was last saved.
        facts: for `domain.requests.reachable` and `next_step`.
        may_sign: whether this account may sign for the affiliate.
        nothing_owed: whether the affiliate chosen owes nothing.
        several_affiliations: whether the account has a choice of affiliates.
        open_request: reference of the affiliate's request in progress, signed by any account.
        ended_request: reference of one that was paid or broken since the debt shown was established.
        signed_reference: reference this very draft was signed under.
        office: collection office of the affiliate, None before one is chosen.
    """

    id: str
    affiliate_number: str | None
    legal_name: str
    mode: PaymentMode | None
    guarantees_accepted: bool
    bank_account_id: int | None
    rib_typed: str
    down_payment_typed: str
    months_typed: str
    terms_accepted: bool
    updated_at: datetime
    facts: JourneyFacts
    may_sign: bool
    nothing_owed: bool
    several_affiliations: bool
    open_request: str | None
    ended_request: str | None
    signed_reference: str | None
    office: PlaceView | None


@dataclass(frozen=True, slots=True)
class DebtHeader:
    """Top of the debt page; periods are `YYYYMM`."""

    legal_name: str
    affiliate_number: str
    situation: date
    surcharges_to: date
    first_period: int
    last_period: int


@dataclass(frozen=True, slots=True)
class DebtView:
    """The consolidated debt, and the decision that applies today (`FACILITY` when none is open)."""

    header: DebtHeader
    decision: RemissionPolicy
    ledger: Ledger
    table: DebtTable


@dataclass(frozen=True, slots=True)
class BankAccountView:
    """A RIB of the affiliate, masked; `bank_name` is empty for a bank code nobody knows."""

    id: int
    masked: str
    bank_name: str
    added_at: datetime


@dataclass(frozen=True, slots=True)
class PlanView:
    """What the typed plan comes to.

    Attributes:
        mode: full payment or instalments.
        decision: the decision that applies today.
        down_payment_typed: the very characters typed.
        months_typed: the very characters typed.
        down_payment: centimes read from them, 0 for nothing typed or for what cannot be read.
        months: months read from them, else the number offered at first; 0 when none is possible.
        simulation: the figures, None when there is an error.
        error: why there is no plan.
        error_field: `down_payment`, `months`, or empty when no field is to blame.
        limits: bounds to show beside the fields.
        offers: every way of paying side by side, with the down payment typed (none when it cannot be read).
        saved_at: when the draft was last saved.
    """

    mode: PaymentMode
    decision: RemissionPolicy
    down_payment_typed: str
    months_typed: str
    down_payment: int
    months: int
    simulation: Simulation | None
    error: DomainError | None
    error_field: str
    limits: Limits
    offers: tuple[Offer, ...]
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class BudgetView:
    """Shortest plan within what one can pay a month; nothing is saved by asking."""

    budget_typed: str
    budget: int
    choice: Instalments | None
    simulation: Simulation | None
    error: DomainError | None


@dataclass(frozen=True, slots=True)
class Article:
    """A numbered article of the terms."""

    heading: str
    body: str


@dataclass(frozen=True, slots=True)
class TermsView:
    """The terms to sign, both languages, whole and by article; `plan` is the fingerprint of what they are shown for."""

    id: int
    code: str
    version: str
    text_fr: str
    text_ar: str
    sha256_fr: str
    sha256_ar: str
    accepted: bool
    plan: str = ""

    def title(self, language: Language) -> str:
        """First line of the text."""
        return self.text(language).split("\n", 1)[0]

    def articles(self, language: Language) -> tuple[Article, ...]:
        """Articles of the text, in order."""
        blocks = self.text(language).split("\n\n")[1:]
        return tuple(Article(*block.split("\n", 1)) for block in blocks)

    def text(self, language: Language) -> str:
        """The whole text in a language."""
        return self.text_ar if language == "ar" else self.text_fr


@dataclass(frozen=True, slots=True)
class RequestRow:
    """A signed request in the list of one's requests.

    Attributes:
        guaranteed: whether a guarantee was received.
        signed_once: whether somebody of the office signed its validation.
        next_day: next date that matters: the guarantees' deadline until one is received, or the day of the next debit;
            none when no day is set or all is over.
    """

    reference: str
    affiliate_number: str
    legal_name: str
    mode: PaymentMode
    status: RemissionStatus
    business_day: date
    to_pay: int
    remission: int
    guaranteed: bool
    signed_once: bool
    next_day: date | None


@dataclass(frozen=True, slots=True)
class InstalmentView:
    """A due payment of a signed request; `debit_day` is the working day the bank takes it on, once it is validated."""

    number: int
    due: date
    amount: int
    generated_surcharge: int
    status: DebitStatus
    debit_day: date | None = None


@dataclass(frozen=True, slots=True)
class RequestView:
    """A signed request with its figures, what happens next, and its evidence.

    `simulation` and `ledger` are worked out again from the ledger and the decision signed under; they give the stored
    figures. `debit_day` of what is not validated yet holds if it is validated in the month it was signed, `debit_ahead`
    if in this one.
    """

    reference: str
    verification_id: str
    affiliate_number: str
    legal_name: str
    status: RemissionStatus
    signed_at: datetime
    business_day: date
    guarantees_due: date | None
    debit_day: date | None
    debit_ahead: date | None
    masked_rib: str
    decision: RemissionPolicy
    ledger: Ledger
    simulation: Simulation
    instalments: tuple[InstalmentView, ...]
    office: PlaceView
    consent: ConsentView
    terms: TermsView

    @property
    def debited_on(self) -> date | None:
        """Day of a full payment's one debit: the bank's once it has one, else the day if it is validated now.

        None for a plan.
        """
        if self.simulation.plan:
            return None
        return self.instalments[0].debit_day or self.debit_ahead or self.debit_day


@dataclass(frozen=True, slots=True)
class Verification:
    """The least that proves a document is ours."""

    reference: str
    mode: PaymentMode
    day: date
    masked_name: str
