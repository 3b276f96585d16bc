"""Opening a draft: its row with all that decides on it, for an account that has a right to it.

Read in one statement when the ledger and the rules are in memory.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Date, Integer, bindparam
from sqlmodel import and_, col, exists, func, or_, select
from sqlmodel.ext.asyncio.session import AsyncSession
from sqlmodel.sql.expression import Select, SelectOfScalar

from damancom_reflex import clock
from damancom_reflex.domain.requests import OPEN, DebitStatus
from damancom_reflex.services import business, rights
from damancom_reflex.services.actors import Actor, Refused
from damancom_reflex.services.places import place_view
from damancom_reflex.services.recouvrement import ledgers, rulebook
from damancom_reflex.services.recouvrement.journey import Journey
from damancom_reflex.services.rights import Scope
from damancom_reflex.services.turns import hold
from damancom_reflex.store.accounts import AccountAffiliation
from damancom_reflex.store.affiliates import Affiliate, CollectionOffice
from damancom_reflex.store.debts import LedgerSnapshot
from damancom_reflex.store.engine import glance, reading
from damancom_reflex.store.glances import Glance
from damancom_reflex.store.guarantees import ReinstatementRow, RemissionSignature
from damancom_reflex.store.remissions import InstalmentRow, RemissionDraft, RemissionRequest
from damancom_reflex.store.rules import RemissionDecision, SurchargeRateRow, Terms
from damancom_reflex.store.whole_rows import parts_of

OPEN_VALUES = tuple(status.value for status in sorted(OPEN))


async def load(
    session: AsyncSession,
    actor: Actor,
    draft_id: str,
    *,
    to_write: bool = False,
    fresh: bool = False,
) -> Journey:
    """A draft of this account, its affiliate being one it acts for today.

    Args:
        session: a reading or writing session.
        actor: who asks.
        draft_id: public id of the draft.
        to_write: hold the draft's row until the transaction ends (SQLite holds the whole file by itself).
        fresh: read ledger and rules from their rows, whatever is in memory.

    Raises:
        Refused: `not_allowed` for staff; `draft_unknown` when it is not there, not theirs, or for an affiliate they no
            longer act for.
    """
    rights.employer(actor)
    if to_write:
        # Held before it is read: who waited reads all of it as it is now, the rights that go with it included.
        await hold(session, col(RemissionDraft.id) == draft_id)

    async def on(day: date) -> Sequence[Any] | None:
        return (await session.exec(_statement(), params=_wanted(actor, draft_id, day))).first()

    now, found = await _on_its_day(session, on)
    return await _journey(session, actor, now, found, fresh=fresh)


async def look(actor: Actor, draft_id: str) -> Journey:
    """The same for who only looks: at a glance, in no transaction; what is set on its rows is saved nowhere.

    Raises:
        Refused: as for `load`.
    """
    rights.employer(actor)

    async def on(day: date) -> Sequence[Any] | None:
        return await glance(_glance(), **_wanted(actor, draft_id, day))

    async with reading() as session:
        now, found = await _on_its_day(session, on)
        return await _journey(session, actor, now, found)


async def _journey(
    session: AsyncSession,
    actor: Actor,
    now: datetime,
    found: Sequence[Any],
    *,
    fresh: bool = False,
) -> Journey:
    """A row of `_statement` with the ledger and the rules that it names."""
    draft, affiliate, office, may_sign, *scalars = found
    affiliations, ledger_id, opened, ended, signed, *known = scalars
    decisions_known, rates_known, terms_known = known
    owed = None
    if ledger_id is not None:
        read = ledgers.ledger_from_rows if fresh else ledgers.ledger
        owed = await read(session, ledger_id)
    if fresh:
        policies = await rulebook.policies_from_rows(session)
        rates = await rulebook.surcharge_rates_from_rows(session, rates_known or 0)
        all_terms = await rulebook.terms_from_rows(session)
    else:
        policies = await rulebook.policies(session, decisions_known or 0)
        rates = await rulebook.surcharge_rates(session, rates_known or 0)
        all_terms = await rulebook.current_terms(session, terms_known or 0)
    decision_id, policy = rulebook.decision_on(now.date(), policies)
    return Journey(
        actor=actor,
        now=now,
        draft=draft,
        affiliate=affiliate,
        office=place_view(office) if office else None,
        may_sign=bool(may_sign),
        affiliations=affiliations,
        ledger_id=ledger_id,
        ledger=owed,
        decision_id=decision_id,
        policy=policy,
        rates_known=rates_known or 0,
        rates=rates,
        all_terms=all_terms,
        open_reference=opened,
        ended_reference=ended,
        signed_reference=signed,
    )


def open_reference_of(affiliate_id: object) -> SelectOfScalar[str]:
    """Reference of an affiliate's request in progress, as a subquery."""
    return select(RemissionRequest.reference).where(
        RemissionRequest.affiliate_id == affiliate_id,
        col(RemissionRequest.status).in_(OPEN_VALUES),
    )


