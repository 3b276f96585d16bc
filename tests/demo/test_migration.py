"""A database of the version before adhésion, with the demo in it, goes forward and back without losing a row."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from damancom_reflex import demo
from damancom_reflex.services import audit
from damancom_reflex.settings import settings
from damancom_reflex.store import engine, migrate

Rows = dict[str, list[tuple[Any, ...]]]


@pytest.fixture
def older(_demo_template: Path, tmp_path: Path) -> Path:
    """A database that the first migration alone made, with the demo's rows of its tables."""
    path = tmp_path / "older.sqlite3"
    migrate.upgrade(f"sqlite:///{path}", "0001")
    with closing(sqlite3.connect(path)) as base:
        base.execute("ATTACH DATABASE ? AS demo", (str(_demo_template),))
        for table, columns in columns_of(base).items():
            names = ", ".join(columns)
            copy = f"INSERT INTO main.{table} ({names}) SELECT {names} FROM demo.{table}"  # noqa: S608 - our own
            base.execute(copy)
        base.execute("DELETE FROM terms WHERE code = 'enrolment'")
        # Employers without an account came with adhésion.
        base.execute(
            "DELETE FROM affiliate WHERE id NOT IN (SELECT affiliate_id FROM account_affiliation)"
        )
        base.commit()
    return path


def columns_of(base: sqlite3.Connection) -> dict[str, list[str]]:
    """Tables of a database and their columns."""
    named = "SELECT name FROM main.sqlite_master WHERE type = 'table' AND name <> 'alembic_version'"
    tables = [name for (name,) in base.execute(named)]
    return {
        table: [column[1] for column in base.execute(f"PRAGMA main.table_info({table})")]
        for table in tables
    }


def rows_of(path: Path, columns: dict[str, list[str]]) -> Rows:
    """Every row of some columns of some tables."""
    with closing(sqlite3.connect(path)) as base:
        read = {
            table: f"SELECT {', '.join(names)} FROM {table}"  # noqa: S608 - names of our own
            for table, names in columns.items()
        }
        return {table: sorted(base.execute(query), key=repr) for table, query in read.items()}


def schema_of(path: Path) -> set[str]:
    """Tables and indexes it declares."""
    with closing(sqlite3.connect(path)) as base:
        found = base.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")
        return {text.split("(")[0].replace('"', "").strip() for (text,) in found}


def broken(path: Path) -> list[Any]:
    """Foreign keys that lead nowhere, and tables that name one of the migration's own."""
    with closing(sqlite3.connect(path)) as base:
        dangling = base.execute("PRAGMA foreign_key_check").fetchall()
        left = base.execute("SELECT name FROM sqlite_master WHERE sql LIKE '%alembic_tmp%'")
        return dangling + left.fetchall()


def test_no_row_and_no_key_is_lost_forward_and_back(older: Path):
    url = f"sqlite:///{older}"
    with closing(sqlite3.connect(older)) as base:
        columns = columns_of(base)
    before, schema = rows_of(older, columns), schema_of(older)
    assert len(before["affiliate"]) == 64
    assert len(before["account_affiliation"]) == 64
    assert len(before["ledger_line"]) > 10_000
    migrate.upgrade(url)
    assert rows_of(older, columns) == before
    assert broken(older) == []
    migrate.downgrade(url, "0001")
    assert rows_of(older, columns) == before
    assert broken(older) == []
    migrate.upgrade(url)
    migrate.check(url)
    assert rows_of(older, columns) == before
    assert broken(older) == []
    migrate.downgrade(url, "0001")
    with closing(sqlite3.connect(older)) as base:
        assert columns_of(base) == columns
    assert schema_of(older) == schema


def test_going_back_forgets_requests_and_keeps_everything_else(demo_database: str, tmp_path: Path):
    path = Path(demo_database.removeprefix("sqlite:///"))
    migrate.upgrade(f"sqlite:///{tmp_path / 'first.sqlite3'}", "0001")
    with closing(sqlite3.connect(tmp_path / "first.sqlite3")) as base:
        columns = columns_of(base)
    before = rows_of(path, columns)
    migrate.downgrade(demo_database, "0001")
    assert rows_of(path, columns) == before
    assert broken(path) == []


def test_foreign_keys_hold_after_the_change(older: Path):
    migrate.upgrade(f"sqlite:///{older}")
    with closing(sqlite3.connect(older)) as base:
        base.execute("PRAGMA foreign_keys = ON")
        for wrong in (
            "UPDATE affiliate SET agency_id = 999",
            "UPDATE affiliate SET collection_office_id = 999",
            "UPDATE bank_account SET affiliate_id = 999",
            "DELETE FROM affiliate",
        ):
            with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
                base.execute(wrong)


def test_the_demo_completes_the_older_base(older: Path, monkeypatch: pytest.MonkeyPatch):
    migrate.upgrade(f"sqlite:///{older}")
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{older}")
    monkeypatch.setenv("DEMO", "true")
    settings.cache_clear()
    assert asyncio.run(_loaded())
    with closing(sqlite3.connect(older)) as base:
        count = "SELECT count(*) FROM affiliate WHERE agency_id IS NOT NULL"
        assert base.execute(count).fetchone() == (70,)
        assert base.execute("SELECT count(*) FROM legal_representative").fetchone() == (70,)
        filed = base.execute("SELECT status FROM enrolment_request ORDER BY status").fetchall()
        assert filed == [("CORRECTION_REQUESTED",), ("SUBMITTED",)]


async def _loaded() -> bool:
    await demo.load()
    try:
        return (await audit.verify()).ok
    finally:
        await engine.dispose()
