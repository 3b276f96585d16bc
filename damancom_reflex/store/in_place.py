"""SQLite statements run where they are asked for, not in a thread beside.

To look up a row by its key takes SQLite some 20 microseconds; to hand each step of it to a thread and to wait for the
answer takes far longer, and longest when the machine has other work. So short statements run in place. Only the start
of a writing transaction may have to wait, for another writer: it waits in the connection's own thread, and nobody else
with it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import Any, Final

import aiosqlite

BUSY_TIMEOUT_MS: Final = 10_000
BEGIN_WRITING: Final = "BEGIN IMMEDIATE"
# Rows fetched at a time by iteration over a cursor, which SQLAlchemy does not do.
_CHUNK: Final = 64


class InPlace(aiosqlite.Connection):
    """A connection of aiosqlite whose statements run in the caller's thread."""

    async def _execute(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - the driver's own
        """Run what a cursor or a transaction does; the one place through which all of it goes."""
        if not self._running or not self._connection:
            raise ValueError("Connection closed")
        if not args or args[0] != BEGIN_WRITING:
            return fn(*args, **kwargs)
        try:
            return self._without_waiting(fn, *args)
        except sqlite3.OperationalError as error:
            if not is_busy(error):
                raise
        return await super()._execute(fn, *args)

    def _without_waiting(self, fn: Callable[..., Any], *args: Any) -> Any:  # noqa: ANN401 - the driver's own
        self._conn.execute("PRAGMA busy_timeout=0")
        try:
            return fn(*args)
        finally:
            self._conn.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")


def is_busy(error: sqlite3.OperationalError) -> bool:
    """Whether a statement was refused for that somebody else writes."""
    return error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY


async def connect(path: str) -> InPlace:
    """A connection to the database file at `path`."""
    made = InPlace(lambda: sqlite3.connect(path, check_same_thread=False), _CHUNK)
    # A thread that waits for work must not keep the process from ending.
    made._thread.daemon = True  # noqa: SLF001 - as SQLAlchemy does for the connections it makes itself
    await made
    return made
