"""The database engine and the ways to use it: `reading()`, `searching()` and `writing()`.

SQLite runs in WAL mode with foreign keys on; a writing transaction starts with `BEGIN IMMEDIATE`, so that two writers
queue for the busy timeout instead of failing half-way. What is short runs in place, what goes through many rows in a
thread beside, so that nobody waits for it. On PostgreSQL all three are ordinary transactions.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from anyio import Lock
from anyio.lowlevel import RunVar
from sqlalchemy import event
from sqlalchemy.engine import Connection, make_url
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex.settings import settings
from damancom_reflex.store import glances, in_place
from damancom_reflex.store.checkpoints import LEFT_TO_US
from damancom_reflex.store.glances import Glance, RowT, Stroke
from damancom_reflex.store.rehearsal import Rehearsed, is_rehearsed

WRITES = "damancom_writes"
# Values never stand in an error's text: they may be a phone, a RIB or a name.
POOL: dict[str, Any] = {"pool_size": 10, "max_overflow": 10, "hide_parameters": True}

# A lock belongs to one event loop.
_turns: RunVar[dict[str, Lock]] = RunVar("damancom_writers")

_engines: dict[str, AsyncEngine] = {}
_searchers: dict[str, AsyncEngine] = {}


def engine(url: str | None = None) -> AsyncEngine:
    """The engine of this process for `url` (the settings' database when none), made at first use."""
    address = url or settings().database
    if address not in _engines:
        _engines[address] = _make(address)
    return _engines[address]


@cache
def _on_sqlite(address: str) -> bool:
    return make_url(address).get_backend_name() == "sqlite"


def _searcher(address: str) -> AsyncEngine:
    """The engine for what takes long: on SQLite one of its own, whose statements run in threads."""
    if not _on_sqlite(address):
        return engine(address)
    if address not in _searchers:
        _searchers[address] = _set_up(create_async_engine(address, **POOL))
    return _searchers[address]


def _make(address: str) -> AsyncEngine:
    if not _on_sqlite(address):
        return create_async_engine(address, pool_pre_ping=True, **POOL)
    file = Path(make_url(address).database or "")
    file.parent.mkdir(parents=True, exist_ok=True)
    return _set_up(
        create_async_engine(address, async_creator=lambda: in_place.connect(str(file)), **POOL)
    )


def _set_up(made: AsyncEngine) -> AsyncEngine:
    event.listen(made.sync_engine, "connect", _set_up_sqlite)
    event.listen(made.sync_engine, "begin", _begin_sqlite)
    return made


def _set_up_sqlite(connection: Any, record: object) -> None:  # noqa: ANN401 - the driver's own
    del record
    # The driver must not open transactions by itself: `_begin_sqlite` says which kind is wanted.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "foreign_keys=ON",
        f"busy_timeout={in_place.BUSY_TIMEOUT_MS}",
        "synchronous=NORMAL",
        LEFT_TO_US,
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql(in_place.BEGIN_WRITING if writes else "BEGIN")


@asynccontextmanager
async def reading(url: str | None = None) -> AsyncIterator[AsyncSession]:
    """A session that only reads, by keys and in short lists; nothing is committed."""
    session = AsyncSession(engine(url), expire_on_commit=False)
    try:
        yield session
    finally:
        # One that was asked nothing holds no connection: to close it takes longer than many an answer.
        if session.in_transaction():
            await asyncio.shield(session.close())


async def glance(at: Glance[RowT], **params: str | int | date) -> RowT | None:
    """The first row of a glance, as it stands now, outside of any transaction."""
    address = settings().database
    if _on_sqlite(address):
        return at.first(address, params)
    async with engine().connect() as connection:
        row = (await connection.execute(at.statement, params)).first()
        return at.row(*row) if row else None


async def stroke(by: Stroke, **params: Any) -> int:
    """Rows changed by one update in a transaction of its own; 0 as well when another writer is at work just now."""
    address = settings().database
    if _on_sqlite(address):
        return by.change(address, params)
    async with engine().begin() as connection:
        return (await connection.execute(by.statement, params)).rowcount


@asynccontextmanager
async def searching() -> AsyncIterator[AsyncSession]:
    """A session that only reads, and may go through thousands of rows while others are served."""
    async with AsyncSession(_searcher(settings().database), expire_on_commit=False) as session:
        yield session


@asynccontextmanager
async def writing(url: str | None = None) -> AsyncIterator[AsyncSession]:
    """One transaction: committed when the block ends, rolled back when it raises, or is only rehearsed."""
    address = url or settings().database
    bind = engine(address).execution_options(**{WRITES: True})
    # The turn ends with the commit, and not with the session, whose closing takes another round of the event loop.
    async with (
        AsyncSession(bind, expire_on_commit=False) as session,
        _turn(address),
        session.begin(),
    ):
        yield session
        if is_rehearsed():
            await session.flush()
            raise Rehearsed


def _turn(address: str) -> AbstractAsyncContextManager[None]:
    """The one place at which writers of this process to an SQLite file wait for each other, first come first served.

    Waiting for the file itself, they would each hold a connection meanwhile, and whoever got it would hold everybody
    else up until the event loop came round.
    """
    if not _on_sqlite(address):
        return nullcontext()
    try:
        turns = _turns.get()
    except LookupError:
        turns = {}
        _turns.set(turns)
    if address not in turns:
        turns[address] = Lock(fast_acquire=True)
    return turns[address]


async def dispose() -> None:
    """Close every connection of this process."""
    for made in (*_engines.values(), *_searchers.values()):
        await made.dispose()
    _engines.clear()
    _searchers.clear()
    glances.close()
