"""The statements that every event sends, with as little around them as there can be: one row looked at, one changed.

A session of SQLAlchemy takes a millisecond to look a row up when nothing was asked for a moment, and the row takes
SQLite some 20 microseconds. So such a statement is put together once and run on the driver itself, where that is
SQLite.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, Generic, TypeVar

from sqlalchemy import Dialect, Select, Update
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine import make_url

from damancom_reflex.store.checkpoints import LEFT_TO_US
from damancom_reflex.store.in_place import BUSY_TIMEOUT_MS, is_busy

RowT = TypeVar("RowT")

DIALECT: Final[Dialect] = sqlite.dialect()

_readers: dict[str, sqlite3.Connection] = {}
_writers: dict[str, sqlite3.Connection] = {}


class Prepared:
    """A statement put together for SQLite's driver.

    Attributes:
        statement: the statement.
    """

    def __init__(self, statement: Select[*tuple[Any, ...]] | Update) -> None:
        """Put the statement together; what it leaves open by `bindparam` is given each time it runs."""
        compiled = statement.compile(dialect=DIALECT)
        asked = {name: None for name, place in compiled.binds.items() if place.required}
        whole = compiled.construct_expanded_state(asked)
        self.statement = statement
        self._sql = whole.statement
        self._places: Sequence[str] = whole.positiontup or ()
        self._fixed = {name: value for name, value in whole.parameters.items() if name not in asked}
        self._write = {name: _writer(compiled.binds[name].type) for name in asked}

    def run(self, connection: sqlite3.Connection, params: Mapping[str, Any]) -> sqlite3.Cursor:
        """Run it on a connection of the driver's."""
        values = self._fixed | {name: write(params[name]) for name, write in self._write.items()}
        return connection.execute(self._sql, [values[place] for place in self._places])


class Glance(Prepared, Generic[RowT]):
    """A statement of values that is looked at and not held.

    Attributes:
        row: makes what is given back of the values, in their order: a named tuple, or `parts_of` the statement.
    """

    def __init__(self, row: Callable[..., RowT], statement: Select[*tuple[Any, ...]]) -> None:
        """Put the statement together for SQLite."""
        super().__init__(statement)
        self.row = row
        self._read = [_reader(column.type) for column in statement.selected_columns]

    def first(self, address: str, params: Mapping[str, Any]) -> RowT | None:
        """The first row of the SQLite database at `address`."""
        found = self.run(_reader_of(address), params).fetchone()
        if found is None:
            return None
        return self.row(*(read(value) for read, value in zip(self._read, found, strict=True)))


class Stroke(Prepared):
    """An update of one row, as it was looked at: a transaction of one statement."""

    def change(self, address: str, params: Mapping[str, Any]) -> int:
        """Rows changed in the SQLite database at `address`; 0 as well while somebody else writes: nobody waits here."""
        try:
            return self.run(_writer_of(address), params).rowcount
        except sqlite3.OperationalError as error:
            if not is_busy(error):
                raise
            return 0


def trace(tell: Callable[[str], object] | None) -> None:
    """Tell of every statement from here on, of connections made by then; None: tell no more."""
    for connection in (*_readers.values(), *_writers.values()):
        connection.set_trace_callback(tell)


def close() -> None:
    """Close every connection of this process."""
    for connections in (_readers, _writers):
        for connection in connections.values():
            connection.close()
        connections.clear()


def _reader(kind: Any) -> Callable[[Any], Any]:  # noqa: ANN401 - a type of SQLAlchemy's
    return kind.dialect_impl(DIALECT).result_processor(DIALECT, None) or _as_it_is


def _writer(kind: Any) -> Callable[[Any], Any]:  # noqa: ANN401 - a type of SQLAlchemy's
    return kind.dialect_impl(DIALECT).bind_processor(DIALECT) or _as_it_is


def _as_it_is(value: object) -> object:
    return value


def _reader_of(address: str) -> sqlite3.Connection:
    if address not in _readers:
        _readers[address] = _connect(
            address, f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}", "PRAGMA query_only=ON"
        )
    return _readers[address]


def _writer_of(address: str) -> sqlite3.Connection:
    if address not in _writers:
        _writers[address] = _connect(
            address,
            "PRAGMA busy_timeout=0",
            "PRAGMA foreign_keys=ON",
            "PRAGMA synchronous=NORMAL",
            f"PRAGMA {LEFT_TO_US}",
        )
    return _writers[address]


def _connect(address: str, *pragmas: str) -> sqlite3.Connection:
    # Without an isolation level each statement is a transaction of its own.
    made = sqlite3.connect(
        make_url(address).database or "", isolation_level=None, check_same_thread=False
    )
    for pragma in pragmas:
        made.execute(pragma)
    return made
