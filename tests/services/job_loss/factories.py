"""Employees with declared months, forms brought to a point, and claims given back for correction."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import col, select

from damancom_reflex.domain.calendar import periods_between
from damancom_reflex.domain.job_loss import ClaimStatus
from damancom_reflex.services import job_loss
from damancom_reflex.services.actors import Actor
from damancom_reflex.services.job_loss import moving
from damancom_reflex.services.job_loss.views import ClaimFormView
from damancom_reflex.store.accounts import Role
from damancom_reflex.store.claims import JobLossClaim
from damancom_reflex.store.engine import reading, writing
from damancom_reflex.store.insured import DeclaredMonth, Employment, InsuredPerson
from damancom_reflex.store.trail import AuditEvent, OutboxMessage
from tests.factories import a_right, actor, an_account, id_of, rows, saved
from tests.services.job_loss.claimants import Desk, a_person

WHOLE = {"loss_date": "30/10/2023", "reason": "closure", "attested": "yes"}
STAFF = (Role.AGENCY_OFFICER, Role.COLLECTION_OFFICER, Role.CLAIMS_OFFICER, Role.SUPERVISOR)
OFFICER = "account:900"


@dataclass(frozen=True)
class Form:
    """A form that is open on somebody's screen."""

    desk: Desk
    person: InsuredPerson
    id: str

    async def view(self) -> ClaimFormView:
        """As it is now."""
        return await job_loss.form(self.desk.actor, self.id)

    async def type(self, **fields: str) -> ClaimFormView:
        """Type fields, one after the other."""
        found = await self.view()
        for name, text in fields.items():
            found = await job_loss.type_field(self.desk.actor, self.id, found.version, name, text)
        return found

    async def file(self) -> str:
        """File what is on screen."""
        return await job_loss.file(self.desk.actor, self.id, (await self.view()).version)


async def declare(
    desk: Desk,
    person: InsuredPerson,
    first: int = 202011,
    last: int = 202310,
    days: int = 26,
    wage: int = 400_000,
) -> None:
    """Declare the same of a person each month."""
    await saved(
        *(
            DeclaredMonth(
                person_id=person.id or 0,
                affiliate_id=id_of(desk.affiliate),
                period=period,
                days=days,
                wage=wage,
            )
            for period in periods_between(first, last)
        )
    )


async def an_eligible(desk: Desk, **given: Any) -> InsuredPerson:
    """An employee of whom every month that counts was declared."""
    person = await a_person(desk, **given)
    await declare(desk, person)
    return person


async def a_second_job(desk: Desk, person: InsuredPerson) -> Employment:
    """The same person's job with another employer."""
    job = Employment(
        affiliate_id=id_of(desk.affiliate), person_id=person.id or 0, hired=date(2019, 1, 1)
    )
    await saved(job)
    return job


async def a_form(desk: Desk, person: InsuredPerson | None = None, **fields: str) -> Form:
    """A form with some fields typed."""
    person = person or await an_eligible(desk)
    form = Form(
        desk, person, await job_loss.begin(desk.actor, desk.affiliate.number, person.number)
    )
    await form.type(**fields)
    return form


async def a_whole_form(desk: Desk, person: InsuredPerson | None = None, **fields: str) -> Form:
    """A form that only waits to be filed."""
    return await a_form(desk, person, **{**WHOLE, **fields})


async def a_colleague(desk: Desk, **given: Any) -> Desk:
    """Another account that acts for the same affiliate, within the dates given."""
    account = await an_account()
    await a_right(account, desk.affiliate, **given)
    return Desk(account, desk.affiliate, actor(account))


async def until(desk: Desk, day: date) -> Desk:
    """An account whose right for the same affiliate ends on a day."""
    return await a_colleague(desk, valid_to=day)


async def an_officer(role: Role) -> Actor:
    """Somebody of the fund's staff."""
    return actor(await an_account(role=role.value))


async def brought_to(reference: str, *statuses: ClaimStatus, **values: object) -> None:
    """Move a claim as the fund does, each move noted in the trail; `values` go with the last one."""
    for place, status in enumerate(statuses, 1):
        async with writing() as session:
            wanted = select(JobLossClaim).where(JobLossClaim.reference == reference)
            claim = (await session.exec(wanted)).one()
            given = values if place == len(statuses) else {}
            before = await moving.moved(session, claim, status, **given)
            await moving.note(session, claim, OFFICER, before)


async def to_correct(reference: str, code: str = "loss_date_differs", note: str = "") -> None:
    """Give a claim back to be corrected."""
    await brought_to(
        reference,
        ClaimStatus.UNDER_REVIEW,
        ClaimStatus.CORRECTION_REQUESTED,
        decision_code=code,
        decision_note=note,
    )


async def events_of(reference: str) -> list[AuditEvent]:
    """What the trail tells of a claim, oldest first."""
    query = (
        select(AuditEvent)
        .where(AuditEvent.subject == f"claim:{reference}")
        .order_by(col(AuditEvent.position))
    )
    async with reading() as session:
        return list((await session.exec(query)).all())


async def sent() -> list[tuple[str, str, str]]:
    """Template, channel and destination of every message that waits, oldest first."""
    query = select(OutboxMessage).order_by(col(OutboxMessage.created_at))
    async with reading() as session:
        found = (await session.exec(query)).all()
    return [(row.template, row.channel, row.destination) for row in found]


async def nothing_filed() -> bool:
    """Whether no claim, message or event was written."""
    return [await rows(table) for table in (JobLossClaim, OutboxMessage, AuditEvent)] == [[]] * 3


def both(template: str, email: str, phone: str) -> Iterator[tuple[str, str, str]]:
    """The two messages of a template that somebody gets."""
    yield template, "EMAIL", email
    yield template, "SMS", phone
