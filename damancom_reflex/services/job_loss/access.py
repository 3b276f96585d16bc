"""Which affiliates, forms and claims of IPE an account may see: re-checked on every call."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Date, Integer, bindparam, true
from sqlmodel import and_, col, or_, select
from sqlmodel.ext.asyncio.session import AsyncSession
from sqlmodel.sql.expression import Select

from damancom_reflex import clock
from damancom_reflex.domain.job_loss import ClaimStatus
from damancom_reflex.domain.review import Kind
from damancom_reflex.domain.text import without_spaces
from damancom_reflex.services import business, rights
from damancom_reflex.services.actors import Actor, Refused
from damancom_reflex.services.job_loss.register import accepted_claim_of, live_claim_of
from damancom_reflex.services.kept import kept
from damancom_reflex.services.references import CLAIM, read_reference
from damancom_reflex.services.reviewers import reviewer
from damancom_reflex.services.rights import Scope
from damancom_reflex.services.turns import hold
from damancom_reflex.store.accounts import AccountAffiliation
from damancom_reflex.store.affiliates import Affiliate
from damancom_reflex.store.claims import ClaimDraft, JobLossClaim
from damancom_reflex.store.insured import Employment, InsuredPerson

_LONGEST_ID = 32


@dataclass(slots=True)
class Form:
    """A form with all that decides on it.

    Attributes:
        draft: its row.
        job: the job that is lost.
        person: who loses it.
        affiliate: who claims.
        claim: the claim it became; none while it is new.
        live_claim: id of the person's live claim, whoever filed it.
        accepted_claim: id of the first claim that was accepted for the job.
        today: the business day.
    """

    draft: ClaimDraft
    job: Employment
    person: InsuredPerson
    affiliate: Affiliate
    claim: JobLossClaim | None
    live_claim: int | None
    accepted_claim: int | None
    today: date

    def may_change(self) -> None:
        """Refuse a form that was filed, unless a correction is asked.

        Raises:
            Refused: `claim_filed` (`reference`).
        """
        if self.claim and self.claim.status != ClaimStatus.CORRECTION_REQUESTED:
            raise Refused("claim_filed", reference=self.claim.reference)

    def at_version(self, version: int) -> None:
        """Refuse a change from a tab that shows something older than the row.

        Raises:
            Refused: `changed_elsewhere` (`version`, `saved_at`).
        """
        if version != self.draft.version:
            raise Refused(
                "changed_elsewhere", version=self.draft.version, saved_at=self.draft.updated_at
            )

    def touch(self) -> None:
        """Mark the row as changed now."""
        self.draft.version += 1
        self.draft.updated_at = clock.now()

    @property
    def claimed_elsewhere(self) -> bool:
        """Whether another claim for the person is live: this employer's or somebody else's."""
        own = self.claim.id if self.claim else None
        return self.live_claim is not None and self.live_claim != own


async def my_affiliate(session: AsyncSession, actor: Actor, number: str, today: date) -> Affiliate:
    """An affiliate that the account acts for today.

    Raises:
        Refused: `not_allowed` for staff; `affiliate_unknown` when it is not there or not theirs: one answer for both.
    """
    rights.employer(actor)
    wanted = (
        select(Affiliate)
        .join(AccountAffiliation, col(AccountAffiliation.affiliate_id) == Affiliate.id)
        .where(
            rights.acts_for(actor, today, Scope.DECLARE),
            Affiliate.number == without_spaces(kept(number, 32)),
        )
    )
    found = (await session.exec(wanted)).first()
    if found is None:
        raise Refused("affiliate_unknown")
    return found


async def load_form(
    session: AsyncSession, actor: Actor, draft_id: str, *, to_write: bool = False
) -> Form:
    """A form of the account, for an affiliate it still acts for; once filed, of whoever acts for the affiliate.

    Args:
        session: a reading or writing session.
        actor: who asks.
        draft_id: public id of the form.
        to_write: hold its row until the transaction ends.

    Raises:
        Refused: `not_allowed` for staff; `claim_form_unknown`: one answer for what is not there and what is not theirs.
    """
    rights.employer(actor)
    if to_write:
        # Held before it is read: who waited reads all of it as it is now, the claim it became included.
        await hold(session, col(ClaimDraft.id) == kept(draft_id, _LONGEST_ID))
    # The day only bounds the rights: the calendar as last seen serves, and is checked against the row.
    today = clock.business_now(business.last_shift()).date()
    row = await _form_row(session, actor, draft_id, today)
    read = _day(row[-1]) if row else await business.today(session)
    if read != today:
        row = await _form_row(session, actor, draft_id, read)
    if row is None:
        raise Refused("claim_form_unknown")
    return Form(*row[:-1], today=read)


async def _form_row(
    session: AsyncSession, actor: Actor, draft_id: str, today: date
) -> Sequence[Any] | None:
    given = {
        "account": actor.account_id,
        "draft": kept(draft_id, _LONGEST_ID),
        "today": today,
    }
    return (await session.exec(_form_statement(), params=given)).first()


@cache
def _form_statement() -> Select[*tuple[Any, ...]]:
    """Made once: to put it together takes longer than to run it."""
    account, today = bindparam("account", type_=Integer), bindparam("today", type_=Date)
    right = and_(
        col(AccountAffiliation.affiliate_id) == Affiliate.id,
        rights.holds(account, today, Scope.DECLARE),
    )
    statement: Any = (
        select(ClaimDraft, Employment, InsuredPerson, Affiliate)
        .add_columns(
            JobLossClaim,
            live_claim_of(InsuredPerson.id).scalar_subquery(),
            accepted_claim_of(InsuredPerson.id, Employment.id).scalar_subquery(),
            business.SHIFT_DAYS,
        )
        .join(Employment, col(Employment.id) == ClaimDraft.employment_id)
        .join(InsuredPerson, col(InsuredPerson.id) == Employment.person_id)
        .join(Affiliate, col(Affiliate.id) == Employment.affiliate_id)
        .join(AccountAffiliation, right)
        .outerjoin(JobLossClaim, col(JobLossClaim.draft_id) == ClaimDraft.id)
        .where(
            col(ClaimDraft.id) == bindparam("draft"),
            # A correction is asked of the affiliate, not of the one who filed.
            or_(col(ClaimDraft.account_id) == account, col(JobLossClaim.id).is_not(None)),
        )
        .execution_options(populate_existing=True)
    )
    return statement


def _day(shift_days: int | None) -> date:
    return clock.business_now(business.seen(shift_days)).date()


async def load_claim(
    session: AsyncSession, actor: Actor, reference: str, *, to_read: bool = False
) -> tuple[JobLossClaim, Employment, InsuredPerson, Affiliate]:
    """A claim of an affiliate that the account acts for today, whoever of them filed it.

    Args:
        session: a reading or writing session.
        actor: who asks.
        reference: the claim's, however it is typed.
        to_read: an officer who decides on claims may have it too: they read what the employer reads, and change nothing
            of it here.

    Raises:
        Refused: `not_allowed` for other staff; `claim_unknown`: one answer for what is not there or not theirs.
    """
    theirs = await _to_be_seen_by(session, actor, to_read=to_read)
    statement = (
        select(JobLossClaim, Employment, InsuredPerson, Affiliate)
        .join(Employment, col(Employment.id) == JobLossClaim.employment_id)
        .join(InsuredPerson, col(InsuredPerson.id) == JobLossClaim.person_id)
        .join(Affiliate, col(Affiliate.id) == JobLossClaim.affiliate_id)
        .where(theirs, JobLossClaim.reference == read_reference(CLAIM, reference))
        .execution_options(populate_existing=True)
    )
    found = (await session.exec(statement)).first()
    if found is None:
        raise Refused("claim_unknown")
    return found


async def _to_be_seen_by(
    session: AsyncSession, actor: Actor, *, to_read: bool
) -> ColumnElement[bool]:
    """Condition on `JobLossClaim`: one that this account may have."""
    if to_read and actor.role not in rights.EMPLOYERS:
        if not (await reviewer(session, actor)).sees(Kind.CLAIM, None):
            raise Refused("not_allowed")
        return true()
    rights.employer(actor)
    mine = rights.acts_for(actor, await business.today(session), Scope.DECLARE)
    return col(JobLossClaim.affiliate_id).in_(select(AccountAffiliation.affiliate_id).where(mine))
