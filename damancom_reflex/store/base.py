"""What every table shares: naming of constraints, moments in UTC, random public ids."""

from __future__ import annotations

import re
import secrets
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Dialect
from sqlalchemy.orm import declared_attr
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field, SQLModel

from damancom_reflex import clock

# Alembic can only drop or change a constraint that has a name.
SQLModel.metadata.naming_convention = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Moment(TypeDecorator[datetime]):
    """An aware moment, in UTC on the way in and out; SQLite keeps no zone by itself."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a naive moment: it could mean two different times."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give back an aware moment in UTC."""
        del dialect
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Table(SQLModel):
    """Base of every table: named after its class, `LedgerLine` is `ledger_line`; a `Row` at the end is left out."""

    @declared_attr.directive
    def __tablename__(cls) -> str:  # noqa: N805 - it is given the class  # pyright: ignore[reportIncompatibleVariableOverride] - SQLModel types its own as a plain attribute
        """Name of the table."""
        words = re.findall("[A-Z][a-z]*", cls.__name__.removesuffix("Row"))
        return "_".join(words).lower()


def moment(*, default_now: bool = False, **extra: Any) -> Any:  # noqa: ANN401 - what Field takes and gives
    """Column of an aware moment; `default_now` fills it with real time."""
    if default_now:
        return Field(default_factory=clock.now, sa_type=Moment, **extra)
    return Field(sa_type=Moment, **extra)


def public_id() -> str:
    """A random id that may stand in an address: 128 bits, never a row number."""
    return secrets.token_urlsafe(16)
