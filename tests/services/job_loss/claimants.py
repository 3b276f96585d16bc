"""Employers with insured persons, and claims: rows written as they are, or filed as an employer does."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlmodel import col, select

from damancom_reflex.domain.job_loss import ClaimStatus
from damancom_reflex.services import job_loss
from damancom_reflex.services.actors import Actor
from damancom_reflex.services.job_loss.views import ClaimRow
from damancom_reflex.services.messages import Written, write_out
from damancom_reflex.services.paging import Page
from damancom_reflex.services.references import CLAIM, new_reference
from damancom_reflex.store.accounts import Account
from damancom_reflex.store.affiliates import Affiliate
from damancom_reflex.store.claims import ClaimDraft, JobLossClaim
from damancom_reflex.store.engine import reading
from damancom_reflex.store.insured import Employment, InsuredPerson
from damancom_reflex.store.trail import AuditEvent, OutboxMessage
from tests.factories import a_right, actor, an_account, an_affiliate, id_of, saved

TODAY = date(2023, 11, 8)
LOSS = date(2023, 10, 30)
FILED_AT = datetime(2023, 11, 8, 9, tzinfo=UTC)

_numbers = itertools.count(1)


@dataclass(frozen=True)
class Desk:
    """An account, an affiliate it acts for, and its actor."""

    account: Account
    affiliate: Affiliate
    actor: Actor

    def of(self, affiliate: Affiliate) -> Desk:
        """The same account for another of its affiliates."""
        return replace(self, affiliate=affiliate)


async def a_desk(**given: Any) -> Desk:
    """An employer with one affiliation."""
    account, affiliate = await an_account(**given), await an_affiliate()
    await a_right(account, affiliate)
    return Desk(account, affiliate, actor(account))


async def another_affiliate(desk: Desk, **given: Any) -> Desk:
    """One more affiliation of the same account."""
    affiliate = await an_affiliate()
    await a_right(desk.account, affiliate, **given)
    return desk.of(affiliate)


async def a_person(desk: Desk, **given: Any) -> InsuredPerson:
    """An insured person, employed there since 2019; nothing was declared of them."""
    n = next(_numbers)
    person = InsuredPerson(
        **{
            "number": f"1{n:08d}",
            "cin": f"AB{n:06d}",
            "surname": "Alami",
            "first_name": "Sara",
            "phone": f"+2127{n:08d}",
            "email": f"sara{n}@exemple.ma",
            "born": date(1990, 1, 1),
            **given,
        }
    )
    await saved(person)
    job = Employment(
        affiliate_id=id_of(desk.affiliate), person_id=person.id or 0, hired=date(2019, 1, 1)
    )
    await saved(job)
    return person


async def a_claim(desk: Desk, person: InsuredPerson | None = None, **given: Any) -> JobLossClaim:
    """A claim's row, as it stands; each one filed a minute after the one before."""
    person = person or await a_person(desk)
    async with reading() as session:
        job = (
            await session.exec(select(Employment).where(Employment.person_id == person.id))
        ).one()
    draft = ClaimDraft(account_id=id_of(desk.account), employment_id=job.id or 0)
    await saved(draft)
    claim = JobLossClaim(
        **{
            "reference": new_reference(CLAIM, 2023),
            "draft_id": draft.id,
            "account_id": desk.account.id,
            "affiliate_id": desk.affiliate.id,
            "person_id": person.id,
            "employment_id": job.id,
            "status": ClaimStatus.SUBMITTED.value,
            "status_day": TODAY,
            "loss_date": LOSS,
            "reason_code": "closure",
            "attested_at": FILED_AT,
            "filed_at": FILED_AT + timedelta(minutes=next(_numbers)),
            "business_day": TODAY,
            "told": {"verdict": "met", "problems": [], "figures": {}},
            **given,
        }
    )
    await saved(claim)
    return claim


async def a_filed(desk: Desk, person: InsuredPerson | None = None, reason: str = "closure") -> str:
    """Reference of a claim filed as an employer does."""
    person = person or await a_person(desk)
    draft_id = await job_loss.begin(desk.actor, desk.affiliate.number, person.number)
    await typed(desk, draft_id, loss_date=LOSS.isoformat(), reason=reason, attested="yes")
    version = (await job_loss.form(desk.actor, draft_id)).version
    return await job_loss.file(desk.actor, draft_id, version)


async def typed(desk: Desk, draft_id: str, **fields: str) -> None:
    """Type fields of a form, one after the other."""
    version = (await job_loss.form(desk.actor, draft_id)).version
    for name, text in fields.items():
        found = await job_loss.type_field(desk.actor, draft_id, version, name, text)
        version = found.version


async def row_of(reference: str) -> JobLossClaim:
    """The row of a claim as it is now."""
    async with reading() as session:
        query = select(JobLossClaim).where(JobLossClaim.reference == reference)
        return (await session.exec(query)).one()


async def walk(reference: str) -> list[tuple[str, str]]:
    """The moves from status to status that the trail tells of a claim, after its first filing."""
    query = (
        select(AuditEvent)
        .where(AuditEvent.subject == f"claim:{reference}")
        .order_by(col(AuditEvent.position))
    )
    async with reading() as session:
        events = (await session.exec(query)).all()
    return [
        (event.before["status"], event.after["status"])
        for event in events
        if event.before["status"]
    ]


async def messages_to(destination: str, template: str) -> list[Written]:
    """Messages of a template that somebody gets, oldest first."""
    query = (
        select(OutboxMessage)
        .where(OutboxMessage.destination == destination, OutboxMessage.template == template)
        .order_by(col(OutboxMessage.created_at))
    )
    async with reading() as session:
        return [write_out(row) for row in await session.exec(query)]


def references(found: Page[ClaimRow]) -> list[str]:
    """References of a page, in order."""
    return [row.reference for row in found.rows]
