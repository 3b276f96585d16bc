"""The dated rules out of their rows: decisions with their tiers, surcharge rates, terms.

Published rules never change (see `services.rules_loader`), so they are kept in memory by row id.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex.domain.ledger import Branch
from damancom_reflex.domain.remission import (
    FACILITY,
    PaymentMode,
    RemissionPolicy,
    Tier,
    policy_for,
)
from damancom_reflex.domain.surcharges import SurchargeRate
from damancom_reflex.services.recouvrement.lru import Lru
from damancom_reflex.services.recouvrement.views import TermsView
from damancom_reflex.settings import settings
from damancom_reflex.store.rules import RemissionDecision, RemissionTier, SurchargeRateRow, Terms

Policies = dict[int, RemissionPolicy]

decisions: Final[Lru[Policies]] = Lru(8)
rates: Final[Lru[tuple[SurchargeRate, ...]]] = Lru(8)
terms: Final[Lru[dict[str, TermsView]]] = Lru(8)


async def policies(session: AsyncSession, last_id: int) -> Policies:
    """Every decision by its row id; `last_id`, the highest one, says whether memory still holds."""
    return await decisions.get((settings().database, last_id), lambda: policies_from_rows(session))


async def policies_from_rows(session: AsyncSession) -> Policies:
    """Every decision by its row id, read from the rows."""
    tiers: dict[int, list[Tier]] = {}
    for row in await session.exec(select(RemissionTier).order_by(col(RemissionTier.months_from))):
        tiers.setdefault(row.decision_id, []).append(_tier(row))
    rows = await session.exec(select(RemissionDecision))
    return {row.id or 0: _policy(row, tuple(tiers.get(row.id or 0, ()))) for row in rows}


def decision_on(day: date, found: Policies) -> tuple[int | None, RemissionPolicy]:
    """Row id and figures of the decision that takes requests on a day; `FACILITY` has no row."""
    policy = policy_for(day, found.values())
    ids = (decision_id for decision_id, other in found.items() if other is policy)
    return next(ids, None), policy


def decision_of(decision_id: int | None, found: Policies) -> RemissionPolicy:
    """The decision of a row id; `FACILITY` for none."""
    return FACILITY if decision_id is None else found[decision_id]


async def surcharge_rates(session: AsyncSession, last_id: int) -> tuple[SurchargeRate, ...]:
    """The dated surcharge rates known when `last_id` was the highest row id."""
    return await rates.get(
        (settings().database, last_id), lambda: surcharge_rates_from_rows(session, last_id)
    )


async def surcharge_rates_from_rows(
    session: AsyncSession, last_id: int
) -> tuple[SurchargeRate, ...]:
    """The same, read from the rows whatever is in memory."""
    wanted = select(SurchargeRateRow).where(col(SurchargeRateRow.id) <= last_id)
    return tuple(
        SurchargeRate(
            branch=Branch(row.branch),
            valid_from=row.valid_from,
            first_month_rate=row.first_month_rate,
            following_rate=row.following_rate,
            source=row.source,
        )
        for row in await session.exec(wanted.order_by(col(SurchargeRateRow.id)))
    )


async def current_terms(session: AsyncSession, last_id: int) -> dict[str, TermsView]:
    """The latest version of each terms by its code: what was published last is shown and signed."""
    return await terms.get((settings().database, last_id), lambda: terms_from_rows(session))


async def terms_from_rows(session: AsyncSession) -> dict[str, TermsView]:
    """The same, read from the rows whatever is in memory."""
    rows = await session.exec(select(Terms).order_by(col(Terms.id)))
    return {row.code: terms_view(row) for row in rows}


def terms_view(row: Terms, *, accepted: bool = False) -> TermsView:
    """Terms as screens get them."""
    return TermsView(
        id=row.id or 0,
        code=row.code,
        version=row.version,
        text_fr=row.text_fr,
        text_ar=row.text_ar,
        sha256_fr=row.sha256_fr,
        sha256_ar=row.sha256_ar,
        accepted=accepted,
    )


def terms_code(policy: RemissionPolicy, mode: PaymentMode) -> str:
    """Which terms a plan is signed under: a remission's, or the payment facility's."""
    return f"{'facility' if policy is FACILITY else 'remission'}_{mode.value}"


def _policy(row: RemissionDecision, tiers: tuple[Tier, ...]) -> RemissionPolicy:
    return RemissionPolicy(
        number=row.number,
        title=row.title_fr,
        title_ar=row.title_ar,
        signed=row.signed,
        opens=row.opens,
        closes=row.closes,
        last_period=row.last_period,
        tiers=tiers,
        lowest_down_payment=row.lowest_down_payment,
        most_months=row.most_months,
        guarantee_days=row.guarantee_days,
        debit_day=row.debit_day,
        source=row.source,
    )


def _tier(row: RemissionTier) -> Tier:
    return Tier(
        mode=PaymentMode(row.mode),
        months_from=row.months_from,
        months_to=row.months_to,
        surcharge_rate=row.surcharge_rate,
        penalty_rate=row.penalty_rate,
    )
