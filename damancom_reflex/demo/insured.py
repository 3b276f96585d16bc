"""The fund's register of insured persons in the demo: written once, and what each person shows.

Completes whatever is there, so that a database filled by an older version gets what came since.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from sqlalchemy import insert
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex.demo.insured_cases import affiliate_of, cases
from damancom_reflex.demo.insured_people import Job, Worker, crowd
from damancom_reflex.i18n import mark
from damancom_reflex.store.affiliates import Affiliate
from damancom_reflex.store.insured import DeclaredMonth, Employment, InsuredPerson

THE_LARGE_ONE = mark("300 salariés : la recherche, le tri et les pages.")


@dataclass(frozen=True, slots=True)
class InsuredCard:
    """An insured person to try IPE with.

    Attributes:
        affiliate: affiliation number of the employer in whose list to look.
        number: immatriculation.
        name: first name and surname.
        shows: what there is to see, a French msgid.
        name_ar: the name in Arabic letters.
    """

    affiliate: str
    number: str
    name: str
    shows: str
    name_ar: str


def insured() -> list[InsuredCard]:
    """Everybody who shows something, in the order they are shown; one of 300 colleagues last."""
    told = [
        _card(
            affiliate_of(case.listed) if case.listed else worker.jobs[0].affiliate,
            worker,
            case.shows,
        )
        for case, worker in cases()
    ]
    large = max(_by_employer().values(), key=len)
    return [*told, _card(large[0].jobs[0].affiliate, large[0], THE_LARGE_ONE)]


@cache
def workers() -> tuple[Worker, ...]:
    """Everybody insured in the demo."""
    return (*(worker for _, worker in cases()), *crowd())


async def write_insured(session: AsyncSession) -> None:
    """Write the persons, jobs and declared months that the register lacks, in the caller's transaction.

    Args:
        session: a session of `writing()`, with the personas' companies in it.
    """
    persons = await _persons(session)
    affiliates = await _affiliates(session)
    held = select(Employment.affiliate_id, Employment.person_id)
    there = set(await session.exec(held.where(col(Employment.person_id).in_(persons.values()))))
    new = [
        (affiliates[job.affiliate], persons[worker.number], job)
        for worker in workers()
        for job in worker.jobs
        if (affiliates[job.affiliate], persons[worker.number]) not in there
    ]
    if new:
        # One statement each for thousands of rows.
        await session.exec(insert(Employment), params=[_employment(*found) for found in new])
        months = [month for found in new for month in _months(*found)]
        await session.exec(insert(DeclaredMonth), params=months)


async def _persons(session: AsyncSession) -> dict[str, int]:
    """Id of everybody by number, once all are written."""
    numbers = [worker.number for worker in workers()]
    query = select(InsuredPerson.number, InsuredPerson.id).where(
        col(InsuredPerson.number).in_(numbers)
    )
    there = {number: id_ or 0 for number, id_ in await session.exec(query)}
    new = [_person(worker) for worker in workers() if worker.number not in there]
    if not new:
        return there
    await session.exec(insert(InsuredPerson), params=new)
    return {number: id_ or 0 for number, id_ in await session.exec(query)}


async def _affiliates(session: AsyncSession) -> dict[str, int]:
    numbers = {job.affiliate for worker in workers() for job in worker.jobs}
    query = select(Affiliate.number, Affiliate.id).where(col(Affiliate.number).in_(numbers))
    return {number: id_ or 0 for number, id_ in await session.exec(query)}


def _person(worker: Worker) -> dict[str, object]:
    return {
        name: getattr(worker, name)
        for name in InsuredPerson.model_fields
        if name not in {"id", "sought"}
    }


def _employment(affiliate_id: int, person_id: int, job: Job) -> dict[str, object]:
    return {
        "affiliate_id": affiliate_id,
        "person_id": person_id,
        "hired": job.hired,
        "left_on": job.left,
    }


def _months(affiliate_id: int, person_id: int, job: Job) -> list[dict[str, object]]:
    return [
        {
            "affiliate_id": affiliate_id,
            "person_id": person_id,
            "period": period,
            "days": days,
            "wage": wage,
        }
        for period, days, wage in job.declared()
    ]


def _card(affiliate: str, worker: Worker, shows: str) -> InsuredCard:
    return InsuredCard(
        affiliate=affiliate,
        number=worker.number,
        name=f"{worker.first_name} {worker.surname}",
        shows=shows,
        name_ar=f"{worker.first_name_ar} {worker.surname_ar}",
    )


def _by_employer() -> dict[str, list[Worker]]:
    found: dict[str, list[Worker]] = {}
    for worker in crowd():
        found.setdefault(worker.jobs[0].affiliate, []).append(worker)
    return found
