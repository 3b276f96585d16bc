"""A request of adhésion as one event sees it, opened only for a browser that has a right to it.

Each event reads its request anew, in one statement; nothing about it is kept in memory between two events.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any, Final

from sqlalchemy import bindparam
from sqlmodel import and_, col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession
from sqlmodel.sql.expression import Select

from damancom_reflex import clock, rules
from damancom_reflex.domain.enrolment.life import EDITABLE, EnrolmentStatus
from damancom_reflex.services.actors import Refused
from damancom_reflex.services.enrolment.views import Applicant, TermsView
from damancom_reflex.services.kept import kept
from damancom_reflex.services.keys import new_token, token_hash
from damancom_reflex.services.recouvrement import rulebook
from damancom_reflex.services.turns import hold
from damancom_reflex.store.affiliates import Affiliate, LegalRepresentative
from damancom_reflex.store.engine import glance, reading
from damancom_reflex.store.enrolments import EnrolmentAccess, EnrolmentRequest
from damancom_reflex.store.glances import Glance
from damancom_reflex.store.rules import Terms
from damancom_reflex.store.trail import BusinessCalendar
from damancom_reflex.store.whole_rows import parts_of

TERMS: Final = "enrolment"
"""Code of the terms of adhésion."""

_LONGEST_ID: Final = 32
_KEY: Final = re.compile(r"[A-Za-z0-9_-]{43}")


@dataclass(frozen=True, slots=True)
class Dossier:
    """A request, and what the rows beside it say at this moment.

    Attributes:
        request: its row.
        affiliate: the company.
        access: this browser's right to open it.
        representative: the one of the register that the latest look-up found, while still active.
        today: day on the business calendar.
        terms: the terms in force; none before any was published.
    """

    request: EnrolmentRequest
    affiliate: Affiliate
    access: EnrolmentAccess
    representative: LegalRepresentative | None
    today: date
    terms: TermsView | None

    @property
    def status(self) -> EnrolmentStatus:
        """Where it stands."""
        return EnrolmentStatus(self.request.status)

    @property
    def subject(self) -> str:
        """Its name in the audit trail."""
        return subject_of(self.request)

    @property
    def ends_at(self) -> datetime | None:
        """End of a draft that nobody touches, in real time; none once filed."""
        if self.status is not EnrolmentStatus.DRAFT:
            return None
        return self.request.updated_at + draft_life(self.today)

    @property
    def proved(self) -> bool:
        """Whether this browser proved the request's phone within the hour."""
        until = self.access.proved_until
        return until is not None and clock.now() < until

    def may_change(self) -> None:
        """Refuse a request that may not be changed by this browser now.

        Raises:
            Refused: `draft_expired`; with `reference`: `enrolment_filed` when the agency holds it or has decided,
                `enrolment_needs_code` when it was filed and its phone is to be proved first.
        """
        reference = self.request.reference or ""
        if self.status is EnrolmentStatus.EXPIRED and not reference:
            raise Refused("draft_expired")
        if self.ends_at and clock.now() >= self.ends_at:
            # `damancom due` has not come by yet.
            raise Refused("draft_expired")
        if self.status not in EDITABLE:
            raise Refused("enrolment_filed", reference=reference)
        if self.status is not EnrolmentStatus.DRAFT and not self.proved:
            raise Refused("enrolment_needs_code", reference=reference)

    def at_version(self, version: int) -> None:
        """Refuse a change from a tab that shows something older than the row.

        Raises:
            Refused: `changed_elsewhere` (`version`, `saved_at`).
        """
        if version != self.request.version:
            raise Refused(
                "changed_elsewhere", version=self.request.version, saved_at=self.request.updated_at
            )

    def touch(self) -> None:
        """Mark the row as changed now."""
        self.request.version += 1
        self.request.updated_at = clock.now()
        # Typed in again, it will be warned of again before it ends.
        self.request.warned_at = None


