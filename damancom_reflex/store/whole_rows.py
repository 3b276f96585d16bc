"""Whole rows out of the values of a glance: each as a session would give it, and of no session."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import Select, inspect
from sqlalchemy.orm import make_transient_to_detached
from sqlalchemy.orm.attributes import instance_dict

from damancom_reflex.store.base import Table

Part = tuple[int, Callable[[tuple[Any, ...]], Any]]
"""How many of the values are its own, and what they become."""


def parts_of(statement: Select[*tuple[Any, ...]]) -> Callable[..., tuple[Any, ...]]:
    """What makes the rows of a statement of tables and columns: a tuple, a row of a table or a value each.

    A table that an outer join found nothing of is None.
    """
    parts = [_part(described["expr"]) for described in statement.column_descriptions]

    def made(*values: object) -> tuple[Any, ...]:
        found: list[Any] = []
        start = 0
        for width, make in parts:
            found.append(make(values[start : start + width]))
            start += width
        return tuple(found)

    return made


def _part(described: Any) -> Part:  # noqa: ANN401 - a table or a column
    if not (isinstance(described, type) and issubclass(described, Table)):
        return 1, lambda values: values[0]
    mapper = inspect(described)
    names = [attribute.key for attribute in mapper.column_attrs]
    (key,) = (names.index(mapper.get_property_by_column(col).key) for col in mapper.primary_key)
    new = mapper.class_manager.new_instance

    def row(values: tuple[Any, ...]) -> Table | None:
        if values[key] is None:
            return None
        made = new()
        instance_dict(made).update(zip(names, values, strict=True))
        make_transient_to_detached(made)
        return made

    return len(names), row
