"""The insured persons of an affiliate: searched, sorted and cut by the database, with where each stands today."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, Final

from sqlmodel import and_, col, func, select
from sqlmodel.sql.expression import Select

from damancom_reflex import rules
from damancom_reflex.domain.job_loss import Assessment, Check, Condition, MonthDays, assess
from damancom_reflex.services import business
from damancom_reflex.services.actors import Actor
from damancom_reflex.services.job_loss.access import my_affiliate
from damancom_reflex.services.job_loss.register import (
    LIVE_STATUSES,
    accepted_claim_of,
    declared_months,
    facts_of,
    person_view,
    standing_day,
)
from damancom_reflex.services.job_loss.views import AffiliateView, InsuredRow
from damancom_reflex.services.kept import kept
from damancom_reflex.services.paging import Page, one_page
from damancom_reflex.store.claims import JobLossClaim
from damancom_reflex.store.engine import reading, searching
from damancom_reflex.store.insured import Employment, InsuredPerson
from damancom_reflex.store.sought import has_words

LONGEST_SEARCH: Final = 80

COLUMNS: Final[dict[str, tuple[Any, ...]]] = {
    "number": (col(InsuredPerson.number),),
    "cin": (col(InsuredPerson.cin),),
    "name": (col(InsuredPerson.surname), col(InsuredPerson.first_name)),
    "hired": (col(Employment.hired),),
}
"""Columns the table may be sorted by. Days are counted for the rows of a page alone."""


async def affiliate(actor: Actor, affiliate_number: str) -> AffiliateView:
    """An affiliate the account acts for.

    Raises:
        Refused: `not_allowed` for staff; `affiliate_unknown`.
    """
    async with reading() as session:
        today = await business.today(session)
        found = await my_affiliate(session, actor, affiliate_number, today)
    return AffiliateView(found.number, found.legal_name)


async def insured_persons(
    actor: Actor,
    affiliate_number: str,
    search: str = "",
    sort: str = "name",
    page: int = 1,
    page_size: int = 10,
    *,
    descending: bool = False,
) -> Page[InsuredRow]:
    """One page of an affiliate's insured persons.

    Args:
        actor: who asks.
        affiliate_number: of an affiliate the account acts for.
        search: part of an immatriculation, a CIN or a name, in either script, with or without its accents; Arabic
            digits are taken.
        sort: one of `COLUMNS`, the name for anything else.
        page: from 1; a page past the end gives the last one.
        page_size: rows a page, 100 at most.
        descending: sort downwards.

    Raises:
        Refused: `not_allowed` for staff; `affiliate_unknown`.
    """
    async with searching() as session:
        today = await business.today(session)
        affiliate = await my_affiliate(session, actor, affiliate_number, today)
        sought = kept(search, LONGEST_SEARCH).strip()
        jobs = select(Employment.id).where(col(Employment.affiliate_id) == affiliate.id)
        # Every word is part of a number, a CIN or a name.
        persons = jobs.join(InsuredPerson).where(has_words(InsuredPerson.sought, sought))
        count = select(func.count()).select_from((persons if sought else jobs).subquery())
        order = _order(sort, descending=descending)
        # Cut first, and joined with the rest then: what is sorted is narrow.
        ids = await one_page(session, persons.order_by(*order), count, page, page_size)
        these = _rows().where(col(Employment.id).in_(ids.rows)).order_by(*order)
        found = replace(ids, rows=tuple(await session.exec(these)))
        # Whoever has left is counted from their last day, which may lie far back.
        days = {row[0].id: standing_day(row[1], today) for row in found.rows}
        months = await declared_months(session, list(days), days.values())
    return found.each(lambda row: _row(*row, months=months.get(row[0].id, []), today=today))


def _rows() -> Select[*tuple[Any, ...]]:
    """Persons, their jobs, their live claims with the reference when this affiliate filed it, and the accepted ones."""
    live = and_(
        col(JobLossClaim.person_id) == InsuredPerson.id,
        col(JobLossClaim.status).in_(LIVE_STATUSES),
    )
    statement: Any = (
        select(InsuredPerson, Employment, JobLossClaim.affiliate_id, JobLossClaim.reference)
        .add_columns(accepted_claim_of(InsuredPerson.id, Employment.id).scalar_subquery())
        .select_from(Employment)
        .join(InsuredPerson, col(InsuredPerson.id) == Employment.person_id)
        .outerjoin(JobLossClaim, live)
    )
    return statement


def _order(sort: str, *, descending: bool) -> list[Any]:
    columns = COLUMNS.get(sort, COLUMNS["name"])
    chosen = [column.desc() if descending else column for column in columns]
    return [*chosen, col(InsuredPerson.number)]


def _row(
    person: InsuredPerson,
    job: Employment,
    claimant: int | None,
    reference: str | None,
    accepted: int | None,
    *,
    months: list[MonthDays],
    today: date,
) -> InsuredRow:
    day = standing_day(job, today)
    facts = facts_of(
        person, job, live_claim=reference is not None, job_claimed=accepted is not None
    )
    found = assess(facts, months, day, today, None, rules.job_loss_rule(day))
    return InsuredRow(
        person=person_view(person, job),
        long=found.check(Condition.DAYS_LONG),
        recent=found.check(Condition.DAYS_RECENT),
        verdict=found.verdict_without(Condition.REASON),
        problem=_first_problem(found),
        claim_reference=reference or "" if claimant == job.affiliate_id else "",
    )


def _first_problem(found: Assessment) -> Check | None:
    unmet = (check for check in found.checks if check.problem is not None)
    return next((check for check in unmet if check.condition is not Condition.REASON), None)