def subject_of(request: EnrolmentRequest) -> str:
    """A request's name in the audit trail."""
    return f"enrolment:{request.reference or request.id}"


def draft_life(today: date) -> timedelta:
    """How long a draft that nobody touches is kept."""
    return timedelta(days=rules.enrolment_rule(today).draft_days)


def browser_key(applicant: Applicant) -> str:
    """The browser's own key, or a new one when it has none (or something that is not one of ours)."""
    return applicant.key if _KEY.fullmatch(applicant.key) else new_token()


async def load(
    session: AsyncSession, applicant: Applicant, draft_id: str, *, to_write: bool = False
) -> Dossier:
    """A request that this browser has a right to.

    Args:
        session: a reading or writing session.
        applicant: who asks.
        draft_id: public id of the request.
        to_write: hold its row until the transaction ends (SQLite holds the whole file by itself).

    Raises:
        Refused: `enrolment_unknown` when it is not there or not theirs: one answer for both.
    """
    wanted = _wanted(applicant, draft_id)
    if to_write:
        await hold(session, col(EnrolmentRequest.id) == wanted["request"])
    fresh = {"populate_existing": True}
    rows = await session.exec(_statement(), params=wanted, execution_options=fresh)
    return await _dossier(session, rows.first())


async def look(applicant: Applicant, draft_id: str) -> Dossier:
    """The same for who only looks: at a glance, in no transaction; what is set on its rows is saved nowhere.

    Raises:
        Refused: `enrolment_unknown`.
    """
    found = await glance(_glance(), **_wanted(applicant, draft_id))
    async with reading() as session:
        return await _dossier(session, found)


async def _dossier(session: AsyncSession, found: Sequence[Any] | None) -> Dossier:
    """A row of `_statement` with the terms that it names."""
    if found is None:
        raise Refused("enrolment_unknown")
    request, affiliate, access, representative, shift, last_terms = found
    terms = await rulebook.current_terms(session, last_terms or 0)
    return Dossier(
        request=request,
        affiliate=affiliate,
        access=access,
        representative=representative,
        today=clock.business_now(timedelta(days=shift or 0)).date(),
        terms=terms.get(TERMS),
    )


async def to_change(session: AsyncSession, applicant: Applicant, draft_id: str) -> Dossier:
    """A request that this browser may change now, held until the transaction ends.

    Raises:
        Refused: `enrolment_unknown`; those of `Dossier.may_change`.
    """
    found = await load(session, applicant, draft_id, to_write=True)
    found.may_change()
    return found


def _wanted(applicant: Applicant, draft_id: str) -> dict[str, str]:
    """What `_statement` leaves open."""
    return {"request": kept(draft_id, _LONGEST_ID), "browser": token_hash(applicant.key)}


@cache
def _glance() -> Glance[tuple[Any, ...]]:
    return Glance(parts_of(_statement()), _statement())


@cache
def _statement() -> Select[*tuple[Any, ...]]:
    """Made once: to put it together takes longer than to run it."""
    mine = and_(
        col(EnrolmentAccess.request_id) == EnrolmentRequest.id,
        col(EnrolmentAccess.browser_hash) == bindparam("browser"),
    )
    looked_up = and_(
        col(LegalRepresentative.id) == EnrolmentRequest.representative_id,
        col(LegalRepresentative.active).is_(True),
    )
    shift = select(BusinessCalendar.shift_days).where(BusinessCalendar.id == 1)
    statement: Any = (
        select(EnrolmentRequest, Affiliate, EnrolmentAccess, LegalRepresentative)
        .add_columns(shift.scalar_subquery(), select(func.max(Terms.id)).scalar_subquery())
        .join(EnrolmentAccess, mine)
        .join(Affiliate, col(Affiliate.id) == EnrolmentRequest.affiliate_id)
        .outerjoin(LegalRepresentative, looked_up)
        .where(col(EnrolmentRequest.id) == bindparam("request"))
    )
    return statement
