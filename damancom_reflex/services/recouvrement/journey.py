"""A draft with all that decides on it: rights, debt, decision, rates, terms, requests in progress."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import date, datetime

from damancom_reflex.domain.errors import DomainError
from damancom_reflex.domain.ledger import Ledger
from damancom_reflex.domain.remission import (
    PaymentMode,
    RemissionPolicy,
    Simulation,
    simulate,
)
from damancom_reflex.domain.requests import (
    STEPS,
    JourneyFacts,
    RemissionStep,
    next_step,
    reachable,
)
from damancom_reflex.domain.surcharges import SurchargeRate
from damancom_reflex.services.actors import Actor, Refused
from damancom_reflex.services.places import PlaceView
from damancom_reflex.services.recouvrement import rulebook
from damancom_reflex.services.recouvrement.typed import TypedPlan, read_plan
from damancom_reflex.services.recouvrement.views import TermsView
from damancom_reflex.store.affiliates import Affiliate
from damancom_reflex.store.remissions import RemissionDraft


@dataclass(frozen=True)
class Journey:
    """A draft of an account, its affiliate, and what applies to it on this business day.

    `draft` is the row itself: what is set on one that was loaded in a writing transaction is saved. `now` is the
    moment on the business calendar: what is agreed to is dated by the calendar its deadlines run on.
    """

    actor: Actor
    now: datetime
    draft: RemissionDraft
    affiliate: Affiliate | None
    office: PlaceView | None
    may_sign: bool
    affiliations: int
    ledger_id: int | None
    ledger: Ledger | None
    decision_id: int | None
    policy: RemissionPolicy
    rates_known: int
    rates: tuple[SurchargeRate, ...]
    all_terms: dict[str, TermsView]
    open_reference: str | None
    ended_reference: str | None
    signed_reference: str | None

    @property
    def today(self) -> date:
        """The business day."""
        return self.now.date()

    @property
    def mode(self) -> PaymentMode | None:
        """Way of paying chosen."""
        return PaymentMode(self.draft.mode) if self.draft.mode else None

    @property
    def nothing_owed(self) -> bool:
        """Whether the affiliate chosen owes nothing."""
        return self.affiliate is not None and (self.ledger is None or self.ledger.total == 0)

    @property
    def owed(self) -> Ledger:
        """The debt.

        Raises:
            Refused: `nothing_owed`.
        """
        if self.ledger is None or self.ledger.total == 0:
            raise Refused("nothing_owed")
        return self.ledger

    @property
    def terms(self) -> TermsView | None:
        """The current terms of the mode chosen, None before."""
        if self.mode is None:
            return None
        return self.all_terms[rulebook.terms_code(self.policy, self.mode)]

    def plan(self) -> tuple[TypedPlan, Simulation | None]:
        """What is typed, and its figures when it stands; otherwise the typed plan carries the error."""
        mode = self.mode or PaymentMode.FULL
        draft = self.draft
        typed = read_plan(
            self.owed, self.policy, mode, draft.down_payment_typed, draft.months_typed
        )
        if typed.choice is None:
            return typed, None
        try:
            return typed, simulate(self.owed, self.policy, typed.choice, self.rates)
        except DomainError as error:
            return replace(typed, choice=None, error=error, error_field=_field(error)), None

    def fingerprint(self) -> str:
        """SHA-256 of what the terms are accepted for; empty when the plan does not stand.

        Mode, plan, bank account, ledger, decision and both texts: any change of one of them asks for acceptance again.
        """
        terms = self.terms
        if terms is None or self.nothing_owed:
            return ""
        typed, simulation = self.plan()
        if simulation is None:
            return ""
        agreed = (
            *(self.mode, typed.down_payment, typed.months, self.draft.bank_account_id),
            *(self.ledger_id, self.decision_id, terms.sha256_fr, terms.sha256_ar),
        )
        return hashlib.sha256("|".join(map(str, agreed)).encode()).hexdigest()

    def as_shown(self, shown: str) -> None:
        """Refuse to agree to a plan that is no longer the one a page showed; an empty fingerprint asks for none.

        Raises:
            Refused: `plan_changed`.
        """
        if shown and shown != self.fingerprint():
            raise Refused("plan_changed")

    def facts(self) -> JourneyFacts:
        """What the steps' gate looks at."""
        fingerprint = self.fingerprint() if self.affiliate else ""
        return replace(
            self._facts_before_plan(),
            plan_valid=bool(fingerprint),
            terms_accepted=bool(fingerprint) and self.draft.terms_fingerprint == fingerprint,
        )

    def _facts_before_plan(self) -> JourneyFacts:
        """What needs no working out of the plan."""
        return JourneyFacts(
            has_affiliate=self.affiliate is not None,
            mode=self.mode,
            guarantees_accepted=self.draft.guarantees_accepted_at is not None,
            has_bank_account=self.draft.bank_account_id is not None,
        )

    def unsigned(self) -> None:
        """Refuse to touch a draft that became a request.

        Raises:
            Refused: `already_signed` (`reference`).
        """
        if self.signed_reference:
            raise Refused("already_signed", reference=self.signed_reference)

    def at(self, step: RemissionStep) -> None:
        """Refuse a step that may not be opened yet.

        Raises:
            Refused: `already_signed` (`reference`), `open_request_exists`, `new_situation_awaited` (`reference`),
                `nothing_owed`, or `step_not_reached` (`step`, the one to go to).
        """
        self.unsigned()
        if self.open_reference and self.office:
            raise open_request(self.actor, self.open_reference, self.office)
        if self.ended_reference:
            raise Refused("new_situation_awaited", reference=self.ended_reference)
        if self.nothing_owed:
            raise Refused("nothing_owed")
        # A plan opens what comes after it alone: it is typed here many times a second.
        plan_matters = STEPS.index(step) > STEPS.index(RemissionStep.SIMULATION)
        facts = self.facts() if plan_matters else self._facts_before_plan()
        if not reachable(step, facts):
            raise Refused("step_not_reached", step=next_step(facts).value)


def open_request(actor: Actor, reference: str, office: PlaceView) -> Refused:
    """The refusal that names the request in progress and the office to see instead."""
    return Refused(
        "open_request_exists",
        reference=reference,
        office=office.name(actor.language),
        office_address=office.address(actor.language),
        office_phone=office.phone,
    )


def _field(error: DomainError) -> str:
    if error.code.startswith("down_payment"):
        return "down_payment"
    return "months" if error.code.startswith(("months", "instalment")) else ""