def ended_reference_of(
    affiliate_id: object, today: date | BindParameter[date]
) -> SelectOfScalar[str]:
    """Reference of the latest request that changed what is owed since an affiliate's latest debt, as a subquery.

    What was paid under it, or generated, is in no line of that debt: a new situation is awaited.
    """
    # By the request's own affiliate: a subquery in a subquery is bound to the one around it.
    latest = latest_ledger_of(RemissionRequest.affiliate_id, today).scalar_subquery()
    situation = latest_ledger_of(
        RemissionRequest.affiliate_id, today, LedgerSnapshot.situation
    ).scalar_subquery()
    return (
        select(RemissionRequest.reference)
        .where(
            RemissionRequest.affiliate_id == affiliate_id,
            col(RemissionRequest.status).not_in(OPEN_VALUES),
            # A debt may have been established while it ran: what came in afterwards is not in that one either.
            or_(RemissionRequest.ledger_id == latest, col(RemissionRequest.status_day) > situation),
            _changed_the_debt(),
        )
        .order_by(col(RemissionRequest.id).desc())
        .limit(1)
    )


def _changed_the_debt() -> ColumnElement[bool]:
    """Condition on a `RemissionRequest` that ended: something was paid under it, or generated."""
    of_it = RemissionRequest.id
    broken = exists().where(
        col(ReinstatementRow.request_id) == of_it,
        or_(col(ReinstatementRow.paid) > 0, col(ReinstatementRow.generated_surcharge) > 0),
    )
    collected = exists().where(
        col(InstalmentRow.request_id) == of_it,
        col(InstalmentRow.status) == DebitStatus.COLLECTED.value,
    )
    # Attested by the first of two who sign, before the other refused.
    paid_down = and_(
        col(RemissionRequest.down_payment) > 0,
        exists().where(
            col(RemissionSignature.request_id) == of_it,
            col(RemissionSignature.down_payment_received).is_(True),
        ),
    )
    return or_(broken, collected, paid_down)


def latest_ledger_of(
    affiliate_id: object,
    today: date | BindParameter[date],
    column: object = LedgerSnapshot.id,
) -> SelectOfScalar[Any]:
    """Id, or another column, of an affiliate's latest debt that stood on a business day, as a subquery."""
    wanted: Any = column
    return (
        select(wanted)
        .where(LedgerSnapshot.affiliate_id == affiliate_id, LedgerSnapshot.situation <= today)
        .order_by(col(LedgerSnapshot.situation).desc())
        .limit(1)
    )


async def _on_its_day(
    session: AsyncSession, on: Callable[[date], Awaitable[Sequence[Any] | None]]
) -> tuple[datetime, Sequence[Any]]:
    """The moment on the business calendar, and what `on` finds of that day.

    The day is taken from the calendar as it last stood; the row says how it stands now, and is read again if it moved.

    Raises:
        Refused: `draft_unknown`.
    """
    guess = business.last_shift()
    now = clock.business_now(guess)
    found = await on(now.date())
    shift = business.seen(found[-1]) if found else await business.shift(session)
    if shift != guess:
        now = clock.business_now(shift)
        found = await on(now.date())
    if found is None:
        raise Refused("draft_unknown")
    return now, found[:-1]


def _wanted(actor: Actor, draft_id: str, day: date) -> dict[str, Any]:
    """What `_statement` leaves open."""
    return {"draft": draft_id, "account": actor.account_id, "today": day}


@cache
def _glance() -> Glance[tuple[Any, ...]]:
    return Glance(parts_of(_statement()), _statement())


@cache
def _statement() -> Select[*tuple[Any, ...]]:
    """Made once: to put it together takes longer than to run it."""
    account, today = bindparam("account", type_=Integer), bindparam("today", type_=Date)
    mine = rights.holds(account, today, Scope.RECOVER)
    affiliations = select(func.count()).select_from(AccountAffiliation).where(mine)
    signed = select(RemissionRequest.reference).where(
        RemissionRequest.draft_id == RemissionDraft.id
    )
    columns = (
        affiliations.scalar_subquery(),
        latest_ledger_of(RemissionDraft.affiliate_id, today).scalar_subquery(),
        open_reference_of(RemissionDraft.affiliate_id).scalar_subquery(),
        ended_reference_of(RemissionDraft.affiliate_id, today).scalar_subquery(),
        signed.scalar_subquery(),
        select(func.max(RemissionDecision.id)).scalar_subquery(),
        select(func.max(SurchargeRateRow.id)).scalar_subquery(),
        select(func.max(Terms.id)).scalar_subquery(),
        business.SHIFT_DAYS,
    )
    right = and_(mine, AccountAffiliation.affiliate_id == RemissionDraft.affiliate_id)
    statement: Any = (
        select(RemissionDraft, Affiliate, CollectionOffice, AccountAffiliation.may_sign)
        .add_columns(*columns)
        .outerjoin(AccountAffiliation, right)
        .outerjoin(Affiliate, col(Affiliate.id) == AccountAffiliation.affiliate_id)
        .outerjoin(CollectionOffice, col(CollectionOffice.id) == Affiliate.collection_office_id)
        .where(
            col(RemissionDraft.id) == bindparam("draft"),
            col(RemissionDraft.account_id) == account,
            or_(
                col(RemissionDraft.affiliate_id).is_(None),
                col(AccountAffiliation.id).is_not(None),
            ),
        )
    )
    return statement
