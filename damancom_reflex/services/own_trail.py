"""The part of the audit trail that is an employer's own. SPEC sections 8 and 9.

It is what was done on the affiliations they act for today, on the requests of these, and on their account. `trail`
reads the whole for supervisors; here is not told who of the staff did something, nor from where.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, Select
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex.clock import local
from damancom_reflex.services import business, rights
from damancom_reflex.services.actors import Actor
from damancom_reflex.services.own_trail_acts import TOLD
from damancom_reflex.services.paging import Page, page_of
from damancom_reflex.services.statements import rows_of
from damancom_reflex.services.trail import (
    FOUND_NEWEST_FIRST,
    PAGE_SIZE,
    Conditions,
    TrailEvent,
    TrailWanted,
    names_in,
    references_in,
    rows_at,
    sought,
    statement,
    trail_event,
)
from damancom_reflex.services.trail_acts import FAMILIES
from damancom_reflex.services.trail_subjects import named, of_affiliates
from damancom_reflex.services.trail_words import OFFICER
from damancom_reflex.store.accounts import AccountAffiliation
from damancom_reflex.store.affiliates import Affiliate
from damancom_reflex.store.engine import searching
from damancom_reflex.store.trail import AuditEvent

OWN_FAMILIES: Final = {
    family: name
    for family, name in FAMILIES.items()
    if any(act.partition(".")[0] == family for act in TOLD)
}
"""What the acts of an employer's own part are about."""

_ACCOUNT, _SYSTEM, _VISITOR = "account", "system", "visitor"


async def own_trail(
    actor: Actor, wanted: TrailWanted, page: int = 1, page_size: int = PAGE_SIZE
) -> Page[TrailEvent]:
    """One page of what was done on what is an employer's, newest first.

    Args:
        actor: who asks.
        wanted: filters; `who` is not looked at, and `subject` finds references and affiliates' numbers.
        page: from 1; a page past the end gives the last one.
        page_size: rows a page, 100 at most.

    Raises:
        Refused: `not_allowed` for staff.
    """
    rights.employer(actor)
    async with searching() as session:
        conditions = own_conditions(actor, wanted, await business.today(session))
        # To find them takes longer than to list them all: once, not again to count them.
        places = own_statement(conditions).with_only_columns(col(AuditEvent.position))
        all_of_them = [position for (position,) in await rows_of(session, places)]
        found = await rows_at(session, page_of(all_of_them, page, page_size))
        names = await own_names(session, found.rows)
    return found.each(lambda row: own_event(row, names, actor))


def own_conditions(actor: Actor, wanted: TrailWanted, today: date) -> list[ColumnElement[bool]]:
    """What the events answer to that an account may read on a day: its own, and of these the wanted ones."""
    acts = [act for act in wanted.acts() if act in TOLD]
    # Not by the index of acts: it leads through the events of the whole country.
    told = (col(AuditEvent.action) + "").in_(acts)
    return [_theirs(actor, sought(wanted.subject), today), told, *wanted.days()]


def own_statement(conditions: Conditions) -> Select[*tuple[Any, ...]]:
    """The events that answer to `own_conditions`, newest first."""
    return statement(conditions, FOUND_NEWEST_FIRST)


async def own_names(session: AsyncSession, rows: Iterable[Sequence[Any]]) -> dict[str, str]:
    """Display names of the employers and delegates in rows, by their name in the trail; of no staff."""
    return await names_in(session, rows, rights.EMPLOYERS)


def own_event(row: Sequence[Any], names: Mapping[str, str], actor: Actor) -> TrailEvent:
    """An event as an employer may have it: its fields are those that are told, its place in the chain is not."""
    event = trail_event(row, names)
    return replace(
        event,
        position=0,
        actor=_shown(event),
        address=event.address if _own_address(event, actor) else "",
        before=_told(event, event.before),
        after=_told(event, event.after),
    )


def _theirs(actor: Actor, text: str, today: date) -> ColumnElement[bool]:
    """Condition on the events' subject: the account, or an affiliate it acts for, or a request of one."""
    acting = select(AccountAffiliation.affiliate_id).where(rights.acts_for(actor, today))
    mine, subject = col(Affiliate.id).in_(acting), col(AuditEvent.subject)
    references = references_in(text)
    if text and not references:
        return subject.in_(of_affiliates(mine & (col(Affiliate.number) == text)))
    everything = subject.in_(of_affiliates(mine, *named(actor.name)))
    return subject.in_(references) & everything if references else everything


def _shown(event: TrailEvent) -> str:
    """Who did it, as an employer is told: staff are all one."""
    kind = event.actor.partition(":")[0]
    if kind == _ACCOUNT:
        return event.actor if event.name else OFFICER
    return kind if kind in {_SYSTEM, _VISITOR} else OFFICER


def _own_address(event: TrailEvent, actor: Actor) -> bool:
    """Whether the client address is theirs to know: of what they did, or of who came to their door."""
    tried = event.subject == actor.name and event.actor == _VISITOR
    return event.actor == actor.name or tried


def _told(event: TrailEvent, fields: Mapping[str, Any]) -> dict[str, Any]:
    told = TOLD.get(event.action, frozenset[str]())
    # The day is told when the calendar stood elsewhere than the clock.
    same = local(event.at).date().isoformat()
    return {
        name: value
        for name, value in fields.items()
        if name in told and (name, value) != ("business_day", same)
    }
