"""SQLite's journal, carried over into its database beside the events and not in the middle of one.

By itself SQLite does that in whichever write comes after a thousand pages, and waits for the disk meanwhile: on a full
evening everybody's events stood still for a third of a second, every few seconds. Connections of ours leave it to this
task, which does it in a thread. A journal that nobody carried over is whole all the same: the last connection that is
closed does it, or the next server.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Final

from sqlalchemy.engine import make_url

from damancom_reflex.logs import log
from damancom_reflex.settings import settings

LEFT_TO_US: Final = "wal_autocheckpoint=0"
"""Pragma of every connection that serves people."""

EVERY_SECONDS: Final = 5.0
PATIENCE_MS: Final = 200
"""How long writers may be kept for readers to leave a journal that is begun anew; the next time, if they do not."""

LONGEST_BYTES: Final = 64 * 1024 * 1024
"""Size of a journal that is begun anew, for which writers wait a moment; a shorter one grows while it is in use."""


@asynccontextmanager
async def run_checkpoints() -> AsyncIterator[None]:
    """Carry the journal over every few seconds, as long as the block lasts; nothing on PostgreSQL."""
    url = make_url(settings().database)
    if url.get_backend_name() != "sqlite":
        yield
        return
    task = asyncio.create_task(_run(Path(url.database or "")))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


def carry_over(file: Path) -> None:
    """Carry over what is in the journal of a database; without waiting for anybody while it is short."""
    journal = file.with_name(f"{file.name}-wal")
    if not journal.exists():
        return
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("PRAGMA wal_checkpoint(PASSIVE)")
        if journal.stat().st_size > LONGEST_BYTES:
            connection.execute(f"PRAGMA busy_timeout={PATIENCE_MS}")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


async def _run(file: Path) -> None:
    while True:
        await asyncio.sleep(EVERY_SECONDS)
        try:
            await asyncio.to_thread(carry_over, file)
        except (sqlite3.Error, OSError) as error:
            log(__name__).error("checkpoint", exc_info=error)
