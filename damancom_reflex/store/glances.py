"""The one statement that every event sends, with as little around it as there can be.

A session of SQLAlchemy takes a millisecond to look a row up when nothing was asked for a moment, and the row takes
SQLite some 20 microseconds. So a glance is put together once and run on the driver itself, where that is SQLite.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from typing import Any, Final, Generic, TypeVar

from sqlalchemy import Dialect, Select
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine import make_url

from damancom_reflex.store.in_place import BUSY_TIMEOUT_MS

RowT = TypeVar("RowT")

DIALECT: Final[Dialect] = sqlite.dialect()

_connections: dict[str, sqlite3.Connection] = {}


class Glance(Generic[RowT]):
    """A statement of values, by parameters that are texts or whole numbers.

    Attributes:
        row: type of its rows, made of the values in their order: a named tuple.
        statement: the statement.
    """

    def __init__(self, row: Callable[..., RowT], statement: Select[*tuple[Any, ...]]) -> None:
        """Put the statement together for SQLite."""
        compiled = statement.compile(dialect=DIALECT)
        columns = list(statement.selected_columns)
        self.row, self.statement = row, statement
        self._sql = str(compiled)
        self._places: Sequence[str] = compiled.positiontup or ()
        self._read = [_reader(column.type.dialect_impl(DIALECT)) for column in columns]

    def first(self, address: str, params: dict[str, str | int]) -> RowT | None:
        """The first row of the SQLite database at `address`."""
        values = [params[place] for place in self._places]
        found = _connection(address).execute(self._sql, values).fetchone()
        if found is None:
            return None
        return self.row(*(read(value) for read, value in zip(self._read, found, strict=True)))


def close() -> None:
    """Close every connection of this process."""
    for connection in _connections.values():
        connection.close()
    _connections.clear()


def _reader(kind: Any) -> Callable[[Any], Any]:  # noqa: ANN401 - a type of SQLAlchemy's
    return kind.result_processor(DIALECT, None) or _as_it_is


def _as_it_is(value: object) -> object:
    return value


def _connection(address: str) -> sqlite3.Connection:
    if address not in _connections:
        made = sqlite3.connect(
            make_url(address).database or "", isolation_level=None, check_same_thread=False
        )
        made.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
        made.execute("PRAGMA query_only=ON")
        _connections[address] = made
    return _connections[address]
