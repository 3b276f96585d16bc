"""What rows are searched by: several words of a row as one, folded, and filled in when the row is entered."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, and_, true
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlmodel import Field

from damancom_reflex.domain.text import folded

LONGEST = 400


def sought_by(*names: str) -> Any:  # noqa: ANN401 - what Field gives
    """Column of the words of others, `domain.text.folded`, with a space between two.

    To look through one short text takes a fifth of the time of six, and it is found however it is typed.
    """

    def words(context: DefaultExecutionContext) -> str:
        given = context.get_current_parameters()
        return " ".join(filter(None, (folded(given.get(name) or "") for name in names)))[:LONGEST]

    return Field(
        default=None,
        max_length=LONGEST,
        nullable=False,
        sa_column_kwargs={"default": words},
        description=f"words of {', '.join(names)}, folded",
    )


def has_words(column: Any, text: str) -> ColumnElement[bool]:  # noqa: ANN401 - a column, however typed
    """That such a column has every word of a text, whole or in part; always so for none, or for vowel marks alone."""
    words = folded(text).split()
    return and_(true(), *(column.contains(word, autoescape=True) for word in words))
