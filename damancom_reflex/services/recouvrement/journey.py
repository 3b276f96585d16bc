"""A draft with all that decides on it: rights, debt, decision, rates, terms, requests in progress.

Read in one statement when the ledger and the rules are in memory.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, Date, Integer, bindparam
from sqlmodel import and_, col, func, or_, select
from sqlmodel.ext.asyncio.session import AsyncSession
from sqlmodel.sql.expression import Select, SelectOfScalar

from damancom_reflex import clock
from damancom_reflex.domain.errors import DomainError
from damancom_reflex.domain.ledger import Ledger
from damancom_reflex.domain.remission import (
    PaymentMode,
    RemissionPolicy,
    Simulation,
    simulate,
)
from damancom_reflex.domain.requests import (
    OPEN,
    STEPS,
    JourneyFacts,
    RemissionStep,
    next_step,
    reachable,
)
from damancom_reflex.domain.surcharges import SurchargeRate
from damancom_reflex.services import business, rights
from damancom_reflex.services.actors import Actor, Refused
from damancom_reflex.services.places import PlaceView, place_view
from damancom_reflex.services.recouvrement import ledgers, rulebook
from damancom_reflex.services.recouvrement.typed import TypedPlan, read_plan
from damancom_reflex.services.recouvrement.views import TermsView
from damancom_reflex.services.turns import hold
from damancom_reflex.store.accounts import AccountAffiliation
from damancom_reflex.store.affiliates import Affiliate, CollectionOffice
from damancom_reflex.store.debts import LedgerSnapshot
from damancom_reflex.store.remissions import RemissionDraft, RemissionRequest
from damancom_reflex.store.rules import RemissionDecision, SurchargeRateRow, Terms

OPEN_VALUES = tuple(status.value for status in sorted(OPEN))


@dataclass(frozen=True)
class Journey:
    """A draft of an account, its affiliate, and what applies to it on this business day.

    `draft` is the row itself: in a writing transaction, what is set on it is saved. `now` is the moment on the business
    calendar: what is agreed to is dated by the calendar its deadlines run on.
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
            Refused: `already_signed` (`reference`), `open_request_exists`, `nothing_owed`, or `step_not_reached`
                (`step`, the one to go to).
        """
        self.unsigned()
        if self.open_reference and self.office:
            raise open_request(self.actor, self.open_reference, self.office)
        if self.nothing_owed:
            raise Refused("nothing_owed")
        # A plan opens what comes after it alone: it is typed here many times a second.
        plan_matters = STEPS.index(step) > STEPS.index(RemissionStep.SIMULATION)
        facts = self.facts() if plan_matters else self._facts_before_plan()
        if not reachable(step, facts):
            raise Refused("step_not_reached", step=next_step(facts).value)


async def load(
    session: AsyncSession,
    actor: Actor,
    draft_id: str,
    *,
    to_write: bool = False,
    fresh: bool = False,
) -> Journey:
    """A draft of this account, its affiliate being one it acts for today.

    Args:
        session: a reading or writing session.
        actor: who asks.
        draft_id: public id of the draft.
        to_write: hold the draft's row until the transaction ends (SQLite holds the whole file by itself).
        fresh: read ledger and rules from their rows, whatever is in memory.

    Raises:
        Refused: `not_allowed` for staff; `draft_unknown` when it is not there, not theirs, or for an affiliate they no
            longer act for.
    """
    rights.employer(actor)
    now, found = await _row(session, actor, draft_id, to_write=to_write)
    draft, affiliate, office, may_sign, *scalars = found
    affiliations, ledger_id, opened, signed, decisions_known, rates_known, terms_known = scalars
    owed = None
    if ledger_id is not None:
        read = ledgers.ledger_from_rows if fresh else ledgers.ledger
        owed = await read(session, ledger_id)
    if fresh:
        policies = await rulebook.policies_from_rows(session)
        rates = await rulebook.surcharge_rates_from_rows(session, rates_known or 0)
        all_terms = await rulebook.terms_from_rows(session)
    else:
        policies = await rulebook.policies(session, decisions_known or 0)
        rates = await rulebook.surcharge_rates(session, rates_known or 0)
        all_terms = await rulebook.current_terms(session, terms_known or 0)
    decision_id, policy = rulebook.decision_on(now.date(), policies)
    return Journey(
        actor=actor,
        now=now,
        draft=draft,
        affiliate=affiliate,
        office=place_view(office) if office else None,
        may_sign=bool(may_sign),
        affiliations=affiliations,
        ledger_id=ledger_id,
        ledger=owed,
        decision_id=decision_id,
        policy=policy,
        rates_known=rates_known or 0,
        rates=rates,
        all_terms=all_terms,
        open_reference=opened,
        signed_reference=signed,
    )


def open_request(actor: Actor, reference: str, office: PlaceView) -> Refused:
    """The refusal that names the request in progress and the office to see instead."""
    return Refused(
        "open_request_exists",
        reference=reference,
        office=office.name(actor.language),
        office_address=office.address(actor.language),
        office_phone=office.phone,
    )


def open_reference_of(affiliate_id: object) -> SelectOfScalar[str]:
    """Reference of an affiliate's request in progress, as a subquery."""
    return select(RemissionRequest.reference).where(
        RemissionRequest.affiliate_id == affiliate_id,
        col(RemissionRequest.status).in_(OPEN_VALUES),
    )


