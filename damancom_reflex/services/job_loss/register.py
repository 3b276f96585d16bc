"""What the fund's register says of insured persons: declared months, jobs, other claims."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy.orm import aliased
from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession
from sqlmodel.sql.expression import SelectOfScalar

from damancom_reflex import rules
from damancom_reflex.domain.job_loss import LIVE, ClaimStatus, MonthDays, PersonFacts, window_before
from damancom_reflex.services.job_loss.views import PersonView
from damancom_reflex.store.claims import JobLossClaim
from damancom_reflex.store.insured import DeclaredMonth, Employment, InsuredPerson

LIVE_STATUSES = tuple(status.value for status in LIVE)


async def declared_months(
    session: AsyncSession, persons: Sequence[int], loss_dates: Iterable[date]
) -> dict[int, list[MonthDays]]:
    """Months that count for a loss on any of these days, by person: those of every employer, in one statement."""
    windows = [window_before(day, rules.job_loss_rule(day).long_months) for day in loss_dates]
    if not windows:
        return {}
    first, last = min(each.first for each in windows), max(each.last for each in windows)
    # Columns, not rows: a page of the list reads thousands of months.
    wanted = select(
        DeclaredMonth.person_id, DeclaredMonth.period, DeclaredMonth.days, DeclaredMonth.wage
    ).where(
        col(DeclaredMonth.person_id).in_(persons),
        col(DeclaredMonth.period).between(first, last),
    )
    found: dict[int, list[MonthDays]] = defaultdict(list)
    for person, period, days, wage in await session.exec(wanted):
        found[person].append(MonthDays(period, days, wage))
    return found


def live_claim_of(person_id: object) -> SelectOfScalar[Any]:
    """Ids of a person's live claims, one at the most, whoever filed it."""
    # A name of its own: the statement around it may read a claim too.
    live = aliased(JobLossClaim)
    return select(live.id).where(
        col(live.person_id) == person_id, col(live.status).in_(LIVE_STATUSES)
    )


def accepted_claim_of(person_id: object, job_id: object) -> SelectOfScalar[Any]:
    """Id of the first claim that was accepted for a person's job; none when there is no such claim."""
    accepted = aliased(JobLossClaim)
    # By the person first: theirs are few, and indexed.
    return select(func.min(accepted.id)).where(
        col(accepted.person_id) == person_id,
        col(accepted.employment_id) == job_id,
        col(accepted.status) == ClaimStatus.ACCEPTED.value,
    )


def facts_of(
    person: InsuredPerson, job: Employment, *, live_claim: bool, job_claimed: bool
) -> PersonFacts:
    """What the rules look at of a person and a job."""
    return PersonFacts(
        born=person.born,
        hired=job.hired,
        left=job.left_on,
        live_claim=live_claim,
        job_claimed=job_claimed,
    )


def person_view(person: InsuredPerson, job: Employment) -> PersonView:
    """A person as screens get them."""
    return PersonView(
        number=person.number,
        cin=person.cin,
        surname=person.surname,
        first_name=person.first_name,
        surname_ar=person.surname_ar,
        first_name_ar=person.first_name_ar,
        hired=job.hired,
        left=job.left_on,
        by_sms=person.phone != "",
        by_email=person.email != "",
    )


def standing_day(job: Employment, today: date) -> date:
    """Day of the loss that figures are told for while none is typed: today, or the last day on record before it."""
    return min(today, job.left_on) if job.left_on else today
