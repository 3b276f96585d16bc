"""Check the migrations on a throw-away SQLite file: up, same tables as the code, down to nothing, up again.

With TEST_DATABASE_URL set (see `make test-services`) the tests do the same on PostgreSQL.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable
from pathlib import Path

from alembic.script import ScriptDirectory
from alembic.util import CommandError

from damancom_reflex.store import migrate
from places import say, stop


def main() -> None:
    """Run every step, or end with the one that failed."""
    with tempfile.TemporaryDirectory(prefix="damancom-") as folder:
        file = Path(folder) / "check.sqlite3"
        url = f"sqlite:///{file}"
        _one_head(url)
        _step("upgrade", lambda: migrate.upgrade(url))
        _step("compare with the tables of the code", lambda: migrate.check(url))
        _step("downgrade", lambda: migrate.downgrade(url))
        _nothing_left(file)
        _step("upgrade again", lambda: migrate.upgrade(url))
    say("migrations: up, equal to the code, down, up")


def _step(name: str, action: Callable[[], None]) -> None:
    try:
        action()
    except CommandError as error:
        stop(
            f"migrations: {name}: {error}\nWrite a migration for the change of the tables, or undo the change."
        )


def _one_head(url: str) -> None:
    heads = ScriptDirectory.from_config(migrate.alembic_config(url)).get_heads()
    if len(heads) != 1:
        stop(f"migrations: one head is wanted, found {sorted(heads)}")


def _nothing_left(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        rows = connection.execute("select name from sqlite_master where type = 'table'").fetchall()
    left = sorted({name for (name,) in rows} - {"alembic_version", "sqlite_sequence"})
    if left:
        stop(f"migrations: the downgrade left {left}")


if __name__ == "__main__":
    main()
