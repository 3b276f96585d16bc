"""Bring the rules on file (decisions, rates, terms) into dated rows. Safe to run at every start.

A rule that was published never changes: requests and consents point to it. New figures need a new record, so a record
whose figures differ from its row stops the load; only the wording of a decision (titles, source) follows the file.
"""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex import rules
from damancom_reflex.domain.errors import DomainError
from damancom_reflex.domain.remission import RemissionPolicy, Tier
from damancom_reflex.store.engine import writing
from damancom_reflex.store.rules import RemissionDecision, RemissionTier, SurchargeRateRow, Terms


class RuleChangedError(DomainError):
    """A published rule differs from its row. Code: `rule_changed` (`rule`, `name`)."""

    code = "rule_changed"


@dataclass(frozen=True, slots=True)
class TermsOnFile:
    """One bilingual text of the files of terms."""

    code: str
    version: str
    text_fr: str
    text_ar: str


@cache
def terms_on_file() -> tuple[TermsOnFile, ...]:
    """Every text and version on file, in the order of `rules.TERMS_FILES` and of each file."""
    texts = (files(rules).joinpath(name).read_text("utf-8") for name in rules.TERMS_FILES)
    return tuple(
        TermsOnFile(**{key: value.strip() for key, value in record.items()})
        for text in texts
        for record in tomllib.loads(text)["terms"]
    )


def sha256(text: str) -> str:
    """SHA-256 of a text in UTF-8, 64 hexadecimal digits: what a consent keeps."""
    return hashlib.sha256(text.encode()).hexdigest()


async def load_rules() -> None:
    """Write every rule on file that has no row yet, in one transaction.

    Raises:
        RuleChangedError: when the figures of a published rule differ from its row.
    """
    try:
        await _load_all()
    except IntegrityError:
        # Another process of the same start wrote the same rules first: theirs are there to compare.
        await _load_all()


async def _load_all() -> None:
    async with writing() as session:
        for policy in rules.remission_policies():
            await _load_decision(session, policy)
        await _load_rates(session)
        for terms in terms_on_file():
            await _load_terms(session, terms)


async def _load_decision(session: AsyncSession, policy: RemissionPolicy) -> None:
    named = select(RemissionDecision).where(RemissionDecision.number == policy.number)
    row = (await session.exec(named)).first()
    if row is None:
        row = RemissionDecision(**_figures(policy), title_fr="", title_ar="", source="")
        session.add(row)
        await session.flush()
        session.add_all(_tier_row(row.id, tier) for tier in policy.tiers)
    else:
        tiers = select(RemissionTier).where(RemissionTier.decision_id == row.id)
        kept = {_tier_figures(tier) for tier in (await session.exec(tiers)).all()}
        wanted = {_tier_figures(tier) for tier in policy.tiers}
        if row.model_dump(include=set(_figures(policy))) != _figures(policy) or kept != wanted:
            raise RuleChangedError(rule="decision", name=policy.number)
    row.title_fr, row.title_ar, row.source = policy.title, policy.title_ar, policy.source


def _figures(policy: RemissionPolicy) -> dict[str, Any]:
    return {
        "number": policy.number,
        "signed": policy.signed,
        "opens": policy.opens,
        "closes": policy.closes,
        "last_period": policy.last_period,
        "lowest_down_payment": policy.lowest_down_payment,
        "most_months": policy.most_months,
        "guarantee_days": policy.guarantee_days,
        "debit_day": policy.debit_day,
    }


def _tier_figures(tier: Tier | RemissionTier) -> tuple[str, int, int | None, int, int]:
    rates = (tier.surcharge_rate, tier.penalty_rate)
    return (str(tier.mode), tier.months_from, tier.months_to, *rates)


def _tier_row(decision_id: int | None, tier: Tier) -> RemissionTier:
    return RemissionTier(
        decision_id=decision_id or 0,
        mode=tier.mode.value,
        months_from=tier.months_from,
        months_to=tier.months_to,
        surcharge_rate=tier.surcharge_rate,
        penalty_rate=tier.penalty_rate,
    )


async def _load_rates(session: AsyncSession) -> None:
    rows = (await session.exec(select(SurchargeRateRow))).all()
    kept = {(row.branch, row.valid_from): row for row in rows}
    for rate in rules.surcharge_rates():
        row = kept.get((rate.branch.value, rate.valid_from))
        if row is None:
            session.add(SurchargeRateRow(**asdict(rate)))
        elif (row.first_month_rate, row.following_rate) != (
            rate.first_month_rate,
            rate.following_rate,
        ):
            raise RuleChangedError(rule="surcharge_rate", name=f"{rate.branch} {rate.valid_from}")


async def _load_terms(session: AsyncSession, terms: TermsOnFile) -> None:
    published = select(Terms).where(Terms.code == terms.code, Terms.version == terms.version)
    row = (await session.exec(published)).first()
    if row is None:
        row = Terms(
            code=terms.code,
            version=terms.version,
            text_fr=terms.text_fr,
            text_ar=terms.text_ar,
            sha256_fr=sha256(terms.text_fr),
            sha256_ar=sha256(terms.text_ar),
        )
        session.add(row)
        await session.flush()
    elif (row.sha256_fr, row.sha256_ar) != (sha256(terms.text_fr), sha256(terms.text_ar)):
        raise RuleChangedError(rule="terms", name=f"{terms.code} {terms.version}")
