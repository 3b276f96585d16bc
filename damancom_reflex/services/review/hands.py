"""A file in hand: who works on a request and since when. They decide on it, or somebody takes it over in so many words.

It is given back by whoever has it, by a decision, and after half an hour in which they did nothing with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import BindParameter, ColumnElement, delete
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex.clock import now
from damancom_reflex.services import audit, business
from damancom_reflex.services.actors import Actor, Refused, account_name
from damancom_reflex.services.rows import changed
from damancom_reflex.services.turns import in_turn
from damancom_reflex.store.accounts import Account
from damancom_reflex.store.review import FileInHand

IDLE: Final = timedelta(minutes=30)
TOUCH_EVERY: Final = timedelta(minutes=1)
"""How stale `seen_at` may get: to look again at once is not another write."""


@dataclass(frozen=True, slots=True)
class Hand:
    """Who has a file: account, name, since when (aware)."""

    account_id: int
    name: str
    since: datetime


def alive(since: datetime | BindParameter[datetime]) -> ColumnElement[bool]:
    """Condition on `FileInHand`: somebody did something with it since `idle_since()`."""
    return col(FileInHand.seen_at) > since


def idle_since() -> datetime:
    """Who did nothing with a file since this moment, half an hour ago, no longer has it."""
    return now() - IDLE


async def hand_of(session: AsyncSession, reference: str) -> Hand | None:
    """Who has a file now; none when nobody has."""
    wanted = (
        select(FileInHand, Account.display_name)
        .join(Account, col(Account.id) == FileInHand.account_id)
        .where(FileInHand.reference == reference, alive(idle_since()))
        .execution_options(populate_existing=True)
    )
    found = (await session.exec(wanted)).first()
    if found is None:
        return None
    row, name = found
    return Hand(row.account_id, name, row.taken_at)


async def take(session: AsyncSession, actor: Actor, reference: str, subject: str) -> None:
    """Take a file in hand; to have it already is to be seen with it.

    Raises:
        Refused: `file_in_other_hands` (`name`, `since`).
    """
    await _one_at_a_time(session, reference)
    hand = await hand_of(session, reference)
    if hand is not None and hand.account_id != actor.account_id:
        raise Refused("file_in_other_hands", name=hand.name, since=hand.since)
    await _hold(session, actor, reference, subject, hand, "file.taken")


async def take_over(session: AsyncSession, actor: Actor, reference: str, subject: str) -> None:
    """Take a file out of somebody else's hands, which the trail tells; nobody's is taken like any other."""
    await _one_at_a_time(session, reference)
    hand = await hand_of(session, reference)
    others = hand is not None and hand.account_id != actor.account_id
    await _hold(
        session, actor, reference, subject, hand, "file.taken_over" if others else "file.taken"
    )


async def give_back(session: AsyncSession, actor: Actor, reference: str, subject: str) -> None:
    """Give a file back; nothing happens when it is not in one's own hands."""
    await _one_at_a_time(session, reference)
    if await let_go(session, reference, actor.account_id):
        await _note(session, actor, subject, "file.given_back", None)


async def let_go(session: AsyncSession, reference: str, account_id: int) -> bool:
    """Let go of a file with what is decided on it; whether it was in these hands."""
    mine = delete(FileInHand).where(
        col(FileInHand.reference) == reference, col(FileInHand.account_id) == account_id
    )
    return await changed(session, mine) == 1


async def _one_at_a_time(session: AsyncSession, reference: str) -> None:
    """Two who reach for one file do so one after the other, whether it has a row yet or not."""
    await in_turn(session, f"file in hand {reference}")


async def _hold(
    session: AsyncSession,
    actor: Actor,
    reference: str,
    subject: str,
    hand: Hand | None,
    action: str,
) -> None:
    if hand is not None and hand.account_id == actor.account_id:
        await _seen(session, reference)
        return
    # One left idle is still there: it is taken like one that nobody has.
    await changed(session, delete(FileInHand).where(col(FileInHand.reference) == reference))
    session.add(FileInHand(reference=reference, account_id=actor.account_id))
    await session.flush()
    await _note(session, actor, subject, action, hand)


async def _seen(session: AsyncSession, reference: str) -> None:
    row = await session.get_one(FileInHand, reference)
    if now() - row.seen_at >= TOUCH_EVERY:
        row.seen_at = now()
        await session.flush()


async def _note(
    session: AsyncSession, actor: Actor, subject: str, action: str, hand: Hand | None
) -> None:
    await audit.append(
        session,
        actor=actor.name,
        action=action,
        subject=subject,
        address=actor.address,
        before={"holder": account_name(hand.account_id)} if hand else None,
        after={
            **({} if action == "file.given_back" else {"holder": actor.name}),
            "business_day": (await business.today(session)).isoformat(),
        },
    )
