"""The database engine and the two ways to use it: `reading()` and `writing()`.

SQLite runs in WAL mode with foreign keys on; a writing transaction starts with `BEGIN IMMEDIATE`, so that two writers
queue for the busy timeout instead of failing half-way. On PostgreSQL both are ordinary transactions.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Connection, make_url
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex.settings import settings

BUSY_TIMEOUT_MS = 10_000
WRITES = "damancom_writes"
# Values never stand in an error's text: they may be a phone, a RIB or a name.
POOL: dict[str, Any] = {"pool_size": 10, "max_overflow": 10, "hide_parameters": True}

_engines: dict[str, AsyncEngine] = {}


def engine(url: str | None = None) -> AsyncEngine:
    """The engine of this process for `url` (the settings' database when none), made at first use."""
    address = url or settings().database
    if address not in _engines:
        _engines[address] = _make(address)
    return _engines[address]


def _make(address: str) -> AsyncEngine:
    url = make_url(address)
    if url.get_backend_name() != "sqlite":
        return create_async_engine(address, pool_pre_ping=True, **POOL)
    if url.database and url.database != ":memory:":
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    made = create_async_engine(address, **POOL)
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
        f"busy_timeout={BUSY_TIMEOUT_MS}",
        "synchronous=NORMAL",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@asynccontextmanager
async def reading(url: str | None = None) -> AsyncIterator[AsyncSession]:
    """A session that only reads; nothing is committed."""
    async with AsyncSession(engine(url), expire_on_commit=False) as session:
        yield session


@asynccontextmanager
async def writing(url: str | None = None) -> AsyncIterator[AsyncSession]:
    """One transaction: committed when the block ends, rolled back when it raises."""
    bind = engine(url).execution_options(**{WRITES: True})
    async with AsyncSession(bind, expire_on_commit=False) as session, session.begin():
        yield session


async def dispose() -> None:
    """Close every connection of this process."""
    for made in _engines.values():
        await made.dispose()
    _engines.clear()
