"""Historique des demandes: the claims of every affiliate an account acts for; the database searches, sorts and cuts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, case
from sqlalchemy.orm import Mapped
from sqlmodel import col, func, or_, select
from sqlmodel.sql.expression import Select, SelectOfScalar

from damancom_reflex import rules
from damancom_reflex.domain.job_loss import ClaimStatus
from damancom_reflex.domain.text import folded, without_spaces
from damancom_reflex.services import business, rights
from damancom_reflex.services.actors import Actor
from damancom_reflex.services.job_loss.views import ClaimRow
from damancom_reflex.services.kept import kept
from damancom_reflex.services.paging import Page, one_page
from damancom_reflex.services.references import CLAIM, read_reference
from damancom_reflex.services.rights import Scope
from damancom_reflex.store.accounts import AccountAffiliation
from damancom_reflex.store.affiliates import Affiliate
from damancom_reflex.store.claims import JobLossClaim
from damancom_reflex.store.engine import searching
from damancom_reflex.store.insured import InsuredPerson

LONGEST_SEARCH: Final = 80
LONGEST_FILTER: Final = 40


def _rank(column: Mapped[Any] | ColumnElement[Any], codes: Iterable[str]) -> ColumnElement[Any]:
    """The place of a code in its list, as menus show it: an order that is the same in both languages."""
    return case({code: place for place, code in enumerate(codes, 1)}, value=column, else_=0)


# A claim that was withdrawn after a correction was asked keeps that code, and is not refused for it.
_REFUSAL: Final = case(
    (col(JobLossClaim.status) == ClaimStatus.REFUSED.value, col(JobLossClaim.decision_code)),
    else_="",
)

COLUMNS: Final[dict[str, tuple[Any, ...]]] = {
    "reference": (col(JobLossClaim.reference),),
    "number": (col(InsuredPerson.number),),
    "cin": (col(InsuredPerson.cin),),
    "surname": (col(InsuredPerson.surname), col(InsuredPerson.first_name)),
    "first_name": (col(InsuredPerson.first_name), col(InsuredPerson.surname)),
    "affiliate": (col(Affiliate.number),),
    "reason": (_rank(col(JobLossClaim.reason_code), rules.job_loss_reasons()),),
    "loss_date": (col(JobLossClaim.loss_date),),
    "status": (_rank(col(JobLossClaim.status), [status.value for status in ClaimStatus]),),
    "status_day": (col(JobLossClaim.status_day),),
    "refusal": (_rank(_REFUSAL, rules.job_loss_refusals()),),
    "filed": (col(JobLossClaim.filed_at),),
}
"""Columns the table may be sorted by: those of `ClaimRow`, and the moment of filing."""

_SHOWN: Final[tuple[Any, ...]] = (
    JobLossClaim.reference,
    InsuredPerson.number,
    InsuredPerson.cin,
    InsuredPerson.surname,
    InsuredPerson.first_name,
    InsuredPerson.surname_ar,
    InsuredPerson.first_name_ar,
    Affiliate.number,
    JobLossClaim.reason_code,
    JobLossClaim.loss_date,
    JobLossClaim.status,
    JobLossClaim.status_day,
    _REFUSAL,
)
_FIELDS: Final = tuple(field.name for field in fields(ClaimRow))


@dataclass(frozen=True, slots=True)
class ClaimsWanted:
    """Which claims, and in which order.

    Attributes:
        search: words, each of them part of a reference, an immatriculation, a CIN, a name in either script, or an
            affiliate number; Arabic digits are taken.
        status: a `ClaimStatus`; empty for all, and a word that is none finds nothing.
        reason: code of a reason for the loss; the same.
        affiliate: number of an affiliate; the same.
        sort: one of `COLUMNS`, the moment of filing for anything else.
        descending: sort downwards.
    """

    search: str = ""
    status: str = ""
    reason: str = ""
    affiliate: str = ""
    sort: str = "filed"
    descending: bool = True

    def statement(self, actor: Actor, today: date) -> Select[Any]:
        """The claims of every affiliate that an account acts for on a day, as columns of `ClaimRow`, in order."""
        mine = select(AccountAffiliation.affiliate_id).where(
            rights.acts_for(actor, today, Scope.DECLARE)
        )
        return (
            _joined(select(*_SHOWN))
            .where(col(JobLossClaim.affiliate_id).in_(mine), *self._conditions())
            .order_by(*self._order())
        )

    def _conditions(self) -> list[ColumnElement[bool]]:
        equal = (
            # Not by the index of statuses: it leads through the claims of the whole country.
            (col(JobLossClaim.status) + "", self.status),
            (col(JobLossClaim.reason_code), self.reason),
            (col(Affiliate.number), without_spaces(self.affiliate[:LONGEST_FILTER])),
        )
        chosen = [column == kept(text, LONGEST_FILTER) for column, text in equal if text.strip()]
        return [*chosen, *_matching(self.search)]

    def _order(self) -> list[Any]:
        columns = COLUMNS.get(self.sort, COLUMNS["filed"])
        chosen = [column.desc() if self.descending else column for column in columns]
        # Whatever is equal: the latest first, always in the same order.
        return [*chosen, col(JobLossClaim.id).desc()]


def claim_row(row: Iterable[Any]) -> ClaimRow:
    """A row of `ClaimsWanted.statement` as screens get it."""
    values = dict(zip(_FIELDS, row, strict=True))
    return ClaimRow(**{**values, "status": ClaimStatus(values["status"])})


EVERY_CLAIM: Final = ClaimsWanted()
"""All of them, the latest first."""


async def claims(
    actor: Actor, wanted: ClaimsWanted = EVERY_CLAIM, page: int = 1, page_size: int = 10
) -> Page[ClaimRow]:
    """One page of the claims of every affiliate this account acts for today, whoever of them filed them.

    Args:
        actor: who asks.
        wanted: which of them, and in which order.
        page: from 1; a page past the end gives the last one.
        page_size: rows a page, 100 at most.

    Raises:
        Refused: `not_allowed` for staff.
    """
    rights.employer(actor)
    async with searching() as session:
        found = wanted.statement(actor, await business.today(session))
        rows = await one_page(session, found, counted(found), page, page_size)
        return rows.each(claim_row)


def counted(found: Select[Any]) -> SelectOfScalar[int]:
    """How many rows a statement gives."""
    only = found.with_only_columns(col(JobLossClaim.id)).order_by(None)
    return select(func.count()).select_from(only.subquery())


def _joined(statement: Select[Any]) -> Select[Any]:
    return (
        statement.select_from(JobLossClaim)
        .join(InsuredPerson, col(InsuredPerson.id) == JobLossClaim.person_id)
        .join(Affiliate, col(Affiliate.id) == JobLossClaim.affiliate_id)
    )


def _matching(search: str) -> list[ColumnElement[bool]]:
    text = kept(search, LONGEST_SEARCH)
    reference = read_reference(CLAIM, text)
    if reference:
        # As it was read out: without its dashes, with letters for digits.
        return [col(JobLossClaim.reference) == reference]
    columns = (InsuredPerson.sought, JobLossClaim.reference, Affiliate.number)
    undashed = func.replace(col(JobLossClaim.reference), "-", "")
    return [
        # References are in capitals, the rest is folded.
        or_(
            *(col(column).icontains(word, autoescape=True) for column in columns),
            undashed.icontains(word, autoescape=True),
        )
        for word in folded(text).split()
    ]