def latest_ledger_of(
    affiliate_id: object, today: date | BindParameter[date]
) -> SelectOfScalar[Any]:
    """Id of an affiliate's latest debt that stood on a business day, as a subquery."""
    return (
        select(LedgerSnapshot.id)
        .where(LedgerSnapshot.affiliate_id == affiliate_id, LedgerSnapshot.situation <= today)
        .order_by(col(LedgerSnapshot.situation).desc())
        .limit(1)
    )


async def _row(
    session: AsyncSession, actor: Actor, draft_id: str, *, to_write: bool
) -> tuple[datetime, Sequence[Any]]:
    """The moment on the business calendar, and the draft's row on that day.

    The day is taken from the calendar as it last stood; the row says how it stands now, and is read again if it moved.

    Raises:
        Refused: `draft_unknown`.
    """
    statement = _statement()
    if to_write:
        # Held before it is read: who waited reads all of it as it is now, the rights that go with it included.
        await hold(session, col(RemissionDraft.id) == draft_id)

    async def on(day: date) -> Sequence[Any] | None:
        wanted = {"draft": draft_id, "account": actor.account_id, "today": day}
        return (await session.exec(statement, params=wanted)).first()

    guess = business.last_shift()
    now = clock.business_now(guess)
    found = await on(now.date())
    shift = business.seen(found[-1]) if found else await business.shift(session)
    if shift != guess:
        now = clock.business_now(shift)
        found = await on(now.date())
    if found is None:
        raise Refused("draft_unknown")
    return now, found[:-1]


@cache
def _statement() -> Select[*tuple[Any, ...]]:
    """Made once: to put it together takes longer than to run it."""
    account, today = bindparam("account", type_=Integer), bindparam("today", type_=Date)
    mine = rights.holds(account, today)
    affiliations = select(func.count()).select_from(AccountAffiliation).where(mine)
    signed = select(RemissionRequest.reference).where(
        RemissionRequest.draft_id == RemissionDraft.id
    )
    columns = (
        affiliations.scalar_subquery(),
        latest_ledger_of(RemissionDraft.affiliate_id, today).scalar_subquery(),
        open_reference_of(RemissionDraft.affiliate_id).scalar_subquery(),
        signed.scalar_subquery(),
        select(func.max(RemissionDecision.id)).scalar_subquery(),
        select(func.max(SurchargeRateRow.id)).scalar_subquery(),
        select(func.max(Terms.id)).scalar_subquery(),
        business.SHIFT_DAYS,
    )
    right = and_(mine, AccountAffiliation.affiliate_id == RemissionDraft.affiliate_id)
    statement: Any = (
        select(RemissionDraft, Affiliate, CollectionOffice, AccountAffiliation.may_sign)
        .add_columns(*columns)
        .outerjoin(AccountAffiliation, right)
        .outerjoin(Affiliate, col(Affiliate.id) == AccountAffiliation.affiliate_id)
        .outerjoin(CollectionOffice, col(CollectionOffice.id) == Affiliate.collection_office_id)
        .where(
            col(RemissionDraft.id) == bindparam("draft"),
            col(RemissionDraft.account_id) == account,
            or_(
                col(RemissionDraft.affiliate_id).is_(None),
                col(AccountAffiliation.id).is_not(None),
            ),
        )
    )
    return statement


def _field(error: DomainError) -> str:
    if error.code.startswith("down_payment"):
        return "down_payment"
    return "months" if error.code.startswith(("months", "instalment")) else ""
