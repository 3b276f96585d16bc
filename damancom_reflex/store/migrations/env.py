"""Alembic's environment: our metadata, our database address, type changes seen."""

from __future__ import annotations

from typing import Literal

from alembic import context
from sqlalchemy import Connection, create_engine, pool

from damancom_reflex.settings import settings
from damancom_reflex.store.base import Moment
from damancom_reflex.store.tables import metadata


def _address() -> str:
    address = context.config.attributes.get("url") or settings().database
    return str(address).replace("+aiosqlite", "")


def _render_item(kind: str, item: object, autogen_context: object) -> str | Literal[False]:
    """Write our moment type as the plain type it is in the database."""
    del autogen_context
    if kind == "type" and isinstance(item, Moment):
        return "sa.DateTime(timezone=True)"
    return False


def _run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=metadata,
        compare_type=True,
        compare_server_default=True,
        render_as_batch=True,
        render_item=_render_item,
    )
    with context.begin_transaction():
        context.run_migrations()


def run_migrations_online() -> None:
    """Run on the connection handed over, else on one of our own."""
    connection = context.config.attributes.get("connection")
    if connection is not None:
        _run(connection)
        return
    with create_engine(_address(), poolclass=pool.NullPool).connect() as own:
        _run(own)


run_migrations_online()
