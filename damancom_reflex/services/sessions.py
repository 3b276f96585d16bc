"""Sessions.

Server-side rows behind an opaque cookie. They end after 15 idle minutes, or after 12 hours.
"""

from __future__ import annotations

import math
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from sqlalchemy import bindparam, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex.clock import now
from damancom_reflex.i18n import language_of
from damancom_reflex.services import audit
from damancom_reflex.services.actors import Actor, Visitor, account_name
from damancom_reflex.services.keys import new_token, token_hash
from damancom_reflex.services.rows import changed
from damancom_reflex.store.accounts import Account, Role, Session
from damancom_reflex.store.engine import glance, stroke, writing
from damancom_reflex.store.glances import Glance, Stroke

IDLE: Final = timedelta(minutes=15)
LONGEST: Final = timedelta(hours=12)
TOUCH_EVERY: Final = timedelta(seconds=15)
"""How stale `last_seen_at` may get: an event every 20 ms must not be a write every 20 ms."""


class _SignedIn(NamedTuple):
    """A session and its account."""

    id: int
    account_id: int
    created_at: datetime
    last_seen_at: datetime
    closed_at: datetime | None
    role: str
    display_name: str
    language: str
    active: bool


# Read for every event.
_OF_COOKIE: Final = Glance(
    _SignedIn,
    select(
        col(Session.id),
        col(Session.account_id),
        col(Session.created_at),
        col(Session.last_seen_at),
    )
    .add_columns(
        col(Session.closed_at),
        *(col(Account.role), col(Account.display_name), col(Account.language), col(Account.active)),
    )
    .join(Account, col(Account.id) == col(Session.account_id))
    .where(col(Session.cookie_hash) == bindparam("hash")),
)


_SEEN: Final = (
    update(Session)
    .where(
        col(Session.cookie_hash) == bindparam("hash"),
        col(Session.closed_at).is_(None),
        col(Session.last_seen_at) > bindparam("seen_since"),
        col(Session.created_at) > bindparam("open_since"),
    )
    .values(last_seen_at=bindparam("at"))
)
_TOUCH: Final = Stroke(_SEEN)
"""What every fifteen seconds of somebody's work sends."""


async def actor_of(cookie: str, address: str) -> Actor | None:
    """The signed-in person behind a cookie, and the sign that they are still there.

    None when the session is unknown, closed, idle or old, or its account is no longer active.

    Args:
        cookie: session cookie, as the browser sent it.
        address: client address of this event, for the audit trail.
    """
    row = await _alive(cookie)
    if row is None:
        return None
    if now() - row.last_seen_at >= TOUCH_EVERY:
        await _touch(cookie)
    return Actor(
        account_id=row.account_id,
        session_id=row.id,
        role=Role(row.role),
        display_name=row.display_name,
        language=language_of(row.language),
        address=address,
    )


async def seconds_left(cookie: str) -> int:
    """Whole seconds until this session ends by itself, idle or old.

    0 when it has ended. Does not make it longer.
    """
    row = await _alive(cookie)
    if row is None:
        return 0
    return max(0, math.floor((_end(row) - now()).total_seconds()))


async def extend(cookie: str) -> None:
    """Start the idle minutes again; a session that has ended stays ended."""
    await _touch(cookie)


async def was_closed(cookie: str) -> bool:
    """Whether this session was closed by somebody, and did not end by itself."""
    row = await _row(cookie)
    return row is not None and row.closed_at is not None


async def close(cookie: str) -> None:
    """Close this session; nothing happens when it is unknown or closed."""
    async with writing() as session:
        held = select(Session).where(Session.cookie_hash == token_hash(cookie))
        row = (await session.exec(held)).first()
        if row is None or row.closed_at is not None:
            return
        row.closed_at = now()
        name = account_name(row.account_id)
        await audit.append(
            session, actor=name, action="session.closed", subject=name, address=row.address
        )


async def close_all(account_id: int) -> int:
    """Close every session of an account; how many were open."""
    async with writing() as session:
        return await close_all_in(session, account_id)


async def close_all_in(session: AsyncSession, account_id: int) -> int:
    """`close_all` within the caller's transaction."""
    return await changed(
        session,
        update(Session)
        .where(col(Session.account_id) == account_id, col(Session.closed_at).is_(None))
        .values(closed_at=now()),
    )


async def open_in(session: AsyncSession, account_id: int, visitor: Visitor) -> str:
    """Open a session in the caller's transaction; the cookie, which is kept nowhere else."""
    cookie = new_token()
    session.add(
        Session(
            cookie_hash=token_hash(cookie),
            account_id=account_id,
            address=visitor.address,
            device=visitor.device[:300],
        )
    )
    await session.flush()
    return cookie


def _end(row: _SignedIn) -> datetime:
    return min(row.last_seen_at + IDLE, row.created_at + LONGEST)


async def _row(cookie: str) -> _SignedIn | None:
    return await glance(_OF_COOKIE, hash=token_hash(cookie)) if cookie else None


async def _alive(cookie: str) -> _SignedIn | None:
    row = await _row(cookie)
    if row is None or row.closed_at is not None or not row.active or now() >= _end(row):
        return None
    return row


async def _touch(cookie: str) -> None:
    """Note that the person is there.

    One statement: a session closed or ended meanwhile stays so.
    """
    moment = now()
    given = {
        "hash": token_hash(cookie),
        "at": moment,
        "seen_since": moment - IDLE,
        "open_since": moment - LONGEST,
    }
    if not await stroke(_TOUCH, **given):
        # Somebody else writes just now, or it has ended.
        async with writing() as session:
            await session.exec(_SEEN, params=given)
