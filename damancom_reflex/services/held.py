"""What must be there by now: values that the database, or an earlier step, promises."""

from __future__ import annotations

from typing import TypeVar

Value = TypeVar("Value")


def held(value: Value | None, what: str) -> Value:
    """The value, which cannot be missing here.

    Args:
        value: what was read.
        what: its name, for whoever reads the error.

    Raises:
        LookupError: when it is missing all the same, which is a fault of ours and no refusal.
    """
    if value is None:
        raise LookupError(f"{what} is missing")
    return value
