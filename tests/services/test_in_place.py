"""Statements on SQLite: short ones in place, a writer's wait and a search in threads of their own."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import pytest
from sqlalchemy import Integer, bindparam, event, text
from sqlmodel import col, select

from damancom_reflex.store.accounts import Account
from damancom_reflex.store.engine import engine, glance, reading, searching, writing
from damancom_reflex.store.glances import Glance
from damancom_reflex.store.in_place import BEGIN_WRITING, BUSY_TIMEOUT_MS, connect
from damancom_reflex.store.trail import BusinessCalendar


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
async def test_reading_and_writing_each_open_their_transaction() -> None:
    said: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        said.append(statement)

    event.listen(engine().sync_engine, "before_cursor_execute", note)
    try:
        async with reading() as session:
            await session.connection()
        async with writing() as session:
            await session.connection()
    finally:
        event.remove(engine().sync_engine, "before_cursor_execute", note)
    assert said == ["BEGIN", BEGIN_WRITING]


class Calendar(NamedTuple):
    """The calendar's row."""

    id: int
    shift_days: int


class Told(NamedTuple):
    """What is told of an account."""

    identifier: str
    active: bool
    created_at: datetime


CALENDAR = Glance(
    Calendar,
    select(BusinessCalendar.id, BusinessCalendar.shift_days).where(
        col(BusinessCalendar.id) == bindparam("id", type_=Integer)
    ),
)
ACCOUNT = Glance(
    Told,
    select(Account.identifier, Account.active, Account.created_at).where(
        col(Account.identifier) == bindparam("identifier")
    ),
)


@pytest.mark.usefixtures("database")
async def test_a_glance_sees_what_is_committed_and_nothing_else() -> None:
    assert await glance(CALENDAR, id=1) is None
    async with writing() as session:
        session.add(BusinessCalendar(id=1, shift_days=-3))
        await session.flush()
        assert await glance(CALENDAR, id=1) is None
    assert await glance(CALENDAR, id=1) == Calendar(1, -3)


@pytest.mark.usefixtures("database")
async def test_a_glance_gives_moments_and_answers_as_tables_do() -> None:
    kept = Account(identifier="o'brien", display_name="", email="", phone="")
    async with writing() as session:
        session.add(kept)
    told = Told("o'brien", True, kept.created_at)  # noqa: FBT003 - a column's value
    assert await glance(ACCOUNT, identifier="o'brien") == told
    assert await glance(ACCOUNT, identifier="' OR 1=1 --") is None


async def test_a_glance_cannot_write(on_sqlite: str) -> None:
    change = Glance(Calendar, select(BusinessCalendar.id))
    change._sql = "DELETE FROM account"
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        change.first(on_sqlite, {})
