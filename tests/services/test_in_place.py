"""Statements on SQLite: short ones in place, a writer's wait and a search in threads of their own."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from pathlib import Path

import pytest
from sqlalchemy import event, text

from damancom_reflex.store.engine import engine, glance, reading, searching, writing
from damancom_reflex.store.in_place import BEGIN_WRITING, BUSY_TIMEOUT_MS, connect


@pytest.fixture
def on_sqlite(database: str) -> str:
    if not database.startswith("sqlite"):
        pytest.skip("what is told here is SQLite's")
    return database


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = str(tmp_path / "in-place.sqlite3")
    with sqlite3.connect(path) as made:
        made.execute("PRAGMA journal_mode=WAL")
        made.execute("CREATE TABLE word (text TEXT)")
    return path


async def _thread_of(path: str, statement: str) -> int:
    """Thread in which a statement of a new connection runs."""
    connection = await connect(path)
    try:
        cursor = await connection.cursor()
        ran: list[int] = []
        connection._conn.create_function("here", 0, lambda: ran.append(threading.get_ident()))
        await cursor.execute(statement)
        return ran[0]
    finally:
        await connection.close()


async def test_a_short_statement_runs_where_it_is_asked_for(file: str) -> None:
    assert await _thread_of(file, "SELECT here()") == threading.get_ident()


async def test_a_writer_waits_for_another_without_holding_anybody_up(file: str) -> None:
    first, second = await connect(file), await connect(file)
    try:
        await (await first.cursor()).execute(BEGIN_WRITING)
        waiting = asyncio.create_task((await second.cursor()).execute(BEGIN_WRITING))
        await asyncio.sleep(0.1)
        assert not waiting.done()
        await (await first.cursor()).execute("INSERT INTO word VALUES ('one')")
        await first.commit()
        await asyncio.wait_for(waiting, 5)
        await second.commit()
        timeout = await (await (await second.cursor()).execute("PRAGMA busy_timeout")).fetchone()
        assert timeout == (BUSY_TIMEOUT_MS,)
    finally:
        await first.close()
        await second.close()


async def test_what_goes_wrong_at_the_start_is_not_taken_for_a_wait(file: str) -> None:
    connection = await connect(file)
    try:
        cursor = await connection.cursor()
        await cursor.execute(BEGIN_WRITING)
        with pytest.raises(sqlite3.OperationalError, match="within a transaction"):
            await cursor.execute(BEGIN_WRITING)
    finally:
        await connection.close()


@pytest.mark.usefixtures("on_sqlite")
async def test_a_search_leaves_the_others_their_turn() -> None:
    count = text(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000000) SELECT max(i) FROM n"
    )
    turns = 0

    async def turn() -> None:
        nonlocal turns
        while True:
            await asyncio.sleep(0.005)
            turns += 1

    counting = asyncio.create_task(turn())
    async with searching() as session:
        assert (await session.exec(count)).scalar_one() == 3_000_000  # type: ignore[call-overload]
    counting.cancel()
    assert turns > 3


@pytest.mark.usefixtures("on_sqlite")
async def test_a_glance_opens_no_transaction_and_reading_and_writing_do() -> None:
    said: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        said.append(statement)

    event.listen(engine().sync_engine, "before_cursor_execute", note)
    try:
        assert (await glance(text("SELECT 1"), {})) == (1,)
        assert said == ["SELECT 1"]
        async with reading() as session:
            await session.connection()
        async with writing() as session:
            await session.connection()
    finally:
        event.remove(engine().sync_engine, "before_cursor_execute", note)
    assert said[1:] == ["BEGIN", BEGIN_WRITING]
